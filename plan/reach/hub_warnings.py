"""Warnings at the click: a hub in a hazard area or a use zone, where no road leads, or far from every bus stop."""

from __future__ import annotations

import functools

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.region.land.zones import ZONES
from geo.region.region import Region
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.snapping import join
from network.transit.hail_and_ride import with_hail_stops
from network.transit.stop_access import walks_between
from plan.applied import EffectiveScenario
from plan.reach.bus_days import usual_day_of

_RED = "特別警戒"
_CONSEQUENCES = {
    "landslide": "がけ崩れや土石流のおそれがあります。施設を集める場所としては避け、別の場所と比べてください。",
    "flood": "大雨のときに水につかるおそれがあります。想定の深さを確かめてください。",
    "house_collapse": "川があふれると、流れや岸の崩れで家屋が倒れたり流されたりするおそれがあります。施設を集める場所としては避けてください。",
    "tsunami": "津波で水につかるおそれがあります。想定の深さと逃げる道を確かめてください。",
    "urban": "集落生活圏には市街化区域・用途地域を含められません（地域再生法、要確認）。区域の外に置いてください。",
}


@functools.lru_cache(maxsize=32)
def _index(region: Region, name: str) -> shapely.STRtree:
    return shapely.STRtree(np.asarray(region.zones[name].geometry.values, dtype=object))


def zones_at(region: Region, lat: float, lon: float) -> dict[str, gpd.GeoDataFrame]:
    """Find the zones that hold a place: rows of each zone layer by its name."""
    place = shapely.Point(lon, lat)
    found = {}
    for name in region.zones:
        rows = _index(region.as_read, name).query(place, predicate="intersects")
        if len(rows):
            found[name] = region.zones[name].iloc[np.sort(rows)]
    return found


def hub_warnings(region: Region, roads: RoadGraph, hubs: pd.DataFrame) -> list[Notice]:
    """Warn of hubs that stand where they should not.

    Parameters
    ----------
    region
        With its zones of hazards and urban where it has them.
    roads
        The open roads.
    hubs
        Index hub_id; name, lat, lon.

    Returns
    -------
    list of Notice
        In the order of the hubs; where no zone data is given nothing can be warned of.
    """
    notices: list[Notice] = []
    if hubs.empty:
        return notices
    joined = join(compiled(roads, "car"), hubs)
    for (_, hub), access_m, piece in zip(hubs.iterrows(), joined.access_m, joined.pieces, strict=True):
        name = str(hub["name"])
        zones = zones_at(region, float(hub["lat"]), float(hub["lon"]))
        for zone, consequence in _CONSEQUENCES.items():
            if zone in zones:
                zone_text = _zone_text(zone, zones[zone])
                notices.append(notice("hub_in_zone", hub=name, zone=zone_text, consequence=consequence))
        if not roads.edge_ids:
            continue
        if not np.isfinite(access_m):
            limit = f"{roads.assumptions['max_access_m']:,.0f}"
            notices.append(notice("hub_off_road", hub=name, limit=limit))
        elif piece > 0:
            notices.append(notice("hub_cut_off", hub=name))
    return notices


def stop_warnings(effective: EffectiveScenario) -> list[Notice]:
    """Warn of hubs to which nobody can walk from any stop of the usual day's buses; nothing where no bus ever runs.

    Parameters
    ----------
    effective
        What holds in a scenario.
    """
    limit = f"{effective.assumptions['walk_to_stop_m']:,.0f}"
    return [
        notice("hub_without_stop", hub=str(effective.hubs.at[hub, "name"]), limit=limit)
        for hub in hubs_without_stop(effective)
    ]


def hubs_without_stop(effective: EffectiveScenario) -> list[str]:
    """Return the ids of the hubs to which nobody can walk from any stop of the usual day's buses; none where no bus ever runs.

    Parameters
    ----------
    effective
        What holds in a scenario.
    """
    if effective.hubs.empty or usual_day_of(effective) is None:
        return []
    limit_m = effective.assumptions["walk_to_stop_m"]
    stops = with_hail_stops(effective.timetable(), effective.roads).stops
    return [
        str(hub)
        for hub in effective.hubs.index
        if not len(walks_between(effective.roads, stops, effective.hubs.loc[[hub], ["lat", "lon"]], limit_m).start)
    ]


def _zone_text(zone: str, rows: gpd.GeoDataFrame) -> str:
    if zone == "landslide" and "kind" in rows and rows["kind"].astype(str).str.contains(_RED).any():
        return "土砂災害特別警戒区域"
    if zone == "flood" and "depth_rank" in rows:
        deepest = pd.to_numeric(rows["depth_rank"], errors="coerce").max()
        return f"{ZONES[zone]}（想定の深さ {_DEPTHS.get(deepest, '不明')}）"
    return ZONES[zone]


# 洪水浸水想定区域図作成マニュアルの浸水深の区分（国土数値情報 A31 の順位）。
_DEPTHS = {1: "0.5m未満", 2: "0.5〜3m", 3: "3〜5m", 4: "5〜10m", 5: "10〜20m", 6: "20m以上"}
