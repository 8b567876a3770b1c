"""What an example plan says of the years to come: what services need, targets, and answers of villages."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.reference.national_statistics import national_survey
from geo.region.region import Region, read_region
from plan.daily_life.targets import add_kpi, projected_value, set_value
from plan.daily_life.viability import set_threshold
from plan.file.plan_file import plan_bytes, read_plan
from plan.future.of_region import FutureRequest, projection_of
from plan.indicators.registry import indicator
from plan.reach.evaluation import evaluation_of
from plan.scenario.future import Threshold
from plan.scenario.scenario import BASE, Plan
from plan.villages.problems import answer_hubs, answer_problems, answer_when

BASE_YEAR, MEASURED_YEAR, LAST_YEAR = 2026, 2027, 2032
EVERY = 4
"""Every fourth village has answered."""
OUTINGS = "outing_errands_no_car"
LESS_LOST = 0.5
"""The target: half of the people who are to be lost without measures stay."""


@dataclass(frozen=True)
class DailyLife:
    """What is written into a plan.

    Parameters
    ----------
    scenario_id
        Which scenario has the thresholds and the targets.
    thresholds
        By key (`plan.scenario.future.service_key` or a category).
    seed
        Of the villages' answers.
    """

    scenario_id: str
    thresholds: Mapping[str, Threshold]
    seed: int


def write_daily_life(folder: Path, wanted: DailyLife) -> None:
    """Write it into the example.plan.json of a finished region folder."""
    path = folder / "example.plan.json"
    path.write_bytes(plan_bytes(with_daily_life(read_region(folder), read_plan(path.read_bytes()), wanted)))


def with_daily_life(region: Region, plan: Plan, wanted: DailyLife) -> Plan:
    """Add thresholds and two targets to a scenario, and answers to the plan."""
    scenario_id = wanted.scenario_id
    for key, threshold in wanted.thresholds.items():
        plan = set_threshold(plan, scenario_id, key, threshold)
    people = projection_of(region, FutureRequest(LAST_YEAR))
    now, then = (projected_value(people, "population", year) or 0.0 for year in (BASE_YEAR, LAST_YEAR))
    wished = then + LESS_LOST * (now - then)
    plan = _with_target(plan, scenario_id, "population", (_whole(now), BASE_YEAR, _whole(wished)))
    before, after = (indicator(OUTINGS).compute(evaluation_of(region, plan, i)) for i in (BASE, scenario_id))
    plan = _with_target(plan, scenario_id, OUTINGS, (_whole(before), BASE_YEAR, _whole(after)))
    number = len(plan.scenario(scenario_id).procedure.kpis) - 2
    plan = set_value(
        plan,
        scenario_id,
        number,
        ("actual", MEASURED_YEAR, _whole(projected_value(people, "population", MEASURED_YEAR) or 0.0)),
    )
    return _with_answers(region, plan, wanted.seed)


def _with_target(plan: Plan, scenario_id: str, name: str, way: tuple[float, int, float]) -> Plan:
    plan = add_kpi(plan, scenario_id, name, way)
    number = len(plan.scenario(scenario_id).procedure.kpis) - 1
    for year, value in plan.scenario(scenario_id).procedure.kpis[number].targets.items():
        plan = set_value(plan, scenario_id, number, ("target", year, _whole(value)))
    return plan


def _with_answers(region: Region, plan: Plan, seed: int) -> Plan:
    drawn = random.Random(seed)
    items = national_survey("problems").items
    lived_in = region.villages.index[region.villages["population"] > 0]
    for village in list(lived_in)[::EVERY]:
        named = tuple(item.id for item in items if drawn.random() < item.share / 100)
        plan = answer_problems(plan, str(village), named)
    plan = answer_hubs(plan, "planned", ("community", "transport", "shop_finance"))
    return answer_when(plan, "2026年10月", "区長会での聞き取り（架空）")


def _whole(value: float) -> float:
    return float(round(value))


def said_by(place: str) -> str:
    """Say who named a threshold."""
    return f"{place}の話、2026年（架空）"
