"""Finding the table in a sheet: explanations above it, one or several rows of headers, notes below it.

Published tables begin with a title, a source, empty rows; statistics have a header for each of several classifications; some
put marks (``#property``) in front of rows. What is taken for what is said, so that nobody has to guess why a row is not there.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import filterfalse, repeat

import numpy as np
import pandas as pd

from geo.files.plain_numbers import plain_numbers
from geo.files.tables import RawTable, from_spreadsheet_text
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.counts import is_secret_or_none, number_of, plain
from importing.files.merged_headers import JOIN, merged_header
from importing.files.table_grid import Grid, grid_of_rows, is_filled

_HEAD_ROWS = 40
_KEY_MARK = "#property"
_OWNER_MARK, _LICENCE_MARK = "#attribution_name", "#license"
_MOST = 0.6
_JUDGED_ROWS = 200
"""Of a long table so many rows, evenly from its lower half, tell in which columns numbers stand."""

_NOTE = re.compile(
    r"^[\s（(【\[]*(?:[※＊*#＃・○●◎■□◆→]|注|備考|出典|資料|単位|出所|以上|更新|作成|なお)|[。：:]|現在$|時点"
)
_LONGEST_NAME = 24
_FEWEST_CODES = 2
"""Tables of small areas have seven columns of their own before as few as four statistics."""
_STATISTIC = re.compile(r"T\d{9}")


@dataclass(frozen=True)
class Sheet:
    """A table and what its file says about itself.

    Parameters
    ----------
    table
        Header and rows.
    source
        「名前,年,利用条件」 as `--source` takes it; empty where the file does not say.
    preamble
        Text above the table.
    labels
        Header → what it means, where the headers are the codes of e-Stat (T001100001) and the words stand in a row of their own.
    """

    table: RawTable
    source: str = ""
    preamble: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Row:
    number: int
    cells: list[str]

    @functools.cached_property
    def filled(self) -> list[str]:
        return [c for c in self.cells if c]


def shaped(
    rows: Sequence[tuple[int, Sequence[str]]] | Grid, file: str, known: Collection[str] = ()
) -> tuple[Sheet | None, list[Notice]]:
    """Find header and data among the rows of a sheet.

    Parameters
    ----------
    rows
        Number of each row as a spreadsheet shows it, and its cells; or the grid of them.
    file
        Name to show.
    known
        Headers that are looked for, as `importing.cells.counts.plain` writes them: the row that has most is the header.

    Returns
    -------
    Sheet or None, list of Notice
        None when the sheet is empty.
    """
    grid = rows if isinstance(rows, Grid) else grid_of_rows(rows)
    if not len(grid):
        return None, [notice("file_empty", file=file)]
    source = ""
    lines = _lines(grid)
    marked = next((i for i, row in enumerate(lines) if row.cells[0].lstrip("'") == _KEY_MARK), None)
    if marked is not None:
        source = _source(lines[:marked])
        remarks = np.array(list(map(str.startswith, grid.columns[0], repeat("#"))), dtype=np.bool_)
        grid = grid.taken(~remarks | (np.arange(len(grid)) <= marked))
        lines = _lines(grid)
        top, first = marked, marked + 1
        merged = None
    else:
        merged = merged_header([row.cells for row in lines[:_HEAD_ROWS]])
        top, first = _head(grid, frozenset(known)) if merged is None else _under(grid, merged[0])
    header = _names(lines[top:first], frozenset(known)) if merged is None else merged[1]
    notices = []
    if top:
        text = lines[0].filled[0]
        number = lines[top].number
        notices.append(notice("table_preamble", file=file, count=top, first=text, header=number))
    if first - top > 1 and first < len(grid):
        begin, data = lines[top].number, int(grid.numbers[first])
        notices.append(notice("table_header_rows", file=file, count=first - top, header=begin, data=data))
    table, new_notices = _table(header, grid.taken(np.arange(len(grid)) >= first), file)
    preamble = "\n".join(" ".join(row.filled) for row in lines[:top])
    return Sheet(table, source, preamble, _labels(lines[top:first])), [*notices, *new_notices]


def _lines(grid: Grid) -> list[_Row]:
    """Return the rows among which a header can be."""
    return [_Row(int(grid.numbers[i]), grid.row(i)) for i in range(min(len(grid), 2 * _HEAD_ROWS))]


def _source(rows: Sequence[_Row]) -> str:
    about = {row.cells[0]: row.cells[1] for row in rows if len(row.cells) > 1}
    owner, licence = about.get(_OWNER_MARK, ""), about.get(_LICENCE_MARK, "")
    return f"{owner},,{licence}" if owner else ""


def _head(grid: Grid, known: frozenset[str]) -> tuple[int, int]:
    """Return at which row the header begins and at which the data."""
    lines = _lines(grid)
    top = lines[:_HEAD_ROWS]
    hits = [len({plain(c) for c in row.filled} & known) for row in top]
    best = max(range(len(top)), key=lambda i: (hits[i], -i))
    widths, begins, times = np.unique(grid.widths, return_index=True, return_counts=True)
    width = int(widths[np.lexsort((begins, -times))[0]])
    usual = float(np.median(grid.filled))
    if hits[best] >= min(2, width):
        begin = best
    else:
        full = (
            i
            for i, row in enumerate(top)
            if len(row.cells) == width and len(row.filled) >= usual / 2 and not _is_data(row)
        )
        begin = next(full, 0)
    first = _first_data(grid, begin)
    # What stands above and is as full as the data is no explanation but a header too.
    while begin and len(lines[begin - 1].cells) == width and len(lines[begin - 1].filled) >= usual / 2:
        begin -= 1
    return begin, first


def _under(grid: Grid, begin: int) -> tuple[int, int]:
    """Return where two merged rows of headers begin, and the data under them and under what else stands there without numbers."""
    return begin, max(begin + 2, _first_data(grid, begin))


def _is_data(row: _Row) -> bool:
    """Return whether a row is more numbers than words."""
    return sum(number_of(c) is not None for c in row.filled) > len(row.filled) / 2


def _first_data(grid: Grid, begin: int) -> int:
    """Find the first row that is like those further down: numbers stand where numbers stand."""
    body = len(grid) - begin - 1
    if body <= 0:
        return begin + 1
    lower = begin + 1 + body // 2
    step = -(-(len(grid) - lower) // _JUDGED_ROWS)
    head = _lines(grid)[begin : begin + 2]
    if _coded(head[:1]) is not None and head[1].filled and not any(map(_is_value, head[1].filled)):
        return begin + 2  # the words under the codes of e-Stat, however few rows of numbers follow
    numeric = [c for c, column in enumerate(grid.columns) if _numeric_share(column[lower::step]) >= _MOST]
    if not numeric:
        return begin + 1
    first = begin + 1
    for i, row in enumerate(_lines(grid)[begin + 1 : begin + _HEAD_ROWS], start=begin + 1):
        filled = [row.cells[c] for c in numeric if c < len(row.cells) and row.cells[c]]
        texts = [c for c in filled if number_of(c) is None and not is_secret_or_none(c)]
        # A header names columns that hold numbers; one wrong cell in a row of data is a wrong cell.
        if filled and len(texts) > len(filled) * _MOST and len(texts) > 1:
            first = i + 1
    return first if first < len(grid) else begin + 1


def _is_value(cell: str) -> bool:
    return number_of(cell) is not None or is_secret_or_none(cell)


def _numeric_share(cells: Sequence[str]) -> float:
    cells = list(filter(None, cells))
    if cells and plain_numbers(cells) is not None:
        return 1.0
    filled = Counter(cells)
    texts = {c: filled[c] for c in filterfalse(str.isdecimal, filled) if number_of(c) is None}
    numbers = filled.total() - sum(texts.values())
    others = sum(times for c, times in texts.items() if is_secret_or_none(c)) if numbers else 0
    return (numbers + others) / filled.total() if numbers else 0.0


def _names(head: Sequence[_Row], known: frozenset[str]) -> list[str]:
    """Name the columns: by the row that names each of them apart, else by all rows of the header together."""
    coded = _coded(head)
    if coded is not None:
        return coded.cells
    ranked = sorted(head, key=lambda row: (-len({plain(c) for c in row.filled} & known), -len(set(row.filled))))
    best = ranked[0]
    if len(head) == 1 or (len(best.filled) == len(best.cells) == len(set(best.cells))):
        return best.cells
    width = max(len(row.cells) for row in head)
    names = []
    for c in range(width):
        parts = [row.cells[c] for row in head if c < len(row.cells) and row.cells[c]]
        text = [p for p in parts if number_of(p) is None and not is_secret_or_none(p)] or parts
        names.append(JOIN.join(dict.fromkeys(text)))
    return names


def _coded(head: Sequence[_Row]) -> _Row | None:
    """Find the row of headers that are codes of e-Stat."""
    return next((row for row in head if sum(bool(_STATISTIC.fullmatch(c)) for c in row.filled) >= _FEWEST_CODES), None)


def _labels(head: Sequence[_Row]) -> dict[str, str]:
    """Return the words that stand over or under each code."""
    coded = _coded(head)
    if coded is None:
        return {}
    others = [row for row in head if row is not coded]
    over = {name: "".join(r.cells[i] for r in others if i < len(r.cells)) for i, name in enumerate(coded.cells)}
    return {name: text for name, text in over.items() if text}


def _table(header: list[str], grid: Grid, file: str) -> tuple[RawTable, list[Notice]]:
    while header and header[-1] == "":
        header = header[:-1]
    width = len(header)
    extra = np.zeros(len(grid), dtype=np.int64)
    for column in grid.columns[width:]:
        extra += is_filled(column)
    notices = [
        notice("row_ragged", file=file, row=row, expected=width, found=width + found)
        for row, found in zip(grid.numbers[extra > 0].tolist(), extra[extra > 0].tolist(), strict=True)
    ]
    alone = (extra == 0) & (grid.filled == 1) & (width > 2)
    # A name without anything beside it is a thing of which nothing is known, not a note: it is told as a row without a place.
    alone[alone] = [_is_note(next(filter(None, grid.row(int(i))))) for i in np.flatnonzero(alone)]
    kept = grid.taken((extra == 0) & ~alone)
    for code, rows in (("table_footer", grid.numbers[alone]), ("row_short", kept.numbers[kept.widths < width])):
        if len(rows):
            notices.append(notice(code, file=file, count=len(rows), first=int(rows[0])))
    if not len(grid):
        notices.append(notice("file_has_no_rows", file=file))
    keep = _first_of_each(header, file, notices)
    cells = np.empty((len(keep), len(kept)), dtype=object)
    for place, position in enumerate(keep):
        cells[place] = np.fromiter(_as_written(kept.columns[position]), dtype=object, count=len(kept))
    frame = pd.DataFrame(cells.T, index=pd.Index(kept.numbers, name="line"), dtype=object, copy=False)
    frame.columns = pd.Index([header[i] for i in keep], dtype=object)
    return RawTable(file, frame), notices


def _is_note(text: str) -> bool:
    """Return whether the only text of a row is a remark on the table, and not the name of something."""
    return _NOTE.search(text) is not None or len(text) > _LONGEST_NAME or number_of(text) is not None


def _as_written(column: tuple[str, ...]) -> Sequence[str]:
    """Take off the apostrophes that keep a spreadsheet from taking text for a formula."""
    if "'" not in "".join(column):
        return column
    return [from_spreadsheet_text(c) if c[:1] == "'" else c for c in column]


def _first_of_each(header: Sequence[str], file: str, notices: list[Notice]) -> list[int]:
    seen: set[str] = set()
    keep = []
    for position, name in enumerate(header):
        if name in seen and name:
            notices.append(notice("column_twice", file=file, field=name, column=name))
        elif name:
            seen.add(name)
            keep.append(position)
    return keep
