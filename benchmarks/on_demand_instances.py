"""Days of rides on request: published dial-a-ride instances, and random country days drawn by seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from network.on_demand.day import Booking, Day, Ride, Shift

OPTIMA = {"a2-20": 344.83, "b2-20": 332.64, "b2-24": 444.71}
"""Known least costs, as the catalogue of the data has them."""

_MINUTE_S = 60.0
_SIDE_KM = 24.0
KM_PER_S = 30.0 / 3_600


def published(folder: Path, name: str) -> Day:
    """Read an instance; its unit of time becomes a minute, its unit of length a kilometre.

    Notes
    -----
    First line: vehicles, places of rides (twice their number), longest tour, seats, longest ride. Then the depot, the origins,
    the destinations: number, x, y, standing time, load, earliest, latest. A depot may stand again at the end.
    """
    lines = [line.split() for line in (folder / "bench" / "darp" / f"{name}.txt").read_text().splitlines()]
    vehicles, ends, longest_tour, seats, longest_ride = (float(word) for word in lines[0])
    count = int(ends) // 2
    rows = np.array([[float(word) for word in line] for line in lines[1 : 2 * count + 2]])
    apart = np.hypot(*(rows[:, None, k] - rows[None, :, k] for k in (1, 2)))
    bookings = []
    for i in range(1, count + 1):
        origin, destination = rows[i], rows[i + count]
        ride = Ride(
            id=f"{i:02}",
            origin=i,
            destination=i + count,
            pick_up_s=(origin[5] * _MINUTE_S, origin[6] * _MINUTE_S),
            drop_off_s=(destination[5] * _MINUTE_S, destination[6] * _MINUTE_S),
            longest_ride_s=longest_ride * _MINUTE_S,
            seats=int(origin[4]),
            boarding_s=origin[3] * _MINUTE_S,
            leaving_s=destination[3] * _MINUTE_S,
        )
        bookings.append(Booking(f"b{i:02}", (ride,)))
    shifts = tuple(
        Shift(f"v{k}", 0, rows[0, 5] * _MINUTE_S, rows[0, 6] * _MINUTE_S, int(seats), 0, longest_tour * _MINUTE_S)
        for k in range(int(vehicles))
    )
    return Day(tuple(bookings), shifts, apart * _MINUTE_S)


def country_day(bookings: int, vehicles: int, seed: int) -> Day:
    """Draw a day: villages in valleys around a hub, ways there and back, more calls than the vehicles can take."""
    rng = np.random.default_rng([seed, bookings, vehicles])
    places = np.vstack([[0.0, 0.0], rng.normal(0, _SIDE_KM / 4, (bookings, 2))])
    km = np.abs(places[:, None, :] - places[None, :, :]).sum(axis=2)
    drive_s = km / KM_PER_S
    calls = []
    for i in range(1, bookings + 1):
        arrive_s = float(rng.choice([9, 10, 11, 13])) * 3_600
        home_s = arrive_s + float(rng.choice([60, 90, 120, 180])) * _MINUTE_S
        direct_s = float(drive_s[i, 0])
        longest = max(1.5 * direct_s, direct_s + 15 * _MINUTE_S)
        wheelchair = int(rng.random() < 0.05)
        there = Ride(
            f"{i:03}a",
            i,
            0,
            drop_off_s=(arrive_s - 30 * _MINUTE_S, arrive_s),
            longest_ride_s=longest,
            seats=1 - wheelchair,
            wheelchairs=wheelchair,
            boarding_s=_MINUTE_S,
        )
        back = Ride(
            f"{i:03}b",
            0,
            i,
            pick_up_s=(home_s, home_s + 30 * _MINUTE_S),
            longest_ride_s=longest,
            seats=1 - wheelchair,
            wheelchairs=wheelchair,
            boarding_s=_MINUTE_S,
        )
        calls.append(Booking(f"{i:03}", (there, back)))
    shifts = tuple(Shift(f"v{k}", 0, 8 * 3_600, 17 * 3_600, seats=8, wheelchairs=1) for k in range(vehicles))
    return Day(tuple(calls), shifts, drive_s, promised_width_s=10 * _MINUTE_S)
