"""National figures of the government's briefing of 2016 that a region can hold itself against; nothing is computed from them."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geo.reference import Confidence

_TABLE = Path(__file__).with_name("national_statistics.toml")


@dataclass(frozen=True)
class NationalShare:
    """An item of a survey.

    Parameters
    ----------
    id, name
        Permanent; as printed.
    share
        Per cent, as printed.
    """

    id: str
    name: str
    share: float


@dataclass(frozen=True)
class NationalSurvey:
    """A survey with its shares in the order of the source.

    Parameters
    ----------
    title, unit, date, source
        What it is, and where it was printed.
    asked, answers
        Who answered, and how many; empty and None where the source does not say it.
    confidence
        ``read``, ``likely`` or ``unsure``: the last two are shown as 要確認.
    note
        What a reader must know of it.
    items
        In the order of the source.
    """

    title: str
    unit: str
    date: str
    asked: str
    answers: int | None
    source: str
    confidence: Confidence
    note: str
    items: tuple[NationalShare, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of its items."""
        return tuple(item.id for item in self.items)


@dataclass(frozen=True)
class NationalKpi:
    """A figure by which the national strategy is measured (2015改訂版).

    Parameters
    ----------
    id, name, unit, source, date, note
        What it is, and where it was printed.
    target, target_date
        Aimed at, and when.
    confidence
        As in `NationalSurvey`.
    base, base_date
        Where it stood, and when; None and empty where the source does not say it.
    """

    id: str
    name: str
    unit: str
    target: float
    target_date: str
    source: str
    date: str
    confidence: Confidence
    note: str = ""
    base: float | None = None
    base_date: str = ""


@dataclass(frozen=True)
class DepopulatedFigure:
    """A figure of the depopulated areas (過疎地域) beside the nation's.

    Parameters
    ----------
    id, name, unit, source, date, confidence, note
        As in `NationalKpi`.
    depopulated, national
        As printed.
    """

    id: str
    name: str
    unit: str
    depopulated: float
    national: float
    source: str
    date: str
    confidence: Confidence
    note: str = ""


@functools.cache
def _content() -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads(_TABLE.read_text(encoding="utf-8")))


@functools.cache
def national_survey(name: str) -> NationalSurvey:
    """Return a survey: ``problems`` (23 items), ``hub_status`` or ``hub_activities`` (12).

    Raises
    ------
    KeyError
        When there is none of that name.

    Examples
    --------
    >>> survey = national_survey("hub_status")
    >>> survey.answers, round(sum(item.share for item in survey.items), 1)
    (1032, 103.6)
    """
    entry = dict(_content()["survey"][name])
    items = tuple(NationalShare(**item) for item in entry.pop("items"))
    return NationalSurvey(**{"answers": None, **entry}, items=items)


@functools.cache
def national_kpis() -> tuple[NationalKpi, ...]:
    """Return the national KPIs in the order of the table.

    Examples
    --------
    >>> {kpi.id: kpi.target for kpi in national_kpis()}["hubs"]
    1000
    """
    return tuple(NationalKpi(**entry) for entry in _content()["kpi"])


@functools.cache
def depopulated_figures() -> tuple[DepopulatedFigure, ...]:
    """Return the figures of the depopulated areas in the order of the table.

    Examples
    --------
    >>> [figure.depopulated for figure in depopulated_figures()][-1]
    32.8
    """
    return tuple(DepopulatedFigure(**entry) for entry in _content()["depopulated"])
