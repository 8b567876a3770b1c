"""How many would ride the lines of a scenario: people without a car who have an outing by bus, shared among the lines near them.

Having an outing is not riding. Boardings a year = people × round trips a week × share by bus × weeks × 2, with a low, a middle and a
high guess; where boardings of today's lines were counted, all three are scaled so that the middle gives what was counted.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.region.region import Region
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.operations.cost import boardings_per_year
from network.transit.rider_settings import BusSettings
from network.transit.service_day import MARK
from network.transit.stop_access import walks_between
from network.transit.timetable import Timetable
from plan.applied import apply
from plan.outings.evaluation import homes_with_bus_outing
from plan.reach.bus_days import days_of_week, usual_day_of
from plan.reach.evaluation import Evaluation, evaluate
from plan.services.riders import MONTHS_PER_YEAR, boardings_by_year

PURPOSES = ("clinic", "shopping")
"""Outings that are counted: what nearly everybody goes out for."""

LEVELS = ("low", "mid", "high")


@dataclass(frozen=True)
class Riders:
    """Riders of the lines of a scenario.

    Parameters
    ----------
    persons
        People without a car with an outing by bus, by line (route_id of the timetable: ``feed:route_id``, ``plan:b1``).
    boardings
        Boardings a year by line, for each of `LEVELS`.
    factor
        What the guesses were multiplied with, so that today's lines give the boardings that were counted; 1 where none were.
    notices
        How they were counted.
    """

    persons: Mapping[str, float]
    boardings: Mapping[str, Mapping[str, float]]
    factor: float
    notices: tuple[Notice, ...]

    def of_service(self, service_id: str, level: str = "mid") -> float:
        """Boardings a year of a service of the scenario's own; 0 where nobody near it has an outing."""
        return self.boardings[level].get(f"{MARK}:{service_id}", 0.0)


def riders(evaluation: Evaluation) -> Riders:
    """Estimate the riders of every line of a scenario.

    Parameters
    ----------
    evaluation
        Of the scenario.

    Returns
    -------
    Riders
        A person near several lines counts for each in proportion to its trips a week at the stop near them; nobody counts twice.
        Empty where no bus runs.
    """
    persons = persons_by_line(evaluation)
    factor, notices = _calibrated(evaluation.effective.region.as_read)
    assumptions = evaluation.effective.assumptions
    boardings = {
        level: MappingProxyType(
            {
                line: factor
                * boardings_per_year(
                    people,
                    assumptions[f"rider_trips_{level}"],
                    assumptions[f"rider_share_{level}"],
                    assumptions["rider_weeks"],
                )
                for line, people in persons.items()
            }
        )
        for level in LEVELS
    }
    return Riders(persons, MappingProxyType(boardings), factor, notices)


@functools.lru_cache(maxsize=16)
def _calibrated(region: Region) -> tuple[float, tuple[Notice, ...]]:
    return _calibration(evaluate(apply(region)))


def persons_by_line(evaluation: Evaluation) -> Mapping[str, float]:
    """Share the people without a car who have an outing by bus among the lines that stop within walking distance of their homes."""
    effective = evaluation.effective
    if usual_day_of(effective) is None:
        return MappingProxyType({})
    settings = BusSettings.of(effective.assumptions, walker="older")
    trips = weekly_trips(evaluation)
    if trips.empty:
        return MappingProxyType({})
    walks = walks_between(effective.roads, evaluation.people.frame, trips[["lat", "lon"]], settings.walk_to_stop_m)
    lines = [str(c) for c in trips.columns if c not in ("lat", "lon")]
    near = np.zeros((len(evaluation.people.frame), len(lines)))
    np.maximum.at(near, walks.start, trips[lines].to_numpy()[walks.end])
    going = evaluation.weights["no_car"].to_numpy() * homes_with_bus_outing(evaluation, PURPOSES)
    total = near.sum(axis=1, keepdims=True)
    share = np.divide(near, total, out=np.zeros_like(near), where=total > 0)
    counted = (share * going[:, None]).sum(axis=0)
    return MappingProxyType(dict(zip(lines, counted.tolist(), strict=True)))


def weekly_trips(evaluation: Evaluation) -> pd.DataFrame:
    """Count the trips of a usual week that call at each stop.

    Returns
    -------
    pandas.DataFrame
        Index stop_id; lat, lon and a column of trips a week for each line (route_id).
    """
    effective = evaluation.effective
    week = Counter(buses for _, buses in days_of_week(effective, effective.timetable().date))
    stop, line, trips = (np.concatenate(part) for part in zip(*map(_trips_at_stops, week), strict=True))
    days = np.repeat(list(week.values()), [len(_trips_at_stops(buses)[0]) for buses in week])
    stops, row = np.unique(stop, return_inverse=True)
    lines, column = np.unique(line, return_inverse=True)
    counted = np.zeros((len(stops), len(lines)), dtype=np.int64)
    np.add.at(counted, (row, column), trips * days)
    at = pd.concat([buses.stops[["lat", "lon"]] for buses in week])
    table = pd.DataFrame(counted, index=pd.Index(stops, name="stop_id"), columns=lines)
    return at[~at.index.duplicated()].reindex(table.index).join(table)


@functools.lru_cache(maxsize=64)
def _trips_at_stops(buses: Timetable) -> tuple[NDArray[np.object_], NDArray[np.object_], NDArray[np.int64]]:
    """Count the trips of each line at each stop on a day: stop_id, route_id, trips; a trip that calls twice counts once."""
    called = np.unique(np.column_stack([buses.call_stop, buses.call_trip]), axis=0)
    line, names = pd.factorize(buses.trips["route_id"])
    pairs, trips = np.unique(np.column_stack([called[:, 0], line[called[:, 1]]]), axis=0, return_counts=True)
    ids = buses.stops.index.to_numpy(dtype=object)
    return ids[pairs[:, 0]], np.asarray(names, dtype=object)[pairs[:, 1]], trips.astype(np.int64)


def _calibration(today: Evaluation) -> tuple[float, tuple[Notice, ...]]:
    """Find what the middle guess must be multiplied with, so that today's lines give the boardings of the latest full year."""
    region, assumptions = today.effective.region, today.effective.assumptions
    if region.boardings is None or region.boardings.empty or usual_day_of(today.effective) is None:
        return 1.0, (notice("riders_not_calibrated"),)
    years = boardings_by_year(region.boardings)
    years = years[years["months"] == MONTHS_PER_YEAR]
    if years.empty:
        return 1.0, (notice("riders_not_calibrated"),)
    latest = years[years["fiscal_year"] == years["fiscal_year"].max()]
    counted = latest.set_index("route")["boardings"]
    week = [buses.trips for _, buses in days_of_week(today.effective, today.effective.timetable().date)]
    trips = pd.concat(week)
    names = dict(zip(trips["route_id"].astype(str), trips["route"].astype(str), strict=True))
    persons = sum(people for line, people in persons_by_line(today).items() if names.get(line) in counted.index)
    guess = boardings_per_year(
        persons, assumptions["rider_trips_mid"], assumptions["rider_share_mid"], assumptions["rider_weeks"]
    )
    observed = float(counted[counted.index.isin(set(names.values()))].sum())
    if guess <= 0 or observed <= 0:
        return 1.0, (notice("riders_not_calibrated"),)
    params = {"year": str(latest["fiscal_year"].iloc[0]), "observed": f"{observed:,.0f}", "guess": f"{guess:,.0f}"}
    return observed / guess, (notice("riders_calibrated", factor=f"{observed / guess:.2f}", **params),)  # type: ignore[arg-type]
