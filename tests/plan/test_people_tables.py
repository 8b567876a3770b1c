"""Tables of people: by group, by hub, by year, with figures that paper gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import Region, read_region
from network.roads.travel_time import field_of
from plan.applied import apply
from plan.indicators.registry import indicator_rows
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.group_coverage import group_coverage
from plan.reach.hub_summary import hub_summary
from plan.scenario.edits import move_hub
from plan.scenario.scenario import Hub, Plan, Scenario
from plan.villages.population_history import population_by_year
from tests.small_region import LAT, LON, STEP, write_small_region


def test_groups_are_counted_apart(today: Evaluation) -> None:
    table = group_coverage(today, "car").set_index("group")
    everyone, no_car, with_car = (
        table.loc[g] for g in ("全住民（車）", "車のない人（徒歩）", "車のある人（子どもを含む）")
    )
    assert (everyone["people"], everyone["within_15"], everyone["unreached"]) == pytest.approx((215, 170 / 215, 5))
    # On foot at 50 m/min: v1 0, v2 16, v3 32, v4 48, v5 64 minutes.
    assert no_car["within_15"] == pytest.approx(20 / 78)
    assert no_car["within_30"] == pytest.approx(40 / 78)
    assert no_car["mean_min"] == pytest.approx((20 * 16 + 10 * 32 + 15 * 48 + 8 * 64) / 73)
    assert with_car["people"] == pytest.approx(215 - 78)
    assert with_car["within_15"] == pytest.approx((80 + 30 + 10) / 137)
    assert group_coverage(today, "walk").loc[0, "group"] == "全住民（徒歩）"


def test_nobody_who_gets_anywhere_has_no_minutes(region: Region) -> None:
    table = group_coverage(evaluate(apply(region, Plan("r", "f", (Scenario("s1", "案"),)), "s1")), "car")
    assert table["mean_min"].isna().all()
    assert (table["within_60"] == 0).all()


def test_each_hub_has_its_villages(region: Region) -> None:
    hubs = (
        Hub("h1", "西", LAT, LON),
        Hub("h2", "東", LAT, LON + 3 * STEP),
        Hub("h3", "同じ所", LAT, LON + 3 * STEP),
        Hub("h4", "海", LAT + 0.05, LON + 0.1),
    )
    summary = hub_summary(evaluate(apply(region, Plan("r", "f", (Scenario("s1", "案", hubs=hubs),)), "s1")), "car")
    assert list(summary.index) == ["h1", "h2", "h3", "h4"]
    # v3 is as far from h1 as from h2.
    assert summary.loc["h1", "villages"] == ("v1", "v2", "v3")
    assert summary.loc["h2", "villages"] == ("v4", "v5", "v7")
    assert summary["village_count"].tolist() == [3, 3, 0, 0]
    assert summary["population"].tolist() == [170, 40, 0, 0]
    assert summary.loc["h1", "mean_min"] == pytest.approx((50 * 6 + 20 * 12) / 170)
    assert summary.loc["h2", "mean_min"] == pytest.approx(10 * 12 / 40)
    assert summary.loc["h2", "worst_min"] == pytest.approx(12)
    assert summary["mean_min"].isna().tolist() == [False, False, True, True]
    assert hub_summary(evaluate(apply(region, Plan("r", "f", (Scenario("s1", "案"),)), "s1")), "car").empty


def test_years_stand_in_their_order(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    rows = ["village_id,year,kind,source,total", "v1,2030,projection,社人研,80", "v2,2030,projection,社人研,40"]
    rows += ["v1,2010,census,国勢調査,130", "v2,2010,census,国勢調査,70"]
    (folder / "population.csv").write_text("\n".join(rows), encoding="utf-8")
    table = population_by_year(read_region(folder))
    assert table["年"].tolist() == ["2010", "2020", "2030"]
    assert table["人口（人）"].tolist() == [200, 215, 120]
    assert table["出典"].tolist() == ["国勢調査", "villages.csv", "社人研"]
    (folder / "population.csv").write_text("\n".join([*rows, "v1,2020,census,国勢調査,99"]), encoding="utf-8")
    assert population_by_year(read_region(folder))["人口（人）"].tolist() == [200, 99, 120]


def test_a_moved_hub_is_the_only_place_that_is_searched_again(region: Region, plan: Plan) -> None:
    indicator_rows(evaluate(apply(region, plan, "s2")))
    before = field_of.cache_info().misses
    moved = move_hub(plan, "s2", "h2", LAT + 0.0001, LON + 0.5 * STEP)
    indicator_rows(evaluate(apply(region, moved, "s2")))
    # Once by car and once on foot.
    assert field_of.cache_info().misses - before == 2
    indicator_rows(evaluate(apply(region, plan, "s2")))
    assert field_of.cache_info().misses - before == 2
