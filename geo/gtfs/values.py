"""Cells of a feed as values: times past midnight as seconds, dates, numbers; what cannot be read is noted by position."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.plain_numbers import plain_numbers
from geo.gtfs.fields import Field, Kind
from geo.gtfs.text import Cells, Table
from geo.texts.clock import clock

MEASURES: tuple[Kind, ...] = ("number", "lat", "lon")
"""Kinds of fields that hold numbers with a point."""

NO_TIME_S = -1
"""What stands for an empty time of day: the bus passes between the times before and after."""

_TIME = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)", re.ASCII)
_DATE = re.compile(r"\d{8}", re.ASCII)
_REWRITTEN_DATE = re.compile(r"(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?( 0{1,2}:00(:00)?)?", re.ASCII)
_REWRITTEN_TIME = re.compile(r"(?:1900/0?1/(\d{1,2}) )?(\d{1,2}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_COLOR = re.compile(r"[0-9a-fA-F]{6}")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_NO_DATE = np.datetime64("NaT", "D")


def seconds_of(cell: str) -> int | None:
    """Seconds past midnight of a time such as 8:05:00 or 25:10:00; None where it is none.

    So are times as spreadsheets write them: 8:05, and 1900/1/1 1:10:00 for 25:10:00 (their first day is the one after midnight).
    """
    match = _TIME.fullmatch(cell)
    if match:
        return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])
    rewritten = _REWRITTEN_TIME.fullmatch(cell)
    if not rewritten:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in rewritten.groups())
    return (days * 24 + hours) * 3600 + minutes * 60 + seconds


def date_of(cell: str) -> datetime.date | None:
    """Date of YYYYMMDD, or as spreadsheets write it (2026/4/1, 2026-04-01, 2026年4月1日); None where there is no such day."""
    rewritten = _REWRITTEN_DATE.fullmatch(cell)
    if not rewritten and not _DATE.fullmatch(cell):
        return None
    parts = rewritten.group(1, 3, 4) if rewritten else (cell[:4], cell[4:6], cell[6:])
    try:
        return datetime.date(*map(int, parts))
    except ValueError:
        return None


def standard_cell(cell: str, kind: Kind) -> str:
    """Write a date or a time of day as the standard wants it, where a spreadsheet has rewritten it; other cells as they are."""
    if kind == "date" and not _DATE.fullmatch(cell) and (day := date_of(cell)) is not None:
        return f"{day:%Y%m%d}"
    if kind == "time" and not _TIME.fullmatch(cell) and (at_s := seconds_of(cell)) is not None:
        return clock(at_s, padded=True, seconds=True)
    return cell


def number_of(cell: str) -> float | None:
    """Finite number of a cell; None where it is none."""
    return float(cell) if _NUMBER.fullmatch(cell) else None


def whole_of(cell: str) -> int | None:
    """Whole number of a cell; None where it is none."""
    return int(cell) if _WHOLE.fullmatch(cell) else None


def color_of(cell: str) -> str | None:
    """Six hexadecimal digits in capitals; None where the cell is no colour."""
    return cell.upper() if _COLOR.fullmatch(cell) else None


def _in_range(low: float, high: float, cell: str) -> float | None:
    value = number_of(cell)
    return value if value is not None and low <= value <= high else None


def _not_negative(cell: str) -> float | None:
    value = number_of(cell)
    return value if value is not None and value >= 0 else None


def _whole_not_negative(cell: str) -> int | None:
    value = whole_of(cell)
    return value if value is not None and value >= 0 else None


def _choice(choices: frozenset[int], cell: str) -> int | None:
    value = whole_of(cell)
    return value if value in choices else None


def reader_of(field: Field) -> Callable[[str], Any] | None:
    """Return the function that reads a cell of this field, or None where any text will do."""
    if field.kind == "enum":
        return functools.partial(_choice, frozenset(field.choices))
    if field.kind == "number" and field.signed:
        return number_of
    return _READERS.get(field.kind)


_RANGES: Mapping[Kind, tuple[float, float]] = {"lat": (-90.0, 90.0), "lon": (-180.0, 180.0)}
_READERS: dict[str, Callable[[str], Any]] = {
    "time": seconds_of,
    "date": date_of,
    "color": color_of,
    **{kind: functools.partial(_in_range, low, high) for kind, (low, high) in _RANGES.items()},
    "number": _not_negative,
    "whole": _whole_not_negative,
}


def values_of(table: Table, field: Field) -> tuple[Any, NDArray[np.bool_]]:
    """Turn the cells of a column into values.

    Returns
    -------
    array, numpy.ndarray of bool
        The values of the sound rows; and where they can be used: filled with what the field asks for, or empty where it may be.
        Ids that refer elsewhere become categories in order of appearance, times int32 seconds with `NO_TIME_S`, dates
        datetime64[D] with NaT, numbers float64 or Int64, enums with a default int16, other texts objects.
    """
    if field.kind in MEASURES:
        fast = numbers_in_range(table.cells(field.name), field)
        if fast is not None:
            return fast, np.ones(len(fast), dtype=bool)
    codes, uniques = table.different(field.name)
    if field.refers:
        filled = np.asarray([bool(cell) for cell in uniques], dtype=bool)
        values: Any = pd.Categorical.from_codes(codes, categories=pd.Index(uniques, dtype=object))
        return values, (filled if field.need == "required" else filled | True)[codes]
    read = reader_of(field)
    if read is None:
        good = np.asarray([bool(cell) or field.need != "required" for cell in uniques], dtype=bool)
        return table.cells(field.name), good[codes]
    known = [read(cell) for cell in uniques]
    good = np.asarray(
        [
            value is not None or (not cell and field.need != "required")
            for cell, value in zip(uniques, known, strict=True)
        ],
        dtype=bool,
    )
    return _taken(_array_of(known, field), codes), good[codes]


def numbers_in_range(cells: Cells, field: Field) -> NDArray[np.float64] | None:
    """Read plain numbers all at once; None where one of the cells is anything else or out of the field's range."""
    values = plain_numbers(cells.tolist())
    low, high = _RANGES.get(field.kind, (-np.inf if field.signed else 0.0, np.inf))
    return values if values is not None and bool(((values >= low) & (values <= high)).all()) else None


def _array_of(known: list[Any], field: Field) -> Any:
    if field.kind == "time":
        return np.asarray([NO_TIME_S if v is None else v for v in known], dtype=np.int32)
    if field.kind == "date":
        return np.asarray([_NO_DATE if v is None else np.datetime64(v, "D") for v in known], dtype="datetime64[D]")
    if field.kind == "color":
        return np.asarray([field.default if v is None else v for v in known], dtype=object)
    if field.kind in MEASURES:
        return np.asarray([np.nan if v is None else v for v in known], dtype=np.float64)
    if field.kind == "enum" and (field.default is not None or field.need == "required"):
        return np.asarray([field.default or 0 if v is None else v for v in known], dtype=np.int16)
    if field.need == "required":
        return np.asarray([0 if v is None else v for v in known], dtype=np.int64)
    return pd.array([pd.NA if v is None else v for v in known], dtype="Int64")


def _taken(values: Any, codes: NDArray[np.intp]) -> Any:
    return values[codes] if len(values) else values
