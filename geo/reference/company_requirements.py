"""What the tax measure of 2016 and 2017 asks of a hub's company, as data: each requirement with its text and its source."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from geo.reference import Confidence

_TABLE = Path(__file__).with_name("company_requirements.toml")


@dataclass(frozen=True)
class Requirement:
    """A requirement: of the plan, of the company, or at a payment; with its number, its text and where that stands."""

    group: Literal["plan", "company", "payment"]
    number: str
    text: str
    source: str
    date: str
    confidence: Confidence


@functools.cache
def requirements() -> MappingProxyType[str, Requirement]:
    """Return all requirements by id, in the order of the briefing.

    Examples
    --------
    >>> len([r for r in requirements().values() if r.group == "company"])
    8
    """
    content = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return MappingProxyType({key: Requirement(**entry) for key, entry in content.items()})
