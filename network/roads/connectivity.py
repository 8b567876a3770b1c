"""Who is not connected: villages, people and facilities far from any road or on a piece cut off from the rest."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.region.region import Region
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.snapping import join


@dataclass(frozen=True, eq=False)
class Connectivity:
    """How places are connected by car.

    Parameters
    ----------
    villages, facilities
        By id: ``connected``, ``off_road`` (farther from any road than the limit) or ``cut_off`` (on a small piece).
    people
        The same for each place where people live.
    """

    villages: pd.Series
    facilities: pd.Series
    people: pd.Series


def connectivity(region: Region, roads: RoadGraph) -> Connectivity:
    """Find out what is connected to the largest piece of the road network."""

    def states(points: pd.DataFrame) -> pd.Series:
        pieces = pd.Series(join(compiled(roads, "car"), points).pieces, index=points.index)
        return pieces.map(lambda piece: "off_road" if piece < 0 else "connected" if piece == 0 else "cut_off")

    return Connectivity(states(region.villages), states(region.facilities), states(region.people))


def connectivity_notices(region: Region, roads: RoadGraph) -> list[Notice]:
    """Return what is not connected, with the people it concerns; nothing is moved and nothing is lost.

    Returns
    -------
    list of Notice
        Empty when the region has no roads at all (which is a notice of its own).

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> connectivity_notices(region, RoadGraph.from_networkx(region.roads, crs=region.crs))
    []
    """
    if not roads.edge_ids:
        return []
    notices = []
    if roads.piece_count > 1:
        count, share = f"{roads.piece_count:,}", f"{roads.share_in_largest:.1%}"
        notices.append(notice("road_pieces", file="roads", count=count, share=share))
    states = connectivity(region, roads)
    limit = f"{roads.assumptions['max_access_m']:,.0f}"
    for code, state in (("villages_off_road", "off_road"), ("villages_cut_off", "cut_off")):
        chosen = region.villages[states.villages == state]
        if len(chosen):
            people, names = f"{chosen['population'].sum():,.0f}", short_list(list(chosen["name"]))
            count = f"{len(chosen):,}"
            notices.append(notice(code, file="villages.csv", count=count, people=people, names=names, limit=limit))
    lost = region.people.loc[(states.people != "connected").to_numpy(), "population"].sum()
    if region.people_at_homes and lost > 0:
        notices.append(notice("residents_cut_off", file="residents.csv", people=f"{lost:,.0f}"))
    cut = region.facilities[states.facilities != "connected"]
    if len(cut):
        names = short_list(list(cut["name"]))
        notices.append(notice("facilities_cut_off", file="facilities.csv", count=len(cut), names=names))
    return notices
