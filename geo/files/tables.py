"""Reading a CSV file as text, with the line of every row, before anything is believed of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.encoding import decode
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of

_MARK = "\ufeff"  # a second byte-order mark, which the parser would swallow
_FORMULA = re.compile(r"'*[=+\-@]")
_QUOTED_FORMULA = re.compile(r"'+[=+\-@]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in a file: text cells only.

    Parameters
    ----------
    file
        Name to show in notices.
    cells
        One column per header, stripped text; the index is the line in the file (the header is line 1).
    """

    file: str
    cells: pd.DataFrame


def as_spreadsheet_text(cell: str) -> str:
    """Keep a spreadsheet from taking text for a formula: an apostrophe goes in front of = + - @, numbers stay."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def from_spreadsheet_text(cell: str) -> str:
    """Take off the apostrophe that `as_spreadsheet_text` put in front."""
    return (
        cell[1:] if cell.startswith("'") and _QUOTED_FORMULA.match(cell) and not _NUMBER.fullmatch(cell[1:]) else cell
    )


def numbered_rows(text: str, separator: str = ",") -> tuple[Sequence[int], list[list[str]]]:
    r"""Read all rows of a CSV text, and the line on which each of them ends.

    Raises
    ------
    csv.Error
        When a cell is too long or the quotation marks are in disorder.

    Examples
    --------
    >>> numbered_rows('a,b\n"1\n2",3\n')
    ([1, 3], [['a', 'b'], ['1\n2', '3']])
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = list(reader)
    if reader.line_num == len(rows):
        return range(1, len(rows) + 1), rows
    again = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [again.line_num for _ in again], rows


def even_columns(text: str, separator: str = ",") -> tuple[NDArray[np.object_], ...] | None:
    r"""Cut a CSV text into columns all at once, by the parser of pandas, where its rows are one line each and all of one width.

    Parameters
    ----------
    text
        The text.
    separator
        Between its cells.

    Returns
    -------
    tuple of numpy.ndarray or None
        The cells of each column from the first line to the last, as they stand there; None where a row is longer or shorter
        than the first, empty or of several lines, or its quotation marks are in disorder: `numbered_rows` reads such a text.

    Examples
    --------
    >>> even_columns("a,b\n1, 2\n"), even_columns("a,b\n1\n")
    ((array(['a', '1'], dtype=object), array(['b', ' 2'], dtype=object)), None)
    """
    if ("\r" in text and text.count("\r") != text.count("\r\n")) or text.startswith(_MARK):
        return None
    content = text.encode("utf-8", "surrogatepass")
    ends = np.flatnonzero(np.frombuffer(content, dtype=np.uint8) == ord("\n"))
    if content and not content.endswith(b"\n"):
        ends = np.append(ends, len(content))
    begins = np.concatenate(([0], ends[:-1] + 1))
    if not len(ends) or (ends - begins).max() >= csv.field_size_limit():
        return None
    try:
        # Kinds of cells are not guessed, nothing is missing: a cell is what stands there.
        frame = pd.read_csv(
            io.BytesIO(content),
            encoding="utf-8",
            encoding_errors="surrogatepass",
            sep=separator,
            header=None,
            index_col=False,
            dtype=object,
            na_filter=False,
            skip_blank_lines=False,
            low_memory=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError):
        return None
    width = frame.shape[1]
    if len(frame) != len(ends):
        return None
    columns = tuple(frame[name].to_numpy() for name in frame.columns)
    # A row that is too short ends with cells that are empty, and only such a row is counted again.
    short = np.flatnonzero(columns[-1] == "")
    doubtful = (content[begins[i] : ends[i]].decode("utf-8", "surrogatepass") for i in short)
    return columns if all(len(row) == width for row in csv.reader(doubtful, delimiter=separator)) else None


def read_table(path: Path, file: str | None = None) -> tuple[RawTable | None, list[Notice]]:
    """Read a CSV file as text.

    Parameters
    ----------
    path
        The file; UTF-8 (with or without byte-order mark) or cp932.
    file
        Name to show in notices; the path's own name where it is not given.

    Returns
    -------
    RawTable or None, list of Notice
        None when nothing can be used; ragged rows are left out, each with a notice.
    """
    file = file or path.name
    try:
        content = path.read_bytes()
    except OSError as problem:
        return None, [notice("file_unreadable", file=file, reason=reason_of(problem))]
    return table_of(content, file)


def table_of(content: bytes, file: str) -> tuple[RawTable | None, list[Notice]]:
    """Read the content of a CSV file as text; see `read_table`."""
    text, notices = decode(content, file)
    if text is None:
        return None, notices
    if "\0" in text.decoded:
        return None, [notice("file_unreadable", file=file, reason=ValueRefusedError("file_not_text"))]
    return _parse(text.decoded, file, notices)


def _parse(text: str, file: str, notices: list[Notice]) -> tuple[RawTable | None, list[Notice]]:
    reader = csv.reader(io.StringIO(text))
    header: list[str] | None = None
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = [cell.strip() for cell in row]
            elif len(row) != len(header):
                notices.append(
                    notice("row_ragged", file=file, row=reader.line_num, expected=len(header), found=len(row))
                )
            else:
                rows.append([from_spreadsheet_text(cell.strip()) for cell in row])
                lines.append(reader.line_num)
    except csv.Error:
        return None, [
            *notices,
            notice("file_unreadable", file=file, reason=ValueRefusedError("table_separators_wrong")),
        ]
    if header is None:
        return None, [*notices, notice("file_empty", file=file)]
    keep = _first_of_each(header, file, notices)
    cells = pd.DataFrame(rows, columns=range(len(header)), index=pd.Index(lines, name="line"), dtype=object)[keep]
    cells.columns = pd.Index([header[i] for i in keep])
    if not rows:
        notices.append(notice("file_has_no_rows", file=file))
    return RawTable(file, cells), notices


def _first_of_each(header: list[str], file: str, notices: list[Notice]) -> list[int]:
    seen: set[str] = set()
    keep = []
    for position, name in enumerate(header):
        if name in seen:
            notices.append(notice("column_twice", file=file, field=name, column=name))
        else:
            seen.add(name)
            keep.append(position)
    return keep
