"""Runs as ordinary services, with vehicles and drivers counted apart from the house's schedule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from network.bus_design.town.patterns import patterns
from network.bus_design.town.timetable import drawn, operated, services_of
from tests.network.bus_design.town.small_town import FIRST, few_starts, small_town


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def found(town):
    return patterns(town, few_starts()[0])


def test_a_spine_is_a_trip_there_and_one_back_on_one_vehicle_and_a_loop_is_one_trip(town, found):
    spine = next(k for k, p in enumerate(found) if not p.loop and len(p.calls) == 2)
    loop = next(k for k, p in enumerate(found) if p.loop)
    services = services_of(town, found, [(loop, 40_000), (spine, 30_000), (spine, 36_000)])
    assert [s.id for s in services] == ["line1", "line2"]
    line, ring = services
    assert [(t.direction, t.start_s) for t in line.trips] == [
        (0, 30_000),
        (1, 30_000 + found[spine].there_s[-1] + found[spine].turn_s),
        (0, 36_000),
        (1, 36_000 + found[spine].there_s[-1] + found[spine].turn_s),
    ]
    assert [t.block for t in line.trips] == ["1-1", "1-1", "1-2", "1-2"]
    assert (ring.is_loop, len(ring.trips), ring.trips[0].end_s) == (True, 1, 40_000 + found[loop].run_s)
    assert all(s.geometry is not None for s in drawn(town, services))


def test_vehicles_and_shifts_are_those_that_the_runs_need(town, found):
    def together(runs):
        return max(sum(s <= t < s + found[k].ready_s for k, s in runs) for _, t in runs)

    k = 0
    one_after_the_other = [(k, 30_000), (k, 30_000 + found[k].ready_s)]
    at_once = [(k, 30_000), (k, 30_060)]
    for runs in (one_after_the_other, at_once):
        made = operated(town, found, runs, FIRST)
        assert made.vehicles == together(runs)
        assert made.year.volume.shifts == made.year.days * together(runs)
    assert operated(town, found, one_after_the_other, FIRST).allowed_by(town)
    assert not operated(town, found, at_once, FIRST).allowed_by(town)
    two = replace(town, vehicles=2, drivers=2)
    made = operated(two, found, at_once, FIRST)
    assert made.allowed_by(two)
    assert not made.allowed_by(replace(two, drivers=1))
    assert not made.allowed_by(replace(two, budget_yen=made.cost_yen - 1))
    with pytest.raises(ValueError, match="nothing runs"):
        operated(town, found, [], FIRST)
