"""Areas drawn by hand: outlines become hub areas, conservation areas or the ground of a sphere, with ids that last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.ops import split

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.land.zone_edits import (
    add_conservation_area,
    add_hub_area,
    change_conservation_area,
    conservation_area,
    delete_conservation_area,
    delete_hub_area,
    draw_sphere,
    hub_of_area,
    redraw_hub_area,
    set_spheres,
)
from plan.scenario.drawn_areas import Sphere
from plan.scenario.outlines import FEWEST_CORNERS, Corners, outline, wrapping_area_errors
from plan.scenario.permanent_ids import AREA
from plan.scenario.scenario import Plan, Scenario
from plan.spheres.answer import Spheres

_GRID = 1e-6


def draw_hub_area(plan: Plan, scenario_id: str, hub_id: str, ring: Corners) -> tuple[Plan, str]:
    """Add a hand-drawn cluster to a hub's area; return the plan and the new id.

    Raises
    ------
    geo.texts.errors.RequestError
        When the outline crosses itself or holds no ground.
    """
    return add_hub_area(plan, scenario_id, hub_id, outline([ring]))


def draw_conservation_area(plan: Plan, scenario_id: str, ring: Corners) -> tuple[Plan, str]:
    """Add a hand-drawn conservation area; return the plan and the new id.

    Raises
    ------
    geo.texts.errors.RequestError
        When the outline crosses itself or holds no ground.
    """
    return add_conservation_area(plan, scenario_id, outline([ring]))


def draw_sphere_ground(plan: Plan, scenario_id: str, hub_id: str, ring: Corners) -> Plan:
    """Put a hand-drawn outline in place of a sphere's ground.

    Raises
    ------
    geo.texts.errors.RequestError
        When the outline crosses itself or holds no ground.
    """
    return draw_sphere(plan, scenario_id, hub_id, outline([ring]))


def redraw_area(plan: Plan, scenario_id: str, area_id: str, rings: Sequence[Corners]) -> Plan:
    """Give a hub area or a conservation area another outline; its id stays.

    Raises
    ------
    geo.texts.errors.RequestError
        When the outline crosses itself or holds no ground.
    KeyError
        When the scenario has no such area.
    """
    return _with_shape(plan, scenario_id, area_id, outline(rings))


def _with_shape(plan: Plan, scenario_id: str, area_id: str, shape: Polygon) -> Plan:
    if area_id.startswith(AREA):
        return redraw_hub_area(plan, scenario_id, area_id, shape)
    area = conservation_area(plan.scenario(scenario_id), area_id)
    return change_conservation_area(plan, scenario_id, replace(area, shape=shape))


def divide_area(plan: Plan, scenario_id: str, area_id: str, line: Corners) -> tuple[Plan, list[str]]:
    """Divide an area along a line; the largest part keeps the id. return the plan and the new ids.

    Raises
    ------
    geo.texts.errors.RequestError
        When the line does not run from one side of the area to another.
    KeyError
        When the scenario has no such area.
    """
    shape = area_shape(plan.scenario(scenario_id), area_id)
    pieces = split(shape, LineString(line)).geoms if len(set(line)) > 1 else ()
    parts = [piece for piece in pieces if isinstance(piece, Polygon)]
    if len(parts) < 2:
        raise RequestError(notice("area_not_divided"))
    largest, *others = sorted(parts, key=lambda part: (-part.area, part.bounds))
    new: list[str] = []
    with wrapping_area_errors():
        plan = _with_shape(plan, scenario_id, area_id, largest)
        for part in others:
            if area_id.startswith(AREA):
                hub = hub_of_area(plan.scenario(scenario_id), area_id)
                plan, identity = add_hub_area(plan, scenario_id, hub.id, part)
            else:
                plan, identity = add_conservation_area(plan, scenario_id, part)
            new.append(identity)
    return plan, new


def delete_area(plan: Plan, scenario_id: str, area_id: str) -> Plan:
    """Delete a hub area or a conservation area; its id is never given again.

    Raises
    ------
    KeyError
        When the scenario has no such area.
    """
    if area_id.startswith(AREA):
        return delete_hub_area(plan, scenario_id, area_id)
    return delete_conservation_area(plan, scenario_id, area_id)


def area_shapes(scenario: Scenario) -> dict[str, Polygon]:
    """Return the outlines of all hub areas and conservation areas by id."""
    hub_areas = {a.id: a.shape for h in scenario.hubs for a in h.areas}
    return {**hub_areas, **{a.id: a.shape for a in scenario.conservation_areas}}


def area_shape(scenario: Scenario, area_id: str) -> Polygon:
    """Return the outline of a hub area or a conservation area.

    Raises
    ------
    KeyError
        When the scenario has no such area.
    """
    return area_shapes(scenario)[area_id]


def area_at(scenario: Scenario, lat: float, lon: float) -> str | None:
    """Return which hub area or conservation area a place lies in, the smallest of several; None where it lies in none."""
    held = [(s.area, i) for i, s in area_shapes(scenario).items() if s.intersects(Point(lon, lat))]
    return min(held)[1] if held else None


def sphere_at(scenario: Scenario, lat: float, lon: float) -> str | None:
    """Return in whose sphere a place lies: the hub's id; None where it lies in none."""
    place = Point(lon, lat)
    return next((s.hub_id for s in scenario.spheres if s.area is not None and s.area.intersects(place)), None)


