"""What each column of a table must hold, and turning text cells into values that keep it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from geo.files.tables import RawTable
from geo.texts.clock import HOUR_S, clock
from geo.texts.messages import notice
from geo.texts.notices import Notice

Kind = Literal["text", "number", "whole", "share", "choice", "flag", "time", "days"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

LARGEST = 10**12
"""No count, area or amount of a region is larger."""

ROW_LEFT_OUT = "この行は計算に入っていません。直して読み直してください。"
CELL_LEFT_OUT = "この値は空として扱います。"


@dataclass(frozen=True)
class Column:
    """One column of a contract table.

    Parameters
    ----------
    name
        Header in the file.
    kind
        ``text``, ``number`` (0 or more unless `signed`), ``whole``, ``share`` (0 to 1), ``choice``, ``flag`` (true or false),
        ``time`` (8:30) or ``days`` (mon,wed).
    required
        A file without the column cannot be used, and a row whose cell is empty or wrong is left out.
    default
        What all rows get when the column is absent (a notice says so); None for an empty column.
    choices
        Allowed values of a ``choice``.
    signed
        Whether a number may be negative.
    say_default
        Whether a notice tells that the column is absent and the default was taken.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    default: str | None = None
    choices: Collection[str] = ()
    signed: bool = False
    say_default: bool = True


class _CellError(ValueError):
    """A cell that does not hold what its column asks for."""

    def __init__(self, code: str, **parameters: Any) -> None:
        self.code, self.parameters = code, parameters
        super().__init__(code)


def typed(
    table: RawTable, columns: Sequence[Column], *, required_file: bool = False
) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Turn a raw table into values.

    Parameters
    ----------
    table
        Text cells with their lines.
    columns
        What is expected; further columns are named in a notice and left out.
    required_file
        Whether the region cannot open without this file, which makes a missing column an error.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        Index: line in the file; None when a required column is absent. Empty optional cells are None.
    """
    notices: list[Notice] = []
    have = set(table.cells.columns)
    absent = [c for c in columns if c.required and c.name not in have]
    for column in absent:
        which: dict[str, Any] = {"file": table.file, "field": column.name, "column": column.name}
        todo = "このファイルは使っていません。列を加えて読み直してください。"
        notices.append(notice("column_missing_required" if required_file else "column_missing", **which, todo=todo))
    if absent:
        return None, notices
    known = {c.name for c in columns}
    for name in table.cells.columns:
        if name not in known:
            notices.append(notice("column_unknown", file=table.file, field=str(name), column=name))
    values: dict[str, list[object]] = {}
    bad_lines: set[int] = set()
    for column in columns:
        if column.name in have:
            values[column.name] = _column_values(table, column, notices, bad_lines)
        elif column.default is not None:
            if column.say_default:
                params: dict[str, Any] = {"column": column.name, "default": column.default}
                notices.append(notice("column_default", file=table.file, field=column.name, **params))
            values[column.name] = [_READERS[column.kind](column.default, column)] * len(table.cells)
    frame = pd.DataFrame({k: pd.Series(v, index=table.cells.index, dtype=object) for k, v in values.items()})
    frame = frame.loc[[line for line in frame.index if line not in bad_lines]]
    return _with_dtypes(frame, columns), notices


def _column_values(table: RawTable, column: Column, notices: list[Notice], bad_lines: set[int]) -> list[object]:
    read = _READERS[column.kind]
    out: list[object] = []
    for line, cell in zip(table.cells.index, table.cells[column.name], strict=True):
        if cell == "" and not column.required:
            out.append(read(column.default, column) if column.default is not None else None)
            continue
        try:
            if cell == "":
                raise _CellError("cell_empty")
            out.append(read(cell, column))
        except _CellError as problem:
            consequence = ROW_LEFT_OUT if column.required else CELL_LEFT_OUT
            if column.required:
                bad_lines.add(line)
            place: dict[str, Any] = {"file": table.file, "row": int(line), "field": column.name}
            notices.append(notice(problem.code, **place, consequence=consequence, **problem.parameters))
            out.append(None)
    return out


def _text(cell: str, _column: Column) -> object:
    return cell


def _number(cell: str, column: Column) -> object:
    try:
        value = float(cell)
    except ValueError:
        raise _CellError("cell_not_number", value=cell) from None
    if not math.isfinite(value):
        raise _CellError("cell_not_number", value=cell)
    if abs(value) > LARGEST:
        raise _CellError("cell_out_of_range", value=cell, low=-LARGEST if column.signed else 0, high=LARGEST)
    if value < 0 and not column.signed:
        raise _CellError("cell_negative", value=cell)
    return value


def _whole(cell: str, column: Column) -> object:
    value = _number(cell, column)
    assert isinstance(value, float)
    if value != int(value):
        raise _CellError("cell_not_whole", value=cell)
    return int(value)


def _share(cell: str, column: Column) -> object:
    value = _number(cell, column)
    assert isinstance(value, float)
    if value > 1:
        raise _CellError("cell_out_of_range", value=cell, low=0, high=1)
    return value


def _choice(cell: str, column: Column) -> object:
    if cell not in column.choices:
        raise _CellError("cell_not_choice", value=cell, choices="、".join(column.choices))
    return cell


_FLAGS = {"true": True, "1": True, "yes": True, "はい": True, "○": True, "false": False, "0": False, "no": False, "いいえ": False, "": False}  # fmt: skip


def _flag(cell: str, _column: Column) -> object:
    if cell.lower() not in _FLAGS:
        raise _CellError("cell_not_choice", value=cell, choices="true、false")
    return _FLAGS[cell.lower()]


def _time(cell: str, _column: Column) -> object:
    match = re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?", cell)
    if match is None:
        raise _CellError("cell_not_time", value=cell)
    return clock(int(match[1]) * HOUR_S + int(match[2]) * 60, padded=True)


def _days(cell: str, _column: Column) -> object:
    days = [d for d in re.split(r"[,;、/\s]+", cell.lower()) if d]
    if not days or any(d not in WEEKDAYS for d in days):
        raise _CellError("cell_not_days", value=cell)
    return ",".join(d for d in WEEKDAYS if d in days)


_READERS: dict[Kind, Callable[[str, Column], object]] = {
    "text": _text, "number": _number, "whole": _whole, "share": _share, "choice": _choice, "flag": _flag,
    "time": _time, "days": _days,
}  # fmt: skip


def _with_dtypes(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    for column in columns:
        if column.name not in frame:
            continue
        values = frame[column.name]
        if column.kind == "whole":
            frame[column.name] = values.astype("float64" if values.isna().any() else "int64")
        elif column.kind in ("number", "share"):
            frame[column.name] = values.astype("float64")
        elif column.kind == "flag":
            frame[column.name] = values.astype("bool")
    return frame


def with_all_columns(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """Give a table all columns of its contract, in their order: empty words and missing numbers where it has none."""
    frame = frame.copy()
    for column in columns:
        missing: float | str = float("nan") if column.kind in ("number", "whole", "share") else ""
        if column.name not in frame:
            frame[column.name] = missing
        elif missing == "":
            frame[column.name] = frame[column.name].fillna("")
    return frame[[c.name for c in columns]]
