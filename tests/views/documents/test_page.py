"""計画書: what is missing is named, what is written goes into the plan, files are made beside the page and can be received."""

from __future__ import annotations

import pytest

from plan.documents.catalogue import CHOICES
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table().go("documents")


def test_it_names_what_is_missing(table):
    assert "まだ入っていないもの" in table.answer
    words = " ".join(m.value for m in table.app.markdown)
    assert "地域再生計画の名称" in words
    assert CHOICES["regional_plan"] in words


def test_what_is_written_stands_in_the_plan(table):
    scenario = table.work.scenario
    (aims,) = [a for a in table.app.text_area if a.label.startswith("目標")]
    aims.set_value("行って帰れる谷")
    form = next(b for b in table.app.button if b.label == "計画に書き込む")
    form.click().run()
    assert table.plan.scenario(scenario).procedure.draft.plan_aims == "行って帰れる谷"


def test_what_is_written_is_undone_in_the_plan_and_on_the_screen(table):
    (aims,) = [a for a in table.app.text_area if a.label.startswith("目標")]
    before, words = table.plan, aims.value
    aims.set_value("行って帰れる谷")
    next(b for b in table.app.button if b.label == "計画に書き込む").click().run()
    assert table.plan != before
    table.press("undo")
    assert table.plan == before
    (aims,) = [a for a in table.app.text_area if a.label.startswith("目標")]
    assert aims.value == words


def test_files_are_made_beside_the_page(table):
    table.app.session_state["documents_chosen"] = ["workbook", "circular"]
    table.app.run()
    next(b for b in table.app.button if b.key == "documents_make").click().run()
    run = table.session.documents
    state = run.wait(120)
    assert state.stage == "done"
    table.app.run()
    assert [m.piece.name for m in state.files] == ["回覧.pdf", "計画の表.xlsx"]
    assert state.pictures["回覧.pdf"][0].startswith(b"\x89PNG")
