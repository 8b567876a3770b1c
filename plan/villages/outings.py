"""The week of a village's outings, purpose by purpose: on which days one can go and be home, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from network.outings.outings import NONE_S
from network.outings.purposes import PURPOSES, purpose
from plan.outings.evaluation import outings_to
from plan.reach.bus_days import days_of_week, usual_day_of
from plan.reach.evaluation import Evaluation

Span = tuple[float, float]


@dataclass(frozen=True)
class RoundTrip:
    """The round trip with the least time away on the usual day, seconds past midnight."""

    leave_s: int
    arrive_s: int
    depart_s: int
    home_s: int


@dataclass(frozen=True)
class PurposeWeek:
    """Outings for one purpose to the place that serves a village or a district best.

    Parameters
    ----------
    purpose, place
        In words.
    on_foot
        Whether the place is within walking reach of every village.
    by_day
        Outings by bus from Monday to Sunday, the fewest and the most over the villages.
    best
        Of a single village; None where there is none on the usual day, or for several villages.
    """

    purpose: str
    place: str
    on_foot: bool
    by_day: tuple[Span, ...]
    best: RoundTrip | None


@dataclass(frozen=True, eq=False)
class _Place:
    name: str
    by_day: NDArray[np.int64]
    on_foot: NDArray[np.bool_]
    best: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class WeekTable:
    """Outings of all villages on all days, so that every sheet of a region reads the same computing."""

    places: dict[str, tuple[_Place, ...]]
    position: dict[str, int]

    def of(self, village_ids: Sequence[str], weights: Sequence[float]) -> tuple[PurposeWeek, ...]:
        """Read off some villages; `weights` (their people) decide which place serves them best."""
        rows = [self.position[i] for i in village_ids]
        found = []
        for name, places in self.places.items():
            if places:
                # max() keeps the first of equals: places stand in the order of the region's files.
                chosen = max(places, key=lambda p: _served(p, rows, weights))
                found.append(_week(PURPOSES[name].name, chosen, rows))
        return tuple(found)


def _served(place: _Place, rows: list[int], weights: Sequence[float]) -> tuple[float, float, float]:
    """Rank a place: days on which people get there at all, then who walks, then how often the others can choose."""
    people, on_foot = np.asarray(weights, dtype=float), place.on_foot[rows]
    days = ((place.by_day[rows] > 0) | on_foot[:, None]).sum(axis=1)
    trips = place.by_day[rows].sum(axis=1)
    return float((days * people).sum()), float((on_foot * people).sum()), float((trips * people).sum())


def _week(name: str, place: _Place, rows: list[int]) -> PurposeWeek:
    by_day = place.by_day[rows]
    spans = tuple((float(low), float(high)) for low, high in zip(by_day.min(axis=0), by_day.max(axis=0), strict=True))
    times = place.best[rows[0]]
    known = len(rows) == 1 and times[0] != NONE_S
    best = RoundTrip(*map(int, times)) if known else None
    return PurposeWeek(name, place.name, bool(place.on_foot[rows].all()), spans, best)


def week_table(evaluation: Evaluation) -> WeekTable | None:
    """Count the outings of every village to every place, for each purpose and day of the usual week.

    Parameters
    ----------
    evaluation
        Of a scenario.

    Returns
    -------
    WeekTable or None
        None where no bus ever runs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> table = week_table(evaluate(apply(read_region("sample_regions/model_chiku"))))
    >>> [len(week.by_day) for week in table.of(["v001"], [1.0])][:1]
    [7]
    """
    region = evaluation.effective.region
    day = usual_day_of(evaluation.effective)
    if day is None:
        return None
    dates = [date for date, _ in days_of_week(evaluation.effective, day)]
    places: dict[str, tuple[_Place, ...]] = {}
    for name in PURPOSES:
        known = evaluation.purpose_places.destinations(purpose(name, evaluation.effective.assumptions))
        found = []
        for place in known:
            answers = [outings_to(evaluation, place.id, name, date).villages for date in dates]
            usual = answers[dates.index(day)]
            by_day = np.column_stack([a["outings"].to_numpy() for a in answers])
            best = usual[["leave_s", "arrive_s", "depart_s", "home_s"]].to_numpy()
            found.append(_Place(place.name, by_day, usual["walk"].to_numpy(), best))
        places[name] = tuple(found)
    return WeekTable(places, {str(i): row for row, i in enumerate(region.villages.index)})
