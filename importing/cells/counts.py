"""Counts as statistics publish them: 1,234, full-width digits, a dash for none, X where few people are kept secret."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any

import numpy as np
import pandas as pd

from geo.texts.messages import notice
from geo.texts.notices import Notice

_DASHES = {unicodedata.normalize("NFKC", dash) for dash in ("-", "‐", "－", "ー", "―", "−", "–")}
_SUPPRESSED = {"x", "*", "***", "χ", "…", "..."}
_LEFT_OUT = "この行の値は空として扱い、人数に入っていません。"


_UNITS = re.compile(r"(?<=\d)(人|世帯|戸|名|軒)$")


def plain(text: str) -> str:
    """Write a header so that full-width, small and spaced ones are the same."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _narrow(text: str) -> str:
    """Write full-width signs as narrow ones; what is plain ASCII is so already, and statistics are long."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


def is_secret_or_none(cell: str) -> bool:
    """Return whether a cell is a dash (none) or a mark for what is kept secret or not known."""
    text = _narrow(cell)
    return text in _DASHES or text.casefold() in _SUPPRESSED


def number_of(cell: object) -> float | None:
    """Read a cell as a finite number; None where it is none."""
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, str):
        text = _narrow(cell).replace(",", "")
        if not text.isascii():
            text = _UNITS.sub("", text)
    else:
        text = str(cell)
    if "_" in text:
        return None  # Python takes 1_000 for a number, statistics don't write it
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def is_blank(cell: object) -> bool:
    """Return whether a cell holds nothing (None, an empty text, or what a table library puts for a missing value)."""
    return cell is None or cell is pd.NA or cell != cell or str(cell).strip() == ""


def counts_of(cells: pd.Series, column: str, file: str) -> tuple[pd.Series, list[Notice]]:
    """Read a column of counts.

    Parameters
    ----------
    cells
        Index: row in the file.
    column
        Its header, for notices.
    file
        Name to show.

    Returns
    -------
    pandas.Series, list of Notice
        Floats, missing where the value is secret, empty or no count; a dash is 0, as statistics use it.
    """
    values: list[float] = []
    notices: list[Notice] = []
    for row, cell in cells.items():
        value, new_notices = _count(cell, {"file": file, "row": int(str(row)), "field": column})
        values.append(value)
        notices += new_notices
    return pd.Series(values, index=cells.index, dtype="float64"), notices


def counts_and_hidden(cells: pd.Series, column: str, file: str) -> tuple[pd.Series, pd.Series, list[Notice]]:
    """Read a column of counts in which some are kept secret and added to others.

    Parameters
    ----------
    cells, column, file
        As in `counts_of`.

    Returns
    -------
    pandas.Series, pandas.Series, list of Notice
        Floats, missing where a value is secret, empty or no count; which are secret; and what is wrong with the others.
    """
    values = np.array(pd.to_numeric(cells.astype(object), errors="coerce"), dtype=np.float64)
    odd = ~(np.isfinite(values) & (values >= 0))
    hidden = np.zeros(len(cells), dtype=bool)
    for position in np.flatnonzero(odd):
        text = unicodedata.normalize("NFKC", str(cells.iloc[position])).strip().casefold()
        hidden[position] = text in _SUPPRESSED
    values[odd] = np.nan
    others, notices = counts_of(cells[odd & ~hidden], column, file)
    values[odd & ~hidden] = others.to_numpy()
    return pd.Series(values, index=cells.index), pd.Series(hidden, index=cells.index), notices


def _count(cell: object, place: dict[str, Any]) -> tuple[float, list[Notice]]:
    if is_blank(cell):
        return math.nan, [_cell_notice("cell_empty", place)]
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    if text in _DASHES:
        return 0.0, []
    if text.casefold() in _SUPPRESSED:
        return math.nan, [_cell_notice("import_value_suppressed", place, value=cell)]
    value = number_of(cell)
    if value is None:
        return math.nan, [_cell_notice("cell_not_number", place, value=cell)]
    if value < 0:
        return math.nan, [_cell_notice("cell_negative", place, value=f"{value:g}")]
    return value, []


def _cell_notice(code: str, place: dict[str, Any], **parameters: Any) -> Notice:
    return notice(code, **place, consequence=_LEFT_OUT, **parameters)
