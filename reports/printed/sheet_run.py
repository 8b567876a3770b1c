"""All sheets of villages or districts in one file, made beside the page: how far it is, the wish to stop, the file at the end."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import Literal

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.background import BackgroundJob, StopSign
from plan.reach.evaluation import Evaluation
from plan.scenario.carriers.checklist import Checklist
from plan.villages.sheet import groups_of, sheets
from reports.printed.page import pdf_bytes
from reports.printed.village_sheet import village_page

SheetStage = Literal["making", "done", "stopped", "refused"]


@dataclass(frozen=True)
class SheetState:
    """How far it is; never changed, replaced by the next one.

    Parameters
    ----------
    stage
        What is being done, or how it ended.
    done, total
        Sheets.
    name
        Of the last sheet that was made.
    pdf
        The file, once all are made.
    notices
        Why nothing could be made.
    """

    stage: SheetStage = "making"
    done: int = 0
    total: int = 0
    name: str = ""
    pdf: bytes | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def share(self) -> float:
        """Share of the sheets that are made, 0 to 1."""
        return self.done / self.total if self.total else 0.0


class _Board:
    """Where the thread writes and the page reads."""

    def __init__(self) -> None:
        self.state = SheetState()
        self.stop = StopSign()


@dataclass(frozen=True, eq=False)
class SheetRun:
    """Sheets on their way. When nobody holds this any more, the work stops.

    Parameters
    ----------
    about
        The region's fingerprint, ``village``, ``district`` or ``municipality``, and what villages answered of their problems.
    """

    about: tuple[str, str, Checklist]
    _board: _Board = field(repr=False)
    _job: BackgroundJob = field(repr=False)

    @property
    def state(self) -> SheetState:
        """How far it is now."""
        return self._board.state

    def stop(self) -> None:
        """Ask it to stop; nothing is handed over then."""
        self._job.stop()

    def wait(self, seconds: float | None = None) -> SheetState:
        """Wait for its end, at most so long; for tests and for who has no screen."""
        self._job.wait(seconds)
        return self.state


def start_sheets(evaluation: Evaluation, by: str, checklist: Checklist | None = None) -> SheetRun:
    """Begin to make all sheets.

    Parameters
    ----------
    evaluation
        Of the present or a scenario.
    by
        ``village`` (a sheet each), ``district`` or ``municipality`` (a sheet for the villages of each).
    checklist
        What villages answered of their problems; None: nothing.
    """
    answers = checklist or Checklist()
    board = _Board()
    region = evaluation.effective.region
    # The job knows the board alone, not the run: so the run can be dropped while the job is at work.
    work = functools.partial(_make, board, evaluation, by, answers)
    return SheetRun((region.fingerprint, by, answers), board, BackgroundJob(work, board.stop, name="kyoten-sheets"))


def _make(board: _Board, evaluation: Evaluation, by: str, checklist: Checklist) -> None:
    try:
        groups = [("" if by == "village" else name, ids) for name, ids in groups_of(evaluation, by=by).items()]
        board.state = SheetState(total=len(groups))
        pages = []
        for sheet in sheets(evaluation, groups, checklist):
            if board.stop.asked:
                break
            pages.append(village_page(sheet, evaluation))
            board.state = replace(board.state, done=len(pages), name=sheet.name)
        if board.stop.asked:
            board.state = replace(board.state, stage="stopped")
            return
        pdf = pdf_bytes(pages, title=f"{evaluation.effective.region.name} 地区カルテ")
        board.state = replace(board.state, stage="done", pdf=pdf)
    except RequestError as problem:
        board.state = replace(board.state, stage="refused", notices=problem.notices)
    finally:
        if (
            board.state.stage == "making"
        ):  # a fault of the program: it goes to the log, and the page must not wait for ever
            board.state = replace(board.state, stage="refused", notices=(notice("sheets_broken"),))