def nearest_hub(scenario: Scenario, ring: Corners) -> str | None:
    """Return which hub stands nearest to an outline, the first of equals; None where there is none."""
    shape = shapely.make_valid(Polygon(ring)) if len(set(ring)) >= FEWEST_CORNERS else Point(ring[0])
    away = [(shape.distance(Point(h.lon, h.lat)), h.id) for h in scenario.hubs]
    return min(away)[1] if away else None


def with_spheres(plan: Plan, scenario_id: str, found: Spheres) -> Plan:
    """Put drawn spheres into a scenario, in place of its earlier ones; what those carried stays with their hubs."""
    unknown_fields = {s.hub_id: s.unknown_fields for s in plan.scenario(scenario_id).spheres}
    hubs = [str(h) for h in found.hubs.index]
    members = {h: tuple(str(v) for v in found.members.hub.index[found.members.hub == h]) for h in hubs}
    made = [Sphere(h, members[h], _areal(found.areas.get(h, Polygon())), unknown_fields.get(h, {})) for h in hubs]
    with wrapping_area_errors():
        return set_spheres(plan, scenario_id, made)


def move_village_with_ground(
    plan: Plan, scenario_id: str, village_id: str, hub_id: str | None, grounds: gpd.GeoSeries
) -> Plan:
    """Move a village into another sphere with the ground around it; two spheres change at most.

    Parameters
    ----------
    plan, scenario_id
        What is edited.
    village_id, hub_id
        Who moves where; None takes the village out of every sphere.
    grounds
        As `plan.spheres.grounds.grounds_of` returns them.

    Raises
    ------
    KeyError
        When the scenario has no such hub.
    """
    scenario = plan.scenario(scenario_id)
    ground = grounds.get(village_id, Polygon())
    if hub_id is not None:
        scenario.hub(hub_id)
    moved = []
    for sphere in scenario.spheres:
        if village_id in sphere.villages and sphere.hub_id != hub_id:
            others = tuple(v for v in sphere.villages if v != village_id)
            moved.append(replace(sphere, villages=others, area=_without(sphere.area, ground)))
        elif sphere.hub_id == hub_id:
            moved.append(replace(sphere, villages=(*sphere.villages, village_id), area=_and(sphere.area, ground)))
        else:
            moved.append(sphere)
    if hub_id is not None and hub_id not in [s.hub_id for s in scenario.spheres]:
        moved.append(Sphere(hub_id, (village_id,), _and(None, ground)))
    with wrapping_area_errors():
        return set_spheres(plan, scenario_id, moved)


def _without(area: Polygon | MultiPolygon | None, ground: Polygon) -> Polygon | MultiPolygon | None:
    return None if area is None else _areal(shapely.difference(area, ground, grid_size=_GRID))


def _and(area: Polygon | MultiPolygon | None, ground: Polygon) -> Polygon | MultiPolygon | None:
    return _areal(shapely.union(area or Polygon(), ground, grid_size=_GRID))


def _areal(shape: shapely.Geometry) -> Polygon | MultiPolygon | None:
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and not part.is_empty]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
