"""Living spheres of a scenario: from a planner's question to members, grounds, and what the command and the page show."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.region.region import Region
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.applied import EffectiveScenario
from plan.reach.destinations import destinations, minutes_to_places
from plan.spheres.districts import districts_of
from plan.spheres.grounds import excluded_villages, grounds_of, sphere_areas
from plan.spheres.sphere_members import Reason, SphereMembers, SphereQuestion, sphere_members

Start = Literal["districts", "nearest"]
STARTS: Mapping[Start, str] = MappingProxyType({"districts": "地区ごと", "nearest": "近い拠点ごと"})

REASON_TEXTS: Mapping[Reason, str] = MappingProxyType(
    {
        "use_zone": "市街化区域・用途地域の中にあるため、対象外です",
        "outside": "市町村の範囲の外にあるため、対象外です",
        "no_way": "車で行ける道がどの拠点にもつながっていません",
        "too_far": "どの拠点も、決めた分数より遠くにあります",
        "moved_out": "手で圏域から外しました",
    }
)


@dataclass(frozen=True)
class SphereRequest:
    """What a planner asks.

    Parameters
    ----------
    hub_ids
        Ids of hubs, sites or facilities.
    start
        ``districts`` (communities first), ``nearest``, or None: districts where the region has any.
    limit_min
        By car; a hub farther away is none.
    moves
        (village, hub) moved by hand; an empty hub takes the village out.
    """

    hub_ids: tuple[str, ...]
    start: Start | None = None
    limit_min: float | None = None
    moves: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Spheres:
    """Living spheres with everything that is noted of them.

    Parameters
    ----------
    effective
        What holds in the scenario.
    hubs
        Index hub_id; name, lat, lon.
    start
        What the assignment started from.
    members
        Who belongs where.
    notices
        What a reader must know.
    """

    effective: EffectiveScenario
    hubs: pd.DataFrame
    start: Start
    members: SphereMembers
    notices: tuple[Notice, ...]

    @functools.cached_property
    def areas(self) -> gpd.GeoSeries:
        """Land of each sphere in degrees, by hub; a hub without a village has none. Divided when it is first asked for."""
        return sphere_areas(grounds_of(self.effective), self.members.hub)


def spheres_of(effective: EffectiveScenario, request: SphereRequest) -> Spheres:
    """Form living spheres around hubs.

    Raises
    ------
    geo.texts.errors.RequestError
        When an id is unknown, or districts are asked for where the region names none.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> effective = apply(read_region("sample_regions/sanson"))
    >>> found = spheres_of(effective, SphereRequest(tuple(effective.hubs.index[:2]), "nearest"))
    >>> len(found.members.unassigned) < len(found.members.hub)
    True
    """
    region = effective.region
    hubs = destinations(effective, request.hub_ids)
    minutes = minutes_to_places(effective, list(hubs.index), "car")
    districts = districts_of(region, hubs, minutes) if request.start != "nearest" else None
    if request.start == "districts" and districts is None:
        raise RequestError(notice("spheres_no_districts"))
    question = SphereQuestion(
        minutes=minutes,
        persons=region.villages["population"],
        districts=None if districts is None else districts.of_villages,
        hub_districts=None if districts is None else districts.of_hubs,
        excluded=excluded_villages(region.as_read),
        limit_min=request.limit_min,
        moves=_known_moves(region, hubs, request.moves),
    )
    members = sphere_members(question)
    start: Start = "nearest" if districts is None else "districts"
    return Spheres(effective, hubs, start, members, tuple(_notices(region, districts is None, members)))


def _known_moves(region: Region, hubs: pd.DataFrame, moves: tuple[tuple[str, str], ...]) -> dict[str, str]:
    unknown = [
        i for v, h in moves for i, known in ((v, region.villages.index), (h, hubs.index)) if i and i not in known
    ]
    if unknown:
        raise RequestError(*(notice("id_not_found", id=i) for i in dict.fromkeys(unknown)))
    barred = excluded_villages(region.as_read)
    named = [(str(region.villages.at[v, "name"]), REASON_TEXTS[barred[v]]) for v, h in moves if h and v in barred]
    if named:
        raise RequestError(*(notice("sphere_village_barred", name=name, reason=text) for name, text in named))
    return dict(moves)


def _notices(region: Region, by_nearest: bool, members: SphereMembers) -> list[Notice]:
    notices = []
    if by_nearest:
        notices.append(notice("spheres_from_nearest"))
    for missing, code in (("urban", "spheres_no_use_zones"), ("municipality", "spheres_no_municipality")):
        if missing not in region.zones:
            notices.append(notice(code))
    names = region.villages["name"]
    return notices + [
        notice(
            "sphere_challenged",
            village=str(names[str(village)]),
            minutes=minutes_apart(row["own_min"], row["other_min"]),
        )
        for village, row in members.challenged.iterrows()
    ]


def minutes_apart(own_min: float, other_min: float) -> str:
    """Say how far the own hub and the other are, with a decimal where whole minutes would show no difference."""
    if not np.isfinite(own_min):
        return f"車で行けませんが、ほかの拠点へは{other_min:.0f}分です"
    decimals = 1 if round(own_min) == round(other_min) else 0
    return f"車で{own_min:.{decimals}f}分ですが、ほかの拠点へは{other_min:.{decimals}f}分です"
