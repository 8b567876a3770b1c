"""When a vehicle is where: the earliest times of a tour that keep windows, ride limits, seats and the shift, if there are any.

The stops of a tour stand in order. Their times t keep, with s for standing and d for driving,

    t_k+1 >= t_k + s_k + d_k,k+1         early_k <= t_k <= late_k         t_drop <= t_pick + s_pick + longest ride

and the tour as a whole its longest time. These are differences of two times, so there is one schedule that is earliest at every
stop. It is found by raising times from below until nothing has to rise; a time above its latest proves that there is none.
(Simple temporal networks: Dechter, Meiri and Pearl 1991.)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from network.on_demand.day import Day

Stops = tuple[int, ...]
"""Twice the number of a ride for getting in, one more for getting out."""

_SAME_S = 1e-6
_NEVER_S = float("inf")


@dataclass(frozen=True)
class Timed:
    """A tour with its times.

    Parameters
    ----------
    leaves_s, back_s
        At the depot.
    arrivals_s
        When each stop begins; the vehicle may have come before and waited.
    """

    leaves_s: float
    back_s: float
    arrivals_s: tuple[float, ...]


class Clock:
    """Times tours of a day.

    Parameters
    ----------
    day
        Places, windows, vehicles. Plain lists are kept, because tours are short and looked at one number at a time.
    """

    def __init__(self, day: Day) -> None:
        self.shifts = day.shifts
        self.drive: list[list[float]] = day.drive_s.tolist()
        both = [(ride, side) for ride in day.rides for side in (0, 1)]
        self.place = [r.destination if side else r.origin for r, side in both]
        self.early = [(r.drop_off_s if side else r.pick_up_s)[0] for r, side in both]
        self.late = [(r.drop_off_s if side else r.pick_up_s)[1] for r, side in both]
        self.stand = [r.leaving_s if side else r.boarding_s for r, side in both]
        self.seats = [-r.seats if side else r.seats for r, side in both]
        self.wheelchairs = [-r.wheelchairs if side else r.wheelchairs for r, side in both]
        self.longest = [r.longest_ride_s for r in day.rides]
        self._timed: dict[tuple[int, Stops], Timed | None] = {}
        self.by_arrival = [math.isinf(r.pick_up_s[1]) and math.isfinite(r.drop_off_s[1]) for r in day.rides]

    def promise(self, ride: int, first_s: float, last_s: float) -> None:
        """Hold a ride's pick-up to a narrower window from now on."""
        self.early[2 * ride] = max(self.early[2 * ride], first_s)
        self.late[2 * ride] = min(self.late[2 * ride], last_s)
        self._timed.clear()

    def cost(self, shift: int, stops: Sequence[int]) -> float:
        """Seconds of driving, depot to depot."""
        drive, place = self.drive, self.place
        at = depot = self.shifts[shift].depot
        seconds = 0.0
        for stop in stops:
            seconds += drive[at][place[stop]]
            at = place[stop]
        return seconds + drive[at][depot] if stops else 0.0

    def fits(self, shift: int, stops: Sequence[int]) -> bool:
        """Return whether everyone on board has a seat all the way."""
        seats, wheelchairs = self.shifts[shift].seats, self.shifts[shift].wheelchairs
        for stop in stops:
            seats -= self.seats[stop]
            wheelchairs -= self.wheelchairs[stop]
            if seats < 0 or wheelchairs < 0:
                return False
        return True

    def times(self, shift: int, stops: Stops) -> Timed | None:
        """Return the earliest times of a tour; None when no times keep everything."""
        # A search for shorter tours meets most of them many times: those it leaves alone, and those it comes back to.
        asked = shift, stops
        if asked not in self._timed:
            self._timed[asked] = self._earliest(shift, stops)
        return self._timed[asked]

    def _earliest(self, shift: int, stops: Stops) -> Timed | None:
        duty, drive, place = self.shifts[shift], self.drive, self.place
        if not stops:
            return Timed(duty.start_s, duty.start_s, ())
        least = [self.early[stop] for stop in stops]
        least[0] = max(least[0], duty.start_s + drive[duty.depot][place[stops[0]]])
        way_back = self.stand[stops[-1]] + drive[place[stops[-1]]][duty.depot]
        where = {stop: k for k, stop in enumerate(stops)}
        while True:
            now = least[0]
            for k, stop in enumerate(stops):
                if k:
                    before = stops[k - 1]
                    now = max(least[k], now + self.stand[before] + drive[place[before]][place[stop]])
                if now > self.late[stop] + _SAME_S or now == _NEVER_S:
                    return None
                least[k] = now
            back = now + way_back
            if back > duty.end_s + _SAME_S:
                return None
            if not self._raised(stops, where, least, duty.longest_tour_s, back, drive[duty.depot][place[stops[0]]]):
                return Timed(least[0] - drive[duty.depot][place[stops[0]]], back, tuple(least))

    def comfortable(self, shift: int, stops: Stops) -> Timed | None:
        """Return times with the earliest drop-offs, at which whoever only named an arrival gets in as late as that allows.

        At the earliest times they would sit in a vehicle that stands and waits.
        """
        times = self.times(shift, stops)
        if times is None or not stops:
            return times
        arrivals, place = list(times.arrivals_s), self.place
        for k in range(len(stops) - 2, -1, -1):
            stop, after = stops[k], stops[k + 1]
            if stop % 2 == 0 and self.by_arrival[stop // 2]:
                latest = arrivals[k + 1] - self.drive[place[stop]][place[after]] - self.stand[stop]
                arrivals[k] = max(arrivals[k], min(self.late[stop], latest))
        leaves = arrivals[0] - self.drive[self.shifts[shift].depot][place[stops[0]]]
        return Timed(leaves, times.back_s, tuple(arrivals))

    def _raised(
        self, stops: Sequence[int], where: dict[int, int], least: list[float], tour_s: float, back: float, out_s: float
    ) -> bool:
        """Raise pick-ups that come too early for their drop-offs, and the start of a tour that is too long."""
        raised = False
        for k, stop in enumerate(stops):
            if stop % 2:
                pick = where[stop - 1]
                earliest = least[k] - self.longest[stop // 2] - self.stand[stop - 1]
                if earliest > least[pick] + _SAME_S:
                    least[pick] = earliest
                    raised = True
        if back - tour_s > least[0] - out_s + _SAME_S:
            least[0] = back - tour_s + out_s
            raised = True
        return raised
