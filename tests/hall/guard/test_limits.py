"""Buckets of requests: full at first, filled by the minute, each one's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hall.guard.limits import Limiter


def test_a_bucket_fills_again_by_the_minute():
    now = [0.0]
    limiter = Limiter(60, lambda: now[0])
    assert [limiter.allows("a") for _ in range(61)] == [True] * 60 + [False]
    now[0] = 1.0
    assert (limiter.would_allow("a"), limiter.allows("a"), limiter.allows("a")) == (True, True, False)
    assert limiter.allows("b")


def test_so_many_strangers_that_one_is_forgotten_begin_anew():
    limiter = Limiter(1, lambda: 0.0)
    assert all(limiter.allows(f"s{n}") for n in range(5_000))
    assert not limiter.allows("s4999")
    assert limiter.allows("s0")


@given(st.lists(st.floats(0, 5), max_size=200))
def test_nobody_gets_more_than_a_full_bucket_and_what_ran_in(waits):
    now, allowed = [0.0], 0
    limiter = Limiter(30, lambda: now[0])
    for wait in waits:
        now[0] += wait
        allowed += limiter.allows("a")
    assert allowed <= 30 + now[0] / 2 + 1e-6
