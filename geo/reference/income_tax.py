"""Income tax by brackets: what part of a taxable income is taxed at which rate in a year."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo.reference import Confidence

_TABLE = Path(__file__).with_name("income_tax.toml")


@dataclass(frozen=True)
class IncomeTaxTable:
    """The brackets of a year.

    Parameters
    ----------
    name
        In Japanese.
    brackets
        Yen above which a rate holds, and the rate in percent; the first begins at 0.
    source, date
        Where it comes from, and its year.
    confidence
        ``read``, ``likely`` or ``unsure``: the last two are shown as 要確認.
    """

    name: str
    brackets: tuple[tuple[int, int], ...]
    source: str
    date: str
    confidence: Confidence

    @property
    def to_be_confirmed(self) -> bool:
        """Return whether 要確認 stands beside it."""
        return self.confidence != "read"


@functools.cache
def income_tax_tables() -> MappingProxyType[str, IncomeTaxTable]:
    """Return the tables by key.

    Examples
    --------
    >>> income_tax_tables()["year_2016"].brackets[0]
    (0, 5)
    """
    content = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            key: IncomeTaxTable(**{**entry, "brackets": tuple((int(a), int(b)) for a, b in entry["brackets"])})
            for key, entry in content.items()
        }
    )
