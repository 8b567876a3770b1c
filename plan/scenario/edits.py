"""Edits of a plan: each takes a plan and returns a new one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from geo.reference.assumptions import Assumptions
from geo.reference.settlers import household_kinds
from plan.scenario.future import Future, Member, Settlers
from plan.scenario.permanent_ids import (
    AREA,
    CONSERVATION_AREA,
    HUB,
    SCENARIO,
    SERVICE,
    STOP,
    TRIP,
    next_id,
    remembering,
)
from plan.scenario.procedure import DraftTexts
from plan.scenario.scenario import BASE, EdgeId, FacilityEdit, Hub, Plan, RoadEdit, Scenario


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name that nothing bears yet: itself, or with a number."""
    if name not in taken:
        return name
    number = 2
    while f"{name}（{number}）" in taken:
        number += 1
    return f"{name}（{number}）"


def with_scenario(plan: Plan, scenario: Scenario) -> Plan:
    """Put a changed scenario in the place of the one with its id."""
    return replace(plan, scenarios=tuple(scenario if s.id == scenario.id else s for s in plan.scenarios))


def write_draft(plan: Plan, scenario_id: str, draft: DraftTexts) -> Plan:
    """Write into the drafts of a scenario's documents."""
    scenario = plan.scenario(scenario_id)
    return with_scenario(plan, replace(scenario, procedure=replace(scenario.procedure, draft=draft)))


def add_scenario(plan: Plan, name: str, hubs: tuple[Hub, ...] = ()) -> tuple[Plan, str]:
    """Add a scenario on the present; return the plan and the new id."""
    new = next_id(plan, SCENARIO, (s.id for s in plan.scenarios))
    scenario = Scenario(new, free_name(name, [s.name for s in plan.scenarios]), hubs=hubs)
    return replace(plan, scenarios=(*plan.scenarios, scenario)), new


_SEEN_WHOLE = 9
"""Letters of a name that a list beside a map shows, with room for what tells a copy."""


def duplicate_scenario(plan: Plan, scenario_id: str) -> tuple[Plan, str]:
    """Copy a scenario with all its edits under a new name; return the plan and the new id.

    Where a list has room for the beginning of a long name only, that says which of the two is the copy.
    """
    original = plan.scenario(scenario_id)
    new = next_id(plan, SCENARIO, (s.id for s in plan.scenarios))
    name = f"{original.name}の写し" if len(original.name) <= _SEEN_WHOLE else f"写し：{original.name}"
    copy = replace(original, id=new, name=free_name(name, [s.name for s in plan.scenarios]))
    return replace(plan, scenarios=(*plan.scenarios, copy)), new


def rename_scenario(plan: Plan, scenario_id: str, name: str) -> Plan:
    """Give a scenario another name; one that is taken gets a number."""
    others = [s.name for s in plan.scenarios if s.id != scenario_id]
    return with_scenario(
        plan, replace(plan.scenario(scenario_id), name=free_name(name.strip() or "名のない案", others))
    )


def delete_scenario(plan: Plan, scenario_id: str) -> Plan:
    """Delete a scenario; those based on it keep their figures, because its edits pass on to them."""
    gone = plan.scenario(scenario_id)
    kept = (
        _inheriting(scenario, gone) if scenario.based_on == scenario_id else scenario
        for scenario in plan.scenarios
        if scenario.id != scenario_id
    )
    plan = replace(plan, scenarios=tuple(kept))
    plan = remembering(remembering(plan, SCENARIO, [gone.id]), HUB, [h.id for h in gone.hubs])
    plan = remembering(plan, AREA, [a.id for h in gone.hubs for a in h.areas])
    plan = remembering(plan, CONSERVATION_AREA, [a.id for a in gone.conservation_areas])
    plan = remembering(plan, SERVICE, [s.id for s in gone.services])
    plan = remembering(plan, STOP, [p.stop_id for s in gone.services for p in (*s.stops, *s.return_stops)])
    return remembering(plan, TRIP, [t.id for s in gone.services for t in s.trips])


