"""The monitor keeps the best value and bound, asks the listener, and ends on time."""

from __future__ import annotations

import pytest

import network.search_monitor as module
from network.search_monitor import SearchMonitor


class Hands:
    """A clock that stands still until it is moved."""

    now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    found = Hands()
    monkeypatch.setattr(module, "time", found)
    return found


def test_time_runs_out(hands: Hands) -> None:
    monitor = SearchMonitor(10.0)
    hands.now_s += 4.0
    assert (monitor.seconds(), monitor.left_s(), monitor.over()) == (4.0, 6.0, False)
    hands.now_s += 7.0
    assert (monitor.left_s(), monitor.over()) == (0.0, True)


def test_the_listener_is_told_what_is_better_and_nothing_else(hands: Hands) -> None:
    told: list[tuple[float, float, float]] = []

    def listen(value: float, bound: float, seconds: float) -> None:
        told.append((value, bound, seconds))

    # Inside, persons not covered; outside, persons covered of 100.
    monitor = SearchMonitor(10.0, listen, shown=lambda left: 100.0 - left)
    monitor.report(bound=5.0)
    assert told == []  # nothing to show yet
    monitor.report(value=30.0)
    monitor.report(value=40.0)
    assert told == [(70.0, 95.0, 0.0)]
    hands.now_s += 1.0
    monitor.report(bound=4.0)
    assert len(told) == 1
    monitor.report(bound=10.0)
    assert told[1:] == [(70.0, 90.0, 1.0)]
    assert (monitor.value, monitor.bound) == (30.0, 10.0)
    # A bound above the value says no more than that the value is the best.
    monitor.report(value=20.0, bound=25.0)
    assert told[2:] == [(80.0, 80.0, 1.0)]


def test_the_listener_is_not_asked_more_often_than_four_times_a_second(hands: Hands) -> None:
    told: list[float] = []

    def listen(_value: float, _bound: float, seconds: float) -> None:
        told.append(seconds)

    monitor = SearchMonitor(10.0, listen)
    monitor.report(value=1.0)
    for _ in range(10):
        hands.now_s += 0.125
        monitor.ask()
    assert told == [0.0, 0.25, 0.5, 0.75, 1.0, 1.25]


def test_whoever_says_stop_ends_the_search_and_its_steps(hands: Hands) -> None:
    monitor = SearchMonitor(10.0, lambda _value, _bound, _seconds: True)
    step = monitor.quiet()
    step.report(value=3.0, bound=1.0)
    assert not monitor.stopped  # a step's own figures are told to nobody
    assert not step.over()
    monitor.report(value=3.0)
    assert (monitor.stopped, monitor.left_s(), monitor.over(), step.over(), step.ask()) == (True, 0.0, True, True, True)
    hands.now_s += 3.0
    assert SearchMonitor(10.0, parent=SearchMonitor(2.0)).over() is False
