"""Where a purpose is served: what stands at a destination, with its days and hours, and all destinations of a scenario."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geo.files.crs import to_metric
from network.outings.purposes import Place, Purpose, serves, visits_on
from network.outings.visit import Visit
from plan.applied import EffectiveScenario

_NOT_FOR_CHILDREN = ("高校", "高等学校", "高専", "大学")


@dataclass(frozen=True)
class Destination:
    """Somewhere to go.

    Parameters
    ----------
    id
        Of a facility, site or hub.
    name
        For people.
    lat, lon
        In degrees.
    """

    id: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class _Serving:
    """A facility or hub that serves a category."""

    at: Destination
    xy_m: tuple[float, float]
    place: Place
    outside: bool


@dataclass(frozen=True)
class PurposePlaces:
    """The places of a scenario that serve purposes, as `purpose_places` finds them.

    Parameters
    ----------
    hubs
        Of the scenario.
    serving
        Open facilities with their days and hours, and hubs that gather a service.
    gathered_m
        Places so near to a destination are there.
    crs
        EPSG code of the metric plane.
    """

    hubs: tuple[Destination, ...]
    serving: tuple[_Serving, ...]
    gathered_m: float
    crs: int

    def at(self, what: Purpose, destination: Destination) -> tuple[Place, ...]:
        """Find what serves a purpose at a destination: itself, or else what stands near enough to be the same place.

        Returns
        -------
        tuple of Place
            Empty where nothing that serves the purpose is known there.
        """
        serving = [s for s in self.serving if s.place.category in what.categories]
        own = tuple(s.place for s in serving if s.at.id == destination.id)
        if own and len(what.categories) == 1 and all(h.id != destination.id for h in self.hubs):
            return own
        (x, y), limit_m = self._xy_m(destination), self.gathered_m
        return tuple(s.place for s in serving if (s.xy_m[0] - x) ** 2 + (s.xy_m[1] - y) ** 2 <= limit_m**2)

    def visits(self, what: Purpose, destination: Destination, date: datetime.date) -> tuple[Visit, ...]:
        """Return the visits that a purpose allows at a destination on a date; none when it is closed."""
        return visits_on(what, self.at(what, destination), date)

    def destinations(self, what: Purpose) -> tuple[Destination, ...]:
        """List where a purpose can be served: facilities, then hubs that gather its service.

        Errands are what hubs are for: they go to hubs alone. Children of 0 to 14 go to no high school.
        """
        if len(what.categories) > 1:
            return self.hubs
        right = [s.at for s in self.serving if s.place.category in what.categories]
        if what.id == "school":
            right = [at for at in right if not any(word in at.name for word in _NOT_FOR_CHILDREN)]
        return tuple(right)

    def inside(self, category: str) -> tuple[tuple[Destination, Place], ...]:
        """List what serves a category within the municipality."""
        return tuple((s.at, s.place) for s in self.serving if s.place.category == category and not s.outside)

    def _xy_m(self, destination: Destination) -> tuple[float, float]:
        known = next((s.xy_m for s in self.serving if s.at == destination), None)
        if known is not None:
            return known
        ((x, y),) = to_metric(np.array([destination.lat]), np.array([destination.lon]), self.crs).tolist()
        return x, y


_Found = tuple[Destination, Place, bool]


def purpose_places(effective: EffectiveScenario) -> PurposePlaces:
    """Find the places of a scenario that serve purposes; facilities stand and are open as the scenario says."""
    hubs = tuple(
        Destination(str(i), str(name), float(lat), float(lon))
        for i, name, lat, lon in effective.hubs[["name", "lat", "lon"]].itertuples(name=None)
    )
    found = [*_facilities(effective), *_gathering(effective, hubs)]
    lat, lon = (np.array([getattr(at, side) for at, _, _ in found], dtype=np.float64) for side in ("lat", "lon"))
    xy_m = to_metric(lat, lon, effective.region.crs).tolist()
    serving = tuple(
        _Serving(at, (x, y), place, outside) for (at, place, outside), (x, y) in zip(found, xy_m, strict=True)
    )
    return PurposePlaces(hubs, serving, effective.assumptions["gathered_m"], effective.region.crs)


def _facilities(effective: EffectiveScenario) -> Iterator[_Found]:
    columns = ["name", "lat", "lon", "category", "opens", "closes", "days", "subtype", "status", "outside"]
    for i, name, lat, lon, category, opens, closes, days, subtype, status, outside in effective.facilities[
        columns
    ].itertuples(name=None):
        if status == "open" and serves(category, f"{name} {_text(subtype) or ''}"):
            place = Place(category, _text(opens), _text(closes), _text(days))
            yield Destination(str(i), str(name), float(lat), float(lon)), place, bool(outside)


def _gathering(effective: EffectiveScenario, hubs: tuple[Destination, ...]) -> Iterator[_Found]:
    """List what hubs gather: a service is there on the days that the plan sets for it, at any hour."""
    planned = {} if effective.scenario is None else {h.id: h for h in effective.scenario.hubs}
    for hub, services in zip(hubs, effective.hubs["services"], strict=True):
        for category in services:
            days = planned[hub.id].days_of(category) if hub.id in planned else ()
            yield hub, Place(category, days=",".join(days) or None), False


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None
