"""What a scenario means for people: minutes to hubs and services, by car, on foot and by bus, counted for each group."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.reference.assumptions import Assumptions
from geo.reference.categories import CATEGORIES
from geo.region.region import Region
from network.population.assignment import nearest
from network.population.coverage import Coverage, coverage
from network.population.people_groups import GROUPS, group_counts, group_weights, people_without_car
from network.transit.rider_settings import BusSettings, Walker
from plan.applied import EffectiveScenario, apply, lineage
from plan.figure_texts import forecast_persons, persons
from plan.future.rounding import tens_by_largest_remainder
from plan.reach.bus_reach import Buses, bus_minutes_to_nearest
from plan.reach.purpose_places import PurposePlaces, purpose_places
from plan.reach.reach import Places, Points, minutes_to_nearest, places_of
from plan.reach.travel_modes import TravelMode
from plan.scenario.scenario import BASE, Plan, Scenario
from plan.shown_values import FEW

LIMITS = ("near_min", "daily_min", "wide_min", "far_min")
"""Assumptions that are the limits of coverage figures."""

_WALKERS: dict[str, Walker] = {
    "pop_0_14": "children",
    "pop_65_over": "older",
    "pop_75_over": "older",
    "no_car": "older",
}
"""At whose speed a group walks; all others at the general one."""


@functools.lru_cache(maxsize=8)
def _village_points(region: Region) -> Points:
    return Points.of(region.villages)


@functools.lru_cache(maxsize=8)
def _people_points(region: Region) -> Points:
    return Points.of(region.people)


@functools.lru_cache(maxsize=32)
def _weights(region: Region, assumptions: Assumptions) -> pd.DataFrame:
    return group_weights(region.villages, region.people, assumptions)


@functools.lru_cache(maxsize=32)
def _groups(region: Region, assumptions: Assumptions) -> pd.DataFrame:
    return group_counts(region.villages, assumptions)


_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The figures of a scenario, computed where asked for and kept.

    Parameters
    ----------
    effective
        What holds in the scenario.
    """

    effective: EffectiveScenario

    @property
    def villages(self) -> Points:
        """The village points, as tables and maps show them."""
        return _village_points(self.effective.region)

    @property
    def people(self) -> Points:
        """The places where people live, as coverage counts them."""
        return _people_points(self.effective.region)

    @property
    def weights(self) -> pd.DataFrame:
        """Persons of each group at each place of `people`."""
        return _weights(self.effective.region, self.effective.assumptions)

    @property
    def groups(self) -> pd.DataFrame:
        """Persons of each group in each village."""
        return _groups(self.effective.region, self.effective.assumptions)

    def people_texts(self, group: str = "population") -> dict[str, str]:
        """Write the people of each village, or its people of a group of `groups`, as every screen and paper tells them, by village id."""
        write = persons if self.effective.year is None else lambda value, _: forecast_persons(value)
        return {str(v): write(float(n), None) for v, n in self.people_as_read(group).items()}

    def people_as_read(self, group: str = "population") -> pd.Series:
        """Return the people of each village as they are read: forecasts in tens that add up to the total that is shown.

        Fewer than ten people stay as they are, to be told as few; no group is larger than its village.
        """
        return self.memo(("people_as_read", group), lambda: self._people_as_read(group))

    def _people_as_read(self, group: str) -> pd.Series:
        people = self.groups[group].fillna(0.0)
        if self.effective.year is None:
            return people
        tens = tens_by_largest_remainder(people).clip(lower=FEW)
        if group != "population":
            everybody = tens_by_largest_remainder(self.groups["population"]).clip(lower=FEW)
            tens = tens.where(tens <= everybody, everybody)
        return tens.where(people >= FEW, people)

    @property
    def no_car_from_shares(self) -> bool:
        """Whether people without a car come from the villages' own figures rather than licence rates."""
        return people_without_car(self.effective.region.as_read.villages, self.effective.assumptions)[1]

    @property
    def limits_min(self) -> tuple[float, ...]:
        """Minutes that coverage counts: near, daily, wide, far."""
        return tuple(self.effective.assumptions[name] for name in LIMITS)

    def walk_m_per_min(self, group: str = "population") -> float:
        """Walking speed of a group."""
        return self.effective.assumptions[f"walk_{_WALKERS.get(group, 'general')}_m_per_min"]

    def buses(self, group: str = "population") -> Buses:
        """Return the buses of the usual day for a group that walks at its own speed.

        Raises
        ------
        geo.texts.errors.RequestError
            When the scenario has no timetable.
        """
        effective = self.effective
        settings = BusSettings.of(effective.assumptions, walker=_WALKERS.get(group, "general"))
        return effective.timetable(), effective.roads, settings

    def hub_minutes(self, mode: TravelMode) -> pd.DataFrame:
        """Minutes from every village point to every hub (villages × hubs); by bus the duration of the usual day."""
        hubs = self.effective.hubs
        columns = {
            hub: self._to_nearest((place,), mode, self.villages, "population")
            for hub, place in zip(hubs.index, places_of(hubs), strict=True)
        }
        index = self.effective.region.villages.index
        return pd.DataFrame(columns, index=index, columns=hubs.index, dtype=float)

    def nearest_hub(self, mode: TravelMode) -> pd.DataFrame:
        """Each village's nearest hub (its id, None where there is no way) and the minutes to it (nearest, minutes)."""
        if mode not in self._nearest_hubs:
            self._nearest_hubs[mode] = nearest(self.hub_minutes(mode))
        return self._nearest_hubs[mode]

    def worst_village_min(self, mode: TravelMode) -> float:
        """Minutes from the farthest village to its nearest hub; villages without people or without a way are passed over."""
        minutes = self.nearest_hub(mode)["minutes"].to_numpy()
        minutes = minutes[np.isfinite(minutes) & (self.effective.region.villages["population"] > 0).to_numpy()]
        return float(minutes.max()) if len(minutes) else float("inf")

    @functools.cached_property
    def _nearest_hubs(self) -> dict[TravelMode, pd.DataFrame]:
        return {}

    def hub_minutes_at_homes(self, mode: TravelMode, group: str = "population") -> NDArray[np.float64]:
        """Minutes to the nearest hub from each place of `people`, at the group's walking speed."""
        return self._to_nearest(places_of(self.effective.hubs), mode, self.people, group)

    def hub_coverage(
        self, mode: TravelMode, group: str = "population", limits_min: tuple[float, ...] | None = None
    ) -> Coverage:
        """Count a group by the minutes to its nearest hub, within its own limits or those of another scenario."""
        return self._coverage(self.hub_minutes_at_homes(mode, group), group, limits_min)

    def categories(self) -> tuple[str, ...]:
        """The service categories that exist somewhere in this scenario, in the order of screens."""
        return tuple(c for c in CATEGORIES if self.service_places(c))

    def service_places(self, category: str) -> Places:
        """Where a service is to be had: open facilities of the category, and hubs that gather it."""
        return self._service_places[category]

    @functools.cached_property
    def _service_places(self) -> dict[str, Places]:
        facilities, hubs = self.effective.facilities, self.effective.hubs
        found: dict[str, list[tuple[float, float]]] = {category: [] for category in CATEGORIES}
        # Plain loops: a table is asked twelve times at every click otherwise, and it is small.
        for place, category, status in zip(
            places_of(facilities), facilities["category"].tolist(), facilities["status"].tolist(), strict=True
        ):
            if status == "open":
                found[category].append(place)
        for place, services in zip(places_of(hubs), hubs["services"].tolist(), strict=True):
            for category in services:
                found[category].append(place)
        return {category: tuple(places) for category, places in found.items()}

    @functools.cached_property
    def kept(self) -> dict[Hashable, object]:
        """What rooms above have reckoned from this evaluation, by what was asked, so that several figures share it."""
        return {}

    def memo(self, asked: Hashable, reckon: Callable[[], _T]) -> _T:
        """Return what was asked, reckoned the first time and kept: the same question has answers of one kind.

        Who asks while it is being reckoned waits for it: a page that was left goes on in its thread, and its next opening, or
        another session, would reckon the same beside it.
        """
        if asked not in self.kept:
            # setdefault gives all askers the same lock.
            with self._reckoning.setdefault(asked, threading.Lock()):
                if asked not in self.kept:
                    self.kept[asked] = reckon()
        return cast(_T, self.kept[asked])

    @functools.cached_property
    def _reckoning(self) -> dict[Hashable, threading.Lock]:
        return {}

    @functools.cached_property
    def purpose_places(self) -> PurposePlaces:
        """Where people go out to, with days and hours."""
        return purpose_places(self.effective)

    def service_minutes(self, category: str, mode: TravelMode) -> pd.Series:
        """Minutes from every village point to the nearest place of a category."""
        minutes = self._to_nearest(self.service_places(category), mode, self.villages, "population")
        return pd.Series(minutes, index=self.effective.region.villages.index, name=category)

    def service_minutes_at_homes(
        self, category: str, mode: TravelMode, group: str = "population"
    ) -> NDArray[np.float64]:
        """Minutes to the nearest place of a category from each place of `people`, at the group's walking speed."""
        return self._to_nearest(self.service_places(category), mode, self.people, group)

    def service_coverage(
        self, category: str, mode: TravelMode, group: str = "population", limits_min: tuple[float, ...] | None = None
    ) -> Coverage:
        """Count a group by the minutes to the nearest place of a category, within its own limits or another scenario's."""
        return self._coverage(self.service_minutes_at_homes(category, mode, group), group, limits_min)

    def walk_share(self, category: str) -> float:
        """Share of the people without a car who walk to a place of the category within the walking limit, 0 to 1."""
        weights = self.weights["no_car"].to_numpy()
        minutes = self.service_minutes_at_homes(category, "walk", "no_car")
        near = weights[minutes <= self.effective.assumptions["walk_min"]].sum()
        return float(near / weights.sum()) if weights.sum() else 0.0

    def services_within(self, mode: TravelMode, group: str, limit_min: float) -> float:
        """Mean number of service categories that a person of the group reaches within the limit."""
        weights = self.weights[group].to_numpy()
        if not weights.sum():
            return 0.0
        reached = np.zeros(len(weights))
        for category in CATEGORIES:
            reached += self.service_minutes_at_homes(category, mode, group) <= limit_min
        return float((reached * weights).sum() / weights.sum())

    def _to_nearest(
        self, places: tuple[tuple[float, float], ...], mode: TravelMode, points: Points, group: str
    ) -> NDArray[np.float64]:
        if mode == "bus":
            # Where a bus is asked for and there is no place to go to, no timetable is needed.
            return (
                bus_minutes_to_nearest(self.buses(group), points, places)
                if places
                else np.full(len(points.frame), np.inf)
            )
        # A car's minutes contain the walk to the road at the general speed, whoever drives.
        walk = self.walk_m_per_min(group if mode == "walk" else "population")
        return minutes_to_nearest(self.effective.roads, points, places, mode, walk)

    def _coverage(self, minutes: NDArray[np.float64], group: str, limits_min: tuple[float, ...] | None) -> Coverage:
        if group not in self.weights:
            raise KeyError(f"{group} is not one of {tuple(self.weights)} ({', '.join(GROUPS)})")
        return coverage(minutes, self.weights[group].to_numpy(), limits_min or self.limits_min)


def evaluate(effective: EffectiveScenario) -> Evaluation:
    """Get ready to answer questions about a scenario; nothing is computed before it is asked."""
    return Evaluation(effective)


def evaluation_of(
    region: Region, plan: Plan | None = None, scenario_id: str = BASE, year: int | None = None
) -> Evaluation:
    """Return the evaluation of a scenario, kept by content: where region and scenario are equal it is one and the same object.

    Whatever else the plan holds makes no difference, nor who asks: what was reckoned for one is known to all.

    Parameters
    ----------
    region
        As read from its folder.
    plan
        Holds the scenario; not needed for the present.
    scenario_id
        ``base`` for the present.
    year
        Whose people are counted; None: those of the base year.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such scenario, or its people of the year cannot be projected.
    """
    return _evaluation(region, lineage(plan, scenario_id), year)


@functools.lru_cache(maxsize=32)
def _evaluation(region: Region, line: tuple[Scenario, ...], year: int | None) -> Evaluation:
    own = Plan(region.id, region.fingerprint, line)
    return evaluate(apply(region, own, line[-1].id if line else BASE, year))
