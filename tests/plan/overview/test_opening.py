"""Opening a region with a plan: which scenarios are meant, and what must be said about their figures."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from geo.region.region import Region
from geo.texts.errors import RegionUnreadableError, RequestError
from network.transit.rider_settings import BusQuestion
from plan.applied import apply
from plan.file.plan_file import PlanUnreadableError
from plan.file.result_json import json_bytes
from plan.file.staleness import staleness
from plan.overview.opening import Opened, opened
from plan.overview.region_check import region_check
from plan.reach.destinations import (
    bus_minutes_to_places,
    destinations,
    minutes_to_places,
    pairs_without_way,
)
from plan.scenario.scenario import Hub, Plan, Scenario
from tests.small_region import LAT, LON, STEP, write_small_plan, write_small_region


def test_the_plans_own_folder_is_the_region_unless_another_is_named(region_folder: Path, tmp_path: Path) -> None:
    lonely = write_small_plan(tmp_path)
    with pytest.raises(RegionUnreadableError):
        opened(None, lonely)
    assert opened(region_folder, lonely).region.id == "tameshi"
    own = write_small_region(tmp_path / "own")
    assert opened(None, write_small_plan(own)).region.folder == own
    assert opened(region_folder).plan is None
    with pytest.raises(PlanUnreadableError):
        opened(region_folder, tmp_path / "none.plan.json")
    with pytest.raises(ValueError, match="needed"):
        opened(None)


def test_where_no_scenario_is_named_the_first_is_meant(region: Region, plan: Plan) -> None:
    assert Opened(region, plan).scenario().effective.scenario_id == "s1"
    assert Opened(region, plan).scenario("base").effective.is_baseline
    assert Opened(region, None).scenario().effective.is_baseline
    assert Opened(region, replace(plan, scenarios=())).scenario().effective.is_baseline
    with pytest.raises(RequestError):
        Opened(region, plan).scenario("s9")


@pytest.mark.parametrize(
    ("asked", "given"),
    [((), ["base", "s1", "s2"]), (("s2",), ["base", "s2"]), (("s2", "base", "s1", "s2"), ["base", "s2", "s1"])],
)
def test_a_comparison_always_has_the_present(
    region: Region, plan: Plan, asked: tuple[str, ...], given: list[str]
) -> None:
    assert [m.effective.scenario_id for m in Opened(region, plan).scenarios(asked)] == given


def test_everything_that_must_be_known_is_said_once(region: Region, plan: Plan) -> None:
    stale = Opened(region, replace(plan, region_fingerprint="old"))
    codes = [n.code for n in stale.notices(stale.scenarios())]
    # h1 stands in the same zone in both scenarios.
    assert sorted(codes) == ["hub_in_zone", "plan_fingerprint_differs"]
    fresh = Opened(region, plan)
    assert fresh.notices([fresh.scenario("base")]) == ()


def test_a_region_without_roads_is_said_first(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi", roads=False)
    found = opened(folder, write_small_plan(folder))
    assert next(n.severity for n in found.notices(found.scenarios())) == "error"


def test_a_plan_that_does_not_fit_is_said(region: Region, plan: Plan) -> None:
    assert staleness(plan, region) == []
    assert [n.code for n in staleness(replace(plan, region_fingerprint="x"), region)] == ["plan_fingerprint_differs"]
    other = staleness(replace(plan, region_id="tonari"), region)
    assert [n.code for n in other] == ["plan_region_differs"]
    assert "「tonari」" in other[0].message


def test_places_are_found_by_id_where_the_scenario_puts_them(region: Region, plan: Plan) -> None:
    here = apply(region, plan, "s2")
    found = destinations(here, ["h2", "f-shop", "s2", "h2"])
    assert list(found.index) == ["h2", "f-shop", "s2"]
    assert list(found["name"]) == ["奥谷拠点", "下野商店", "谷口の空き店舗"]
    assert found.loc["h2", "lon"] == pytest.approx(LON + 4 * STEP)
    with pytest.raises(RequestError) as caught:
        destinations(here, ["h9", "f-shop", "v1"])
    assert [("「h9」" in n.message, "「v1」" in n.message) for n in caught.value.notices] == [
        (True, False),
        (False, True),
    ]
    with pytest.raises(RequestError):
        destinations(here, [])
    with pytest.raises(RequestError):
        destinations(apply(region), ["h1"])


def test_minutes_run_from_every_village_to_every_place(region: Region) -> None:
    today = apply(region)
    minutes = minutes_to_places(today, ["f-shop", "f-office"], "car")
    assert minutes.loc[["v1"]].to_numpy().tolist()[0] == pytest.approx([12, 0])
    assert minutes.loc[["v6"]].to_numpy().tolist()[0] == [math.inf, math.inf]
    assert pairs_without_way(minutes) == 2
    assert minutes_to_places(today, ["f-shop"], "walk").loc["v1", "f-shop"] == pytest.approx(20)
    with pytest.raises(RequestError, match="時刻表データ"):
        bus_minutes_to_places(today, ["f-shop"], BusQuestion())


def test_a_check_counts_each_stretch_of_road_once(region: Region, tmp_path: Path) -> None:
    found = region_check(region)
    assert {k: found[k] for k in ("region", "villages", "population", "facilities", "sites", "feeds")} == {
        "region": "tameshi", "villages": 7, "population": 215, "facilities": 5, "sites": 2, "feeds": [],
    }  # fmt: skip
    assert found["roads"] == {
        "nodes": 5, "edges": 4, "directed_edges": 8, "components": 1, "share_in_largest": 1.0,
    }  # fmt: skip
    codes = [n["code"] for n in found["notices"]]
    assert codes == ["villages_empty", "villages_off_road"]


def test_json_has_no_infinity_and_keeps_the_letters() -> None:
    document = {"a": math.inf, "b": [-math.inf, 1 / 3, np.int64(3), np.float64(0.5), True, None], "村": "\udcff"}
    written = json_bytes(document)
    assert json.loads(written) == {"a": None, "b": [None, 0.333333, 3, 0.5, True, None], "村": "\udcff"}
    assert "村".encode() in written
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes({"a": math.nan})


def test_a_hub_without_name_in_a_scenario_is_found(region: Region) -> None:
    plan = Plan("tameshi", "f", (Scenario("s1", "案", hubs=(Hub("h1", "", LAT, LON),)),))
    assert destinations(apply(region, plan, "s1"), ["h1"])["name"].tolist() == [""]
