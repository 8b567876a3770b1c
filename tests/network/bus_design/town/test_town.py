"""What a town asks: the empty drives from its depot, direct rides, and when runs may leave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from network.bus_design.town.patterns import timed_pattern
from network.bus_design.town.timetable import operated
from network.bus_design.town.town import FixedRun, SearchNumbers
from network.services.service_terms import Depot
from tests.network.bus_design.town.small_town import FIRST, small_town


def at(town, stop):
    return Depot("車庫", town.stops[stop].lat, town.stops[stop].lon)


def test_a_depot_away_from_the_hub_lengthens_the_day_by_its_empty_drives(tmp_path):
    town = small_town(tmp_path)
    assert town.depot_s() == (0.0, 0.0)
    far = replace(town, depot=at(town, 2))
    out, home = far.depot_s()
    # 6 + 6 + 12 minutes of a car, longer by bus
    assert out == pytest.approx(24 * 60 * town.running.time_factor) == home
    pattern = timed_pattern(town, (0,), loop=False)
    assert pattern is not None
    runs = [(0, 8 * 3600), (0, 12 * 3600)]
    near, away = (operated(one, [pattern], runs, FIRST) for one in (town, far))
    days = near.year.days
    longer_h = (round(out) + round(home)) / 3600 * days
    assert away.year.volume.duty_hours - near.year.volume.duty_hours == pytest.approx(longer_h)
    assert away.cost_yen > near.cost_yen
    assert away.year.volume.dead_km > near.year.volume.dead_km == 0
    assert all(service.depot == far.depot for service in away.services)
    beyond = replace(town, depot=at(town, 4))
    assert np.isinf(beyond.depot_s()).all()


def test_direct_rides_are_those_of_a_line_with_one_stop(tmp_path):
    town = small_town(tmp_path)
    to_hub, from_hub = town.direct_s()
    for stop in (0, 1, 2, 3):
        alone = timed_pattern(town, (stop,), loop=False)
        assert alone is not None
        assert (to_hub[stop], from_hub[stop]) == (alone.out_s[stop], alone.home_s[stop])
    assert np.isinf(to_hub[4])


def test_fixed_runs_bring_their_minute_into_the_day(tmp_path):
    town = replace(small_town(tmp_path), fixed=(FixedRun((0,), 7 * 3600 + 600),))
    numbers = SearchNumbers.reference()
    plain = numbers.starts_s(town)
    assert 7 * 3600 + 600 in plain
    assert 8 * 3600 + 600 not in plain
    even = numbers.starts_s(replace(town, same_minute=True))
    assert {7 * 3600 + 600, 8 * 3600 + 600, 17 * 3600 + 600} <= set(even)
    assert even == sorted(set(even))
