"""The household types of the 1 % strategy: who comes in one household that settles."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from geo.reference import Confidence

_TABLE = Path(__file__).with_name("settlers.toml")
MemberSex = Literal["f", "m", "both"]
BOTH: MemberSex = "both"
"""Sex of a member who may be either: half a person of each."""


@dataclass(frozen=True)
class HouseholdKind:
    """A type of households that settle.

    Parameters
    ----------
    name
        In Japanese.
    members
        Sex (f, m or both), first age of the five-year class, persons.
    source
        Where the type is described.
    confidence
        ``read``, ``likely`` or ``unsure``: the last two are shown as 要確認.
    """

    name: str
    members: tuple[tuple[MemberSex, int, float], ...]
    source: str
    confidence: Confidence


@functools.cache
def household_kinds() -> MappingProxyType[str, HouseholdKind]:
    """Return the types by id, in the order in which they are shown.

    Examples
    --------
    >>> list(household_kinds())
    ['young_couple', 'family', 'retired_couple']
    """
    content = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            kind: HouseholdKind(**{**entry, "members": tuple((s, int(a), float(n)) for s, a, n in entry["members"])})
            for kind, entry in content.items()
        }
    )
