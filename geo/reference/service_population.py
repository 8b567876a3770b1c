"""Background for judging services: municipal sizes at which they exist, and community-run exceptions. Never a threshold."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.reference import Confidence

_TABLE = Path(__file__).with_name("service_population.toml")


@dataclass(frozen=True)
class MunicipalSize:
    """Of how many people municipalities are in which a service exists.

    Parameters
    ----------
    service, category
        What it is, and the category to which it belongs.
    most, most_to
        People of a municipality at which it exists in 80 of 100 cases; the upper end where the source gives a span.
    source, date, confidence
        Where it was read; ``likely`` and ``unsure`` are shown as 要確認.
    half, half_to
        The same for 50 of 100; None where the source does not say it.
    """

    service: str
    category: str
    most: int
    source: str
    date: str
    confidence: Confidence
    most_to: int | None = None
    half: int | None = None
    half_to: int | None = None


@dataclass(frozen=True)
class CommunityRun:
    """A service that a community keeps going although few people live there.

    Parameters
    ----------
    name, category, text
        What it is, in words.
    residents
        People of the community.
    source, date, confidence
        As in `MunicipalSize`.
    """

    name: str
    category: str
    residents: int
    text: str
    source: str
    date: str
    confidence: Confidence


@functools.cache
def _content() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@functools.cache
def municipal_sizes() -> tuple[MunicipalSize, ...]:
    """Return the municipal sizes in the order of the table.

    Examples
    --------
    >>> municipal_sizes()[0].service, municipal_sizes()[0].half
    ('一般診療所', 3500)
    """
    return tuple(MunicipalSize(**entry) for entry in _content()["municipal"])


@functools.cache
def community_run() -> tuple[CommunityRun, ...]:
    """Return the exceptions in the order of the table.

    Examples
    --------
    >>> community_run()[0].residents
    256
    """
    return tuple(CommunityRun(**entry) for entry in _content()["exception"])
