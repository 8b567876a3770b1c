"""What the example plans say of the years to come: every tab has something to show, and what is made twice is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.daily_life.catchments import CatchmentTerms
from plan.daily_life.targets import target_paths
from plan.daily_life.viability import service_futures
from plan.file.plan_file import open_plan
from plan.future.of_region import FutureRequest, projection_of
from plan.overview.first_shown import first_shown
from plan.reach.evaluation import evaluate
from plan.villages.problems import problem_rows
from sample_regions.generator.daily_life import OUTINGS

SAMPLES = Path(__file__).parents[2] / "sample_regions"


@pytest.mark.parametrize("name", ["model_chiku", "okuyama", "sanson"])
def test_every_tab_has_something_on_first_opening(name: str) -> None:
    region = read_region(SAMPLES / name)
    plan = open_plan(SAMPLES / name / "example.plan.json")
    shown = first_shown(region, plan)
    evaluation = evaluate(apply(region, plan, shown))
    scenario = plan.scenario(shown)
    projection = projection_of(region, FutureRequest(2050), scenario.future)
    terms = CatchmentTerms("car", evaluation.effective.assumptions["daily_min"])
    judged = [s for s in service_futures(evaluation, projection, terms, scenario.future) if s.ending is not None]
    assert len(judged) >= 4
    assert all(s.threshold is not None and "架空" in s.threshold.named_by for s in judged)
    assert any(s.ending is not None and s.ending.ever and not s.ending.below_today for s in judged)
    paths = target_paths(scenario.procedure, projection)
    assert [p.kpi.indicator for p in paths][-2:] == ["population", OUTINGS]
    assert all(not p.missing for p in paths)
    people = paths[-2]
    assert people.kpi.actuals
    # The aim lies above what is to come without measures.
    assert all(people.kpi.targets[y] > people.without_measures[y] for y in people.kpi.targets)
    rows = problem_rows(plan.checklist, list(region.villages.index))
    assert rows[0].answered >= 2
    assert any(row.villages for row in rows)
    assert plan.checklist.hub_status == "planned"
