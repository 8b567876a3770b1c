"""Who depends on a single road: stretches whose loss cuts people off from hubs, shelters or clinics, in the names of places."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_degrees, to_metric
from geo.region.region import Region
from network.roads.critical_links import OnlyWay, only_ways, reaching
from network.roads.graph import EdgeId, RoadGraph
from plan.applied import EffectiveScenario, road_graph
from plan.reach.reach import Places, places_of

Target = Literal["hubs", "shelters", "medical", "sites"]

TARGETS: Mapping[Target, str] = MappingProxyType(
    {"hubs": "拠点", "shelters": "避難所", "medical": "医療", "sites": "候補地"}
)
"""What people may be cut off from, with its name on screen."""

_SHELTER = "避難"
NO_NAME = "名のない道"


@dataclass(frozen=True)
class Stretch:
    """A stretch of road: wherever on it the road is lost, the same villages are cut off from all of the places.

    Parameters
    ----------
    edges
        All of it, both directions.
    road
        Name of the road, or that it has none.
    between
        Names of the villages nearest to its two ends; one name where both are the same.
    villages
        Ids of those with people that are cut off, the most people first.
    persons
        How many people that is.
    lat, lon
        Its middle.
    """

    edges: tuple[EdgeId, ...]
    road: str
    between: tuple[str, ...]
    villages: tuple[str, ...]
    persons: float
    lat: float
    lon: float


@dataclass(frozen=True, eq=False)
class Isolation:
    """How far people depend on single roads.

    Parameters
    ----------
    stretches
        The most people first.
    depending
        Number of stretches that each village depends on, by id; 0 where there is another way, NaN where there is none now.
    persons_depending
        People of the villages with at least one.
    cut_now
        Ids of villages that roads closed in the scenario cut off from all of the places.
    persons_cut_now
        Their people.
    persons_without
        People of villages that have no way even with every road open.
    """

    stretches: tuple[Stretch, ...]
    depending: pd.Series
    persons_depending: float
    cut_now: tuple[str, ...]
    persons_cut_now: float
    persons_without: float


def targets_on_offer(effective: EffectiveScenario) -> dict[Target, pd.DataFrame]:
    """Return the places of every kind that the scenario has: index id, name, lat, lon.

    Shelters are open facilities, and candidate sites, whose name or kind says 避難.
    """
    opened = effective.facilities[effective.facilities["status"] == "open"]
    sites = effective.region.sites
    columns = ["name", "lat", "lon"]
    shelters = [
        frame.loc[_says(frame["name"], _SHELTER) | _says(frame[kind], _SHELTER), columns]
        for frame, kind in ((opened, "subtype"), (sites, "kind"))
    ]
    found: dict[Target, pd.DataFrame] = {
        "hubs": effective.hubs[columns],
        "shelters": pd.concat([frame for frame in shelters if len(frame)] or [opened.loc[[], columns]]),
        "medical": opened.loc[opened["category"] == "medical", columns],
        "sites": sites[columns],
    }
    return {target: places for target, places in found.items() if len(places)}


def _says(column: pd.Series, word: str) -> pd.Series:
    return column.astype(str).str.contains(word, regex=False)


def isolation(effective: EffectiveScenario, places: pd.DataFrame) -> Isolation:
    """Find the stretches of road without which people reach none of the places.

    Parameters
    ----------
    effective
        What holds in the scenario: its closed roads are closed.
    places
        From `targets_on_offer`.

    Notes
    -----
    `network.roads.critical_links.only_ways` gives the links; those behind which the same villages lie are one stretch.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> today = apply(read_region("sample_regions/model_chiku"))
    >>> found = isolation(today, targets_on_offer(today)["hubs"])
    >>> found.cut_now, all(stretch.persons > 0 for stretch in found.stretches)
    ((), True)
    """
    opened = road_graph(effective.region.as_read, effective.assumptions)
    return _isolation(effective.region, effective.roads, opened, places_of(places))


@functools.lru_cache(maxsize=16)
def _isolation(region: Region, roads: RoadGraph, opened: RoadGraph, at: Places) -> Isolation:
    villages, places = region.villages, pd.DataFrame(list(at), columns=["lat", "lon"])
    people = villages["population"].astype(float)
    reached, reachable = (reaching(network, opened, villages, places) for network in (roads, opened))
    links: dict[tuple[str, ...], list[OnlyWay]] = {}
    for link in only_ways(roads, villages[reached], people[reached], places) if reached.any() else ():
        links.setdefault(link.villages, []).append(link)
    counts = pd.Series(0.0, index=villages.index)
    for behind in links:
        counts[list(behind)] += 1
    cut = reachable & ~reached & (people > 0).to_numpy()
    return Isolation(
        stretches=tuple(_stretch(region, roads, people, together) for together in links.values()),
        depending=counts.where(reached),
        persons_depending=float(people[(counts > 0).to_numpy()].sum()),
        cut_now=tuple(str(v) for v in villages.index[cut]),
        persons_cut_now=float(people[cut].sum()),
        persons_without=float(people[~reachable].sum()),
    )


def _stretch(region: Region, roads: RoadGraph, people: pd.Series, together: list[OnlyWay]) -> Stretch:
    edges = tuple(sorted({edge for link in together for edge in link.edges}))
    segments = np.unique(roads.edge_segment[[roads.edge_position[edge] for edge in edges]])
    line = shapely.line_merge(shapely.MultiLineString([roads.segments[s] for s in segments.tolist()]))
    longest = max(shapely.get_parts(line).tolist(), key=lambda part: part.length)
    middle = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    ends = shapely.get_coordinates(longest)[[0, -1]]
    (lat,), (lon,) = to_degrees(np.array([[middle.x, middle.y]]), roads.crs)
    persons = people.to_dict()
    order = sorted((v for v in together[0].villages if persons[v] > 0), key=lambda v: (-persons[v], v))
    return Stretch(
        edges=edges,
        road=_road_name(roads, edges),
        between=tuple(dict.fromkeys(_nearest_names(region, ends, roads.crs))),
        villages=tuple(order),
        persons=together[0].persons,
        lat=float(lat),
        lon=float(lon),
    )


def _road_name(roads: RoadGraph, edges: tuple[EdgeId, ...]) -> str:
    names: dict[str, float] = {}
    for u, v, key in edges:
        data = roads.source.get_edge_data(u, v, key) or {}
        name = data.get("name")
        if name:
            text = "・".join(map(str, name)) if isinstance(name, list | tuple) else str(name)
            names[text] = names.get(text, 0.0) + float(data.get("length", 0.0))
    return min(names, key=lambda name: (-names[name], name)) if names else NO_NAME


def _nearest_names(region: Region, ends_m: NDArray[np.float64], crs: int) -> list[str]:
    villages = region.villages
    at = to_metric(villages["lat"].to_numpy(np.float64), villages["lon"].to_numpy(np.float64), crs)
    squared = ((ends_m[:, None, :] - at[None, :, :]) ** 2).sum(axis=2)
    return [str(villages["name"].iloc[row]) for row in squared.argmin(axis=1).tolist()]
