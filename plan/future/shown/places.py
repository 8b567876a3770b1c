"""Villages that are looked at together: all, a district, a living sphere, those nearest to a hub, a single village."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, Protocol

import pandas as pd

from geo.region.region import Region
from plan.future.of_region import districts_of
from plan.future.projection import Projection
from plan.future.rounding import tens_by_largest_remainder
from plan.scenario.scenario import Scenario
from plan.shown_values import FEW, FEW_TEXT

PlaceKind = Literal["all", "district", "sphere", "hub", "village"]
KIND_NAMES: Mapping[PlaceKind, str] = MappingProxyType(
    {"all": "全体", "district": "地区", "sphere": "集落生活圏", "hub": "いちばん近い拠点", "village": "集落"}
)


class Held(Protocol):
    """What holds in a scenario, as far as it puts villages together (`plan.applied.EffectiveScenario`)."""

    @property
    def region(self) -> Region:
        """Its villages."""

    @property
    def hubs(self) -> pd.DataFrame:
        """Its hubs."""

    @property
    def scenario(self) -> Scenario | None:
        """Its spheres."""


class Evaluated(Protocol):
    """An evaluation (`plan.reach.evaluation.Evaluation`): those count the people of a year, and so stand above this room."""

    @property
    def effective(self) -> Held:
        """What holds in the scenario."""

    def nearest_hub(self, mode: Literal["car"], /) -> pd.DataFrame:
        """Return each village's nearest hub."""


@dataclass(frozen=True)
class Place:
    """Villages that are looked at together.

    Parameters
    ----------
    kind
        What puts them together.
    id
        Of the district (its name), the hub or the village; empty for all, and for those who belong to none.
    name
        In words.
    villages
        Their ids.
    """

    kind: PlaceKind
    id: str
    name: str
    villages: tuple[str, ...]


def kinds_on_offer(evaluation: Evaluated) -> list[PlaceKind]:
    """Return by what villages can be put together: districts, spheres and hubs only where there are any."""
    effective = evaluation.effective
    spheres = effective.scenario is not None and any(s.villages for s in effective.scenario.spheres)
    found: list[PlaceKind] = ["all"]
    if districts_of(effective.region.villages):
        found.append("district")
    if spheres:
        found.append("sphere")
    if len(effective.hubs):
        found.append("hub")
    return [*found, "village"]


def places_of_kind(evaluation: Evaluated, kind: PlaceKind) -> list[Place]:
    """Divide all villages by a kind; those that belong to none come last, together.

    Returns
    -------
    list of Place
        Every village stands in exactly one.
    """
    effective = evaluation.effective
    villages = effective.region.villages
    ids = [str(v) for v in villages.index]
    if kind == "all":
        return [Place("all", "", effective.region.name, tuple(ids))]
    if kind == "village":
        return [Place("village", v, str(villages.at[v, "name"]), (v,)) for v in ids]
    if kind == "district":
        districts = districts_of(villages)
        return _divided(kind, ids, districts, {d: d for d in districts.values()})
    names = {str(h): str(name) for h, name in effective.hubs["name"].items()}
    if kind == "hub":
        nearest = evaluation.nearest_hub("car")["nearest"].dropna()
        return _divided(kind, ids, {str(v): str(h) for v, h in nearest.items()}, names)
    spheres = effective.scenario.spheres if effective.scenario is not None else ()
    hub_of = {v: s.hub_id for s in spheres if s.hub_id in names for v in s.villages}
    return _divided(kind, ids, hub_of, names)


def _divided(kind: PlaceKind, ids: list[str], of: Mapping[str, str], names: Mapping[str, str]) -> list[Place]:
    members: dict[str, list[str]] = {key: [] for key in names}
    rest = []
    for village in ids:
        members[of[village]].append(village) if village in of else rest.append(village)
    found = [Place(kind, key, names[key], tuple(own)) for key, own in members.items() if own]
    return [*found, Place(kind, "", f"どの{KIND_NAMES[kind]}でもない", tuple(rest))] if rest else found


@dataclass(frozen=True)
class ShownPersons:
    """Persons of a place in a year, as they are read.

    Parameters
    ----------
    text
        「1,230人」; forecasts of fewer than ten people are 「10人未満」.
    persons
        In tens where it is a forecast, whole persons in the year of the count; 0 where there are fewer than ten.
    tens
        What sums rest on: the tens of all places together are those of the whole.
    few
        Whether there are fewer than ten, so that nothing more is told of them.
    """

    text: str
    persons: int
    tens: int
    few: bool


def shown_persons(values: pd.Series, *, counted: bool) -> dict[str, ShownPersons]:
    """Round the persons of places that make up a whole, so that they add up to it.

    Parameters
    ----------
    values
        Unrounded persons by place.
    counted
        Whether they were counted: then they are whole persons, nothing is hidden.

    Examples
    --------
    >>> import pandas as pd
    >>> [one.text for one in shown_persons(pd.Series({"a": 1234.0, "b": 4.0}), counted=False).values()]
    ['1,240人', '10人未満']
    """
    if counted:
        whole = values.round().astype(int)
        return {str(key): ShownPersons(f"{n:,}人", int(n), int(n), False) for key, n in whole.items()}
    tens = tens_by_largest_remainder(values)
    found = {}
    for key, value, ten in zip(values.index, values.tolist(), tens.tolist(), strict=True):
        few = value < FEW
        persons = 0 if few else max(ten, FEW)
        found[str(key)] = ShownPersons(FEW_TEXT if few else f"{persons:,}人", persons, ten, few)
    return found


def people_of_places(evaluation: Evaluated, kind: PlaceKind) -> dict[str, ShownPersons]:
    """Return the people of all places of a kind as they are read, by id: what the page 将来 tells of them in the year that is counted."""
    region = evaluation.effective.region
    people = region.villages["population"].astype(float)
    sums = {place.id: float(people[list(place.villages)].sum()) for place in places_of_kind(evaluation, kind)}
    return shown_persons(pd.Series(sums, dtype=float), counted=region.today is None)


def persons_in(projection: Projection, places: list[Place], year: int) -> pd.Series:
    """Return the unrounded persons of places in a year, by the name under which they stand."""
    by_village = pd.Series(projection.in_year(year).sum((-2, -1)), index=list(projection.villages))
    known = set(projection.villages)
    return pd.Series(
        {place.id: float(by_village[[v for v in place.villages if v in known]].sum()) for place in places}, dtype=float
    )
