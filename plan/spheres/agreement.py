"""How far two divisions of the same villages agree, and which villages differ."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class Agreement:
    """Two divisions compared.

    Parameters
    ----------
    adjusted_rand
        1 for the same division, about 0 for what chance alone would give; NaN never: no village in common gives 1.
    compared
        How many villages both divisions know.
    differs
        Index village_id; columns of (its group in the first), given (its group in the second) and usual (the group of the
        first that most villages of its given group belong to).
    """

    adjusted_rand: float
    compared: int
    differs: pd.DataFrame


def agreement(division: pd.Series, given: pd.Series) -> Agreement:
    """Compare a division of villages with a given one (districts that a town already has).

    Parameters
    ----------
    division, given
        Group of each village, None where it belongs to none; only villages with both count.

    Returns
    -------
    Agreement
        The adjusted Rand index (Hubert and Arabie 1985, Comparing partitions, Journal of Classification 2: 193-218), and
        the villages that lie in another group than most of their given group; of equally frequent groups the first by name.

    Examples
    --------
    >>> ours = pd.Series({"v1": "h1", "v2": "h1", "v3": "h2", "v4": "h2"})
    >>> theirs = pd.Series({"v1": "東", "v2": "東", "v3": "東", "v4": "西"})
    >>> found = agreement(ours, theirs)
    >>> found.adjusted_rand, list(found.differs.index)
    (0.0, ['v3'])
    """
    both = pd.DataFrame({"of": division, "given": given}).reindex(division.index)
    both = both[both["of"].notna() & both["given"].notna() & (both["given"] != "")]
    counts = both.groupby(["given", "of"], sort=True).size().rename("villages").reset_index()
    first = counts.sort_values(["given", "villages", "of"], ascending=[True, False, True]).drop_duplicates("given")
    usual = both["given"].map(dict(zip(first["given"], first["of"], strict=True)))
    differs = both.assign(usual=usual)[both["of"] != usual].rename_axis("village_id")
    return Agreement(_adjusted_rand(counts, len(both)), len(both), differs)


def _adjusted_rand(counts: pd.DataFrame, size: int) -> float:
    """Pairs of villages that both put together, corrected for chance."""
    together = _pairs(counts["villages"])
    of_first = _pairs(counts.groupby("of")["villages"].sum())
    of_second = _pairs(counts.groupby("given")["villages"].sum())
    by_chance = of_first * of_second / math.comb(size, 2) if size > 1 else 0.0
    most = (of_first + of_second) / 2
    # Where every village stands alone, or all stand together, in both, there is nothing to agree on by chance.
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)


def _pairs(sizes: pd.Series) -> int:
    return sum(math.comb(int(n), 2) for n in sizes)
