"""The home of every number: values with unit, date, source and confidence, read from the tables beside this file."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Confidence = Literal["read", "likely", "unsure"]


@dataclass(frozen=True)
class Reference:
    """One reference value.

    Parameters
    ----------
    value
        The number.
    unit
        Its unit.
    name
        What it is called on screen, in Japanese.
    source
        Where it comes from.
    date
        Year of the source.
    confidence
        ``read`` (seen in the source), ``likely`` or ``unsure``: the last two are shown as 要確認.
    """

    value: float
    unit: str
    name: str
    source: str
    date: str
    confidence: Confidence

    @property
    def to_be_confirmed(self) -> bool:
        """Return whether screens must show 要確認 beside the value."""
        return self.confidence != "read"


@functools.cache
def reference_table(name: str) -> MappingProxyType[str, Reference]:
    """Read one table of reference values, for example ``speeds`` or ``access``.

    Raises
    ------
    KeyError
        When there is no table of that name.
    """
    path = Path(__file__).with_name(f"{name}.toml")
    if not path.is_file():
        raise KeyError(name)
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType({key: Reference(**entry) for key, entry in content.items()})
