"""Two rows of headers of which the upper is merged over several columns: ages over 男・女・計, or 男 and 女 over the ages.

A merged cell arrives as one filled cell and empty ones right of it. It is spread over its columns only where the row below repeats
the same few words, and all of them are sexes or ages: then nothing else can be meant.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from importing.cells.counts import number_of, plain
from importing.cells.written_ages import ages_of, is_all_ages, narrowed

JOIN = "／"
_SEXES = frozenset({"男", "女", "男性", "女性", "計", "総数", "合計", "男女計", "male", "female", "total"})
_FEWEST = 4


def merged_header(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """Find two rows of headers of which the upper is merged over sexes or ages.

    Parameters
    ----------
    rows
        Cells of the rows from the top.

    Returns
    -------
    int, list of str
        Position of the upper row, and the names of all columns; None where there are no such rows.

    Examples
    --------
    >>> merged_header([["町名", "0～4歳", "", "5～9歳", ""], ["", "男", "女", "男", "女"], ["東", "1", "2", "3", "4"]])
    (0, ['町名', '0～4歳／男', '0～4歳／女', '5～9歳／男', '5～9歳／女'])
    """
    for position, (upper, lower) in enumerate(itertools.pairwise(rows)):
        names = _joined(upper, lower)
        if names is not None:
            return position, names
    return None


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    times = Counter(c for c in lower if c)
    below = [c for c in lower if times[c] > 1]
    if len(below) < _FEWEST or not any(upper):
        return None
    if not (all(plain(c) in _SEXES for c in below) or _are_ages(below)):
        return None
    names: list[str] = []
    over = ""
    for column in range(max(len(upper), len(lower))):
        above = upper[column] if column < len(upper) else ""
        own = lower[column] if column < len(lower) else ""
        over = above or over
        if times[own] > 1 and not over:
            return None
        names.append(f"{over}{JOIN}{_with_unit(own)}" if times[own] > 1 else own or above)
    return names if len(set(filter(None, names))) == len([n for n in names if n]) else None


def _are_ages(cells: Sequence[str]) -> bool:
    """Return whether all cells are ages or totals, some of them written so that they cannot be counts."""
    known = all(ages_of(c) is not None or is_all_ages(c) for c in cells)
    return known and any(number_of(c) is None and not is_all_ages(c) for c in cells)


def _with_unit(cell: str) -> str:
    return f"{cell}歳" if narrowed(cell).isdigit() else cell
