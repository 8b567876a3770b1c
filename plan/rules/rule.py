"""A rule of the land-use plan, what it finds, and the answer that screens, paper and the command line show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import shapely

from geo.reference import Confidence
from geo.reference.law import article
from geo.region.zone_index import in_degrees
from geo.texts.notices import Severity
from plan.indicators.value_texts import ValueTexts
from plan.land.land import Land
from plan.scenario.drawn_areas import DECIMALS

Outcome = Literal["passed", "failed", "not_checked", "info"]

CONVENTION = "法令の定めではありません（本ツールの取り決め）"


@dataclass(frozen=True)
class Finding:
    """One thing that a rule found.

    Parameters
    ----------
    outcome
        ``passed``, ``failed``, ``not_checked`` or ``info`` (nothing is wrong, but something follows from it).
    message
        What, where by name, and what to do, in plain Japanese.
    where
        The place in metres, or None.
    ids
        Hubs, areas, facilities and villages that it is about.
    """

    outcome: Outcome
    message: str
    where: shapely.Geometry | None = None
    ids: tuple[str, ...] = ()


def passed(message: str) -> Finding:
    """Find nothing wrong."""
    return Finding("passed", message)


def failed(message: str, where: shapely.Geometry | None = None, ids: Iterable[str] = ()) -> Finding:
    """Find something wrong."""
    return Finding("failed", message, where, tuple(ids))


def info(message: str, where: shapely.Geometry | None = None, ids: Iterable[str] = ()) -> Finding:
    """Find something that somebody must know."""
    return Finding("info", message, where, tuple(ids))


def not_checked(message: str, ids: Iterable[str] = ()) -> Finding:
    """Say why it cannot be told."""
    return Finding("not_checked", message, None, tuple(ids))


@dataclass(frozen=True)
class Rule:
    """One rule.

    Parameters
    ----------
    code
        Permanent: L1 … P4.
    title
        What it asks, in Japanese.
    severity
        How much a failure weighs.
    article
        Key of `geo.reference.law.articles`; None where it is our convention.
    why
        Definition and limits in Japanese; ``{land_stop_walk_m}`` stands for the value of that assumption.
    source, confidence
        Where the rule comes from, and whether that was read.
    check
        From the land to what it finds; at least one finding.
    """

    code: str
    title: str
    severity: Severity
    article: str | None
    why: str
    source: str
    confidence: Confidence
    check: Callable[[Land], Iterable[Finding]]

    @property
    def law(self) -> str:
        """The article as documents cite it, with the number of 2016; or that there is none."""
        return CONVENTION if self.article is None else article(self.article).citation

    @property
    def to_be_confirmed(self) -> bool:
        """Return whether it rests on law that nobody has read for it, or on values that are not certain."""
        return self.confidence != "read" or (self.article is not None and article(self.article).to_be_confirmed)

    def results(self, land: Land) -> tuple[RuleResult, ...]:
        """Apply the rule: every failure, information and open question; one word of praise where there is none of them."""
        why = self.why.format_map(ValueTexts(land.effective.assumptions))
        findings = list(self.check(land))
        if not findings:
            raise AssertionError(f"rule {self.code} said nothing")
        weightier = [f for f in findings if f.outcome != "passed"] or findings[:1]
        return tuple(
            RuleResult(
                rule=self.code, title=self.title, outcome=f.outcome, severity=self.severity, law=self.law, message=f.message,
                why=why, where=_geojson(f.where, land.zone_index.crs), ids=f.ids, source=self.source,
                to_be_confirmed=self.to_be_confirmed,
            )
            for f in weightier
        )  # fmt: skip


@dataclass(frozen=True)
class RuleResult:
    """What a rule answered.

    Parameters
    ----------
    rule, title, severity, law, source, to_be_confirmed
        The rule's.
    outcome, message, ids
        As found.
    why
        Definition and limits, with the values that hold.
    where
        The place as a GeoJSON geometry in degrees, or None.
    """

    rule: str
    title: str
    outcome: Outcome
    severity: Severity
    law: str
    message: str
    why: str
    where: dict[str, Any] | None
    ids: tuple[str, ...]
    source: str
    to_be_confirmed: bool

    def as_dict(self) -> dict[str, Any]:
        """Return it with the keys of the command line's JSON."""
        return {**self.__dict__, "ids": list(self.ids)}


def _geojson(shape: shapely.Geometry | None, crs: int) -> dict[str, Any] | None:
    if shape is None or shapely.is_empty(shape):
        return None
    degrees = shapely.transform(in_degrees(shape, crs), lambda xy: xy.round(DECIMALS))
    written: dict[str, Any] = json.loads(shapely.to_geojson(degrees))
    return written
