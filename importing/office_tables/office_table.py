"""The tables of town offices: a title, one or two rows of headers with merged cells, rows whose first label stands only once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.files.tables import from_spreadsheet_text
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.amounts import amount_of, without_unit
from importing.cells.counts import plain
from importing.files.table_file import rows_of

_HEAD_ROWS = 40
_JOIN = "／"


@dataclass(frozen=True)
class OfficeTable:
    """A table with its headers.

    Parameters
    ----------
    file
        Name to show.
    headers
        One for each column: upper and lower words joined by ／, each once; empty where there are none.
    groups
        The upper words of each column, those of merged cells filled in; empty where there is one row of headers.
    rows
        Number of each row as a spreadsheet shows it, and its cells, as many as headers.
    title
        Text above the table.
    encoding
        Of the file.
    """

    file: str
    headers: tuple[str, ...]
    groups: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    title: str
    encoding: str

    def column(self, header: str) -> int:
        """Return the position of a header."""
        return self.headers.index(header)


def read_office_table(
    path: Path, known: Collection[str], is_heading: Callable[[str], bool]
) -> tuple[OfficeTable, list[Notice]]:
    """Read a table and find its headers.

    Parameters
    ----------
    path
        CSV or workbook.
    known
        Headers that are looked for, as `importing.cells.counts.plain` writes them.
    is_heading
        Tells of further words whether they are a header (months, questions).

    Raises
    ------
    geo.texts.errors.RequestError
        When nothing can be read.
    """
    rows, encoding, notices = rows_of(path)
    if rows is None:
        raise RequestError(*notices)
    lines = [(n, [from_spreadsheet_text(str(c).strip()) for c in cells]) for n, cells in rows]
    lines = [(n, cells) for n, cells in lines if any(cells)]
    if not lines:
        raise RequestError(*notices, notice("file_empty", file=path.name, severity="error"))

    def heads(cells: Sequence[str]) -> int:
        return sum(bool(c) and (plain(without_unit(c)) in known or plain(c) in known or is_heading(c)) for c in cells)

    first, last = _header_rows([cells for _, cells in lines], heads)
    width = max(len(cells) for _, cells in lines[first:])
    upper, lower = _names([_padded(cells, width) for _, cells in lines[first : last + 1]])
    header_line = lines[first][0]
    if first:
        text = next(c for c in lines[0][1] if c)
        notices.append(notice("table_preamble", file=path.name, count=first, first=text, header=header_line))
    body = lines[last + 1 :]
    if last > first and body:
        begin, data = header_line, body[0][0]
        notices.append(notice("table_header_rows", file=path.name, count=last - first + 1, header=begin, data=data))
    kept, lonely = [], []
    for number, cells in body:
        if width > 2 and sum(map(bool, cells)) == 1:
            lonely.append(number)
        else:
            kept.append((number, tuple(_padded(cells, width))))
    if lonely:
        notices.append(notice("table_footer", file=path.name, count=len(lonely), first=lonely[0]))
    title = "\n".join(" ".join(c for c in cells if c) for _, cells in lines[:first])
    headers = tuple(_JOIN.join(dict.fromkeys(p for p in parts if p)) for parts in zip(upper, lower, strict=True))
    return OfficeTable(path.name, headers, tuple(upper), tuple(kept), title, encoding), notices


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * width][:width]


def _header_rows(lines: Sequence[list[str]], heads: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    """Return the first and the last row of the headers."""
    top = lines[:_HEAD_ROWS]
    scores = [heads(cells) for cells in top]
    wide = [sum(map(bool, cells)) for cells in top]
    # A title that names the year is no header beside a row of several words.
    best = max(range(len(top)), key=lambda i: (scores[i], min(wide[i], 2), -i))
    if not scores[best]:
        best = wide.index(max(wide))
    first = last = best
    while first and _is_header(top[first - 1], scores[first - 1], len(top[best])):
        first -= 1
    while last + 1 < len(top) and _is_lower_header(top[last + 1], top[last]):
        last += 1
    return first, last


def _is_header(cells: Sequence[str], score: int, width: int) -> bool:
    """Return whether the row above the headers is a header too and no title: several words, a known one not in the first cell."""
    filled = [i for i, c in enumerate(cells) if c]
    return score > 0 and (len(filled) > 1 or (len(filled) == 1 and filled[0] > 0)) and len(cells) >= min(width, 2)


def _is_lower_header(cells: Sequence[str], above: Sequence[str]) -> bool:
    """Return whether a row belongs to the headers: only words, and they stand under empty or merged cells of the row above."""
    filled = [i for i, c in enumerate(cells) if c]
    if not filled or any(amount_of(cells[i]) is not None for i in filled):
        return False
    gaps = sum(not above[i] if i < len(above) else True for i in range(len(cells)))
    under_gaps = [i for i in filled if i >= len(above) or not above[i]]
    first_labels_empty = not cells[0]
    return gaps > 0 and bool(under_gaps) and first_labels_empty


def _names(rows: Sequence[list[str]]) -> tuple[list[str], list[str]]:
    """Return the upper and the lower words of each column; merged cells of the upper rows reach to the next filled one."""
    *uppers, lower = rows
    width = len(lower)
    upper = [""] * width
    for row in uppers:
        current = ""
        for i in range(width):
            # A cell with nothing below it is merged downwards and names its own column only.
            current = row[i] or (current if lower[i] else "")
            upper[i] = _JOIN.join(p for p in dict.fromkeys((upper[i], current)) if p)
    return upper, lower


def filled_down(table: OfficeTable, labels: Sequence[int]) -> tuple[list[tuple[int, tuple[str, ...]]], int]:
    """Fill labels that stand once for several rows (merged cells) down to the rows below; count the cells filled.

    Parameters
    ----------
    table
        As read.
    labels
        Positions of the columns of labels, from left to right; the last of them is never filled.
    """
    current: dict[int, str] = {}
    filled = 0
    rows = []
    for number, cells in table.rows:
        changed = list(cells)
        for place, position in enumerate(labels[:-1]):
            if changed[position]:
                current[position] = changed[position]
                for deeper in labels[place + 1 :]:
                    current.pop(deeper, None)
            elif position in current and any(changed[p] for p in labels[place + 1 :]):
                changed[position] = current[position]
                filled += 1
        rows.append((number, tuple(changed)))
    return rows, filled
