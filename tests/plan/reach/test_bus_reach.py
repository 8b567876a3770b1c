"""Reach by bus: the shortest ride of the day to the nearest hub, in villages, people and differences, on paper."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.indicators.registry import indicator
from plan.overview.comparison import changes
from plan.overview.diagnosis import diagnosis
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.group_coverage import group_coverage
from plan.reach.hub_summary import hub_summary
from plan.reach.travel_modes import modes_on_offer, why_no_bus
from plan.scenario.scenario import Hub, Plan, Scenario
from tests.small_feed import CLINIC_TRIPS, Calls, write_feed
from tests.small_region import LAT, LON, STEP, write_small_region

SLOWER = {"slow": (("S4", "7:00"), ("S1", "7:40"))}
"""Longer than the other rides, so it never is the shortest of the day."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_small_region(tmp_path / "tameshi")
    trips: dict[str, Calls] = {**CLINIC_TRIPS, **SLOWER}
    write_feed(folder / "gtfs" / "town", trips)
    return folder


def with_hub(folder: Path, lon: float) -> Evaluation:
    region = read_region(folder)
    plan = Plan(region.id, region.fingerprint, (Scenario("s1", "案", hubs=(Hub("h1", "新しい拠点", LAT, lon),)),))
    return evaluate(apply(region, plan, "s1"))


def test_the_shortest_ride_of_the_day_counts_without_waiting_at_home(folder):
    today = evaluate(apply(read_region(folder)))
    found = today.nearest_hub("bus")
    assert found.loc["v4", "minutes"] == 25
    assert found.loc["v1", "minutes"] == 0
    assert found.loc["v4", "nearest"] == "f-office"
    # v3's stop is 800 m away in either direction: farther than people walk to a bus.
    assert found.loc["v3", "nearest"] is None
    assert math.isinf(found["minutes"].loc["v3"])


def test_a_place_within_walking_reach_needs_no_bus(folder):
    beside = with_hub(folder, LON + 0.4 * STEP)
    assert beside.nearest_hub("bus").loc["v1", "minutes"] == pytest.approx(0.4 * 800 / 80, abs=1e-3)


def test_people_and_indicators_by_bus_are_those_of_paper(folder):
    today = evaluate(apply(read_region(folder)))
    wanted = {
        "hub_near_bus": 100,  # v1 alone; v4's 30 people take 25 minutes
        "hub_daily_bus": 130,
        "hub_daily_bus_no_car": 100 * 0.2 + 30 * 0.5,
        "hub_mean_bus": 25 * 30 / 130,
        "hub_worst_bus": 25,
        "hub_unreached_bus": 50 + 20 + 10 + 5,
    }
    assert {i: indicator(i).compute(today) for i in wanted} == pytest.approx(wanted)


def test_a_moved_hub_changes_who_gets_there(folder):
    baseline, moved = evaluate(apply(read_region(folder))), with_hub(folder, LON + 3 * STEP)
    change = changes(baseline, moved, "bus")["change_min"]
    assert change["v1"] == 25, "the ride home leads to the new hub"
    assert change["v4"] == -25
    assert change["v2"] == 0, "no way before and none now"
    assert hub_summary(moved, "bus").loc["h1", "villages"] == ("v1", "v4", "v7")


def test_lists_and_groups_know_the_bus(folder):
    today = evaluate(apply(read_region(folder)))
    document: dict[str, Any] = diagnosis(today)
    asked = {"category": "medical", "mode": "bus", "group": "population", "within_min": 30.0}
    (row,) = [row for row in document["services"] if asked.items() <= row.items()]
    assert row["population"] == 130
    villages = {row["village_id"]: row for row in document["villages"]}
    assert villages["v4"]["hub_bus_min"] == 25
    assert villages["v4"]["services_bus_min"]["medical"] == 25
    table = group_coverage(today, "bus").set_index("group")
    assert table.loc["車のない人（バス）", "within_30"] == pytest.approx((20 + 15) / today.groups["no_car"].sum())


def test_a_region_without_a_bus_says_why_and_knows_no_figure(tmp_path, folder):
    bare = evaluate(apply(read_region(write_small_region(tmp_path / "bare"))))
    assert modes_on_offer(bare.effective) == ("car", "walk")
    why = why_no_bus(bare.effective)
    assert why is not None
    assert why.code == "mode_bus_without_feeds"
    assert math.isinf(indicator("hub_near_bus").compute(bare))
    document: dict[str, Any] = diagnosis(bare)
    assert {row["mode"] for row in document["services"]} == {"car", "walk"}
    calendar = folder / "gtfs" / "town" / "calendar.txt"
    calendar.write_text(calendar.read_text().replace("1,1,1,1,1", "0,0,0,0,0"), encoding="utf-8")
    why = why_no_bus(apply(read_region(folder)))
    assert why is not None
    assert why.code == "mode_bus_without_days"
