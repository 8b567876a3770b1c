"""前の版: listed with time and difference, looked at, brought back; what another window lost waits until it is seen."""

from __future__ import annotations

import os
import time

import pytest

from layers.map_component.map_events import MapClick
from plan.file.plan_file import plan_bytes
from plan.scenario.edits import rename_scenario
from plan.workspace.saving import look, save
from plan.workspace.versions import listed_versions
from tests.views.table import Table

NOON = time.mktime((2024, 5, 7, 12, 5, 0, 0, 0, -1))


@pytest.fixture
def table(samples) -> Table:
    """One hub at first, then two, then three: what was saved with two, at noon, is a version."""
    table = Table().do(MapClick(35.3001, 137.55))
    os.utime(table.plan_path, (NOON, NOON))
    return table.do(MapClick(35.3001, 137.60))


def the_list(table: Table):
    return next(r for r in table.app.radio if r.label == "前の版")


def look_at(table: Table, number: int) -> Table:
    the_list(table).set_value(number)
    return table.run()


def shown(table: Table) -> str:
    return "\n".join(element.value for element in (*table.app.markdown, *table.app.caption))


def captions(table: Table) -> list[str]:
    return list(the_list(table).proto.captions)


def lose_to_another_window(table: Table, name: str) -> None:
    """Save something that this window does not know, and then let it save over that."""
    save(look(table.plan_path), plan_bytes(rename_scenario(table.plan, "s1", name)))
    table.go("hubs").do(MapClick(35.3001, 137.52))


def test_before_anything_is_saved_there_is_none(samples):
    table = Table().go("data")
    assert "前の版はまだありません" in shown(table)
    assert not [r for r in table.app.radio if r.label == "前の版"]


def test_versions_are_listed_with_time_and_difference(table):
    table.go("data")
    assert list(the_list(table).options) == ["5月7日 12:05（1番目）"]
    assert captions(table) == ["今とくらべて、拠点が1つ少ない。"]
    table.press("undo")
    assert captions(table) == ["今とくらべて、拠点が1つ多い。", "今と同じです。"]


def test_a_version_is_looked_at_without_changing_anything(table):
    before = table.plan
    look_at(table.go("data"), 1)
    assert "拠点 2（" in shown(table)
    assert table.plan == table.saved_plan() == before


def test_a_version_is_brought_back_and_that_can_be_undone(table):
    three = table.plan
    look_at(table.go("data"), 1).press("restore-version-1")
    assert len(table.hubs) == 2
    assert table.plan == table.saved_plan()
    assert three in [found[0] for found in table.work.versions.values()]
    table.press("undo")
    assert table.plan == table.saved_plan() == three


def test_what_is_as_it_is_now_need_not_be_brought_back(table):
    look_at(table.go("data").press("undo"), 1)
    assert table.app.button(key="restore-version-1").disabled


def test_what_another_window_lost_waits_until_it_was_opened(table):
    lose_to_another_window(table, "東の案")
    lose_to_another_window(table, "西の案")
    table.go("data")
    unseen = [v.number for v in listed_versions(table.plan_path) if v.is_unseen]
    assert len(unseen) == 2
    assert [n for n, c in zip(the_list(table).options, captions(table), strict=True) if "まだ見ていません" in c] == [
        option for option in the_list(table).options if any(f"（{number}番目）" in option for number in unseen)
    ]
    look_at(table, unseen[0])
    assert "西の案" in shown(table)
    assert [v.number for v in listed_versions(table.plan_path) if v.is_unseen] == unseen[1:]


def test_names_are_shown_as_they_are(table):
    lose_to_another_window(table, "![x](http://example.org/x.png) <b>")
    (unseen,) = [v.number for v in listed_versions(table.plan_path) if v.is_unseen]
    look_at(table.go("data"), unseen)
    assert r"\!\[x\]\(http\://example.org/x.png\) \<b\>" in shown(table).replace("\N{WORD JOINER}", "")


def test_a_version_that_cannot_be_read_is_said_and_changes_nothing(table):
    (version,) = listed_versions(table.plan_path)
    version.path.write_bytes(b"{")
    look_at(table.go("data"), 1)
    assert captions(table) == ["読み取れません。"]
    assert version.path.name in table.text
    assert not [b for b in table.app.button if b.label == "この版に戻す"]
    assert len(table.hubs) == 3


def saved_note(table: Table) -> list[str]:
    return [c.value for c in table.app.caption if "保存" in c.value and ("しました" in c.value or "まだ" in c.value)]


def test_when_it_was_saved_stands_quietly_beside_undo(samples, monkeypatch):
    table = Table()
    assert saved_note(table) == []
    monkeypatch.setattr("views.session.time.time", lambda: NOON)
    table.do(MapClick(35.3001, 137.55))
    assert saved_note(table) == ["保存しました 12:05"]
    monkeypatch.setattr("views.session.time.time", lambda: NOON + 24 * 3600)
    assert saved_note(table.run()) == ["保存しました 5月7日 12:05"]


def test_what_could_not_be_saved_is_not_called_saved(table, monkeypatch):
    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("plan.workspace.atomic_write.os.fsync", no_space)
        table.do(MapClick(35.3001, 137.52))
        assert saved_note(table) == ["まだ保存されていません"]
    table.press("undo")
    assert [note[:6] for note in saved_note(table)] == ["保存しました"]


def test_work_that_is_opened_again_says_when_it_was_saved(table):
    os.utime(table.plan_path, (NOON, NOON))
    assert saved_note(Table(**table.app.query_params)) == ["保存しました 5月7日 12:05"]
