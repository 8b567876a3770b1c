"""The grant for regional plans (地方創生推進交付金, 2016): what its three kinds ask, with evidence from the plan; the example fields."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geo.reference
from geo.reference import reference_table
from plan.applied import EffectiveScenario
from plan.finance.of_scenario import scenario_budget
from plan.finance.plan_facts import Fact, plan_facts
from plan.scenario.budget import GrantKind

KINDS: Mapping[GrantKind, str] = MappingProxyType(
    {
        "pioneering": "先駆性のある取組",
        "bottleneck": "既存事業の隘路を発見し、打開する取組",
        "spread": "先駆的・優良事例の横展開",
    }
)
"""The three kinds on screen and paper."""

MUSTS = ("plan_period", "kpi_yearly", "pdca")
"""Facts without which nobody applies: the plan's period, KPI, PDCA."""


@dataclass(frozen=True)
class Question:
    """A question of a kind, with what the plan has to say to it.

    Parameters
    ----------
    id, kind, name, text
        The question.
    evidence
        What the plan contains of it.
    answer
        As the plan answers in words; empty while it does not.
    """

    id: str
    kind: GrantKind
    name: str
    text: str
    evidence: tuple[Fact, ...]
    answer: str


@dataclass(frozen=True)
class ExampleField:
    """A field of the briefing's examples, and what of the plan touches it."""

    name: str
    touched_by: tuple[Fact, ...]


@dataclass(frozen=True)
class GrantReview:
    """How far a plan is from an application.

    Parameters
    ----------
    questions
        Of all three kinds.
    fields
        The eight examples.
    musts
        KPI, PDCA and period.
    share_percent
        What the state pays.
    steps
        For the 工程表: how an application goes.
    """

    questions: tuple[Question, ...]
    fields: tuple[ExampleField, ...]
    musts: tuple[Fact, ...]
    share_percent: float
    steps: tuple[str, ...]


@functools.cache
def _catalogue() -> Mapping[str, Any]:
    path = Path(geo.reference.__file__).with_name("grant.toml")
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


def grant_review(effective: EffectiveScenario) -> GrantReview:
    """Ask a scenario what the grant asks.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> review = grant_review(apply(read_region("sample_regions/model_chiku")))
    >>> len([q for q in review.questions if q.kind == "pioneering"]), len(review.fields), review.share_percent
    (5, 8, 50)
    """
    facts = plan_facts(effective)
    answers = {a.question: a.answer for a in scenario_budget(effective).grant_answers}
    questions = tuple(
        Question(key, one["kind"], one["name"], one["text"], _present(one["facts"], facts), answers.get(key, ""))
        for key, one in _catalogue()["questions"].items()
    )
    fields = tuple(
        ExampleField(one["name"], _present(one["facts"], facts)) for one in _catalogue()["examples"].values()
    )
    share = reference_table("finance")["grant_share_percent"].value
    return GrantReview(questions, fields, tuple(facts[name] for name in MUSTS), share, application_steps())


def application_steps() -> tuple[str, ...]:
    """Say how an application goes, for the 工程表 (2016).

    Examples
    --------
    >>> application_steps()[0]
    '地域再生計画の認定申請（受付は年3回。2016年の制度、今の回数は要確認）'
    """
    values = reference_table("finance")
    rounds, months = int(values["rounds_a_year"].value), int(values["months_to_approval"].value)
    return (
        f"地域再生計画の認定申請（受付は年{rounds}回。2016年の制度、今の回数は要確認）",
        f"内閣総理大臣の認定（申請から{months}か月以内）",
        "交付金の交付申請と交付決定（時期は要綱による。要確認）",
    )


def _present(names: list[str], facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
    return tuple(facts[name] for name in names if facts[name].present)
