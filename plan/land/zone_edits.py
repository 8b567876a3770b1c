"""Edits of a plan's areas: living spheres, hub areas, conservation areas; each takes a plan and returns a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from shapely import MultiPolygon, Polygon

from plan.scenario.drawn_areas import ConservationArea, HubArea, Sphere
from plan.scenario.edits import change_hub, with_scenario
from plan.scenario.permanent_ids import AREA, CONSERVATION_AREA, next_id, remembering
from plan.scenario.scenario import Hub, Plan, Scenario


def set_spheres(plan: Plan, scenario_id: str, spheres: Iterable[Sphere]) -> Plan:
    """Put spheres in place of all earlier ones of the scenario, in the order of the hubs' ids."""
    ordered = tuple(sorted(spheres, key=lambda s: s.hub_id))
    return with_scenario(plan, replace(plan.scenario(scenario_id), spheres=ordered))


def set_sphere(plan: Plan, scenario_id: str, sphere: Sphere) -> Plan:
    """Put one sphere in place of its hub's earlier one; its villages leave the spheres in which they were."""
    scenario = plan.scenario(scenario_id)
    scenario.hub(sphere.hub_id)
    coming = set(sphere.villages)
    others = (replace(s, villages=tuple(v for v in s.villages if v not in coming)) for s in scenario.spheres)
    return set_spheres(plan, scenario_id, [*(s for s in others if s.hub_id != sphere.hub_id), sphere])


def draw_sphere(plan: Plan, scenario_id: str, hub_id: str, area: Polygon | MultiPolygon | None) -> Plan:
    """Give a sphere another ground (None: none); its villages stay as they are.

    Raises
    ------
    KeyError
        When the scenario has no such sphere.
    """
    return set_sphere(plan, scenario_id, replace(_sphere(plan.scenario(scenario_id), hub_id), area=area))


def delete_sphere(plan: Plan, scenario_id: str, hub_id: str) -> Plan:
    """Delete a sphere; its villages then live in none.

    Raises
    ------
    KeyError
        When the scenario has no such sphere.
    """
    scenario = plan.scenario(scenario_id)
    _sphere(scenario, hub_id)
    return set_spheres(plan, scenario_id, (s for s in scenario.spheres if s.hub_id != hub_id))


def move_village(plan: Plan, scenario_id: str, village_id: str, hub_id: str | None) -> Plan:
    """Move a village into the sphere of a hub, or out of every sphere (None); the drawn grounds stay.

    Raises
    ------
    KeyError
        When the scenario has no such hub.
    """
    scenario = plan.scenario(scenario_id)
    left = [replace(s, villages=tuple(v for v in s.villages if v != village_id)) for s in scenario.spheres]
    if hub_id is not None:
        scenario.hub(hub_id)
        target = next((s for s in left if s.hub_id == hub_id), Sphere(hub_id))
        left = [s for s in left if s.hub_id != hub_id]
        left.append(replace(target, villages=(*target.villages, village_id)))
    return set_spheres(plan, scenario_id, left)


def _sphere(scenario: Scenario, hub_id: str) -> Sphere:
    for sphere in scenario.spheres:
        if sphere.hub_id == hub_id:
            return sphere
    raise KeyError(hub_id)


def add_hub_area(plan: Plan, scenario_id: str, hub_id: str, shape: Polygon) -> tuple[Plan, str]:
    """Add a cluster to a hub's area; return the plan and the new area's id."""
    hub = plan.scenario(scenario_id).hub(hub_id)
    new = next_id(plan, AREA, (a.id for s in plan.scenarios for h in s.hubs for a in h.areas))
    return change_hub(plan, scenario_id, replace(hub, areas=(*hub.areas, HubArea(new, shape)))), new


def redraw_hub_area(plan: Plan, scenario_id: str, area_id: str, shape: Polygon) -> Plan:
    """Give a hub area another outline.

    Raises
    ------
    KeyError
        When the scenario has no such area.
    """
    hub = hub_of_area(plan.scenario(scenario_id), area_id)
    changed = tuple(replace(a, shape=shape) if a.id == area_id else a for a in hub.areas)
    return change_hub(plan, scenario_id, replace(hub, areas=changed))


def delete_hub_area(plan: Plan, scenario_id: str, area_id: str) -> Plan:
    """Delete a hub area.

    Raises
    ------
    KeyError
        When the scenario has no such area.
    """
    hub = hub_of_area(plan.scenario(scenario_id), area_id)
    left = change_hub(plan, scenario_id, replace(hub, areas=tuple(a for a in hub.areas if a.id != area_id)))
    return remembering(left, AREA, [area_id])


def hub_of_area(scenario: Scenario, area_id: str) -> Hub:
    """Find the hub that an area belongs to.

    Raises
    ------
    KeyError
        When the scenario has no such area.
    """
    for hub in scenario.hubs:
        if any(area.id == area_id for area in hub.areas):
            return hub
    raise KeyError(area_id)


def add_conservation_area(plan: Plan, scenario_id: str, shape: Polygon, name: str | None = None) -> tuple[Plan, str]:
    """Add a conservation area, numbered where it is given no name; return the plan and its id."""
    scenario = plan.scenario(scenario_id)
    new = next_id(plan, CONSERVATION_AREA, (a.id for s in plan.scenarios for a in s.conservation_areas))
    area = ConservationArea(new, name or f"保全利用区域{new.removeprefix(CONSERVATION_AREA)}", shape)
    return _with_conservation(plan, scenario, (*scenario.conservation_areas, area)), new


def change_conservation_area(plan: Plan, scenario_id: str, area: ConservationArea) -> Plan:
    """Put a changed conservation area in the place of the one with its id.

    Raises
    ------
    KeyError
        When the scenario has no such area.
    """
    scenario = plan.scenario(scenario_id)
    conservation_area(scenario, area.id)
    return _with_conservation(plan, scenario, (area if a.id == area.id else a for a in scenario.conservation_areas))


def delete_conservation_area(plan: Plan, scenario_id: str, area_id: str) -> Plan:
    """Delete a conservation area.

    Raises
    ------
    KeyError
        When the scenario has no such area.
    """
    scenario = plan.scenario(scenario_id)
    conservation_area(scenario, area_id)
    left = _with_conservation(plan, scenario, (a for a in scenario.conservation_areas if a.id != area_id))
    return remembering(left, CONSERVATION_AREA, [area_id])


def conservation_area(scenario: Scenario, area_id: str) -> ConservationArea:
    """Find a conservation area by id.

    Raises
    ------
    KeyError
        When there is none.
    """
    for area in scenario.conservation_areas:
        if area.id == area_id:
            return area
    raise KeyError(area_id)


def _with_conservation(plan: Plan, scenario: Scenario, areas: Iterable[ConservationArea]) -> Plan:
    return with_scenario(plan, replace(scenario, conservation_areas=tuple(areas)))
