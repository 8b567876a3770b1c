"""Indicators by year counted beside the page: how far it is, the wish to stop, the curves at the end."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.background import BackgroundJob, StopSign
from plan.overview.indicator_years import SHOWN, indicators_by_year
from plan.reach.evaluation import Evaluation

YearsStage = Literal["counting", "done", "stopped", "refused"]


@dataclass(frozen=True)
class YearsState:
    """How far it is; never changed, replaced by the next one.

    Parameters
    ----------
    stage
        What is being done, or how it ended.
    done, total
        Counts: one for each scenario and year.
    notices
        Why nothing could be counted.
    """

    stage: YearsStage = "counting"
    done: int = 0
    total: int = 0
    notices: tuple[Notice, ...] = ()

    @property
    def share(self) -> float:
        """Share of the counts that are made, 0 to 1."""
        return self.done / self.total if self.total else 0.0


class _Board:
    """Where the thread writes and the page reads."""

    def __init__(self) -> None:
        self.state = YearsState()
        self.stop = StopSign()

    def step(self, done: int, total: int) -> bool:
        """Note how far it is; False where it shall stop."""
        self.state = replace(self.state, done=done, total=total)
        return not self.stop.asked


@dataclass(frozen=True, eq=False)
class IndicatorYearsRun:
    """Indicators by year on their way; what was counted stays with the scenarios. When nobody holds this any more, it stops.

    Parameters
    ----------
    scenarios, years, ids
        That are counted; ids of indicators.
    """

    scenarios: tuple[Evaluation, ...]
    years: tuple[int, ...]
    ids: tuple[str, ...]
    _board: _Board = field(repr=False)
    _job: BackgroundJob = field(repr=False)

    @property
    def state(self) -> YearsState:
        """How far it is now."""
        return self._board.state

    def stop(self) -> None:
        """Ask it to stop after the count that is being made."""
        self._job.stop()

    def wait(self, seconds: float | None = None) -> YearsState:
        """Wait for its end, at most so long."""
        self._job.wait(seconds)
        return self.state


def start_indicator_years(
    scenarios: Sequence[Evaluation], years: Sequence[int], ids: Sequence[str] = SHOWN
) -> IndicatorYearsRun:
    """Begin to count the indicators of scenarios by year.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> today = evaluate(apply(read_region("sample_regions/model_chiku")))
    >>> start_indicator_years([today], [2045]).wait(60).stage
    'done'
    """
    board = _Board()
    # The job knows the board alone, not the run: so the run can be dropped while the job is at work.
    work = functools.partial(_count, board, tuple(scenarios), tuple(years), tuple(ids))
    job = BackgroundJob(work, board.stop, name="kyoten-indicator-years")
    return IndicatorYearsRun(tuple(scenarios), tuple(years), tuple(ids), board, job)


def _count(board: _Board, scenarios: tuple[Evaluation, ...], years: tuple[int, ...], ids: tuple[str, ...]) -> None:
    try:
        found = indicators_by_year(scenarios, years, ids, board.step)
        board.state = replace(board.state, stage="stopped" if found is None else "done")
    except RequestError as problem:
        board.state = replace(board.state, stage="refused", notices=problem.notices)
    finally:
        if board.state.stage == "counting":  # a fault of the program: it goes to the log, and the page must not wait
            board.state = replace(board.state, stage="refused", notices=(notice("indicator_years_broken"),))
