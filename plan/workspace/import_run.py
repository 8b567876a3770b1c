"""An import that goes on beside the page: in a copy of the region, put in its place when all of it is there.

Stopping, a wrong file or a power cut leave the region as it was: nothing is written into its folder before the last job is done.
"""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from geo.files.links import leading_out
from geo.region.fingerprint import region_files, region_fingerprint
from geo.texts.errors import KyotenError, RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice, as_warnings
from geo.texts.reasons import reason_of
from importing.columns.kind_names import kind_name
from importing.layers.work import has_nothing, left_out_file
from importing.region_files.report import ImportReport
from importing.region_files.write import write_whole
from importing.run import import_files
from plan.background import BackgroundJob, StopSign
from plan.workspace.import_jobs import ImportBatch
from plan.workspace.store import store_folder

_WRITING_STEPS, _NEVER_WHOLE = 2, 0.9
_NEEDED = ("villages", "roads")
"""Kinds without which a region answers nothing: a file of theirs that has nothing in it stops the import."""


class ImportStoppedError(KyotenError):
    """Somebody asked for the import to be stopped."""


@dataclass(frozen=True)
class BatchDone:
    """What became of one batch.

    Parameters
    ----------
    batch
        The batch.
    report
        What was imported; None where it failed or there was nothing.
    notices
        Everything found.
    left_out
        Whether its files have nothing in them of any use, and the region does well without.
    """

    batch: ImportBatch
    report: ImportReport | None
    notices: tuple[Notice, ...]
    left_out: bool = False