def _inheriting(scenario: Scenario, gone: Scenario) -> Scenario:
    return replace(
        scenario,
        based_on=gone.based_on,
        # In the order in which they held: a facility that the one closed and the other moved stays closed.
        facilities=(*gone.facilities, *scenario.facilities),
        roads=(*gone.roads, *scenario.roads),
        # A value that equals the reference may still undo the region's own: nothing is dropped here.
        assumptions=Assumptions({**gone.assumptions.changed, **scenario.assumptions.changed}),
    )


def add_hub(  # noqa: PLR0913 - what a hub is, each by its name
    plan: Plan,
    scenario_id: str,
    lat: float,
    lon: float,
    *,
    name: str | None = None,
    site_id: str | None = None,
    services: tuple[str, ...] = (),
    taken_ids: Collection[str] = (),
) -> tuple[Plan, str]:
    """Add a hub at a place; return the plan and the new hub's id.

    Parameters
    ----------
    plan, scenario_id
        Where to.
    lat, lon
        Degrees.
    name
        A numbered name where not given.
    site_id
        The candidate site that it stands on.
    services
        Categories that it gathers.
    taken_ids
        Ids of the region that a hub must not bear.
    """
    scenario = plan.scenario(scenario_id)
    new = next_id(plan, HUB, [*(h.id for s in plan.scenarios for h in s.hubs), *taken_ids])
    hub_name = name or f"拠点{len(scenario.hubs) + 1}"
    hub = Hub(new, free_name(hub_name, [h.name for h in scenario.hubs]), lat, lon, site_id, services)
    return with_scenario(plan, replace(scenario, hubs=(*scenario.hubs, hub))), new


def change_hub(plan: Plan, scenario_id: str, hub: Hub) -> Plan:
    """Put a changed hub in the place of the one with its id."""
    scenario = plan.scenario(scenario_id)
    scenario.hub(hub.id)
    return with_scenario(plan, replace(scenario, hubs=tuple(hub if h.id == hub.id else h for h in scenario.hubs)))


def move_hub(plan: Plan, scenario_id: str, hub_id: str, lat: float, lon: float, *, site_id: str | None = None) -> Plan:
    """Move a hub; it leaves its candidate site unless it is moved onto one."""
    hub = plan.scenario(scenario_id).hub(hub_id)
    return change_hub(plan, scenario_id, replace(hub, lat=lat, lon=lon, site_id=site_id))


def remove_hub(plan: Plan, scenario_id: str, hub_id: str) -> Plan:
    """Remove a hub with its hub area and its living sphere, whose villages then live in none."""
    scenario = plan.scenario(scenario_id)
    gone = scenario.hub(hub_id)
    hubs = tuple(h for h in scenario.hubs if h.id != hub_id)
    spheres = tuple(s for s in scenario.spheres if s.hub_id != hub_id)
    left = with_scenario(plan, replace(scenario, hubs=hubs, spheres=spheres))
    return remembering(remembering(left, HUB, [hub_id]), AREA, [a.id for a in gone.areas])


def edit_facility(plan: Plan, scenario_id: str, edit: FacilityEdit) -> Plan:
    """Open, close or move a facility; it replaces an earlier edit of the same facility, and what that carried stays."""
    scenario = plan.scenario(scenario_id)
    others = tuple(f for f in scenario.facilities if f.facility_id != edit.facility_id)
    earlier = (f.unknown_fields for f in scenario.facilities if f.facility_id == edit.facility_id)
    unknown_fields = {key: value for known in (*earlier, edit.unknown_fields) for key, value in known.items()}
    return with_scenario(plan, replace(scenario, facilities=(*others, replace(edit, unknown_fields=unknown_fields))))


def reset_facility(plan: Plan, scenario_id: str, facility_id: str) -> Plan:
    """Take a facility's edit back."""
    scenario = plan.scenario(scenario_id)
    kept = tuple(f for f in scenario.facilities if f.facility_id != facility_id)
    return with_scenario(plan, replace(scenario, facilities=kept))


