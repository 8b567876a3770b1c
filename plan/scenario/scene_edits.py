"""Edits of the scenes and evenings of a plan: each takes a plan and returns a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from plan.scenario.permanent_ids import SCENE, next_id, remembering
from plan.scenario.scenario import Plan
from plan.scenario.scenes import Evening, Scene


def scene_of(plan: Plan, scene_id: str) -> Scene:
    """Find a scene by id.

    Raises
    ------
    KeyError
        When there is none.
    """
    for scene in plan.scenes:
        if scene.id == scene_id:
            return scene
    raise KeyError(scene_id)


def add_scene(plan: Plan, scenario_id: str, **about: Any) -> tuple[Plan, str]:
    """Add a scene after all others; return the plan and the new id.

    Parameters
    ----------
    plan
        The plan.
    scenario_id
        What is shown, or ``base``.
    about
        The rest of it, by the names of `Scene`.

    Examples
    --------
    >>> plan, new = add_scene(Plan("r", "f"), "base", caption="今日のバス")
    >>> new, scene_of(plan, new).caption
    ('g1', '今日のバス')
    """
    new = next_id(plan, SCENE, (s.id for s in plan.scenes))
    return replace(plan, scenes=(*plan.scenes, Scene(new, scenario_id, **about))), new


def keep_scenes(plan: Plan, scenes: Iterable[Scene]) -> Plan:
    """Keep scenes that were made from a plan in it, after its own and in their order.

    Examples
    --------
    >>> [s.layer for s in keep_scenes(Plan("r", "f"), [Scene("g1", "base", layer="people")]).scenes]
    ['people']
    """
    for scene in scenes:
        plan, _ = add_scene(plan, scene.scenario, layer=scene.layer)
    return plan


def move_scene(plan: Plan, scene_id: str, position: int) -> Plan:
    """Let a scene stand at a position among all, counted from 0; beyond the ends it stands at the end.

    Examples
    --------
    >>> plan, _ = add_scene(Plan("r", "f"), "base")
    >>> plan, _ = add_scene(plan, "base")
    >>> [s.id for s in move_scene(plan, "g2", 0).scenes]
    ['g2', 'g1']
    """
    moved = scene_of(plan, scene_id)
    others = [s for s in plan.scenes if s.id != scene_id]
    others.insert(max(0, position), moved)
    return replace(plan, scenes=tuple(others))


def change_scene(plan: Plan, scene_id: str, **changes: Any) -> Plan:
    """Change some attributes of a scene, by their names; its id stays.

    Raises
    ------
    KeyError
        When there is no such scene.
    """
    changed = replace(scene_of(plan, scene_id), **changes, id=scene_id)
    return replace(plan, scenes=tuple(changed if s.id == scene_id else s for s in plan.scenes))


def remove_scene(plan: Plan, scene_id: str) -> Plan:
    """Remove a scene, from the evenings too; its id is never given again."""
    kept = tuple(s for s in plan.scenes if s.id != scene_id)
    evenings = tuple(replace(e, scenes=tuple(i for i in e.scenes if i != scene_id)) for e in plan.evenings)
    return remembering(replace(plan, scenes=kept, evenings=evenings), SCENE, [scene_id])


def set_evenings(plan: Plan, evenings: Iterable[Evening]) -> Plan:
    """Put other evenings in the place of those of the plan; none: the series is made from the plan again."""
    return replace(plan, evenings=tuple(evenings))
