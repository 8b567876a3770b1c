"""Times that can be believed: the same as by trying all rows of times."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from importing.timetables.in_order import always_in_order


@given(st.lists(st.integers(0, 6), max_size=8))
def test_the_times_in_every_longest_row_are_those_found_by_trying_all_rows(times: list[int]) -> None:
    for length in range(len(times), -1, -1):
        rows = [set(r) for r in itertools.combinations(range(len(times)), length) if _in_order([times[i] for i in r])]
        if rows:
            break
    everywhere = set.intersection(*rows)
    assert always_in_order(times) == [i in everywhere for i in range(len(times))]


def _in_order(times: list[int]) -> bool:
    return all(a <= b for a, b in itertools.pairwise(times))
