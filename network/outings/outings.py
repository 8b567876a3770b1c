"""Outings (外出): a ride there, enough time to stay, a ride back the same day; 「行って帰れる組合せ」 on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from network.outings.visit import Visit
from network.transit.departures import Departures

NONE_S = -1
"""Stands for a time where there is no outing."""

COLUMNS = ("leave_s", "arrive_s", "stay_s", "depart_s", "home_s", "away_s")

_MINUTE_S = 60
_FAR_S = 10**7  # longer than any day of service: keeps the origins apart in one sorted array


def outings(outward: Departures, homeward: Departures, visits: Sequence[Visit]) -> pd.DataFrame:
    """Count the outings of each origin to one destination on one day, and find the best.

    Parameters
    ----------
    outward, homeward
        For each origin the journeys to the destination [leave, arrive] and back [depart, home].
    visits
        One for each place there that serves the purpose on that day; an outing is to any one of them. None: it is closed.

    Returns
    -------
    pandas.DataFrame
        A row per origin, whole numbers: outings; the best round trip's leave_s, arrive_s, stay_s, depart_s, home_s and
        away_s; stay_max_s and stay_min_s over all round trips; -1 where there is no outing.

    Raises
    ------
    ValueError
        When the two are not of the same origins.

    Notes
    -----
    An outward journey *o* and a homeward journey *h* are a round trip when some visit *v* holds: *o* arrives within its
    times, the stay from the later of arrival and opening lasts its minutes by closing and by *h*'s departure, *h* departs no
    earlier than home_from, and home − leave ≤ away_max. The outings of a day are a maximum matching between outward and
    homeward journeys, found exactly by Hopcroft and Karp's algorithm (1973) for all origins at once: no journey joins two
    origins, so the matching of the whole is that of its parts. Since homeward journeys rise in both times, those that fit
    an outward journey and a visit follow one another, from the first that leaves enough time to the last that is home early
    enough. `best` has the least time away; of equals, the earliest leave.

    Examples
    --------
    A clinic: rides out at 8:05, 9:05 and 10:05 (25 minutes), home at 13:00 only, a stay of 90 minutes.

    >>> out = Departures(np.array([0, 3]), np.array([[29100, 30600], [32700, 34200], [36300, 37800]]))
    >>> back = Departures(np.array([0, 1]), np.array([[46800, 48300]]))
    >>> clinic = Visit(stay_s=5400, arrive_by_s=39600, opens_s=30600, away_max_s=18000)
    >>> found = outings(out, back, [clinic]).iloc[0]
    >>> int(found["outings"]), int(found["leave_s"]), int(found["away_s"]) // 60, int(found["stay_max_s"]) // 60
    (1, 36300, 200, 210)
    """
    if len(outward) != len(homeward):
        raise ValueError(f"{len(outward)} origins outward, {len(homeward)} homeward")
    pairs = _round_trips(outward, homeward, visits)
    columns = {"outings": _matched(outward, homeward, pairs), **_best(outward, homeward, pairs)}
    return pd.DataFrame({**columns, **_stays(outward, pairs)})


def any_outing(outward: Departures, homeward: Departures, visits: Sequence[Visit]) -> NDArray[np.bool_]:
    """Return which origins have an outing at all: what `outings` counts above 0, without counting.

    Parameters
    ----------
    outward, homeward, visits
        As `outings` takes them.

    Raises
    ------
    ValueError
        When the two are not of the same origins.

    Examples
    --------
    >>> out = Departures(np.array([0, 1, 1]), np.array([[29100, 30600]]))
    >>> back = Departures(np.array([0, 1, 1]), np.array([[39600, 41100]]))
    >>> any_outing(out, back, [Visit(stay_s=3600)]).tolist()
    [True, False]
    """
    if len(outward) != len(homeward):
        raise ValueError(f"{len(outward)} origins outward, {len(homeward)} homeward")
    found = np.zeros(len(outward), dtype=bool)
    for visit in visits:
        found[outward.point[_ways_home(outward, homeward, visit)[1] > 0]] = True
    return found


def round_trips(outward: Departures, homeward: Departures, visits: Sequence[Visit]) -> NDArray[np.int64]:
    """List the round trips that `outings` counts for one origin: as many as there can be, no journey used twice.

    Parameters
    ----------
    outward, homeward, visits
        As `outings` takes them, of a single origin.

    Returns
    -------
    numpy.ndarray
        Shape (outings, 4): leave_s, arrive_s, depart_s and home_s, by time of leaving; home in the same order where the visits allow it.

    Raises
    ------
    ValueError
        When there is not exactly one origin.

    Examples
    --------
    >>> out = Departures(np.array([0, 2]), np.array([[29100, 30600], [32700, 34200]]))
    >>> back = Departures(np.array([0, 2]), np.array([[39600, 41100], [46800, 48300]]))
    >>> (round_trips(out, back, [Visit(stay_s=3600)]) // 3600).tolist()
    [[8, 8, 11, 11], [9, 9, 13, 13]]
    """
    if len(outward) != 1 or len(homeward) != 1:
        raise ValueError(f"{len(outward)} origins outward, {len(homeward)} homeward, not one")
    pairs = _round_trips(outward, homeward, visits)
    partner = _partners(outward, homeward, pairs)
    chosen = _short(pairs) if pairs.out.size else {}
    if len(chosen) < (partner >= 0).sum():
        # Hours that leave a gap between visits: the pairs as they were found, which may cross.
        chosen = {int(i): int(j) for j, i in enumerate(partner) if i >= 0}
    out = sorted(chosen)
    return np.column_stack([outward.times_s[out], homeward.times_s[[chosen[i] for i in out]]]).astype(np.int64)


def _short(pairs: _Pairs) -> dict[int, int]:
    """Pair each way out with the first free way home, then those ways home with the last free way out, so that people wait least."""
    homes: dict[int, list[int]] = {}
    outs: dict[int, list[int]] = {}
    for i, j in zip(pairs.out.tolist(), pairs.back.tolist(), strict=True):
        homes.setdefault(i, []).append(j)
        outs.setdefault(j, []).append(i)
    used: set[int] = set()
    for i in sorted(homes):
        used.update([j for j in sorted(homes[i]) if j not in used][:1])
    found: dict[int, int] = {}
    for j in sorted(used, reverse=True):
        found.update(dict.fromkeys([i for i in sorted(outs[j], reverse=True) if i not in found][:1], j))
    return found


def quicker_than_walking(journeys: Departures, walk_min: NDArray[np.float64]) -> Departures:
    """Leave out the journeys of each origin that take as long as walking all the way: nobody rides round to get next door.

    Parameters
    ----------
    journeys
        Of all origins to or from one place.
    walk_min
        Minutes on foot of each origin, infinite where it is too far to walk.
    """
    taken_s = journeys.times_s[:, 1] - journeys.times_s[:, 0]
    worth = taken_s < walk_min[journeys.point] * _MINUTE_S
    starts = np.concatenate([[0], np.cumsum(worth)])[journeys.starts]
    return Departures(starts.astype(np.int64), journeys.times_s[worth])


def in_whole_minutes(journeys: Departures) -> Departures:
    """Return the journeys as a person plans them: leaving on the minute before, being there on the minute after.

    Stays and times away then agree with the times of day that are shown, and nobody is told to leave too late.
    """
    start_s, end_s = journeys.times_s.T
    return Departures(
        journeys.starts, np.column_stack([start_s // _MINUTE_S * _MINUTE_S, -(-end_s // _MINUTE_S) * _MINUTE_S])
    )


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Round trips: positions of the outward and the homeward journey, and the longest stay that they allow."""

    out: NDArray[np.int64]
    back: NDArray[np.int64]
    stay_s: NDArray[np.int64]


def _round_trips(out: Departures, back: Departures, visits: Sequence[Visit]) -> _Pairs:
    found = [_round_trips_to(out, back, visit) for visit in visits]
    none = np.zeros(0, dtype=np.int64)
    i, j, stay_s = (np.concatenate([none, *parts]) for parts in zip(*found, strict=True)) if found else (none,) * 3
    # Two places there may allow the same two journeys: the longer stay counts.
    order = np.lexsort((-stay_s, j, i))
    i, j, stay_s = i[order], j[order], stay_s[order]
    first = np.ones(len(i), dtype=bool)
    first[1:] = (np.diff(i) != 0) | (np.diff(j) != 0)
    return _Pairs(i[first], j[first], stay_s[first])


def _round_trips_to(
    out: Departures, back: Departures, visit: Visit
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    first, count = _ways_home(out, back, visit)
    i = np.repeat(np.arange(len(count)), count)
    j = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - first, count)
    begin_s = np.maximum(out.times_s[i, 1], visit.opens_s)
    stay_s = np.minimum(back.times_s[j, 0], visit.closes_s) - begin_s
    return i, j, stay_s.astype(np.int64)


def _ways_home(out: Departures, back: Departures, visit: Visit) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find for each outward journey the first homeward one that fits it and the visit, and how many follow that do."""
    (leave_s, arrive_s), (depart_s, home_s) = out.times_s.T, back.times_s.T
    begin_s = np.maximum(arrive_s, visit.opens_s)
    in_time = (visit.arrive_from_s <= arrive_s) & (arrive_s <= visit.arrive_by_s)
    in_time &= begin_s + visit.stay_s <= visit.closes_s
    depart_from_s = np.minimum(np.maximum(begin_s + visit.stay_s, visit.home_from_s), _FAR_S // 2)
    home_by_s = np.minimum(leave_s + visit.away_max_s, _FAR_S // 2)
    first = np.searchsorted(back.point * _FAR_S + depart_s, out.point * _FAR_S + depart_from_s, side="left")
    last = np.searchsorted(back.point * _FAR_S + home_s, out.point * _FAR_S + home_by_s, side="right")
    return first, np.where(in_time, np.maximum(last - first, 0), 0)


def _matched(out: Departures, back: Departures, pairs: _Pairs) -> NDArray[np.int64]:
    return np.bincount(back.point[_partners(out, back, pairs) >= 0], minlength=len(out))


def _stays(out: Departures, pairs: _Pairs) -> dict[str, NDArray[np.int64]]:
    origin = out.point[pairs.out]
    longest, shortest = (np.full(len(out), NONE_S, dtype=np.int64) for _ in range(2))
    shortest[origin] = np.iinfo(np.int64).max
    np.maximum.at(longest, origin, pairs.stay_s)
    np.minimum.at(shortest, origin, pairs.stay_s)
    return {"stay_max_s": longest, "stay_min_s": shortest}


def _partners(out: Departures, back: Departures, pairs: _Pairs) -> NDArray[np.int64]:
    """Match as many as can be; the outward journey of each homeward one, -1 for none."""
    if not len(pairs.out):
        return np.full(len(back.times_s), -1, dtype=np.int64)
    joined = (np.ones(len(pairs.out), dtype=np.int8), (pairs.out, pairs.back))
    partner = maximum_bipartite_matching(csr_array(joined, shape=(len(out.times_s), len(back.times_s))))
    return np.asarray(partner, dtype=np.int64)


def _best(out: Departures, back: Departures, pairs: _Pairs) -> dict[str, NDArray[np.int64]]:
    leave_s, arrive_s = out.times_s[pairs.out].T
    depart_s, home_s = back.times_s[pairs.back].T
    away_s, origin = home_s - leave_s, out.point[pairs.out]
    order = np.lexsort((leave_s, away_s, origin))
    chosen = order[np.flatnonzero(np.diff(origin[order], prepend=-1))]
    values = dict(zip(COLUMNS, (leave_s, arrive_s, pairs.stay_s, depart_s, home_s, away_s), strict=True))
    found = {name: np.full(len(out), NONE_S, dtype=np.int64) for name in COLUMNS}
    for name, of_pairs in values.items():
        found[name][origin[chosen]] = of_pairs[chosen]
    return found
