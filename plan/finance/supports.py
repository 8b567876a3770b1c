"""Which support measures fit what a plan contains: for each what speaks for it, what is missing, and what nobody told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from geo.reference.supports import SupportMeasure, support_measures
from plan.applied import EffectiveScenario
from plan.finance.plan_facts import Fact, plan_facts

Fit = Literal["fits", "lacking", "unknown"]
FITS: Mapping[Fit, str] = MappingProxyType(
    {"fits": "合いそう（要確認）", "unknown": "分からない", "lacking": "足りないものがある"}
)
"""How a measure fits, on screen and paper: never a bare yes, as what holds today was not read."""


@dataclass(frozen=True)
class Support:
    """How a measure fits a plan.

    Parameters
    ----------
    id, measure
        The measure.
    fit
        ``fits``, ``lacking`` or ``unknown``.
    because, missing, unknown
        Facts that speak for it, that it lacks, and that nobody told. Of things of which one is enough, all are missing or none.
    """

    id: str
    measure: SupportMeasure
    fit: Fit
    because: tuple[Fact, ...]
    missing: tuple[Fact, ...]
    unknown: tuple[Fact, ...]


def supports_of(effective: EffectiveScenario) -> tuple[Support, ...]:
    """Hold a scenario against every measure, in the order of the briefing.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> {s.fit for s in supports_of(apply(read_region("sample_regions/model_chiku")))} <= {"lacking", "unknown"}
    True
    """
    facts = plan_facts(effective)
    return tuple(_held(key, measure, facts) for key, measure in support_measures().items())


def supports_document(effective: EffectiveScenario) -> list[dict[str, Any]]:
    """Return the measures as the key `supports` of the command `report` has them."""
    return [
        {
            "id": s.id,
            "lists": list(s.measure.lists),
            "name": s.measure.name,
            "ministry": s.measure.ministry,
            "name_now": s.measure.name_now,
            "status": s.measure.status,
            "to_be_confirmed": True,
            "fit": s.fit,
            "because": [_words(f) for f in s.because],
            "missing": [_words(f) for f in s.missing],
            "unknown": [_words(f) for f in s.unknown],
            "source": f"{s.measure.source}（{s.measure.date}年）",
        }
        for s in supports_of(effective)
    ]


def _words(fact: Fact) -> str:
    return f"{fact.name}：{fact.why}"


def _held(key: str, measure: SupportMeasure, facts: Mapping[str, Fact]) -> Support:
    musts = [facts[name] for name in measure.needs_all]
    either = [facts[name] for name in measure.needs_any]
    because = [f for f in (*musts, *either) if f.present]
    missing = [f for f in musts if f.present is False]
    unknown = [f for f in musts if f.present is None]
    if either and not any(f.present for f in either):
        missing += [f for f in either if f.present is False]
        unknown += [f for f in either if f.present is None]
    fit: Fit = "lacking" if missing else "unknown" if unknown else "fits"
    return Support(key, measure, fit, tuple(because), tuple(missing), tuple(unknown))
