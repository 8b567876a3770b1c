"""Writes sheets and maps into a folder: one file each, and all sheets in one PDF for the printer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from plan.reach.evaluation import Evaluation
from plan.scenario.carriers.checklist import Checklist
from plan.villages.sheet import groups_of, sheets
from plan.workspace.atomic_write import write_atomically
from reports.printed.page import Page, joined_pdf, pdf_bytes, png_bytes
from reports.printed.region_map import region_page
from reports.printed.village_sheet import village_page

Kind = Literal["pdf", "png"]

_LONGEST_BYTES, _MARK_LETTERS = 220, 8
"""Systems take 255 bytes, of which the ending and what stands there while a file is written take some."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def file_name(label: str) -> str:
    """Make a name that every system takes as a file's; what it does not take becomes 「＿」, and what is too long is cut.

    A name that is cut ends with a mark made of all of it, so that two long names that begin alike stay two files.

    Examples
    --------
    >>> file_name("v001_上野/下野")
    'v001_上野＿下野'
    """
    name = _NOT_IN_NAMES.sub("＿", label).strip(". ") or "＿"
    whole = name.encode("utf-8", "replace")
    if len(whole) <= _LONGEST_BYTES:
        return name
    mark = hashlib.sha256(whole).hexdigest()[:_MARK_LETTERS]
    return f"{whole[: _LONGEST_BYTES - _MARK_LETTERS - 1].decode('utf-8', 'ignore')}_{mark}"


def write_sheets(
    evaluation: Evaluation,
    folder: Path,
    *,
    which: str | Sequence[str] = "village",
    kind: Kind = "pdf",
    checklist: Checklist | None = None,
    on_step: Callable[[str], None] | None = None,
) -> list[Path]:
    """Write the sheets of villages, districts or municipalities, all of them in one file, and the region's map.

    Parameters
    ----------
    evaluation
        Of a scenario.
    folder
        Made where there is none.
    which
        ``village``, ``district`` or ``municipality``: all of them; or the ids of some villages, without the file of all and the map.
    kind
        ``pdf`` or ``png``; pictures are not gathered in one file.
    checklist
        What villages answered of their problems; None: nothing.
    on_step
        Called with what is being written, in Japanese.

    Raises
    ------
    geo.texts.errors.RequestError
        When a village is not known, or there are no districts (or municipalities).
    OSError
        When the folder cannot be written.
    """
    every = isinstance(which, str)
    together = every and which != "village"
    groups: list[tuple[str, Sequence[str]]]
    if isinstance(which, str):
        groups = [(name if together else "", ids) for name, ids in groups_of(evaluation, by=which).items()]
    else:
        groups = [("", (i,)) for i in which]
    folder.mkdir(parents=True, exist_ok=True)
    written, drawn = [], []
    for number, sheet in enumerate(sheets(evaluation, groups, checklist), start=1):
        if on_step is not None:
            on_step(f"地区カルテ {number}/{len(groups)}：{sheet.name}")
        name = sheet.name if together else f"{sheet.village_ids[0]}_{sheet.name}"
        drawn.append(_drawn(village_page(sheet, evaluation), sheet.name, kind))
        written.append(_write(folder / f"{file_name(name)}.{kind}", drawn[-1]))
    if every:
        place = evaluation.effective.region.name
        if kind == "pdf":
            all_of_them = joined_pdf(drawn, title=f"{place} 地区カルテ")
            written.append(_write(folder / "地区カルテ_全部.pdf", all_of_them))
        name = file_name(f"{place}_{evaluation.effective.scenario_name}_A3")
        written.append(_write(folder / f"{name}.{kind}", _drawn(region_page(evaluation), place, kind)))
    return written


def _drawn(page: Page, title: str, kind: Kind) -> bytes:
    return pdf_bytes([page], title=title) if kind == "pdf" else png_bytes(page)


def _write(path: Path, content: bytes) -> Path:
    write_atomically(path, content)
    return path
