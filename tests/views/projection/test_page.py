"""映す without a browser: scenes are stepped, a hub is tried and kept, a village is named, the order is edited."""

from __future__ import annotations

import pytest

from layers.map_component.map_events import MapClick, ScenePulled, SceneStepped, ThingClicked, ViewRemembered
from plan.scenario.scenes import View
from plan.scenes.layers import layers_on_offer
from tests.views.table import Table
from views.projection.page import MAP
from views.projection.running_order import CHOSEN
from views.projection.tools import TRYING


def steps(table: Table, by: int) -> Table:
    return table.do(SceneStepped(by, 35.0, 137.0), on=MAP)


def wall_of(table: Table):
    from views.projection.shared_wall import _walls

    work = table.work.work_id
    return table.session.wall.own if work is None else _walls()[work]


def test_every_scene_made_from_the_plan_is_shown_and_the_ends_hold() -> None:
    table = Table().go("projection")
    seen = []
    for _ in range(12):
        seen.append(wall_of(table).scene)
        steps(table, 1)
    assert len(set(seen)) == len(seen) - seen.count(seen[-1]) + 1
    last = wall_of(table).scene
    steps(table, 1)
    assert wall_of(table).scene == last
    steps(table, -1)
    assert wall_of(table).scene != last


def test_the_order_is_kept_moved_worded_and_removed() -> None:
    table = Table().go("projection").press("wall-keep")
    before = [s.id for s in table.plan.scenes]
    assert len(before) >= 6
    assert [s.id for s in table.saved_plan().scenes] == before
    table.app.selectbox(key=CHOSEN.key).set_value(before[2])
    table.run().press("wall-up")
    assert [s.id for s in table.plan.scenes] == [before[0], before[2], before[1], *before[3:]]
    table.press("wall-up")  # the one that was moved is still in hand
    assert [s.id for s in table.plan.scenes] == [before[2], before[0], before[1], *before[3:]]
    table.press("wall-down")
    table.press("wall-copy")
    assert len(table.plan.scenes) == len(before) + 1
    table.press("wall-remove")
    assert before[2] not in [s.id for s in table.plan.scenes]


def test_a_scene_is_pulled_to_another_place_and_is_the_one_that_is_worded() -> None:
    table = Table().go("projection").press("wall-keep")
    before = [s.id for s in table.plan.scenes]
    table.do(ScenePulled(before[3], 1, 35.0, 137.0), on=MAP)
    assert [s.id for s in table.plan.scenes] == [before[0], before[3], before[1], before[2], *before[4:]]
    assert [s.id for s in table.saved_plan().scenes] == [s.id for s in table.plan.scenes]
    assert table.app.selectbox(key=CHOSEN.key).value == before[3]
    table.do(ScenePulled(before[0], 0, 35.0, 137.0), on=MAP)  # pressed, not pulled
    assert table.app.selectbox(key=CHOSEN.key).value == before[0]
    table.do(ScenePulled("gone", 0, 35.0, 137.0), on=MAP)
    assert [s.id for s in table.plan.scenes] == [before[0], before[3], before[1], before[2], *before[4:]]


def test_year_purpose_and_light_of_a_scene_are_chosen() -> None:
    table = Table().go("projection").press("wall-keep")
    scene = table.plan.scenes[0]
    fields = {box.label: box for box in table.app.selectbox}
    fields["何年の人口で"].set_value(2045)
    fields["用事（行って帰れる組合せの画面）"].set_value("clinic")
    fields["光を当てる所"].set_value("v001")
    next(b for b in table.app.button if b.label == "この画面に書く").click()
    table.run()
    changed = next(s for s in table.plan.scenes if s.id == scene.id)
    assert (changed.year, changed.purpose, changed.spotlight) == (2045, "clinic", "v001")


def test_a_hub_is_tried_without_touching_the_plan_and_kept_only_by_a_press() -> None:
    table = Table(region="model_chiku").go("projection")
    while "swipe" not in wall_of_layer(table):
        steps(table, 1)
    hubs = dict(table.hubs)
    table.app.session_state[TRYING.key] = True
    village = table.evaluation().effective.region.villages.iloc[0]
    table.run().do(MapClick(float(village["lat"]), float(village["lon"])), on=MAP)
    assert wall_of(table).tried is not None
    assert table.hubs == hubs
    table.press("wall-keep-hub")
    assert len(table.hubs) == len(hubs) + 1
    assert wall_of(table).tried is None


def wall_of_layer(table: Table) -> str:
    from plan.scenes.first_scenes import scenes_of

    order = scenes_of(table.plan, table.evaluation())
    return next((s.layer for s in order if s.id == wall_of(table).scene), "")


def test_a_village_is_named_by_a_press_and_let_go_by_another() -> None:
    table = Table(region="model_chiku").go("projection")
    table.do(ThingClicked("village", "v001", 35.0, 137.0), on=MAP)
    assert wall_of(table).village == "v001"
    table.do(ThingClicked("village", "v001", 35.0, 137.0), on=MAP)
    assert wall_of(table).village is None


def test_a_view_of_the_planning_pages_becomes_a_scene() -> None:
    table = Table(region="model_chiku")
    table.do(ViewRemembered(12.5, 35.1, 137.2))
    (scene,) = table.plan.scenes
    assert (scene.view, scene.page, scene.layer, scene.scenario) == (
        View(35.1, 137.2, 12.5),
        "hubs",
        "time/car",
        table.scenario,
    )
    table.go("now").do(ViewRemembered(13, 35.1, 137.2), on="now")
    assert [s.page for s in table.plan.scenes] == ["hubs", "now"]
    assert table.plan.scenes[1].scenario == "base"
    for page, layer in (("siting", "time/car"), ("isolated", "isolated/hubs")):
        table.go(page).do(ViewRemembered(13, 35.1, 137.2), on=page)
        assert (table.plan.scenes[-1].page, table.plan.scenes[-1].layer) == (page, layer)
    table.go("projection")
    assert wall_of(table) is not None


def test_the_presenter_sees_the_next_scene_and_the_notes_and_steps_for_both() -> None:
    table = Table(region="model_chiku").go("projection").press("wall-keep")
    work = table.work.work_id
    assert work is not None
    other = Table(work=work, presenter="1").go("projection")
    assert "次の画面" in other.text
    assert "集落点検の問い" in other.text
    other.press("presenter-on")
    assert wall_of(table).scene == table.plan.scenes[1].id
    assert other.app.query_params["presenter"] == "1"


@pytest.mark.parametrize("region", ["model_chiku", "okuyama"])
def test_every_layer_on_offer_can_be_shown(region: str) -> None:
    from plan.scenario.scenario import Plan
    from plan.scenario.scene_edits import add_scene

    table = Table(region=region)
    plan: Plan = table.plan
    for layer in layers_on_offer(table.evaluation()):
        plan, _ = add_scene(plan, table.scenario, layer=layer.id)
    table.take(plan).go("projection")
    for _ in plan.scenes:
        steps(table, 1)
    assert wall_of(table).scene == plan.scenes[-1].id
