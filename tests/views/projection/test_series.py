"""集まりの予定 is made from the plan until somebody changes it; then it is kept, and can be made anew."""

from __future__ import annotations

from layers.map_component.map_events import SceneStepped
from plan.scenario.scenario import BASE
from plan.scenes.first_scenes import evenings_of
from tests.views.projection.test_page import wall_of
from tests.views.table import Table
from views.projection.page import MAP
from views.projection.series import EVENING


def submit(table: Table, label: str) -> Table:
    next(b for b in table.app.button if b.label == label).click()
    return table.run()


def test_evenings_are_worded_added_taken_away_and_made_anew() -> None:
    table = Table(region="model_chiku").go("projection").press("wall-keep")
    assert not table.plan.evenings
    next(t for t in table.app.text_area if t.label == "問い（一行に一つ）").set_value(
        "どこへ行きますか\n何が要りますか"
    )
    next(t for t in table.app.text_input if t.label == "集まりの名前").set_value("春の集まり")
    submit(table, "この集まりに書く")
    assert [q.text for q in table.plan.evenings[0].questions] == ["どこへ行きますか", "何が要りますか"]
    assert (table.plan.evenings[0].title, len(table.plan.evenings)) == ("春の集まり", 4)
    assert table.saved_plan().evenings == table.plan.evenings
    table.press("wall-evening-more")
    assert [e.stage for e in table.plan.evenings] == ["survey", "survey", "issues", "vision", "roles"]
    table.app.session_state[EVENING.key] = 0
    table.run().press("wall-evening-fewer").press("wall-evening-fewer")
    assert [e.stage for e in table.plan.evenings] == ["issues", "vision", "roles"]
    table.press("wall-evening-again")
    assert not table.plan.evenings


def test_a_scene_that_is_removed_leaves_the_evenings() -> None:
    table = Table(region="model_chiku").go("projection").press("wall-keep")
    submit(table, "この集まりに書く")
    gone = table.plan.evenings[0].scenes[0]
    table.press("wall-remove")
    assert gone not in {s.id for s in table.plan.scenes}
    assert gone not in table.plan.evenings[0].scenes


def test_the_evening_that_was_worded_stays_in_hand() -> None:
    table = Table(region="model_chiku").go("projection").press("wall-keep")
    table.app.selectbox(key=EVENING.key).set_value(1)
    table.run()
    next(t for t in table.app.text_input if t.label == "集まりの名前").set_value("夏の集まり")
    submit(table, "この集まりに書く")
    assert table.plan.evenings[1].title == "夏の集まり"
    assert table.app.selectbox(key=EVENING.key).value == 1
    table.press("wall-evening-more")
    assert table.app.selectbox(key=EVENING.key).value == 1
    assert [e.stage for e in table.plan.evenings].count("issues") == 2


def test_the_evening_that_is_held_steers_the_wall_and_its_questions_stand_before_the_presenter() -> None:
    table = Table(region="model_chiku").go("projection").press("wall-keep")
    evenings = evenings_of(table.plan, table.evaluation(BASE))
    table.app.selectbox(key=EVENING.key).set_value(1)
    table.run()
    table.app.toggle(key="wall-evening-held").set_value(True)
    table.run()
    wall = wall_of(table)
    seen = [wall.scene]
    for _ in range(6):
        table.do(SceneStepped(1, 35.0, 137.0), on=MAP)
        seen.append(wall.scene)
    assert list(dict.fromkeys(seen)) == list(evenings[1].scenes)
    assert table.work.work_id is not None
    other = Table(work=table.work.work_id, presenter="1").go("projection")
    assert all(question.text in other.text for question in evenings[1].questions)
    table.go("hall")
    assert table.app.selectbox(key="hall-evening").value == 1


def test_an_evening_changes_its_step_and_its_place() -> None:
    table = Table(region="model_chiku").go("projection").press("wall-keep")
    titles = [e.title for e in evenings_of(table.plan, table.evaluation(BASE))]
    next(b for b in table.app.selectbox if b.label == "どのステップか").set_value("vision")
    submit(table, "この集まりに書く")
    assert (table.plan.evenings[0].stage, table.plan.evenings[1].stage) == ("vision", "issues")
    table.press("wall-evening-move-1")
    assert [e.title for e in table.plan.evenings] == [titles[1], titles[0], *titles[2:]]
    assert table.app.selectbox(key=EVENING.key).value == 1  # the one that was moved is still in hand
