"""Where purposes are served: facilities that are open, hubs that gather a service, and what stands beside a destination."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import Region, read_region
from network.outings.purposes import Place, purpose
from plan.applied import apply
from plan.reach.purpose_places import Destination, PurposePlaces, purpose_places
from plan.scenario.scenario import FacilityEdit, Hub, Plan, Scenario
from tests.small_region import FACILITIES, LAT, LON, STEP, write_small_region

CLINIC, SHOPPING, SCHOOL, ERRANDS = (purpose(p, Assumptions()) for p in ("clinic", "shopping", "school", "errands"))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Region:
    folder = write_small_region(tmp_path_factory.mktemp("town") / "tameshi")
    more = [
        f"f-dentist,上野歯科医院,medical,{LAT},{LON},open",
        f"f-high,谷口高校,education,{LAT},{LON + 3 * STEP},open",
        f"f-primary,谷口小学校,education,{LAT},{LON + 3 * STEP},open",
    ]
    (folder / "facilities.csv").write_text(FACILITIES + "\n".join(more) + "\n", encoding="utf-8")
    return read_region(folder)


def ids(places: PurposePlaces, name: str) -> list[str]:
    return [at.id for at in places.destinations(purpose(name, Assumptions()))]


def at(place_id: str, number: float) -> Destination:
    return Destination(place_id, place_id, LAT, LON + number * STEP)


def test_open_facilities_serve_and_dentists_and_closed_schools_do_not(town: Region) -> None:
    places = purpose_places(apply(town))
    assert ids(places, "clinic") == ["f-clinic"]
    assert ids(places, "shopping") == ["f-shop"]
    assert ids(places, "school") == ["f-primary"]
    assert ids(places, "errands") == ["f-office"]


def test_a_scenario_closes_moves_and_gathers(town: Region) -> None:
    hub = Hub("h1", "奥谷拠点", LAT, LON + 4 * STEP, services=("medical",))
    scenario = Scenario("s1", "案", hubs=(hub,), facilities=(FacilityEdit("f-shop", "close"),))
    places = purpose_places(apply(town, Plan("tameshi", "f", (scenario,)), "s1"))
    assert ids(places, "clinic") == ["f-clinic", "h1"]
    assert ids(places, "shopping") == []
    assert ids(places, "errands") == ["h1"]
    assert places.at(CLINIC, at("h1", 4)) == (Place("medical"),)
    assert places.at(SHOPPING, at("h1", 4)) == ()


def test_what_is_near_enough_stands_at_the_destination(town: Region) -> None:
    places = purpose_places(apply(town))
    # 0.01° is 933 m here: half of it is within 500 m, six tenths are not.
    assert len(places.at(CLINIC, at("site", 0.5))) == 1
    assert len(places.at(CLINIC, at("site", 0.6))) == 0
    assert [p.category for p in places.at(ERRANDS, at("f-office", 0))] == ["medical"]


def test_a_facility_that_serves_the_purpose_counts_alone(town: Region) -> None:
    places = purpose_places(apply(town))
    assert len(places.at(SCHOOL, at("f-high", 3))) == 1
    assert len(places.at(SCHOOL, at("v4", 3))) == 2


def test_what_serves_within_the_municipality(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    rows = FACILITIES.splitlines()
    lines = [f"{rows[0]},outside", *(f"{r},{str('f-clinic' in r).lower()}" for r in rows[1:])]
    (folder / "facilities.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    places = purpose_places(apply(read_region(folder)))
    assert [p.id for p, _ in places.inside("medical")] == []
    assert [p.id for p, _ in places.inside("shopping")] == ["f-shop"]