def edit_road(plan: Plan, scenario_id: str, edit: RoadEdit) -> Plan:
    """Close or open road edges; earlier edits of the same edges are replaced."""
    scenario = plan.scenario(scenario_id)
    kept = _without_edges(scenario.roads, edit.edges)
    return with_scenario(plan, replace(scenario, roads=(*kept, edit)))


def reset_roads(plan: Plan, scenario_id: str, edges: Iterable[EdgeId]) -> Plan:
    """Take back what was done to some edges."""
    scenario = plan.scenario(scenario_id)
    return with_scenario(plan, replace(scenario, roads=_without_edges(scenario.roads, edges)))


def _without_edges(edits: tuple[RoadEdit, ...], edges: Iterable[EdgeId]) -> tuple[RoadEdit, ...]:
    gone = set(edges)
    left = ((edit, tuple(e for e in edit.edges if e not in gone)) for edit in edits)
    return tuple(replace(edit, edges=kept) for edit, kept in left if kept)


def set_assumptions(plan: Plan, scenario_id: str, assumptions: Assumptions) -> Plan:
    """Put the scenario's own assumptions in place of the earlier ones."""
    return with_scenario(plan, replace(plan.scenario(scenario_id), assumptions=assumptions))


def is_editable(scenario_id: str) -> bool:
    """Return whether edits may be laid on it: the present itself never changes."""
    return scenario_id != BASE


def _with_future(plan: Plan, scenario_id: str, future: Future) -> Plan:
    return with_scenario(plan, replace(plan.scenario(scenario_id), future=future))


def settlers_of(future: Future, kind: str) -> Settlers | None:
    """Return the households of a type that settle; None where none were ever asked for."""
    return next((entry for entry in future.settlers if entry.kind == kind), None)


def _changed(future: Future, kind: str, entry: Settlers) -> Future:
    """Put an entry in the place of its type's, in the order of types; terms of others hold for a new one."""
    others = tuple(one for one in future.settlers if one.kind != kind)
    order = list(household_kinds())
    entries = sorted((*others, entry), key=lambda one: order.index(one.kind) if one.kind in order else len(order))
    return replace(future, settlers=tuple(entries))


def _new(future: Future, kind: str) -> Settlers:
    model = future.settlers[0] if future.settlers else None
    return Settlers(kind, 0.0, None if model is None else model.from_year, () if model is None else model.villages)


def set_households(plan: Plan, scenario_id: str, kind: str, households_a_year: float) -> Plan:
    """Let so many households of a type settle a year; the type stays with its terms when it becomes 0.

    Raises
    ------
    geo.texts.errors.ValueRefusedError
        When the number cannot be, or the type is not known.
    """
    future = plan.scenario(scenario_id).future
    entry = settlers_of(future, kind) or _new(future, kind)
    return _with_future(plan, scenario_id, _changed(future, kind, replace(entry, households_a_year=households_a_year)))


def set_members(plan: Plan, scenario_id: str, kind: str, members: tuple[Member, ...]) -> Plan:
    """Say who lives in a household of a type; nobody: those of the reference table again."""
    future = plan.scenario(scenario_id).future
    entry = settlers_of(future, kind) or _new(future, kind)
    return _with_future(plan, scenario_id, _changed(future, kind, replace(entry, members=members)))


def set_settling(plan: Plan, scenario_id: str, *, from_year: int | None, villages: tuple[str, ...]) -> Plan:
    """Say from which year, and to which villages, all types come; no village: to all."""
    future = plan.scenario(scenario_id).future
    entries = tuple(replace(entry, from_year=from_year, villages=villages) for entry in future.settlers)
    return _with_future(plan, scenario_id, replace(future, settlers=entries))


def set_vacant_houses(plan: Plan, scenario_id: str, houses: Mapping[str, float | None]) -> Plan:
    """Write usable vacant houses of villages into a scenario; None takes a village's own number out again.

    Raises
    ------
    geo.texts.errors.ValueRefusedError
        When a number cannot be.
    """
    future = plan.scenario(scenario_id).future
    written = {**future.vacant_houses, **houses}
    kept = {village: float(n) for village, n in written.items() if n is not None}
    return _with_future(plan, scenario_id, replace(future, vacant_houses=kept))
