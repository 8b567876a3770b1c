"""Who has an outing with which runs: the same as the house's own count, and what an addition gives is exact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.bus_design.town.patterns import patterns
from network.bus_design.town.runs import RunValues
from network.outings.outings import any_outing
from network.transit.departures import best_departures
from tests.network.bus_design.town.small_town import few_starts, small_town


@pytest.fixture(scope="module")
def values(tmp_path_factory):
    town = small_town(tmp_path_factory.mktemp("town"))
    numbers, starts = few_starts()
    return RunValues(town, patterns(town, numbers), np.array(starts))


def counted_by_the_house(values, runs):
    """Put the runs down as journeys of every stop and ask the house."""
    town, rows_out, rows_home = values.town, [], []
    for k, start in runs:
        p = values.patterns[k]
        for stop in set(p.calls):
            rows_out.append((stop, start + p.run_s - p.out_s[stop], start + p.run_s))
            rows_home.append((stop, start, start + p.home_s[stop]))
    ways = [
        best_departures(len(town.stops), *(np.array(c, dtype=np.int64) for c in zip(*rows, strict=True)))
        for rows in (rows_out, rows_home)
    ]
    return np.stack([any_outing(ways[0], ways[1], visits) for visits in town.visits])


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_outings_are_those_that_the_house_counts(values, data):
    k = st.integers(0, len(values.patterns) - 1)
    runs = data.draw(
        st.lists(st.tuples(k, st.sampled_from(values.starts_s.tolist())), min_size=1, max_size=5, unique=True)
    )
    assert (values.has(runs) == counted_by_the_house(values, runs)).all()


def test_what_one_or_two_more_runs_give_is_exact(values):
    runs = [(0, int(values.starts_s[2])), (1, int(values.starts_s[5]))]
    has = values.has(runs)
    gained = values.with_one(runs, has)
    for k in range(len(values.patterns)):
        for t, start in enumerate(values.starts_s.tolist()):
            again = values.value(values.has([*runs, (k, start)]))
            if (k, start) not in runs:
                assert gained[k, t] == pytest.approx(again)
    nothing = values.has([])
    assert values.value(nothing) == 0
    double = values.with_two(2, nothing)
    for i, j in ((0, 4), (2, 6), (3, 3), (6, 2)):
        pair = [(2, int(values.starts_s[i])), (2, int(values.starts_s[j]))]
        expected = values.value(values.has(pair)) if j > i else 0
        assert double[i, j] == pytest.approx(expected)
