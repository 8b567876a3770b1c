"""Figures by municipality beside loops over people and times that paper gives, and beside the whole region's."""

from __future__ import annotations

import json
import math

import pytest

from geo.region.region import Region, read_region
from plan.applied import apply
from plan.file.plan_file import read_plan
from plan.indicators.registry import indicator
from plan.overview.by_municipality import by_municipality, municipal_indicators, municipality_document
from plan.overview.comparison import comparison
from plan.reach.evaluation import Evaluation, evaluate
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import small_plan, write_two_towns

HOMES = [  # town, persons, at which of the five places on the road (None: beyond it)
    ("上町", 100, 0), ("上町", 10, 1), ("上町", 40, 2), ("下町", 20, 2), ("下町", 30, 3), ("下町", 10, 4), ("下町", 5, None),
]  # fmt: skip
AT_MIN = [0, 6, 12, 24, 36]
"""Minutes by car along the road."""
HUBS = {"base": [(0, "上町")], "s1": [(2, "下町")], "s2": [(2, "下町"), (4, "下町")]}
"""Place and town of each scenario's hubs."""
ADDED_UP = ("人", "世帯", "集落", "か所")


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> list[Evaluation]:
    folder = write_two_towns(tmp_path_factory.mktemp("towns") / "tameshi")
    write_feed(folder / "gtfs" / "town", CLINIC_TRIPS)
    region = read_region(folder)
    plan = read_plan(json.dumps(small_plan(region.fingerprint)).encode())
    return [evaluate(apply(region, plan, i)) for i in HUBS]


def car_min(scenario: str, home: int | None, hub: int) -> float:
    """In s2 the road between the fourth and the fifth place is closed."""
    if home is None or (scenario == "s2" and (home == 4) != (hub == 4)):
        return math.inf
    return abs(AT_MIN[home] - AT_MIN[hub])


def by_loops(scenario: str, town: str, limit_min: float) -> tuple[float, float, float]:
    """Count who is within the limit of a hub, who has no way, and whose nearest hub is next door."""
    within, without, next_door = 0, 0, 0
    for own, persons, home in HOMES:
        if own != town:
            continue
        times = [(car_min(scenario, home, hub), hub_town != town) for hub, hub_town in HUBS[scenario]]
        shortest, is_next_door = min(times)
        within += persons * (shortest <= limit_min)
        without += persons * math.isinf(shortest)
        next_door += persons * (is_next_door and not math.isinf(shortest))
    return within, without, next_door


@pytest.mark.parametrize("limit", ["near_min", "daily_min"])
def test_persons_are_those_of_loops_over_homes(scenarios: list[Evaluation], limit: str) -> None:
    limit_min = scenarios[0].effective.assumptions[limit]
    seen = set()
    for town in by_municipality(scenarios):
        rows = {row.id: row.of for row in town.rows}
        for scenario in HUBS:
            found = tuple(
                rows[i][scenario].value
                for i in (f"hub_{limit.removesuffix('_min')}_car", "hub_unreached_car", "hub_neighbour_car")
            )
            assert found == pytest.approx(by_loops(scenario, town.name, limit_min)), (town.name, scenario)
            seen.add(found)
    assert len(seen) > 3, "the towns and scenarios differ"


def test_hubs_are_counted_where_they_stand(scenarios: list[Evaluation]) -> None:
    found = {
        town.name: next({i: v.value for i, v in row.of.items()} for row in town.rows if row.id == "hubs_inside")
        for town in by_municipality(scenarios)
    }
    assert found == {"上町": {"base": 1, "s1": 0, "s2": 0}, "下町": {"base": 0, "s1": 1, "s2": 2}}


def test_the_municipalities_add_up_to_the_region(scenarios: list[Evaluation]) -> None:
    towns = by_municipality(scenarios)
    assert indicator("outing_clinic_no_car").compute(scenarios[0]) > 0
    added_up = 0
    for at, row in enumerate(towns[0].rows):
        if row.unit not in ADDED_UP or row.id == "hub_neighbour_car":
            continue
        for m in scenarios:
            scenario = m.effective.scenario_id
            whole = indicator("hubs" if row.id == "hubs_inside" else row.id).compute(m)
            assert sum(town.rows[at].of[scenario].value for town in towns) == pytest.approx(whole), row.id
        added_up += 1
    assert added_up > 40, "buses, outings and stops among them"
    assert [town.villages for town in towns] == [2, 5]


def test_means_and_shares_are_those_of_the_own_people(scenarios: list[Evaluation]) -> None:
    rows = {row.id: row.of["base"].value for row in by_municipality(scenarios)[0].rows}
    assert rows["hub_mean_car"] == pytest.approx((100 * 0 + 10 * 6 + 40 * 12) / 150)
    assert rows["hub_daily_car_share"] == 1.0
    assert rows["ageing_rate"] == pytest.approx(65 / 150)
    assert rows["hub_worst_car"] == pytest.approx(6), "of village points, the second"


def test_the_document_has_a_row_for_each_municipality(scenarios: list[Evaluation], region: Region) -> None:
    document = municipality_document(scenarios)
    assert [(town["name"], town["villages"]) for town in document] == [("上町", 2), ("下町", 5)]
    first = document[0]["indicators"][0]  # type: ignore[index]
    assert first["id"] == "population"
    assert first["values"] == {"base": 150, "s1": 150, "s2": 150}
    assert comparison(scenarios)["municipalities"] == document
    assert "municipalities" not in comparison([evaluate(apply(region))]), "of one municipality nothing new is said"


def test_each_figure_is_told_once() -> None:
    ids = [known.id for known in municipal_indicators("上町")]
    assert len(ids) == len(set(ids))
    assert {"hubs", "service_cost", "doctorless_walk", "service_drivers"}.isdisjoint(ids)
