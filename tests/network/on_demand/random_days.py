"""Random days of rides on request, small and awkward: short windows, few seats, wheelchairs, long ways, no ways."""

from __future__ import annotations

from typing import Any

import numpy as np

from network.on_demand.day import Booking, Day, Ride, Shift


def random_day(seed: int) -> Day:
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, 20, (int(rng.integers(3, 9)), 2))
    km = np.abs(places[:, None, :] - places[None, :, :]).sum(axis=2)
    drive_s = np.round(km * 60 * rng.uniform(1, 3))
    if rng.random() < 0.2:
        drive_s[0, -1] = drive_s[-1, 0] = np.inf
    bookings = []
    for i in range(int(rng.integers(1, 8))):
        origin, destination = rng.choice(len(places), 2, replace=False).tolist()
        start_s, direct_s = float(rng.integers(0, 240)) * 60, float(drive_s[origin, destination])
        longest_s = (
            direct_s * rng.uniform(1, 2) + float(rng.choice([0, 300, 900])) if np.isfinite(direct_s) else 3_600.0
        )
        common: dict[str, Any] = {
            "longest_ride_s": longest_s,
            "seats": int(rng.integers(0, 4)),
            "wheelchairs": int(rng.random() < 0.2),
            "boarding_s": float(rng.choice([0, 60, 180])),
            "leaving_s": float(rng.choice([0, 60])),
        }
        window = (start_s, start_s + float(rng.choice([0, 300, 1_800])))
        by_arrival = rng.random() < 0.4
        asked: dict[str, Any] = {"drop_off_s" if by_arrival else "pick_up_s": window}
        there = Ride(f"r{i}a", origin, destination, **asked, **common)
        later = window[1] + float(rng.integers(0, 120)) * 60
        back = Ride(f"r{i}b", destination, origin, pick_up_s=(later, later + 1_800), **common)
        bookings.append(Booking(f"b{i}", (there, back) if rng.random() < 0.5 else (there,)))
    shifts = []
    for k in range(int(rng.integers(1, 4))):
        begin = float(rng.integers(0, 120)) * 60
        tour_s = float(rng.choice([np.inf, 7_200.0]))
        seats, wheelchairs = int(rng.integers(1, 5)), int(rng.integers(0, 2))
        end = begin + float(rng.integers(60, 400)) * 60
        shifts.append(Shift(f"v{k}", int(rng.integers(len(places))), begin, end, seats, wheelchairs, tour_s))
    width_s = float(rng.choice([0.0, 300.0, 900.0, np.inf]))
    return Day(tuple(bookings), tuple(shifts), drive_s, promised_width_s=width_s)
