"""Scenes and evenings made from a plan: the four steps in order, every scene in an evening, one's own before them."""

from __future__ import annotations

from pathlib import Path

from geo.region.region import read_region
from plan.file.plan_file import open_plan
from plan.reach.evaluation import evaluation_of
from plan.scenario.scenario import BASE
from plan.scenario.scene_edits import add_scene, set_evenings
from plan.scenario.scenes import Evening
from plan.scenes.first_scenes import STAGE_NAMES, evenings_of, first_scenes, scenes_of

REGION = read_region(Path("sample_regions/sanson"))
PLAN = open_plan(Path("sample_regions/sanson/example.plan.json"))
CURRENT = evaluation_of(REGION, PLAN, PLAN.scenarios[-1].id)


def test_the_first_scenes_begin_with_the_present_and_repeat_nothing() -> None:
    found = first_scenes(PLAN, CURRENT)
    assert found[0].scenario == BASE
    assert {s.scenario for s in found} == {BASE, PLAN.scenarios[-1].id}
    assert len({(s.layer, s.scenario) for s in found}) == len(found)
    assert len({s.id for s in found}) == len(found)


def test_there_are_four_evenings_along_the_steps_each_with_scenes_and_questions() -> None:
    evenings = evenings_of(PLAN, CURRENT)
    assert [e.stage for e in evenings] == list(STAGE_NAMES)
    assert all(e.scenes and e.questions for e in evenings)
    shown = {i for e in evenings for i in e.scenes}
    assert shown == {s.id for s in scenes_of(PLAN, CURRENT)}


def test_people_choose_between_the_plan_s_scenarios_by_name() -> None:
    (vision,) = (e for e in evenings_of(PLAN, CURRENT) if e.stage == "vision")
    assert vision.questions[0].options == ("いまのまま", *(s.name for s in PLAN.scenarios))


def test_one_s_own_scenes_and_evenings_come_before() -> None:
    plan, new = add_scene(PLAN, BASE, layer="service/medical/car", caption="診療所")
    assert [s.id for s in scenes_of(plan, CURRENT)] == [new]
    assert new in evenings_of(plan, CURRENT)[0].scenes
    own = (Evening("一度だけ", "roles", (new,)),)
    assert evenings_of(set_evenings(plan, own), CURRENT) == own
