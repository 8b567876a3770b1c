"""Gaps of a scenario: how many people live far from stops, doctors and shops, straight and over the network."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.reference.assumptions import Assumptions
from geo.region.region import Region
from network.outings.purposes import Place, purpose
from network.population.floating_catchment import two_step_floating_catchment, weighted_median
from network.population.gaps import GAP_DEFINITIONS, doctorless, hard_to_buy_food
from network.population.people_groups import at_homes, older_without_car
from network.roads.graph import RoadGraph
from network.roads.nearness import persons_within_straight, persons_within_walk, straight_m, walked_m
from network.transit.door_to_door_times import door_to_door
from network.transit.rider_settings import BusSettings
from network.transit.timetable import Timetable
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.purpose_places import Destination
from plan.reach.reach import Points, minutes_to
from plan.reach.stop_places import stop_places

Way = Literal["straight", "walk"]

WAYS: dict[Way, str] = {"straight": "直線", "walk": "道なり"}
"""How distances are measured, with their words on screen."""

_STOP_LIMITS = (
    "gap_subsidy_m", "gap_urban_station_m", "gap_urban_stop_m", "gap_rural_station_m", "gap_rural_stop_m",
    "stop_near_m", "stop_daily_m", "stop_wide_m",
)  # fmt: skip


@functools.lru_cache(maxsize=64)
def _straight(points: Points, places: Points, crs: int) -> NDArray[np.float64]:
    return straight_m(points.frame, places.frame, crs)


@functools.lru_cache(maxsize=64)
def _walked(roads: RoadGraph, points: Points, places: Points, limit_m: float) -> NDArray[np.float64]:
    return walked_m(roads, points.frame, places.frame, limit_m)


def _metres(m: Evaluation, points: Points, places: Points, way: Way, limit_m: float) -> NDArray[np.float64]:
    """Measure to the nearest place; over the network no farther than the limit and a little, which is as good as none."""
    if way == "straight":
        return _straight(points, places, m.effective.region.crs)
    return _walked(m.effective.roads, points, places, limit_m)


def _stop_limit_m(assumptions: Assumptions) -> float:
    return max(assumptions[name] for name in _STOP_LIMITS)


def stop_m(m: Evaluation, points: Points, way: Way) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Measure from points to the nearest station and the nearest bus stop; None where the data knows no stops.

    Returns
    -------
    tuple of numpy.ndarray or None
        Metres; over the network infinite beyond the farthest distance that any figure asks for.
    """
    places = stop_places(m.effective.region, m.effective.services, m.effective.dropped_routes)
    if places is None:
        return None
    limit_m = _stop_limit_m(m.effective.assumptions)
    return _metres(m, points, places[0], way, limit_m), _metres(m, points, places[1], way, limit_m)


def people_near_stop(m: Evaluation, limit: str, way: Way) -> float:
    """Count the people within a distance of a bus stop or a station; unknown (infinite) without data on stops."""
    found = stop_m(m, m.people, way)
    if found is None:
        return float("inf")
    return float(m.weights["population"].to_numpy()[np.minimum(*found) <= m.effective.assumptions[limit]].sum())


def homes_in_gap(m: Evaluation, definition: str, way: Way) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Count the people in a transit gap, and all, at each home; None where the data knows no stops.

    Parameters
    ----------
    m
        Of a scenario.
    definition
        One of `network.population.gaps.GAP_DEFINITIONS`.
    way
        How distances are measured.
    """
    found = stop_m(m, m.people, way)
    if found is None:
        return None
    persons = m.weights["population"].to_numpy()
    return np.where(GAP_DEFINITIONS[definition].gaps(*found, m.effective.assumptions), persons, 0.0), persons


def people_in_gap(m: Evaluation, definition: str, way: Way) -> float:
    """Count the people who live in a transit gap by one of `network.population.gaps.GAP_DEFINITIONS`; infinite where not known."""
    found = homes_in_gap(m, definition, way)
    return float("inf") if found is None else float(found[0].sum())


def purpose_points(m: Evaluation, purpose_name: str) -> Points:
    """Return the places where a purpose is served."""
    places = m.purpose_places.destinations(purpose(purpose_name, m.effective.assumptions))
    return _points(places)


def _points(places: Sequence[Destination]) -> Points:
    return Points.of(pd.DataFrame([(p.lat, p.lon) for p in places], columns=["lat", "lon"], dtype=float))


@functools.lru_cache(maxsize=32)
def _people_around(region: Region, roads: RoadGraph, way: Way, limit_m: float) -> NDArray[np.float64]:
    """Count the people within so many metres of each village; kept, because they stay while a hub moves."""
    persons = region.people["population"].to_numpy(dtype=np.float64)
    if way == "straight":
        return persons_within_straight(region.villages, region.people, persons, limit_m, region.crs)
    return persons_within_walk(roads, region.villages, region.people, persons, limit_m)


@functools.lru_cache(maxsize=64)
def _rides(
    network: tuple[Timetable, RoadGraph, BusSettings], villages: Points, clinics: Points
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Count the round trips a day and find the shortest minutes from villages to clinics by bus."""
    timetable, roads, settings = network
    trips = door_to_door(timetable, roads, villages.frame, clinics.frame, settings=settings)
    round_trips = [np.minimum(np.diff(o.starts), np.diff(h.starts)) for o, h in zip(trips.out, trips.home, strict=True)]
    shape = (len(villages.frame), len(clinics.frame))
    return np.array(round_trips, dtype=np.int64).T.reshape(shape), trips.shortest_min().to_numpy().reshape(shape)


