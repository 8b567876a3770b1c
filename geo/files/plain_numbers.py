"""Columns of plain numbers, read all at once: most columns of most files are nothing else, and cell by cell is slow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_SIGNS = b"0123456789.+-"


def plain_numbers(cells: Sequence[str]) -> NDArray[np.float64] | None:
    """Read texts all at once, where each of them is a number written with nothing but digits, a sign and a point.

    Parameters
    ----------
    cells
        Texts of a column.

    Returns
    -------
    numpy.ndarray or None
        Finite numbers; None where one of the texts is anything else, be it empty, a number with a comma, or one too large.

    Examples
    --------
    >>> plain_numbers(["34.25", "-7"]), plain_numbers(["34.25", "１２"]), plain_numbers(["5", ""])
    (array([34.25, -7.  ]), None, None)
    """
    joined = "".join(cells)
    if not joined.isascii() or joined.encode().translate(None, _SIGNS):
        return None
    try:
        values = np.fromiter(map(float, cells), dtype=np.float64, count=len(cells))
    except ValueError:
        return None
    return values if bool(np.isfinite(values).all()) else None
