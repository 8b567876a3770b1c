"""Places divide all villages; what is read of them adds up to the whole, and few people are not told apart."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.region.region import read_region
from plan.file.plan_file import open_plan, read_plan
from plan.future.of_region import FutureRequest, projection_of
from plan.future.shown.places import (
    PlaceKind,
    kinds_on_offer,
    people_of_places,
    persons_in,
    places_of_kind,
    shown_persons,
)
from plan.reach.evaluation import evaluation_of
from plan.scenario.scenario import BASE

SANSON = Path(__file__).resolve().parents[4] / "sample_regions" / "sanson"


@pytest.fixture(scope="module")
def scenario():
    plan = read_plan((SANSON / "example.plan.json").read_bytes(), "p")
    with_spheres = next(s.id for s in plan.scenarios if any(one.villages for one in s.spheres))
    return evaluation_of(read_region(SANSON), plan, with_spheres)


def test_every_kind_holds_every_village_once(scenario):
    assert kinds_on_offer(scenario) == ["all", "district", "sphere", "hub", "village"]
    for kind in kinds_on_offer(scenario):
        members = [v for place in places_of_kind(scenario, kind) for v in place.villages]
        assert sorted(members) == sorted(scenario.effective.region.villages.index)
        assert len({place.id for place in places_of_kind(scenario, kind)}) == len(places_of_kind(scenario, kind))


def test_the_present_has_no_spheres():
    assert "sphere" not in kinds_on_offer(evaluation_of(read_region(SANSON), None, BASE))


def test_spheres_are_those_of_the_scenario(scenario):
    drawn = {s.hub_id: set(s.villages) for s in scenario.effective.scenario.spheres if s.villages}
    found = {place.id: set(place.villages) for place in places_of_kind(scenario, "sphere") if place.id}
    assert found == drawn


@given(st.dictionaries(st.text("abc", min_size=1), st.floats(0, 500), min_size=1, max_size=30))
def test_what_is_read_adds_up_to_the_whole(values):
    shown = shown_persons(pd.Series(values), counted=False)
    whole = sum(values.values())
    assert sum(one.tens for one in shown.values()) == int(whole / 10 + 0.5) * 10
    for key, one in shown.items():
        assert one.few == (values[key] < 10) == (one.text == "10人未満")
        assert one.few or (abs(one.persons - values[key]) <= 10 and one.persons >= 10)
        assert not one.text.startswith("0")


def test_counted_people_are_whole_and_nothing_is_hidden():
    shown = shown_persons(pd.Series({"a": 3.0, "b": 0.0, "c": 1234.0}), counted=True)
    assert [one.text for one in shown.values()] == ["3人", "0人", "1,234人"]


def test_persons_of_places_are_those_of_their_villages(projection):
    from plan.future.shown.places import Place

    places = [Place("district", "x", "x", ("a", "b")), Place("district", "", "rest", ("c", "d", "unknown"))]
    totals = projection.totals[2040]
    assert persons_in(projection, places, 2040).tolist() == pytest.approx(
        [totals["a"] + totals["b"], totals["c"] + totals["d"]]
    )


def test_pages_that_count_a_year_tell_of_each_place_what_the_page_of_the_future_tells() -> None:
    region, plan = read_region(SANSON), open_plan(SANSON / "example.plan.json")
    scenario = next(s for s in plan.scenarios if s.spheres)
    later = evaluation_of(region, plan, scenario.id, 2045)
    ours = projection_of(region, FutureRequest(2045), scenario.future)
    kinds: tuple[PlaceKind, ...] = ("district", "sphere", "hub", "village")
    for kind in kinds:
        offered = places_of_kind(later, kind)
        assert people_of_places(later, kind) == shown_persons(persons_in(ours, offered, 2045), counted=False)
    today = people_of_places(evaluation_of(region, plan, scenario.id), "sphere")
    assert sum(one.persons for one in today.values()) == region.total_population