def doctorless_villages(m: Evaluation, way: Way) -> NDArray[np.bool_] | None:
    """Return which villages correspond to 無医地区 around their point; None where there is no timetable to judge by.

    Notes
    -----
    Round trips and minutes are those of the usual day, at the walking speed of older people; a hub that gathers medical
    services has a clinic.
    """
    effective = m.effective
    if usual_day_of(effective) is None:
        return None
    limit_m, clinics = effective.assumptions["doctorless_radius_m"], purpose_points(m, "clinic")
    within = _people_around(effective.region, effective.roads, way, limit_m)
    near = _metres(m, m.villages, clinics, way, limit_m) <= limit_m
    network = (effective.timetable(), effective.roads, BusSettings.of(effective.assumptions, walker="older"))
    return doctorless(within, near, *_rides(network, m.villages, clinics), effective.assumptions)


def doctorless_people(m: Evaluation, way: Way) -> float:
    """Count the people of the villages that correspond to 無医地区; unknown (infinite) without a timetable."""
    found = doctorless_villages(m, way)
    return float("inf") if found is None else float(m.groups["population"].to_numpy()[found].sum())


def homes_far_from_food(m: Evaluation, way: Way) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Count the people of 65 and over without a car far from every shop, and all of them, at each home; None without ages."""
    region, assumptions = m.effective.region, m.effective.assumptions
    older = older_without_car(region.villages, assumptions)
    if older is None:
        return None
    shops = purpose_points(m, "shopping")
    far = hard_to_buy_food(_metres(m, m.people, shops, way, assumptions["food_access_m"]), assumptions)
    persons = at_homes(region.villages, region.people, older).to_numpy(dtype=np.float64)
    return np.where(far, persons, 0.0), persons


def people_far_from_food(m: Evaluation, way: Way) -> float:
    """Count the people of 65 and over without a car who live far from every shop; infinite where ages are not known."""
    found = homes_far_from_food(m, way)
    return float("inf") if found is None else float(found[0].sum())


def clinics_per_1000(m: Evaluation, points: Points) -> NDArray[np.float64]:
    """Share the clinics within reach by car out among all who reach them: clinics for 1,000 people at each point.

    Notes
    -----
    Two-step floating catchment with the minutes of daily life (`daily_min`). A clinic counts by its days a week, as a whole
    one from five on or where they are not known. Those beyond the municipality are left out: who else uses them is not known.
    """
    clinics = m.purpose_places.inside("medical")
    if not clinics:
        return np.zeros(len(points.frame))
    full_days = m.effective.assumptions["clinic_full_days"]
    supply = np.array([_share_of_week(place, full_days) for _, place in clinics], dtype=np.float64)
    limit_min, persons = m.effective.assumptions["daily_min"], m.weights["population"].to_numpy()
    # Persons are counted at their homes; points are asked with no weight of their own.
    at_home, asked = (_car_minutes(m, place, [at for at, _ in clinics]) for place in (m.people, points))
    both = two_step_floating_catchment(
        np.vstack([at_home, asked]), np.concatenate([persons, np.zeros(len(asked))]), supply, limit_min
    )
    return both[len(at_home) :] * 1000


def _car_minutes(m: Evaluation, points: Points, places: Sequence[Destination]) -> NDArray[np.float64]:
    walk = m.walk_m_per_min()
    return np.column_stack([minutes_to(m.effective.roads, points, p.lat, p.lon, "car", walk) for p in places])


def _share_of_week(place: Place, full_days: float) -> float:
    return 1.0 if place.days is None else min(len(place.days.split(",")) / full_days, 1.0)


def median_clinics(m: Evaluation) -> float:
    """Return the clinics for 1,000 people that half of the people do not exceed; unknown (infinite) where no facility is written down."""
    if m.effective.region.facilities.empty:
        return float("inf")
    return weighted_median(clinics_per_1000(m, m.people), m.weights["population"].to_numpy())
