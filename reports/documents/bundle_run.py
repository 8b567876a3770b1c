"""The bundle made beside the page: how far it is, the wish to stop, the files at the end."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from geo.gtfs.writing import zip_of_files
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.background import BackgroundJob, StopSign
from plan.documents.material import Material
from reports.documents.bundle import MANIFEST, Made, bundle
from reports.printed.page import png_bytes

_PICTURE_DPI = 80

BundleStage = Literal["making", "done", "stopped", "refused"]


@dataclass(frozen=True)
class BundleState:
    """How far it is; never changed, replaced by the next one.

    Parameters
    ----------
    stage
        What is being done, or how it ended.
    done, total
        Files.
    name
        Of the file that is being made.
    files
        Those that are made.
    pictures
        Sheets of what is paper, by the file's name (PNG).
    whole
        All of them with the manifest as one zip, once all are made.
    notices
        What a reader must know, or why nothing could be made.
    """

    stage: BundleStage = "making"
    done: int = 0
    total: int = 0
    name: str = ""
    files: tuple[Made, ...] = ()
    pictures: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    whole: bytes | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def share(self) -> float:
        """Share of the files that are made, 0 to 1."""
        return self.done / self.total if self.total else 0.0


class _Board:
    """Where the thread writes and the page reads."""

    def __init__(self) -> None:
        self.state = BundleState()
        self.stop = StopSign()


@dataclass(frozen=True, eq=False)
class BundleRun:
    """A bundle on its way. When nobody holds this any more, the work stops.

    Parameters
    ----------
    about
        What it is made of, so that a page knows whether it still holds: region, scenario, terms and keys.
    """

    about: tuple[object, ...]
    _board: _Board = field(repr=False)
    _job: BackgroundJob = field(repr=False)

    @property
    def state(self) -> BundleState:
        """How far it is now."""
        return self._board.state

    def stop(self) -> None:
        """Ask it to stop after the file that is being made."""
        self._job.stop()

    def wait(self, seconds: float | None = None) -> BundleState:
        """Wait for its end, at most so long; for tests and for who has no screen."""
        self._job.wait(seconds)
        return self.state


def start_bundle(gather: Callable[[], Material], keys: tuple[str, ...], about: tuple[object, ...]) -> BundleRun:
    """Begin to make files.

    Parameters
    ----------
    gather
        Gathers what they are written from; called beside the page.
    keys
        Of the pieces that are wanted.
    about
        As in `BundleRun`.
    """
    board = _Board()
    # The job knows the board alone, not the run: so the run can be dropped while the job is at work.
    work = functools.partial(_make, board, gather, keys)
    return BundleRun(about, board, BackgroundJob(work, board.stop, name="kyoten-documents"))


def _make(board: _Board, gather: Callable[[], Material], keys: tuple[str, ...]) -> None:
    try:
        whole = bundle(gather())
        wanted = [piece for piece in whole.pieces if piece.key in keys]
        board.state = BundleState(total=len(wanted), notices=whole.notices_of(wanted))
        files: list[Made] = []
        for piece in wanted:
            if board.stop.asked:
                break
            board.state = replace(board.state, name=piece.name)
            files.append(Made(piece, piece.make()))
            pictures = {**board.state.pictures}
            if piece.pages is not None:
                pictures[piece.name] = tuple(png_bytes(sheet, dpi=_PICTURE_DPI) for sheet in piece.pages())
            board.state = replace(board.state, done=len(files), files=tuple(files), pictures=pictures)
        if board.stop.asked:
            board.state = replace(board.state, stage="stopped")
            return
        content = {**{m.piece.name: m.content for m in files}, MANIFEST: whole.manifest(files)}
        board.state = replace(board.state, stage="done", whole=zip_of_files(content))
    except RequestError as problem:
        board.state = replace(board.state, stage="refused", notices=tuple(problem.notices))
    finally:
        if (
            board.state.stage == "making"
        ):  # a fault of the program: it goes to the log, and the page must not wait for ever
            board.state = replace(board.state, stage="refused", notices=(notice("documents_broken"),))
