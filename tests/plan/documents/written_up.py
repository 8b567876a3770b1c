"""The plan of 椿原 written up, made once for all tests; and the same with hostile words wherever somebody may write."""

from __future__ import annotations

import datetime
import functools
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from geo.region.region import read_region
from plan.applied import apply
from plan.documents.material import Material, material
from plan.file.plan_file import open_plan
from plan.reach.evaluation import evaluate
from plan.scenario.procedure import DraftTexts, Kpi, Part, headings
from plan.scenario.scenario import Plan

FOLDER = Path(__file__).resolve().parents[3] / "sample_regions" / "model_chiku"
CHOSEN = "c3"
DAY = datetime.date(2026, 11, 30)


@functools.cache
def written_up(*, few_told: bool = False) -> Material:
    """What the sample's fullest scenario is written from."""
    region, plan = read_region(FOLDER), open_plan(FOLDER / "example.plan.json")
    scenarios = [evaluate(apply(region, plan, i)) for i in ("base", "c1", CHOSEN)]
    return material(scenarios, CHOSEN, plan, DAY, few_told=few_told)


def nothing_entered() -> Material:
    """What a scenario is written from in which nothing is proposed."""
    region = read_region(FOLDER)
    plan = Plan(region.id, region.fingerprint)
    return material([evaluate(apply(region, plan, "base"))], "base", plan, DAY)


def with_words(words: str) -> Material:
    """The sample's plan with the same words as every name and text that a planner may write."""
    found = written_up()
    scenario = found.plan.scenario(CHOSEN)
    written: dict[str, Any] = {}
    for part in get_args(Part):
        written |= dict.fromkeys(headings(part), words)
    draft = DraftTexts(**written)
    procedure = replace(
        scenario.procedure,
        draft=draft,
        held_on=words,
        members=(words,),
        kpis=(Kpi(words, targets={2030: 1.5}, source=words),),
    )
    hubs = tuple(
        replace(h, name=words, facilities=tuple(replace(f, name=words) for f in h.facilities)) for h in scenario.hubs
    )
    services = tuple(replace(s, name=words, operator=words) for s in scenario.services)
    changed = replace(scenario, name=words, procedure=procedure, hubs=hubs, services=services)
    plan = replace(found.plan, scenarios=(*(s for s in found.plan.scenarios if s.id != CHOSEN), changed))
    region = found.chosen.effective.region
    return material([found.scenarios[0], evaluate(apply(region, plan, CHOSEN))], CHOSEN, plan, DAY)
