"""Edits of the organisation, the related plans, the records and the yearly figures: each takes a plan and returns a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from geo.reference.organisation import conditions
from plan.scenario.budget import Budget
from plan.scenario.carriers.agreements import Record, RelatedPlan
from plan.scenario.carriers.organisation import ConditionNote, ConditionState, Organisation, Step, StepDocument
from plan.scenario.edits import with_scenario
from plan.scenario.permanent_ids import RECORD, next_id, remembering
from plan.scenario.procedure import Kpi, Procedure
from plan.scenario.scenario import Hub, HubGrade, Plan


def change_organisation(plan: Plan, scenario_id: str, **changes: Any) -> Plan:
    """Change some attributes of a scenario's organisation, by their names.

    Raises
    ------
    geo.texts.errors.ValueRefusedError
        When a value cannot be.

    Examples
    --------
    >>> from plan.scenario.edits import add_scenario
    >>> plan, new = add_scenario(Plan("r", "f"), "案1")
    >>> change_organisation(plan, new, name="谷の会").scenario(new).organisation.name
    '谷の会'
    """
    scenario = plan.scenario(scenario_id)
    changed = replace(scenario.organisation, **changes)
    return with_scenario(plan, replace(scenario, organisation=changed))


def set_step_document(plan: Plan, scenario_id: str, step: Step, dated: str, document: str) -> Plan:
    """Name the document of a step; empty date and name take it back."""
    known = plan.scenario(scenario_id).organisation.steps
    kept = tuple(s for s in known if s.step != step)
    earlier = next((s for s in known if s.step == step), StepDocument(step))
    new = replace(earlier, dated=dated.strip(), document=document.strip())
    given = (new,) if new.dated or new.document or new.unknown_fields else ()
    return change_organisation(plan, scenario_id, steps=(*kept, *given))


def set_condition(plan: Plan, scenario_id: str, condition: str, state: ConditionState, note: str) -> Plan:
    """Note how far a condition is met; nothing noted takes it away."""
    known = {c.condition: c for c in plan.scenario(scenario_id).organisation.conditions}
    known[condition] = replace(known.get(condition, ConditionNote(condition)), state=state, note=note.strip())
    order = [*conditions(), *(c for c in known if c not in conditions())]
    kept = tuple(known[c] for c in order if c in known and known[c] != ConditionNote(c))
    return change_organisation(plan, scenario_id, conditions=kept)


def set_related_plans(plan: Plan, scenario_id: str, related: Iterable[RelatedPlan]) -> Plan:
    """Put other related plans in the place of those of the procedure."""
    scenario = plan.scenario(scenario_id)
    return with_scenario(plan, replace(scenario, procedure=replace(scenario.procedure, related_plans=tuple(related))))


def change_kpi(plan: Plan, scenario_id: str, number: int, kpi: Kpi) -> Plan:
    """Put a changed figure in the place of the one with that number."""
    scenario = plan.scenario(scenario_id)
    kpis = tuple(kpi if i == number else known for i, known in enumerate(scenario.procedure.kpis))
    return with_scenario(plan, replace(scenario, procedure=replace(scenario.procedure, kpis=kpis)))


def add_record(plan: Plan, **told: Any) -> tuple[Plan, str]:
    """Add a record of a meeting with what is told of it, by the names of its attributes; return the plan and the new id.

    Raises
    ------
    geo.texts.errors.ValueRefusedError
        When a value cannot be.

    Examples
    --------
    >>> told, new = add_record(Plan("r", "f"), held_on="2026-11-30", counts={"下": 12})
    >>> new, dict(told.records[0].counts)
    ('r1', {'下': 12})
    """
    new = next_id(plan, RECORD, (r.id for r in plan.records))
    return replace(plan, records=(*plan.records, Record(new, **told))), new


def change_record(plan: Plan, record: Record) -> Plan:
    """Put a changed record in the place of the one with its id."""
    return replace(plan, records=tuple(record if r.id == record.id else r for r in plan.records))


def remove_record(plan: Plan, record_id: str) -> Plan:
    """Remove a record; its id is never given again."""
    kept = tuple(r for r in plan.records if r.id != record_id)
    return remembering(replace(plan, records=kept), RECORD, [record_id])


def set_hub_grade(plan: Plan, scenario_id: str, hub_id: str, grade: HubGrade) -> Plan:
    """Make a hub a core one (基幹集落), a branch, or neither."""
    return _with_hub(plan, scenario_id, replace(plan.scenario(scenario_id).hub(hub_id), grade=grade))


def set_service_days(plan: Plan, scenario_id: str, hub_id: str, category: str, days: Iterable[str]) -> Plan:
    """Let a service of a hub be there on some days of the week; none takes the days away.

    A service that the hub offers without a facility of its own gets none: its days stand at the hub's facilities.
    """
    hub = plan.scenario(scenario_id).hub(hub_id)
    chosen = tuple(days)
    facilities = tuple(replace(f, days=chosen) if f.category == category else f for f in hub.facilities)
    return _with_hub(plan, scenario_id, replace(hub, facilities=facilities))


def _with_hub(plan: Plan, scenario_id: str, hub: Hub) -> Plan:
    scenario = plan.scenario(scenario_id)
    return with_scenario(plan, replace(scenario, hubs=tuple(hub if h.id == hub.id else h for h in scenario.hubs)))


def without_words(plan: Plan) -> Plan:
    """Leave out what no figure rests on: what is reckoned stays known while names and dates are written.

    Examples
    --------
    >>> from plan.scenario.edits import add_scenario
    >>> plan, new = add_scenario(Plan("r", "f"), "案1")
    >>> without_words(change_organisation(plan, new, name="谷の会")) == plan
    True
    """
    bare = (replace(s, organisation=Organisation(), procedure=Procedure(), budget=Budget()) for s in plan.scenarios)
    return replace(plan, scenarios=tuple(bare), scenes=(), evenings=())
