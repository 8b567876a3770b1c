"""Candidates too near to hazard areas: a square of land drawn in metres, and sites a known way from its edge.

The square reaches from 50 m west to 50 m east and from 50 m south to 50 m north of a place on the road.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.files.crs import to_degrees, to_metric
from geo.region.region import Region, read_region
from geo.texts.errors import RequestError
from plan.applied import EffectiveScenario, apply
from plan.reach.hub_warnings import hub_warnings
from plan.siting.hazard_distance import near_hazards
from plan.siting.request import SitingRequest, prepared
from tests.small_region import LAT, LON, STEP, square, write_small_region

CRS = 6674  # the plane-rectangular zone VI, of prefecture 30
HALF_M = 50.0
SITES_M = {
    "inside": (0.0, 0.0),
    "touching": (50.0, 0.0),
    "p999": (149.9, 0.0),
    "p1000": (150.0, 0.0),
    "p1001": (150.1, 0.0),
    "corner": (110.0, 130.0),  # 60 m and 80 m beyond the corner: 100 m
    "edge": (-149.9996, 10.0),  # less than a millimetre too near: the same as 100 m
    "far": (450.0, 0.0),
}


def degrees(x_m: float, y_m: float) -> tuple[float, float]:
    """Latitude and longitude of a place so many metres east and north of the middle of the square."""
    middle = to_metric([LAT], [LON + 2 * STEP], CRS)
    lat, lon = to_degrees(middle + np.array([x_m, y_m]), CRS)
    return float(lat[0]), float(lon[0])


def drawn(folder: Path, **zones: dict[str, object] | None) -> Region:
    """The small region with these sites and the square as its only hazard area, or with the zones that are given."""
    write_small_region(folder)
    rows = [f"{i},{i}の土地,{','.join(map(repr, degrees(*at)))},更地" for i, at in SITES_M.items()]
    (folder / "sites.csv").write_text("site_id,name,lat,lon,kind\n" + "\n".join(rows), encoding="utf-8")
    corners = [(-HALF_M, -HALF_M), (HALF_M, -HALF_M), (HALF_M, HALF_M), (-HALF_M, HALF_M), (-HALF_M, -HALF_M)]
    ring = [degrees(*corner)[::-1] for corner in corners]
    layers = zones or {"landslide": {"type": "Polygon", "coordinates": [ring]}, "flood": square(LAT, LON, 0.0005)}
    for path in (folder / "zones").glob("*.geojson"):
        path.unlink()
    for name, shape in layers.items():
        content = {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {}, "geometry": shape}],
        }
        (folder / "zones" / f"{name}.geojson").write_text(json.dumps(content), encoding="utf-8")
    region = read_region(folder)
    assert region.crs == CRS
    return region


@pytest.fixture
def town(tmp_path: Path) -> EffectiveScenario:
    return apply(drawn(tmp_path))


def asked(effective: EffectiveScenario, distance_m: float, **more: Any) -> tuple[set[str], str]:
    """The forbidden sites, and what is said."""
    found = prepared(effective, SitingRequest("total_time", hubs=1, hazard_distance_m=distance_m, **more))
    return set(found.question.forbidden), " ".join(n.message for n in found.notices)


def test_without_a_distance_only_sites_inside_are_left_out(town):
    forbidden, notices = asked(town, 0.0)
    assert forbidden <= {"inside", "touching"}  # the edge itself: inside or not by the last digit of its degrees
    assert "inside" in forbidden
    assert "離れていない" not in notices
    assert near_hazards(town.region, town.region.sites, 0.0) == []


def test_a_site_exactly_at_the_distance_is_allowed_and_the_others_are_named_with_zone_and_metres(town):
    forbidden, notices = asked(town, 100.0)
    assert forbidden == {"inside", "touching", "p999"}
    assert "土砂災害警戒区域から 100m 離れていない候補地" in notices
    assert "p999の土地は 99.9m" in notices
    assert "insideの土地は" not in notices  # named among those inside
    assert "土砂災害警戒区域の中にある候補地" in notices
    assert {"p1000", "p1001", "corner", "edge"} < asked(town, 100.2)[0]
    assert "p1000の土地は 100.0m" in asked(town, 100.05)[1]
    assert asked(town, 99.9)[0] == {"inside", "touching"}


def test_every_distance_is_what_a_plain_loop_finds(town):
    region, sites = town.region, town.region.sites
    shapes = [
        shape for name in ("landslide", "flood") for shape in region.zones[name].to_crs(region.crs).geometry.to_numpy()
    ]
    xy_m = to_metric(sites["lat"].to_numpy(), sites["lon"].to_numpy(), region.crs)
    least = {
        str(i): min(float(shape.distance(shapely.Point(at))) for shape in shapes)
        for i, at in zip(sites.index, xy_m.tolist(), strict=True)
    }
    found = near_hazards(region, sites, 5_000.0)
    assert {near.place_id for near in found} == set(SITES_M)
    assert [near.distance_m for near in found] == sorted(near.distance_m for near in found)
    assert all(np.isclose(near.distance_m, least[near.place_id], atol=0.0006) for near in found)
    assert {near.zone for near in found} == {"土砂災害警戒区域"}


def test_the_nearer_of_two_zones_is_named(tmp_path):
    near, far = square(LAT, LON + 2 * STEP, 0.0002), square(LAT, LON + 2.2 * STEP, 0.0001)
    region = drawn(tmp_path, landslide=far, flood=near)
    assert {found.zone for found in near_hazards(region, region.sites, 150.0)} == {"浸水想定区域", "土砂災害警戒区域"}
    by_id = {found.place_id: found.zone for found in near_hazards(region, region.sites, 150.0)}
    assert by_id["touching"] == "浸水想定区域"
    assert by_id["p1001"] == "土砂災害警戒区域"


def test_places_that_must_be_chosen_stay(town):
    assert asked(town, 100.0, fixed=("p999",))[0] == {"inside", "touching"}
    assert asked(town, 100.0, forbidden=("p999",))[0] == {"inside", "touching", "p999"}


def test_use_zones_forbid_inside_only(tmp_path):
    effective = apply(drawn(tmp_path, urban=square(LAT, LON + 2 * STEP, 0.0004), landslide=square(LAT, LON, 0.0001)))
    assert asked(effective, 0.0)[0] == asked(effective, 200.0)[0] == {"inside"}


@pytest.mark.parametrize(("zone", "text"), [("house_collapse", "家屋倒壊等氾濫想定区域"), ("tsunami", "津波浸水想定")])
def test_where_houses_are_swept_away_no_hub_goes(tmp_path, zone, text):
    clear = {"landslide": square(LAT, LON, 0.0001), "flood": square(LAT, LON, 0.0001)}
    effective = apply(drawn(tmp_path, **clear, **{zone: square(LAT, LON + 2 * STEP, 0.0004)}))
    forbidden, notices = asked(effective, 0.0)
    assert forbidden == {"inside"}
    assert f"{text}の中にある候補地 1 か所（insideの土地）" in notices
    assert "inside" not in asked(effective, 0.0, allow_zones=True)[0]
    # The square reaches some 36 m east and 44 m north of its middle: at 100 m from the middle one is 63 m away from it.
    near = {found.place_id for found in near_hazards(effective.region, effective.region.sites, 60.0)}
    assert near == {"inside", "touching"}
    hub = pd.DataFrame({"name": ["下野拠点"], "lat": [LAT], "lon": [LON + 2 * STEP]}, index=["h1"])
    warned = " ".join(n.message for n in hub_warnings(effective.region, effective.roads, hub))
    assert f"拠点「下野拠点」は{text}の中です" in warned


def test_hazards_that_are_not_given_are_told(tmp_path):
    bare = apply(drawn(tmp_path / "bare", urban=square(LAT, LON, 0.0001)))
    forbidden, notices = asked(bare, 100.0)
    assert forbidden == set()
    assert "土砂災害警戒区域、浸水想定区域のデータ（zones/landslide.geojson、zones/flood.geojson）がない" in notices
    assert "データ（zones" not in asked(bare, 0.0)[1]
    some = apply(drawn(tmp_path / "some", landslide=square(LAT, LON, 0.0001)))
    assert "浸水想定区域のデータ（zones/flood.geojson）がない" in asked(some, 100.0)[1]


def test_what_cannot_be_asked_is_told(town):
    for wrong in (-1.0, float("nan"), float("inf")):
        with pytest.raises(RequestError, match="0 以上のメートル"):
            asked(town, wrong)
    with pytest.raises(RequestError, match="一緒には頼めません"):
        asked(town, 100.0, allow_zones=True)
    with pytest.raises(RequestError, match=r"p1001の土地は 100\.1m") as problem:
        asked(town, 5_000.0)
    assert "すべて除かれています" in str(problem.value)
