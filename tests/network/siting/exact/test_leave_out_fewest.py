"""Networks in pieces: of the sets that leave the fewest people out, the one that is best for the others."""

from __future__ import annotations

import numpy as np
import pytest

from network.search_monitor import SearchMonitor
from network.siting.exact.leave_out_fewest import least_when_some_are_lost
from network.siting.rules import Rules
from tests.network.siting.exact.small_towns import budgeted, counted, sets_within, town

RULES = [counted(7, 1, 1), counted(7, 2, 2), budgeted((3, 1, 4, 1, 5, 2, 6), 3.0)]


def in_pieces(seed: int) -> np.ndarray:
    """A town whose first villages and sites are one valley, the rest another."""
    minutes = town(seed)
    minutes[:5, 4:] = np.inf
    minutes[5:, :4] = np.inf
    return minutes


def left_out(minutes: np.ndarray, persons: np.ndarray, chosen: np.ndarray) -> float:
    return float(persons[~np.isfinite(minutes[:, chosen].min(axis=1))].sum())


def of_the_others(minutes: np.ndarray, persons: np.ndarray, chosen: np.ndarray, *, longest: bool) -> float:
    ways = [(min(row[chosen]), w) for row, w in zip(minutes, persons, strict=True) if min(row[chosen]) < np.inf]
    return float(max(way for way, _ in ways) if longest else sum(way * w for way, w in ways))


@pytest.mark.parametrize("longest", [False, True])
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rules", RULES)
def test_the_best_of_those_that_leave_the_fewest_out(seed: int, rules: Rules, longest: bool) -> None:
    minutes = in_pieces(seed)
    persons = np.random.default_rng(seed).integers(1, 30, 9).astype(float)
    sets = sets_within(rules)
    lost = min(left_out(minutes, persons, each) for each in sets)
    fair = [each for each in sets if left_out(minutes, persons, each) == lost]
    least = min(of_the_others(minutes, persons, each, longest=longest) for each in fair)
    chosen, bound = least_when_some_are_lost(minutes, persons, rules, lost, SearchMonitor(5.0), longest=longest)
    assert chosen is not None
    assert rules.keeps(chosen[None, :])[0]
    assert left_out(minutes, persons, chosen) == lost
    assert of_the_others(minutes, persons, chosen, longest=longest) == pytest.approx(least)
    assert bound == pytest.approx(least)


def test_on_paper() -> None:
    # One hub: the valley of twenty is served from its second site (10 × 3 + 10 × 4), the one of three is left out.
    minutes = np.array([[1.0, 3.0, np.inf], [9.0, 4.0, np.inf], [np.inf, np.inf, 0.0]])
    persons = np.array([10.0, 10.0, 3.0])
    chosen, bound = least_when_some_are_lost(minutes, persons, counted(3, 1, 1), 3.0, SearchMonitor(5.0))
    assert chosen is not None
    assert chosen.tolist() == [False, True, False]
    assert bound == pytest.approx(70.0)
