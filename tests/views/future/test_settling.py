"""将来, 移住と空き家: sliders are edits with a way back, houses stop settlers, and the question is asked backwards."""

from __future__ import annotations

import pytest

import views.opening
from plan.scenario.edits import set_settling
from plan.scenario.scenario import BASE
from tests.views.future.made_region import write_made_region
from tests.views.table import Table


@pytest.fixture
def table(store, tmp_path, monkeypatch) -> Table:
    write_made_region(tmp_path / "samples" / "made")
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", tmp_path / "samples")
    return Table().go("future").tab("移住と空き家", "future_tab")


def settlers(table: Table):
    return table.plan.scenario(table.scenario).future.settlers


def slide(table: Table, kind: str, households: float) -> Table:
    table.app.slider(key=f"future_households_{kind}").set_value(households)
    return table.run()


def test_a_slider_is_an_edit_that_can_be_undone(table):
    before = table.answer
    slide(table, "family", 3.0)
    assert [(e.kind, e.households_a_year) for e in settlers(table)] == [("family", 3.0)]
    assert table.answer != before
    assert "この案の移住があると" in table.answer
    assert "移住がない場合より" in table.answer
    assert table.saved_plan().scenario(table.scenario).future.settlers == settlers(table)
    table.press("undo")
    assert settlers(table) == ()
    assert table.answer == before
    assert table.app.slider(key="future_households_family").value == 0.0
    table.press("redo")
    assert table.app.slider(key="future_households_family").value == 3.0


def test_settlers_go_where_they_are_sent(table):
    slide(table, "young_couple", 2.0)
    send(table, "village a")
    assert [e.villages for e in settlers(table)] == [("a",)]
    slide(table, "family", 1.0)
    assert {e.villages for e in settlers(table)} == {("a",)}


def send(table: Table, *keys: str) -> None:
    (where,) = (box for box in table.app.multiselect if str(box.key).startswith("future-target-"))
    where.set_value(list(keys))
    table.run()


def test_settlers_go_to_several_villages_and_back_to_all(table):
    slide(table, "young_couple", 2.0)
    send(table, "village b", "village a")
    assert [e.villages for e in settlers(table)] == [("a", "b")]
    (where,) = (box for box in table.app.multiselect if str(box.key).startswith("future-target-"))
    assert sorted(where.value) == ["village a", "village b"]
    send(table)
    assert [e.villages for e in settlers(table)] == [()]
    assert table.answer


def test_villages_that_are_not_offered_stay_where_nobody_chose(table):
    slide(table, "young_couple", 2.0)
    table.take(set_settling(table.plan, table.scenario, from_year=None, villages=("a", "gone")))
    table.run()
    assert [e.villages for e in settlers(table)] == [("a", "gone")]


def test_the_question_is_asked_backwards(table):
    assert "三つの型が同じ数ずつ" in table.text
    assert "一年に" in table.text


def test_houses_run_out_first_where_there_are_fewest(table):
    from plan.scenario.edits import set_vacant_houses

    slide(table, "family", 10.0)
    table.take(set_vacant_houses(table.plan, table.scenario, {"a": 4.0, "b": 1.0}))
    table.run()
    said = " ".join(m.value for m in table.app.markdown)
    assert "2021年に 上、下 から足りなくなります" in said
    assert "どれだけ増えても届きません" in table.text


def test_the_present_takes_no_settlers(table):
    plan = table.plan
    from plan.scenario.edits import delete_scenario

    table.take(delete_scenario(plan, table.scenario))
    table.work.scenario = BASE
    table.run()
    assert not table.app.slider
    assert any("案を作ると" in c.value for c in table.app.caption)
