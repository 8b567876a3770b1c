"""All departures of a day from many points to one place: the ones worth taking, as lists that can be asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_APART_S = np.int64(1) << 32
"""More than any time of day, so that one sorted array holds the lists of all points."""


@dataclass(frozen=True, eq=False)
class Departures:
    """For every point the journeys of the day that no other beats (leaving later and arriving no later).

    Parameters
    ----------
    starts
        Shape (points + 1,): the journeys of point i are rows ``starts[i]`` to ``starts[i + 1]``.
    times_s
        Shape (journeys, 2): leaving and arriving, both rising within a point.
    """

    starts: NDArray[np.int64]
    times_s: NDArray[np.int64]

    def __len__(self) -> int:
        """Count the points."""
        return len(self.starts) - 1

    def of(self, point: int) -> NDArray[np.int64]:
        """Return the journeys of one point, shape (n, 2)."""
        return self.times_s[self.starts[point] : self.starts[point + 1]]

    @property
    def point(self) -> NDArray[np.int64]:
        """Point of each journey."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def earliest_arrival_s(self, leaving_s: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the earliest arrival of every point for each time of leaving or later.

        Returns
        -------
        numpy.ndarray
            Shape (points, times); infinite where nothing leaves any more.
        """
        keys = self.point * _APART_S + self.times_s[:, 0]
        asked = np.arange(len(self))[:, None] * _APART_S + np.asarray(leaving_s, dtype=np.int64)[None, :]
        at = np.searchsorted(keys, asked)
        arrivals = np.append(self.times_s[:, 1], 0).astype(np.float64)
        return np.where(at < self.starts[1:, None], arrivals[at], np.inf)

    def latest_departure_s(self, arriving_s: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the latest time of leaving of every point that arrives by each time.

        Returns
        -------
        numpy.ndarray
            Shape (points, times); minus infinity where nothing arrives so early.
        """
        keys = self.point * _APART_S + self.times_s[:, 1]
        asked = np.arange(len(self))[:, None] * _APART_S + np.asarray(arriving_s, dtype=np.int64)[None, :]
        at = np.searchsorted(keys, asked, side="right") - 1
        leaving = np.append(self.times_s[:, 0], 0).astype(np.float64)
        return np.where(at >= self.starts[:-1, None], leaving[at], -np.inf)

    def shortest_s(self) -> NDArray[np.float64]:
        """Return the shortest journey of every point, door to door; infinite where there is none."""
        shortest = np.full(len(self), np.inf)
        np.minimum.at(shortest, self.point, (self.times_s[:, 1] - self.times_s[:, 0]).astype(np.float64))
        return shortest


def best_departures(
    points: int, point: NDArray[np.int64], leave_s: NDArray[np.int64], arrive_s: NDArray[np.int64]
) -> Departures:
    """Keep the journeys that no other journey of the same point beats.

    Parameters
    ----------
    points
        How many there are.
    point, leave_s, arrive_s
        Of each journey, in any order.
    """
    order = np.lexsort((arrive_s, -leave_s, point))
    point, leave_s, arrive_s = point[order], leave_s[order], arrive_s[order]
    # Going back from the last journey of each point, one is worth taking when it arrives earlier than all later ones.
    ranked = arrive_s - point * _APART_S
    best = np.minimum.accumulate(ranked)
    keep = np.r_[True, ranked[1:] < best[:-1]] if len(ranked) else np.zeros(0, dtype=bool)
    point, times_s = point[keep], np.column_stack([leave_s[keep], arrive_s[keep]])
    rising = np.lexsort((times_s[:, 0], point))
    starts = np.searchsorted(point[rising], np.arange(points + 1)).astype(np.int64)
    return Departures(starts, times_s[rising])


def reversed_clock(journeys: Departures) -> Departures:
    """Read journeys on a mirrored clock (times negated, both ends exchanged) as journeys of the day."""
    times_s = -journeys.times_s[:, ::-1]
    rising = np.lexsort((times_s[:, 0], journeys.point))
    return Departures(journeys.starts, times_s[rising])


def from_midnight(journeys: Departures) -> Departures:
    """Leave out what leaves before the day begins: it belongs to the evening before."""
    keep = journeys.times_s[:, 0] >= 0
    starts = np.searchsorted(journeys.point[keep], np.arange(len(journeys) + 1)).astype(np.int64)
    return Departures(starts, journeys.times_s[keep])
