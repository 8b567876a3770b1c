"""Warnings at the click: inside, outside and at the very edge of zones, where no road leads, and where no bus stops."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geo.region.region import Region, read_region
from network.roads.graph import RoadGraph
from plan.applied import EffectiveScenario, apply, road_graph
from plan.reach.hub_warnings import hub_warnings, stop_warnings, zones_at
from plan.scenario.scenario import Hub, Plan, Scenario
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import LAT, LON, STEP, write_small_region

HALF = 0.002


def hubs(*places: tuple[float, float]) -> pd.DataFrame:
    rows = [{"name": f"拠点{n}", "lat": lat, "lon": lon} for n, (lat, lon) in enumerate(places, start=1)]
    return pd.DataFrame(rows, index=[f"h{n}" for n in range(1, len(rows) + 1)])


def warnings_of(region: Region, *places: tuple[float, float], roads: RoadGraph | None = None) -> list[str]:
    return [n.message for n in hub_warnings(region, roads or road_graph(region), hubs(*places))]


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [
        (LAT, LON + 3 * STEP, True),
        (LAT, LON + 3 * STEP + HALF, True),
        (LAT + HALF, LON + 3 * STEP + HALF, True),
        (LAT, LON + 3 * STEP + HALF + 1e-6, False),
        (LAT + HALF + 1e-6, LON + 3 * STEP, False),
        (LAT, LON + STEP, False),
    ],
    ids=["middle", "edge", "corner", "beyond the edge", "above the edge", "far"],
)
def test_a_zone_holds_its_edge(region: Region, lat: float, lon: float, inside: bool) -> None:
    assert list(zones_at(region, lat, lon)) == (["flood"] if inside else [])
    messages = warnings_of(region, (lat, lon))
    assert len(messages) == inside
    if inside:
        assert "「拠点1」は浸水想定区域（想定の深さ 3〜5m）の中です" in messages[0]


def test_every_zone_at_a_place_is_named(region: Region) -> None:
    found = zones_at(region, LAT, LON)
    assert {name: len(rows) for name, rows in found.items()} == {"landslide": 1, "urban": 1}
    red, urban = warnings_of(region, (LAT, LON))
    assert "土砂災害特別警戒区域の中" in red
    assert "市街化区域・用途地域の中" in urban
    assert "土砂災害警戒区域の中" in warnings_of(region, (LAT, LON + 2 * STEP))[0]


def test_hubs_are_named_in_their_order(region: Region) -> None:
    messages = warnings_of(region, (LAT, LON + 3 * STEP), (LAT, LON + STEP), (LAT, LON + 2 * STEP))
    assert [m[m.index("「") + 1 : m.index("」")] for m in messages] == ["拠点1", "拠点3"]
    assert warnings_of(region) == []


@pytest.mark.parametrize("rank", [None, "深い", math.nan, 9])
def test_a_depth_that_nobody_knows_stays_unknown(region: Region, rank: object) -> None:
    flood = region.zones["flood"].assign(depth_rank=pd.Series([rank], dtype=object))
    other = replace(region, zones={"flood": flood}, fingerprint=f"depth {rank}")
    assert "想定の深さ 不明" in warnings_of(other, (LAT, LON + 3 * STEP))[0]


def test_zones_without_details_warn_all_the_same(region: Region) -> None:
    bare = {name: gpd.GeoDataFrame(geometry=zone.geometry) for name, zone in region.zones.items()}
    other = replace(region, zones=bare, fingerprint="bare")
    assert "土砂災害警戒区域の中" in warnings_of(other, (LAT, LON))[0]
    assert "浸水想定区域の中" in warnings_of(other, (LAT, LON + 3 * STEP))[0]
    assert warnings_of(replace(region, zones={}, fingerprint="none"), (LAT, LON)) == []


def test_a_hub_without_a_road_is_said(region: Region) -> None:
    [message] = warnings_of(region, (LAT + 0.05, LON))
    assert "道から 1,000m より離れて" in message


def test_a_hub_on_a_piece_that_is_cut_off_is_said(region: Region) -> None:
    roads = road_graph(region).closing([("n3", "n4", 0), ("n4", "n3", 0)])
    assert warnings_of(region, (LAT, LON + STEP), roads=roads) == []
    [message] = warnings_of(region, (LAT, LON + 4 * STEP), roads=roads)
    assert "切れはし" in message


def test_a_hub_far_from_every_stop_is_said_and_one_beside_a_stop_is_not(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "bus")
    assert stop_warnings(with_hub(read_region(folder), LON)) == []  # no bus, nothing to be far from
    write_feed(folder / "gtfs" / "town", CLINIC_TRIPS)
    region = read_region(folder)
    assert stop_warnings(with_hub(region, LON)) == []
    (far,) = stop_warnings(with_hub(region, LON + 2 * STEP))
    assert far.code == "hub_without_stop"
    assert "どの路線からも歩いて行けません" in far.message


def with_hub(region: Region, lon: float) -> EffectiveScenario:
    plan = Plan("tameshi", region.fingerprint, (Scenario("s1", "案", hubs=(Hub("h1", "拠点", LAT, lon),)),))
    return apply(region, plan, "s1")
