"""Values of any layer as the cells of a region's tables."""

from __future__ import annotations

import pandas as pd

from importing.cells.counts import is_blank

_DEGREE_DECIMALS = 6


def cell_of(value: object) -> str:
    """Write a value as one line of text: nothing for a missing one, 12 for 12.0."""
    if isinstance(value, str):
        return " ".join(value.split())
    if is_blank(value):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(float(value))
    return " ".join(str(value).split())


def cells_of(values: pd.Series) -> pd.Series:
    """Write a column as text."""
    cells = values.astype(object).tolist()
    if set(map(type, cells)) == {str}:
        joined = "".join(cells)
        if joined.split() != [joined]:  # a space somewhere; texts that stand there often are looked at once
            cell_by_value = {v: cell_of(v) for v in set(cells)}
            cells = [cell_by_value[v] for v in cells]
        return pd.Series(cells, index=values.index, dtype=object)
    return pd.Series([cell_of(v) for v in cells], index=values.index, dtype=object)


def degrees_cell(value: float) -> str:
    """Write a coordinate with 6 decimals (0.1 m)."""
    return f"{value:.{_DEGREE_DECIMALS}f}"
