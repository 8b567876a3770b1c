"""A search for hubs in the background: a quick set at once, then the proven one, the curve and other sets, each as it comes."""

from __future__ import annotations

import functools
import math
import time
from dataclasses import dataclass, field, replace
from typing import Literal

from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.siting.alternatives import Question, alternatives, curve_of
from network.siting.answer import Siting
from plan.applied import EffectiveScenario
from plan.background import BackgroundJob, StopSign
from plan.siting.request import Prepared, SitingRequest, prepared

Stage = Literal["gather", "quick", "prove", "curve", "others", "done", "stopped", "refused"]

STAGES: dict[Stage, str] = {
    "gather": "候補地までの時間を数えています",
    "quick": "よさそうな組合せを探しています",
    "prove": "もっと良い組合せがないか確かめています",
    "curve": "拠点の数を変えて探しています",
    "others": "ほかの組合せを探しています",
    "done": "探し終わりました",
    "stopped": "止めました",
    "refused": "探せませんでした",
}
"""What is being done, on screen."""

ENDS: tuple[Stage, ...] = ("done", "stopped", "refused")
_SHARE_BEFORE = {"gather": 0.0, "quick": 0.05, "prove": 0.1, "curve": 0.35, "others": 0.8}
_HALF_S, _LEAST_AHEAD = 10.0, 1e-6
"""Seconds in which half of what is ahead of a stage is shown as done, and what is never shown so."""


def _share_after(stage: Stage) -> float:
    names = list(_SHARE_BEFORE)
    return 1.0 if stage == names[-1] else _SHARE_BEFORE[names[names.index(stage) + 1]]


@dataclass(frozen=True, eq=False)
class SitingState:
    """How far a search is; never changed, replaced by the next one.

    Parameters
    ----------
    stage
        One of `STAGES`.
    started_s, stage_started_s, seconds
        On the machine's own clock, and how long it has taken or took when something was last found.
    prepared
        The data, once gathered.
    best
        The best set so far.
    quick
        Whether `best` is still the one of the quick search, about which nothing is proven.
    value, bound
        Of the search that is running, in the objective's unit; not finite where not known.
    by_number
        The set for each number of hubs, as they come.
    knee
        The number after which more hubs bring clearly less, once the curve is whole.
    others
        Good sets that differ.
    share_done
        0 to 1.
    notices
        Why nothing could be searched.
    """

    stage: Stage = "gather"
    started_s: float = 0.0
    stage_started_s: float = 0.0
    seconds: float = 0.0
    prepared: Prepared | None = None
    best: Siting | None = None
    quick: bool = False
    value: float = math.nan
    bound: float = math.nan
    by_number: dict[int, Siting] = field(default_factory=dict)
    knee: int | None = None
    others: tuple[Siting, ...] = ()
    share_done: float = 0.0
    notices: tuple[Notice, ...] = ()

    @property
    def running(self) -> bool:
        """Return whether more will come."""
        return self.stage not in ENDS

    def seconds_at(self, now_s: float) -> float:
        """Return how long it has taken by a moment of the machine's own clock; what it took in the end once it has ended."""
        return max(self.seconds, now_s - self.started_s) if self.running else self.seconds

    def share_at(self, now_s: float) -> float:
        """Return the share done by a moment: between two finds it goes on, ever slower, towards the end of the stage.

        Examples
        --------
        >>> state = SitingState(stage="prove", share_done=0.1)
        >>> state.share_at(0.0), round(state.share_at(10.0), 3), state.share_at(1e6) < 0.35
        (0.1, 0.225, True)
        """
        if not self.running:
            return self.share_done
        ahead = _share_after(self.stage) - self.share_done
        waited = float(0.5 ** ((now_s - self.stage_started_s) / _HALF_S))
        return self.share_done + ahead * (1 - _LEAST_AHEAD) * (1 - waited)


class _Board:
    """Where the thread writes and the page reads: one state at a time, and the request to stop."""

    def __init__(self) -> None:
        now_s = time.monotonic()
        self.state = SitingState(started_s=now_s, stage_started_s=now_s)
        self.stop = StopSign()
        self._limit_s = reference_table("siting")["whole_limit_s"].value

    @property
    def ends(self) -> bool:
        """Whether the search shall end with what it has: somebody asked, or it has taken as long as it may."""
        return self.stop.asked or self.overdue

    @property
    def overdue(self) -> bool:
        """Whether it has taken as long as it may."""
        return time.monotonic() - self.state.started_s > self._limit_s

    def put(self, **changes: object) -> None:
        """Replace the state; only the thread that searches does so."""
        seconds = time.monotonic() - self.state.started_s
        self.state = replace(self.state, seconds=seconds, **changes)  # type: ignore[arg-type]

    def enter(self, stage: Stage, part: float = 0.0) -> None:
        """Go on to a stage, or to a part (0 to 1) of it."""
        before, after = _SHARE_BEFORE[stage], _share_after(stage)
        self.put(
            stage=stage,
            stage_started_s=time.monotonic(),
            value=math.nan,
            bound=math.nan,
            # What was shown as done stays so.
            share_done=max(self.state.share_done, before + part * (after - before)),
        )

    def report(self, value: float, bound: float, _seconds: float) -> bool:
        """Note value and bound as a search tells them; say whether it shall stop."""
        self.put(value=value, bound=bound)
        return self.ends


