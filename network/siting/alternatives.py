"""Around one answer of `network.siting.solver`: other good sets that differ from it, and what each further hub brings."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.texts.errors import RequestError
from network.search_monitor import OnProgress
from network.siting.answer import Objective, Siting
from network.siting.options import SitingOptions
from network.siting.solver import solve


@dataclass(frozen=True, eq=False)
class Question:
    """What `network.siting.solver.solve` is asked, kept so that it can be asked again with a change.

    Parameters
    ----------
    minutes, weights, hubs, objective, within_min, fixed, forbidden, time_limit_s, options
        See `network.siting.solver.solve`.
    """

    minutes: pd.DataFrame
    weights: pd.Series | pd.DataFrame
    hubs: int | None = None
    objective: Objective = "total_time"
    within_min: float | None = None
    fixed: Collection[str] = ()
    forbidden: Collection[str] = ()
    time_limit_s: float = 30.0
    options: SitingOptions = SitingOptions()  # noqa: RUF009 (frozen, and without a container of its own)

    def answer(self) -> Siting:
        """Solve it."""
        return solve(
            self.minutes,
            self.weights,
            hubs=self.hubs,
            objective=self.objective,
            within_min=self.within_min,
            fixed=self.fixed,
            forbidden=self.forbidden,
            time_limit_s=self.time_limit_s,
            options=self.options,
        )


def different_hubs(number: int) -> int:
    """Say in how many hubs an alternative must differ: a third, at least one."""
    return max(1, math.ceil(number / 3))


def alternatives(
    question: Question, best: Siting, count: int, *, on_progress: OnProgress | None = None
) -> list[Siting]:
    """Find the next best sets, each of which differs from all before in at least a third of its hubs.

    Parameters
    ----------
    question
        That `best` answers.
    best
        The best set.
    count
        At most so many.
    on_progress
        As in `network.siting.options.SitingOptions`, told of each of these searches; once it asks to stop no further set
        is looked for, and the one that it stopped is left out.

    Returns
    -------
    list of Siting
        From the best on, each with its own proven bound; fewer where no other set keeps the conditions.

    Examples
    --------
    >>> minutes = pd.DataFrame({"s1": [5.0, 20.0], "s2": [30.0, 10.0], "s3": [9.0, 9.0]}, index=["v1", "v2"])
    >>> question = Question(minutes, pd.Series([10, 10], index=["v1", "v2"]), hubs=1)
    >>> [(s.hubs, s.value) for s in alternatives(question, question.answer(), 2)]
    [(('s1',), 250.0), (('s2',), 400.0)]
    """
    found: list[Siting] = []
    if set(best.hubs) <= set(question.fixed):
        return found
    if best.by_year:
        # Regret is counted from what each year could have had at best, not from what is left when sets must differ.
        least = {year: figures["least"] for year, figures in best.by_year.items()}
        question = replace(question, options=replace(question.options, least_totals=least))
    apart: list[tuple[tuple[str, ...], int]] = []
    stopped = False

    def report(value: float, bound: float, seconds: float) -> bool:
        nonlocal stopped
        stopped = stopped or bool(on_progress and on_progress(value, bound, seconds))
        return stopped

    for _ in range(count):
        # What is fixed stays in every set; among the others a third must change.
        last = found[-1] if found else best
        shared = len(last.hubs) - different_hubs(len(last.hubs))
        apart.append((last.hubs, max(shared, len(set(last.hubs) & set(question.fixed)))))
        options = replace(question.options, share_at_most=(*question.options.share_at_most, *apart), on_progress=report)
        try:
            another = replace(question, options=options).answer()
        except RequestError:
            break
        if stopped:
            break
        found.append(another)
    return found


@dataclass(frozen=True, eq=False)
class Curve:
    """What each number of hubs achieves.

    Parameters
    ----------
    answers
        By number of hubs, from the smallest.
    knee
        The number of hubs after which more bring clearly less; None where the curve bends nowhere.
    """

    answers: dict[int, Siting]
    knee: int | None


def curve(question: Question, numbers: Sequence[int]) -> Curve:
    """Solve a question for several numbers of hubs.

    Parameters
    ----------
    question
        Its own number is not looked at.
    numbers
        Of hubs, ascending; numbers that the conditions do not allow are left out.

    Raises
    ------
    geo.texts.errors.RequestError
        When no number can be answered.

    Notes
    -----
    The knee is the point farthest from the straight line between the ends of the curve, both axes scaled to 0..1 (Satopaa
    et al. 2011). Only numbers that leave the same people unreached are compared.
    """
    answers: dict[int, Siting] = {}
    refused: RequestError | None = None
    for number in numbers:
        try:
            answers[number] = replace(question, hubs=number).answer()
        except RequestError as problem:
            refused = problem
    if not answers and refused is not None:
        raise refused
    return curve_of(answers)


def curve_of(answers: dict[int, Siting]) -> Curve:
    """Put answers for several numbers of hubs together and find the knee, as `curve` does."""
    if not answers:
        return Curve({}, None)
    last = answers[max(answers)]
    alike = {n: a.value for n, a in answers.items() if a.unreached == last.unreached}
    # Regret rises and falls with the number of hubs: there is nothing that bends.
    return Curve(answers, None if last.objective == "least_regret" else knee_of(alike))


def knee_of(values: dict[int, float]) -> int | None:
    """Find where a curve bends most; None for fewer than three points or a straight line.

    Examples
    --------
    >>> knee_of({1: 100.0, 2: 40.0, 3: 35.0, 4: 30.0})
    2
    >>> knee_of({1: 30.0, 2: 20.0, 3: 10.0}) is None
    True
    """
    numbers = sorted(values)
    heights = np.array([values[n] for n in numbers], dtype=float)
    if len(numbers) < 3 or heights[0] == heights[-1]:
        return None
    across = (np.array(numbers, dtype=float) - numbers[0]) / (numbers[-1] - numbers[0])
    gained = (heights - heights[0]) / (heights[-1] - heights[0])
    above = gained - across
    best = int(above.argmax())
    return numbers[best] if above[best] > 1e-9 else None
