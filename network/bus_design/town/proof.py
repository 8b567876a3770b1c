"""How far timetables are from the best: bounds for every budget, and, where the town is small, the best itself.

The model without whole numbers gives each row a price. Whatever the prices, weak duality bounds all timetables, and since the budget
stands in one row alone, one set of prices bounds every budget: its bound is a straight line in yen. Prices found at several budgets
give several lines, and the least of them holds. Where the model is small it is solved with whole numbers instead.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from network.bus_design.town.joint import JointModel, joint_model
from network.bus_design.town.patterns import Pattern
from network.bus_design.town.runs import Run
from network.bus_design.town.timetable import operated
from network.bus_design.town.town import Town
from network.milp import minimise, priced_bound, row_prices
from network.search_monitor import SearchMonitor

_UNLIMITED_YEN = 1e12
"""More than any design costs."""
_SMALL, _MIDDLE = 2_000, 200_000
"""Choices times stops up to which the exact model is solved with whole numbers, and up to which its stretches are kept short."""
_TOGETHER = (1, 2, 4, 8)
_ROUND_S = 1800
_NODES = 20_000
"""Of the search tree of the exact model."""


@dataclass(frozen=True)
class BoundLine:
    """A bound of persons as a straight line: `persons` + `per_yen` × budget."""

    persons: float
    per_yen: float

    def at(self, budget_yen: float) -> float:
        """Return the bound for a budget."""
        return self.persons + self.per_yen * min(budget_yen, _UNLIMITED_YEN)


@dataclass(frozen=True)
class Solved:
    """What the exact model gave for a budget.

    Parameters
    ----------
    runs
        Of its best solution; empty where it found none.
    persons
        No timetable serves more for this money.
    """

    runs: tuple[Run, ...]
    persons: float


class Proof:
    """Bounds of one town's timetables, as persons averaged over purposes.

    Parameters
    ----------
    town, patterns, starts_s
        The problem and what may run when.
    first
        First day of the year that is reckoned.
    """

    def __init__(self, town: Town, patterns: Sequence[Pattern], starts_s: Sequence[int], first: datetime.date) -> None:
        self._most = float(town.persons.sum())
        self._starts_s = starts_s
        self._lines: list[BoundLine] = []
        one = operated(town, patterns, [(0, int(starts_s[0]))], first)
        size = len(patterns) * len(starts_s) * int((town.persons > 0).sum())
        self.exact = size <= _SMALL
        together = next((n for n in _TOGETHER if size / n <= _MIDDLE), _TOGETHER[-1])
        self._joint: JointModel = joint_model(
            replace(town, budget_yen=_UNLIMITED_YEN),
            patterns,
            starts_s,
            year_second_yen=one.cost_yen / (one.year.volume.duty_hours / one.year.days * 3600),
            together=1 if self.exact else together,
            round_s=1 if self.exact else _ROUND_S,
        )

    def tighten(self, budget_yen: float) -> None:
        """Find prices at a budget, and keep their line."""
        prices = row_prices(self._joint.with_budget(min(budget_yen, _UNLIMITED_YEN)))
        prices[-1] = min(prices[-1], 0.0)
        line = BoundLine(-priced_bound(self._joint.with_budget(0.0), prices), -float(prices[-1]))
        self._lines.append(line)

    def bound(self, budget_yen: float) -> float:
        """Bound the persons of every timetable that costs no more."""
        return min([self._most, *(line.at(budget_yen) for line in self._lines)])

    def solved(self, budget_yen: float, monitor: SearchMonitor) -> Solved:
        """Solve the exact model of a small town for a budget.

        Raises
        ------
        ValueError
            When the town isn't small.
        """
        if not self.exact:
            raise ValueError("only a small town's model has one start in each stretch")
        model = self._joint.with_budget(min(budget_yen, _UNLIMITED_YEN))
        outcome = minimise(model, monitor, report=False, nodes=_NODES)
        runs = () if outcome.solution is None else self._joint.chosen(outcome.solution)
        most = -outcome.bound if math.isfinite(outcome.bound) else self._most
        return Solved(tuple(sorted(runs, key=lambda run: (run[1], run[0]))), min(most, self._most))
