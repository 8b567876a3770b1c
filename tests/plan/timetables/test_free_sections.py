"""自由乗降, leg by leg: whatever is switched, the sections say exactly the legs that are free."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.services.bus_service import BusService, ServiceStop
from plan.timetables.free_sections import free_legs, with_free_leg

STOPS = tuple(ServiceStop(f"p{i}", f"停{i}", 35.0 + i / 100, 137.0) for i in range(6))
LINE = BusService("b1", "線", "fixed", stops=STOPS)


@given(st.lists(st.tuples(st.sampled_from((0, 1)), st.integers(0, 4), st.booleans()), max_size=12))
def test_the_legs_that_are_free_are_those_switched_on_last(switches: list[tuple[int, int, bool]]) -> None:
    line = LINE
    wanted: dict[int, set[int]] = {0: set(), 1: set()}
    for direction, leg, free in switches:
        line = replace(line, free_sections=with_free_leg(line, direction, leg, free=free))
        (wanted[direction].add if free else wanted[direction].discard)(leg)
    assert {d: set(free_legs(line, d)) for d in (0, 1)} == wanted
    for direction, legs in wanted.items():
        runs = sum(leg - 1 not in legs for leg in legs)
        assert sum(s.direction == direction for s in line.free_sections) == runs, "neighbours are one section"


def test_behind_the_last_stop_there_is_no_leg() -> None:
    with pytest.raises(ValueError, match="no leg"):
        with_free_leg(LINE, 0, 5, free=True)
