"""A feed as text: every table, column and row as it stands in the files, before anything is believed of it."""

from __future__ import annotations

import csv
import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.encoding import decode
from geo.files.tables import even_columns, numbered_rows
from geo.gtfs.members import read_members
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice

Cells = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Table:
    """One table of a feed, text cells only.

    Parameters
    ----------
    file
        Its file name, ``stops.txt``.
    header
        Column names as they stand there; further ones with an empty name hold the cells that long rows have too many.
    columns
        The cells of each column, in the order of the header.
    lines
        Line of each row in its file (the header is 1).
    sound
        Which rows have as many cells as the header and are not blank; only these are counted and looked at with types.
    encoding
        ``UTF-8``, ``UTF-8 (BOM)`` or ``cp932``.
    """

    file: str
    header: tuple[str, ...]
    columns: tuple[Cells, ...]
    lines: NDArray[np.int64]
    sound: NDArray[np.bool_]
    encoding: str = "UTF-8"

    def __len__(self) -> int:
        return int(self.sound.sum())

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """Column names without spaces around them, each once."""
        return tuple(dict.fromkeys(name.strip() for name in self.header if name.strip()))

    @functools.cached_property
    def sound_lines(self) -> NDArray[np.int64]:
        """Lines of the sound rows."""
        return self.lines[self.sound]

    @functools.cached_property
    def stripped(self) -> tuple[Cells, ...]:
        """All columns without spaces around the cells; one in which there are none is that of `columns` itself."""
        return tuple(_without_spaces(cells) for cells in self.columns)

    @functools.cached_property
    def _looked_at(self) -> dict[str, tuple[NDArray[np.intp], Cells]]:
        return {}

    def cells(self, name: str) -> Cells:
        """Return the cells of a column in the sound rows, without spaces around them; empty texts where there is none."""
        position = next((i for i, head in enumerate(self.header) if head.strip() == name), None)
        if position is None:
            return np.full(len(self), "", dtype=object)
        return self.stripped[position] if self.sound.all() else self.stripped[position][self.sound]

    def different(self, name: str) -> tuple[NDArray[np.intp], Cells]:
        """Return for each sound row which of the different cells of a column it has, and these, in order of appearance."""
        if name not in self._looked_at:
            codes, uniques = pd.factorize(self.cells(name))
            self._looked_at[name] = codes, np.asarray(uniques, dtype=object)
        return self._looked_at[name]


@dataclass(frozen=True, eq=False)
class FeedText:
    """One feed as text.

    Parameters
    ----------
    name
        What notices call it.
    tables
        File name → table, known to the standard or not.
    others
        File name → bytes of what is no readable table, kept for writing.
    subfolder
        Folder inside the zip in which the feed lay.
    refused
        Files that were left out or could not be understood.
    """

    name: str
    tables: Mapping[str, Table]
    others: Mapping[str, bytes] = field(default_factory=dict)
    subfolder: str = ""
    refused: frozenset[str] = frozenset()

    def place(self, file: str) -> str:
        """Name a file of the feed in notices."""
        return f"{self.name}/{file}"


def read_feed_text(
    path: Path, name: str | None = None, only: Collection[str] | None = None
) -> tuple[FeedText | None, list[Notice]]:
    """Read a feed whole.

    Parameters
    ----------
    path
        A folder or a zip.
    name
        What notices call it; the path's own name where it is not given.
    only
        File names to read; everything where it is not given.

    Returns
    -------
    FeedText or None, list of Notice
        None when there is no such folder or zip, or no table in it.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.gtfs.text import read_feed_text
    >>> feed, notices = read_feed_text(Path("sample_regions/okuyama/gtfs"))
    >>> len(feed.tables["agency.txt"]), feed.tables["agency_jp.txt"].header[:2], notices
    (1, ('agency_id', 'agency_official_name'), [])
    """
    name = name or path.name
    members, notices = read_members(path, name, only)
    if members is None:
        return None, notices
    tables: dict[str, Table] = {}
    others: dict[str, bytes] = {}
    refused = set(members.refused)
    for file, content in members.contents.items():
        if not file.endswith(".txt"):
            others[file] = content
            continue
        table, new_notices = table_of_text(file, content, f"{name}/{file}")
        notices += new_notices
        if table is None:
            others[file] = content
            refused.add(file)
        else:
            tables[file] = table
    if not tables and not refused:
        return None, [*notices, notice("gtfs_no_tables", file=name)]
    return FeedText(name, tables, others, members.subfolder, frozenset(refused)), notices


