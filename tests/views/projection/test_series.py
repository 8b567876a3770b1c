"""集まりの予定 is made from the plan until somebody changes it; then it is kept, and can be made anew."""

from __future__ import annotations

from tests.views.table import Table
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