@dataclass(frozen=True, eq=False)
class SitingRun:
    """A search in the background. When nobody holds this any more, the search stops.

    Parameters
    ----------
    effective, request, curve_to
        What was asked.
    """

    effective: EffectiveScenario
    request: SitingRequest
    curve_to: int
    _board: _Board = field(repr=False)
    _job: BackgroundJob = field(repr=False)

    @property
    def state(self) -> SitingState:
        """How far it is now."""
        return self._board.state

    def stop(self) -> None:
        """Ask it to stop; what it has found stays."""
        self._job.stop()

    def wait(self, seconds: float | None = None) -> SitingState:
        """Wait for its end, at most so long; for tests and for who has no screen."""
        self._job.wait(seconds)
        return self.state


def start(effective: EffectiveScenario, request: SitingRequest, curve_to: int = 0) -> SitingRun:
    """Begin to search in the background.

    Parameters
    ----------
    effective
        What holds in the scenario.
    request
        What is wanted.
    curve_to
        Also search for 1 to so many hubs; 0 for none. Not for ``fewest``, which chooses the number itself.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> run = start(apply(read_region("sample_regions/model_chiku")), SitingRequest("total_time", hubs=1), 2)
    >>> found = run.wait()
    >>> found.stage, found.best.gap, sorted(found.by_number), len(found.others)
    ('done', 0.0, [1, 2], 3)
    """
    board = _Board()
    # The job knows the board alone, not the run: so the run can be dropped while the job is at work.
    search = functools.partial(_search, board, effective, request, curve_to)
    return SitingRun(effective, request, curve_to, board, BackgroundJob(search, board.stop, name="kyoten-siting"))


def _search(board: _Board, effective: EffectiveScenario, request: SitingRequest, curve_to: int) -> None:
    try:
        _steps(board, effective, request, curve_to)
        late = (notice("siting_time_over", seconds=f"{reference_table('siting')['whole_limit_s'].value:g}"),)
        notices = late if board.overdue and not board.stop.asked else ()
        board.put(stage="stopped" if board.stop.asked else "done", share_done=1.0, notices=notices)
    except RequestError as problem:
        board.put(stage="refused", notices=problem.notices, share_done=1.0)
    finally:
        if board.state.running:  # a fault of the program: it goes to the log, and the page must not wait for ever
            board.put(stage="refused", notices=(notice("siting_broken"),), share_done=1.0)


def _steps(board: _Board, effective: EffectiveScenario, request: SitingRequest, curve_to: int) -> None:
    ready = prepared(effective, request, board.report)
    question = ready.question
    board.put(prepared=ready)
    board.enter("quick")
    if request.capacity_persons is None:
        # With limited room there is no quick set that surely keeps it.
        board.put(best=replace(question, time_limit_s=0.0).answer(), quick=True)
    if board.stop.asked:
        return
    board.enter("prove")
    best = question.answer()
    board.put(best=best, quick=False)
    numbers = range(1, curve_to + 1) if request.objective != "fewest" else range(0)
    _curve(board, question, best, list(numbers))
    if board.ends:
        return
    board.enter("others")
    count = int(reference_table("siting")["alternatives"].value)
    board.put(others=tuple(alternatives(question, best, count, on_progress=board.report)))


def _curve(board: _Board, question: Question, best: Siting, numbers: list[int]) -> None:
    answers = {question.hubs: best} if question.hubs in numbers else {}
    for step, number in enumerate(numbers):
        if board.ends:
            return
        board.enter("curve", step / len(numbers))
        if number not in answers:
            try:
                answer = replace(question, hubs=number).answer()
            except RequestError:
                continue  # the conditions do not allow this number: it is no point of the curve
            if board.stop.asked:
                return
            answers[number] = answer
        board.put(by_number={n: answers[n] for n in sorted(answers) if n is not None})
    board.put(knee=curve_of(board.state.by_number).knee)