def table_of_text(file: str, content: bytes, place: str) -> tuple[Table | None, list[Notice]]:
    """Split the bytes of one table into columns of text; None and the reason where that cannot be done."""
    text, notices = decode(content, place)
    if text is None:
        return None, notices
    if "\0" in text.decoded:
        return None, [notice("file_unreadable", file=place, reason=ValueRefusedError("file_not_text"))]
    encoding = f"{text.encoding} (BOM)" if text.marked else text.encoding
    even = even_columns(text.decoded)
    if even is not None:
        header = _heads([column[0] for column in even])
        columns = [column[1:] for column in even]
        count = len(columns[0])
        sound = _filled(columns, count)
        return Table(file, tuple(header), tuple(columns), np.arange(2, count + 2), sound, encoding), notices
    try:
        rows, lines = _rows(text.decoded)
    except csv.Error:
        return None, [*notices, notice("csv_parsing_failed", file=place)]
    if not rows:
        return None, [*notices, notice("empty_file", file=place)]
    return table_of_rows(file, _heads(rows[0]), rows[1:], lines=lines[1:], encoding=encoding), notices


def _heads(first: Sequence[str]) -> list[str]:
    """Return the names of a header; some tools put the mark twice, or into the quotes of the first column."""
    return [first[0].lstrip("\ufeff"), *first[1:]]


def _rows(text: str) -> tuple[list[list[str]], NDArray[np.int64]]:
    ends, rows = numbered_rows(text)
    if [] in rows:
        filled = [(end, row) for end, row in zip(ends, rows, strict=True) if row]
        ends, rows = [end for end, _ in filled], [row for _, row in filled]
    return rows, np.asarray(ends, dtype=np.int64)


def table_of_rows(
    file: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    lines: NDArray[np.int64] | None = None,
    encoding: str = "UTF-8",
) -> Table:
    """Make a table of a header and rows of text.

    Parameters
    ----------
    file
        Its file name.
    header, rows
        As they stand in the file; rows may be too short or too long.
    lines
        Line of each row; counted from 2 where not given.
    encoding
        Of the file.
    """
    width = len(header)
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    whole = lengths == width
    if whole.all():
        columns = [_array(cells) for cells in zip(*rows, strict=True)] if rows else []
    else:
        # A row that only ends in empty cells too many is as good as one that has none of them.
        whole |= [len(row) > width and not any(cell.strip() for cell in row[width:]) for row in rows]
        wanted = max(width, *(len(row) for row, good in zip(rows, whole, strict=True) if not good), 0)
        columns = [_array(cells) for cells in zip_longest(*(row[:wanted] for row in rows), fillvalue="")]
        header = [*header, *[""] * (wanted - width)]
    columns += [_array([""] * len(rows)) for _ in range(len(header) - len(columns))]
    numbered = np.arange(2, len(rows) + 2) if lines is None else lines
    return Table(file, tuple(header), tuple(columns), numbered, whole & _filled(columns, len(rows)), encoding)


def _filled(columns: Sequence[Cells], count: int) -> NDArray[np.bool_]:
    """Return which of so many rows hold anything."""
    filled = np.zeros(count, dtype=bool)
    for cells in columns:
        filled |= np.fromiter(map(bool, map(str.strip, cells.tolist())), dtype=bool, count=count)
        if filled.all():
            break
    return filled


def _without_spaces(cells: Cells) -> Cells:
    texts = cells.tolist()
    bare = list(map(str.strip, texts))
    return cells if bare == texts else _array(bare)


def _array(cells: Sequence[str]) -> Cells:
    out = np.empty(len(cells), dtype=object)
    out[:] = cells
    return out
