"""Taking rides into tours: at the place that costs least driving, or first come at the end of a tour.

Sources: Jaw et al. (1986) for insertion; Cordeau and Laporte (2003) for the problem (dial-a-ride).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from network.on_demand.day import Day
from network.on_demand.tour import Clock, Stops

Tours = list[Stops]
_SAME_S = 1e-6

Insert = Callable[[Clock, Tours, int], "Tours | None"]


def total_cost(clock: Clock, tours: Sequence[Stops]) -> float:
    """Seconds of driving of all tours."""
    return sum(clock.cost(shift, stops) for shift, stops in enumerate(tours))


def cheapest_insertion(
    clock: Clock, tours: Tours, ride: int, *, below: float = float("inf"), only: int | None = None
) -> Tours | None:
    """Take a ride where it costs least additional driving; None when it fits nowhere (or not in the `only` tour) for less.

    Every pair of positions in every tour is priced; the cheapest one whose times can be kept is taken, ties by tour and
    position.
    """
    prices = [
        (extra, shift, i, j)
        for shift, stops in enumerate(tours)
        if only is None or shift == only
        for extra, i, j in _prices(clock, shift, stops, ride)
        if extra < below
    ]
    prices.sort()
    for _, shift, i, j in prices:
        stops = tours[shift]
        longer = (*stops[:i], 2 * ride, *stops[i:j], 2 * ride + 1, *stops[j:])
        if clock.fits(shift, longer) and clock.times(shift, longer) is not None:
            return [*tours[:shift], longer, *tours[shift + 1 :]]
    return None


def _prices(clock: Clock, shift: int, stops: Stops, ride: int) -> Iterator[tuple[float, int, int]]:
    """Price getting in before stop i and getting out before stop j >= i, where no time is plainly too late.

    What is followed here are the earliest times without new waits for ride limits: no real time is earlier, so nothing that fits
    is left out.
    """
    drive, stand, duty = clock.drive, clock.stand, clock.shifts[shift]
    into, out = 2 * ride, 2 * ride + 1
    origin, destination = clock.place[into], clock.place[out]
    at = [duty.depot, *(clock.place[stop] for stop in stops), duty.depot]
    times = clock.times(shift, stops)
    arrivals = times.arrivals_s if times is not None else ()
    free = [duty.start_s, *(arrivals[k] + stand[stop] for k, stop in enumerate(stops))]
    latest = _latest(clock, shift, stops)
    for i in range(len(stops) + 1):
        a, b = at[i], at[i + 1]
        in_s = max(clock.early[into], free[i] + drive[a][origin])
        if in_s > clock.late[into] + _SAME_S:
            continue
        away_s = in_s + stand[into]
        out_s = max(clock.early[out], away_s + drive[origin][destination])
        if out_s <= clock.late[out] + _SAME_S and out_s + stand[out] + drive[destination][b] <= latest[i] + _SAME_S:
            extra = drive[a][origin] + drive[origin][destination] + drive[destination][b]
            yield extra - (drive[a][b] if stops else 0.0), i, i
        on_the_way = drive[a][origin] + drive[origin][b] - drive[a][b]
        now = away_s + drive[origin][b]
        for j in range(i + 1, len(stops) + 1):
            now = max(now, arrivals[j - 1])
            if now > latest[j - 1] + _SAME_S:
                break
            c, d = at[j], at[j + 1]
            now += stand[stops[j - 1]]
            out_s = max(clock.early[out], now + drive[c][destination])
            back_s = out_s + stand[out] + drive[destination][d]
            if out_s <= clock.late[out] + _SAME_S and back_s <= latest[j] + _SAME_S:
                yield on_the_way + drive[c][destination] + drive[destination][d] - drive[c][d], i, j
            now += drive[c][d]


def _latest(clock: Clock, shift: int, stops: Stops) -> list[float]:
    """Return the latest time of every stop, and of being back, that leaves those after it possible."""
    duty, drive, place = clock.shifts[shift], clock.drive, clock.place
    latest = [duty.end_s]
    after = duty.depot
    for stop in reversed(stops):
        latest.append(min(clock.late[stop], latest[-1] - drive[place[stop]][after] - clock.stand[stop]))
        after = place[stop]
    return latest[::-1]


def last_insertion(clock: Clock, tours: Tours, ride: int) -> Tours | None:
    """Take a ride at the end of the first tour that can: what first come, first served does."""
    for shift, stops in enumerate(tours):
        longer = (*stops, 2 * ride, 2 * ride + 1)
        if clock.fits(shift, longer) and clock.times(shift, longer) is not None:
            return [*tours[:shift], longer, *tours[shift + 1 :]]
    return None


def rides_of(day: Day) -> dict[str, tuple[int, ...]]:
    """Number the rides of every booking."""
    numbers: dict[str, tuple[int, ...]] = {}
    count = 0
    for booking in day.bookings:
        numbers[booking.id] = tuple(range(count, count + len(booking.rides)))
        count += len(booking.rides)
    return numbers


def take(clock: Clock, tours: Tours, rides: Sequence[int], insert: Insert) -> Tours | None:
    """Take all rides of a booking, or none."""
    for ride in rides:
        longer = insert(clock, tours, ride)
        if longer is None:
            return None
        tours = longer
    return tours


def in_order_of_calls(
    day: Day, clock: Clock, insert: Insert, tidy: Callable[[Clock, Tours], Tours] | None = None
) -> tuple[Tours, dict[str, tuple[float, ...]]]:
    """Answer the calls one after another; what is promised is kept.

    Parameters
    ----------
    day
        Its bookings in the order of the calls.
    clock
        Of the day; its pick-up windows narrow with every promise.
    insert
        How a ride is taken.
    tidy
        Makes the tours shorter after each booking that was taken.

    Returns
    -------
    list of tours, dict
        Stops by shift; and the promised pick-up times (s) by booking taken.
    """
    tours: Tours = [() for _ in day.shifts]
    promised: dict[str, tuple[float, ...]] = {}
    numbers = rides_of(day)
    for booking in day.bookings:
        longer = take(clock, tours, numbers[booking.id], insert)
        if longer is None:
            continue
        tours = tidy(clock, longer) if tidy is not None else longer
        promised[booking.id] = promise(clock, tours, numbers[booking.id], day.promised_width_s)
    return tours, promised


def promise(clock: Clock, tours: Tours, rides: Sequence[int], width_s: float) -> tuple[float, ...]:
    """Tell a booking its pick-up times as the tours stand, and hold the clock to them."""
    promised = []
    wanted = {2 * ride for ride in rides}
    for shift, stops in enumerate(tours):
        if not wanted & set(stops):
            continue
        times = clock.comfortable(shift, stops)
        arrivals = times.arrivals_s if times is not None else ()
        promised += [(stop // 2, arrivals[k]) for k, stop in enumerate(stops) if stop in wanted]
    for ride, at_s in promised:
        clock.promise(ride, at_s - width_s, at_s + width_s)
    return tuple(at_s for _, at_s in sorted(promised))
