"""Who belongs to which hub's living sphere (集落生活圏): communities first, challenged by time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd

Reason = Literal["use_zone", "outside", "no_way", "too_far", "moved_out"]
REASONS: tuple[Reason, ...] = ("use_zone", "outside", "no_way", "too_far", "moved_out")
"""Why a village belongs to no sphere: it lies in a use zone or beyond the municipality, no road leads to a hub, every hub
is beyond the limit, or somebody took it out by hand."""


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, eq=False)
class SphereQuestion:
    """What decides who belongs where.

    Parameters
    ----------
    minutes
        Villages × hubs; infinite where there is no way.
    persons
        Of each village; they weigh where a district without a hub goes.
    districts
        District (旧小学校区, 地域運営組織) of each village, None where it has none; None to start from the nearest hub.
    hub_districts
        District in which each hub stands, None where it stands in none.
    excluded
        Reason by village that can belong to no sphere.
    limit_min
        A hub farther away than this is none for a village.
    moves
        Hub by village that was moved by hand; an empty text takes it out of every sphere.
    """

    minutes: pd.DataFrame
    persons: pd.Series
    districts: pd.Series | None = None
    hub_districts: pd.Series | None = None
    excluded: Mapping[str, Reason] = field(default_factory=dict)
    limit_min: float | None = None
    moves: Mapping[str, str] = field(default_factory=_nothing)

    def __post_init__(self) -> None:
        """Refuse a move to a hub that is none, and districts of villages without those of hubs."""
        unknown = sorted({h for h in self.moves.values() if h} - set(self.minutes.columns))
        if unknown:
            raise ValueError(f"unknown hubs: {', '.join(unknown)}")
        if (self.districts is None) != (self.hub_districts is None):
            raise ValueError("districts of villages and of hubs go together")


@dataclass(frozen=True, eq=False)
class SphereMembers:
    """Who belongs where.

    Parameters
    ----------
    hub
        Hub by village, None for those in no sphere.
    minutes
        From each village to its hub; infinite for those in no sphere.
    unassigned
        Reason by village that belongs to no sphere.
    challenged
        Index village_id; columns hub, own_min, other_hub, other_min: villages that have another hub nearer than their
        own.
    """

    hub: pd.Series
    minutes: pd.Series
    unassigned: Mapping[str, Reason]
    challenged: pd.DataFrame


def sphere_members(question: SphereQuestion) -> SphereMembers:
    """Assign villages to the living spheres of hubs.

    A village goes to the hub of its own district, to the nearest of several; a district without a hub goes together to
    the hub with the fewest person-minutes; a village without a district, or one that its district's hubs are no way for,
    goes to the nearest hub. Ties break by id.

    Returns
    -------
    SphereMembers
        Every village has either a hub or a reason.

    Examples
    --------
    >>> minutes = pd.DataFrame({"h1": [14.0, 3.0], "h2": [12.0, 9.0]}, index=["v1", "v2"])
    >>> district = pd.Series("旧東村", index=["v1", "v2"])
    >>> of_hubs = pd.Series({"h1": "旧東村", "h2": "旧西村"})
    >>> members = sphere_members(SphereQuestion(minutes, pd.Series(10, minutes.index), district, of_hubs))
    >>> members.hub.tolist()
    ['h1', 'h1']
    >>> members.challenged.reset_index().to_dict("records")
    [{'village_id': 'v1', 'hub': 'h1', 'own_min': 14.0, 'other_hub': 'h2', 'other_min': 12.0}]
    """
    ordered = question.minutes[sorted(question.minutes.columns)]
    limit = np.inf if question.limit_min is None else question.limit_min
    near = ordered.where(ordered <= limit, np.inf)
    choice = {str(v): _first_smallest(near.loc[v]) for v in near.index}
    if question.districts is not None:
        choice.update(_by_district(near, question))
    unassigned: dict[str, Reason] = {}
    for village, hub in list(choice.items()):
        reason = question.excluded.get(village)
        if reason is None and village in question.moves:
            choice[village] = question.moves[village] or None
            reason = None if choice[village] else "moved_out"
        elif reason is None and hub is None:
            reason = "too_far" if np.isfinite(ordered.loc[village]).any() else "no_way"
        if reason is not None:
            choice[village] = None
            unassigned[village] = reason
    hubs = pd.Series([choice[str(v)] for v in near.index], index=near.index, dtype=object, name="hub")
    own = [ordered.at[v, h] if h is not None else np.inf for v, h in hubs.items()]
    minutes = pd.Series(own, index=near.index, dtype=np.float64, name="minutes")
    return SphereMembers(hubs, minutes, MappingProxyType(unassigned), _challenged(ordered, hubs, minutes))


def _first_smallest(minutes: pd.Series) -> str | None:
    """Name the nearest hub, the first id of equals; None where there is no way."""
    if minutes.empty or not np.isfinite(minutes.to_numpy()).any():
        return None
    return str(minutes.index[int(minutes.to_numpy().argmin())])


def _by_district(near: pd.DataFrame, question: SphereQuestion) -> dict[str, str | None]:
    """Choose within the hubs of each village's own district."""
    districts, of_hubs = question.districts, question.hub_districts
    assert districts is not None
    assert of_hubs is not None
    choice: dict[str, str | None] = {}
    known = districts[districts.notna() & (districts != "")]
    for district, villages in known.groupby(known, sort=True).groups.items():
        own_hubs = [h for h in near.columns if of_hubs.get(h) == district]
        own_hubs = own_hubs or _together(near, [v for v in villages if v not in question.excluded], question.persons)
        for village in villages:
            hub = _first_smallest(near.loc[village, own_hubs])
            if hub is not None:
                choice[str(village)] = hub
    return choice


def _together(near: pd.DataFrame, villages: list[str], persons: pd.Series) -> list[str]:
    """Choose the hub to which a whole district goes: whom it leaves without a way counts first, then person-minutes."""
    if not villages or near.columns.empty:
        return []
    minutes = near.loc[villages]
    people = persons.reindex(villages).fillna(0).to_numpy(dtype=np.float64)

    def cost(hub: str) -> tuple[float, int, float, float]:
        to_hub = minutes[hub].to_numpy()
        way = np.isfinite(to_hub)
        return float(people[~way].sum()), int((~way).sum()), float(people[way] @ to_hub[way]), float(to_hub[way].sum())

    return [min(near.columns, key=cost)]


def _challenged(minutes: pd.DataFrame, hubs: pd.Series, own_min: pd.Series) -> pd.DataFrame:
    rows = []
    for (village, row), hub, own in zip(minutes.iterrows(), hubs, own_min, strict=True):
        other = _first_smallest(row)
        if hub is not None and other is not None and row[other] < own:
            rows.append((village, hub, own, other, row[other]))
    columns = ["village_id", "hub", "own_min", "other_hub", "other_min"]
    return pd.DataFrame(rows, columns=columns).set_index("village_id")
