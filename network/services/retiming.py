"""Trips after their line has changed: what did not change keeps its times, the rest follows the roads."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from network.services.bus_service import ServiceStop, ServiceTrip
from network.services.running_times import MINUTE_S, Running, refuse_no_way, whole_minute


@dataclass(frozen=True)
class LineChange:
    """How a sequence of stops changed.

    Parameters
    ----------
    before, after
        The stops of a direction.
    origin
        For each stop of `after` its position in `before`; None for a new one.
    """

    before: tuple[ServiceStop, ...]
    after: tuple[ServiceStop, ...]
    origin: tuple[int | None, ...]

    def unmoved(self, position: int) -> bool:
        """Whether the stop at a position of `after` stood in the same place before."""
        was = self.origin[position]
        if was is None:
            return False
        old, new = self.before[was], self.after[position]
        return (old.lat, old.lon) == (new.lat, new.lon)


def retimed(trip: ServiceTrip, change: LineChange, running: Running) -> ServiceTrip | None:
    """Fit a trip to a changed line.

    Parameters
    ----------
    trip
        With times for `change.before`.
    change
        How the line changed; a new stop is called at.
    running
        Roads and speeds.

    Returns
    -------
    ServiceTrip or None
        It leaves the first stop that stayed as before. Between stops that stayed, rides that did not change keep their time to the second;
        where stops came, went or moved, the ride takes what the roads take now, plus the slack that it had against them, in
        whole minutes where the trip had whole minutes. None where fewer than two stops are left.

    Raises
    ------
    geo.texts.errors.ValueRefusedError
        Where no road leads from a stop to the next.
    """
    calls = dict(zip(trip.positions, trip.called, strict=True))
    kept = [j for j, was in enumerate(change.origin) if was is None or was in calls]
    if len(kept) < 2:
        return None
    step_s = MINUTE_S if all(t % MINUTE_S == 0 for call in calls.values() for t in call) else 1
    stands = {j: _stand(calls, change.origin[j]) for j in kept}
    anchors = [0, *(i for i in range(1, len(kept) - 1) if change.unmoved(kept[i])), len(kept) - 1]
    departs: dict[int, int] = {kept[0]: trip.start_s}
    arrives: dict[int, int] = {kept[0]: trip.start_s - stands[kept[0]]}
    for i, k in itertools.pairwise(anchors):
        stretch = kept[i : k + 1]
        total_s, road_s = _before(change, calls, running, stretch)
        legs = _legs(change, stretch, running)
        same = len(stretch) == 2 and road_s is not None and abs(legs[0] - road_s) < 1e-6 and _both(change, stretch)
        slack_s = 0.0 if road_s is None else max(0.0, total_s - road_s)
        at = departs[stretch[0]]
        for place, (j, passed_s) in enumerate(zip(stretch[1:], itertools.accumulate(legs), strict=True)):
            last = place == len(stretch) - 2
            waited = sum(stands[x] for x in stretch[1 : place + 1])
            on_road_s = passed_s + (slack_s if last else 0.0)
            arrives[j] = at + waited + (total_s if same else whole_minute(on_road_s, step_s))
            departs[j] = arrives[j] + stands[j]
    held = next((j for j in kept if change.unmoved(j)), None)
    later_s = 0 if held is None else calls[change.origin[held] or 0][1] - departs[held]
    times = tuple(departs[j] + later_s if j in departs else None for j in range(len(change.after)))
    arrivals = tuple(arrives[j] + later_s if j in arrives else None for j in range(len(change.after)))
    return replace(trip, times_s=times, arrivals_s=() if arrivals == times else arrivals)


def _stand(calls: dict[int, tuple[int, int]], was: int | None) -> int:
    return 0 if was is None else calls[was][1] - calls[was][0]


def _both(change: LineChange, stretch: Sequence[int]) -> bool:
    return change.unmoved(stretch[0]) and change.unmoved(stretch[1])


def _legs(change: LineChange, stretch: Sequence[int], running: Running) -> list[float]:
    """Seconds of each ride of a stretch over the roads as it is now."""
    legs = []
    for a, b in itertools.pairwise(change.after[j] for j in stretch):
        legs.append(running.leg_s(a, b))
        refuse_no_way(legs[-1], a, b)
    return legs


def _before(
    change: LineChange, calls: dict[int, tuple[int, int]], running: Running, stretch: Sequence[int]
) -> tuple[int, float | None]:
    """Return how long a stretch took, standing left out, and what the roads took; None where no road led there."""
    positions = list(calls)
    # A stretch that begins or ends with stops that came or moved had the trip's own beginning or end.
    first = change.origin[stretch[0]] if change.unmoved(stretch[0]) else positions[0]
    last = change.origin[stretch[-1]] if change.unmoved(stretch[-1]) else positions[-1]
    ridden = [p for p in positions if first is not None and last is not None and first <= p <= last]
    total_s = calls[ridden[-1]][0] - calls[ridden[0]][1] - sum(_stand(calls, p) for p in ridden[1:-1])
    road_s = sum(running.leg_s(change.before[a], change.before[b]) for a, b in itertools.pairwise(ridden))
    return total_s, road_s if road_s < float("inf") else None