@dataclass(frozen=True)
class Outcome:
    """How an import ended.

    Parameters
    ----------
    state
        ``done``: the region has everything. ``failed`` and ``stopped``: it is as it was.
    folder
        The region's.
    batches
        What became of each batch that was begun.
    notices
        What is to be said of the whole.
    """

    state: Literal["done", "failed", "stopped"]
    folder: Path
    batches: tuple[BatchDone, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(eq=False)
class ImportRun:
    """An import on its way; `stop` and the properties may be used from any thread."""

    folder: Path
    batches: tuple[ImportBatch, ...]
    _sign: StopSign = field(default_factory=StopSign, repr=False)
    _step_text: str = "始めています"
    _number: int = 0
    _steps: int = 0
    _outcome: Outcome | None = None
    _job: BackgroundJob | None = None

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it goes on. One that was stopped has ended, though a file may still be read for nothing."""
        if self._sign.asked:
            return Outcome("stopped", self.folder, notices=(notice("import_stopped"),))
        if self._job is None or self._job.running:
            return None
        # A thread that ended without a word: a defect of the program, which stands in the terminal.
        defect = Outcome("failed", self.folder, notices=(notice("unforeseen", reason="取り込みの途中"),))
        return self._outcome or defect

    @property
    def step_text(self) -> str:
        """What is being done, in Japanese."""
        return self._step_text

    @property
    def batches_done(self) -> int:
        """How many batches are done."""
        return self._number

    @property
    def share(self) -> float:
        """Share of the work that is done, 0 to 1: of the batches, and of the files of the one that is on its way."""
        if not self._number < len(self.batches):
            return self._number / max(len(self.batches), 1)
        # A batch says what it does file by file, and once or twice while it writes: never is it done before its end.
        files = len(self.batches[self._number].files)
        begun = min(self._steps / (files + _WRITING_STEPS), 1.0) * _NEVER_WHOLE
        return (self._number + begun) / len(self.batches)

    def stop(self) -> None:
        """Ask it to stop; once the files are being put in place, it goes on to the end."""
        self._sign.ask()

    def wait(self, seconds: float) -> None:
        """Wait until nothing more is done for it."""
        if self._job is not None:
            self._job.wait(seconds)

    def step(self, text: str) -> None:
        """Note what is being done.

        Raises
        ------
        ImportStoppedError
            When it was asked to stop.
        """
        if self._sign.asked:
            raise ImportStoppedError("stopped")
        self._step_text = text
        self._steps += 1

    def begin_putting(self) -> None:
        """Go over to putting the files in place, from where there is no stopping.

        Raises
        ------
        ImportStoppedError
            When it was asked to stop before.
        """
        if not self._sign.pass_by():
            raise ImportStoppedError("stopped")
        self._step_text = "地域のフォルダに入れています"

    def job_begins(self, number: int) -> None:
        """Note that so many batches are done."""
        self._number, self._steps = number, 0

    def end(self, outcome: Outcome) -> None:
        """Note how it ended."""
        self._outcome = outcome


def start_import(folder: Path, batches: Sequence[ImportBatch]) -> ImportRun:
    """Begin to import beside the page.

    Parameters
    ----------
    folder
        The region's; made where there is none.
    batches
        In their order.
    """
    run = ImportRun(folder, tuple(batches))
    # The job holds the run, and so itself: an import goes on when the page that began it is closed.
    run._job = BackgroundJob(functools.partial(_go, run), run._sign, name="kyoten-import")
    return run


def _go(run: ImportRun) -> None:
    done: list[BatchDone] = []
    try:
        store_folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=store_folder(), prefix=".import-") as scratch:
            # The folder's name becomes the region's id, hence the same name.
            copy = Path(scratch) / run.folder.name
            before = _copied(run.folder, copy)
            for number, batch in enumerate(run.batches):
                run.job_begins(number)
                run.step(f"{kind_name(batch.kind)}を取り込んでいます")
                done.append(_do(batch, copy, run))
            failed = any(d.report is None and not d.left_out for d in done) or all(d.report is None for d in done)
            if not failed:
                run.begin_putting()
                _put_in_place(copy, run.folder, before)
    except ImportStoppedError:
        return  # whoever asked for it has been told already
    except RequestError as problem:
        run.end(Outcome("failed", run.folder, tuple(done), problem.notices))
    except OSError as problem:
        new_notice = notice("output_unwritable", file=run.folder.name, reason=reason_of(problem))
        run.end(Outcome("failed", run.folder, tuple(done), (new_notice,)))
    else:
        notices = (notice("import_undone"),) if failed else ()
        run.end(Outcome("failed" if failed else "done", run.folder, tuple(done), notices))


def _do(batch: ImportBatch, folder: Path, run: ImportRun) -> BatchDone:
    try:
        report = import_files(
            batch.kind, batch.files, folder, columns=dict(batch.columns), clip=batch.clip, margin_km=batch.margin_km, crs=batch.crs,
            options=batch.options, on_step=run.step,
        )  # fmt: skip
    except RequestError as problem:
        if batch.kind in _NEEDED or not has_nothing(problem):
            return BatchDone(batch, None, problem.notices)
        # What stopped the batch alone is no error of the whole.
        named = (left_out_file(path.name) for path in batch.files)
        return BatchDone(batch, None, (*named, *as_warnings(problem.notices)), left_out=True)
    return BatchDone(batch, report, report.notices)


def _copied(folder: Path, copy: Path) -> str:
    """Copy a region's files and give their fingerprint; nothing is copied where there is no region yet."""
    if not folder.is_dir():
        return ""
    outward = leading_out(folder)
    if outward:
        raise RequestError(*outward)
    for path in region_files(folder):
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return region_fingerprint(folder)


def _put_in_place(copy: Path, folder: Path, before: str) -> None:
    """Put the files of the copy into the region: a new folder in one step, else file by file, each of them whole."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        copy.rename(folder)
        return
    if region_fingerprint(folder) != before:
        raise RequestError(notice("import_region_changed", file=folder.name))
    new = {p.relative_to(copy): p.read_bytes() for p in region_files(copy)}
    for name, content in new.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
    for path in region_files(folder):
        if path.relative_to(folder) not in new:
            path.unlink()
