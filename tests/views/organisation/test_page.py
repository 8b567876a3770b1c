"""運営・資金: every tab stands, what is written becomes an edit, and undo takes it back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from plan.organisation.edits import change_organisation
from plan.organisation.tables import USED_SUPPORTS
from plan.scenario.buildings import Building, BuildingUse
from plan.scenario.carriers.agreements import Decision, Duty, Record, RelatedPlan, Remark
from plan.scenario.carriers.organisation import Activity, ConditionNote, Income, Organisation, StepDocument
from plan.scenario.edits import delete_scenario, with_scenario
from plan.scenario.procedure import Kpi, Procedure
from plan.scenario.scenario import HubFacility, Plan
from tests.hostile_names import HOSTILE
from tests.views.table import Table
from views.organisation.page import TABS

LONG = "谷" * 60


@pytest.fixture
def table(samples) -> Table:
    return Table().go("organisation")


def opened(table: Table, tab: str) -> Table:
    return table.tab(tab, "organisation_tab")


def test_an_empty_plan_ticks_none(table):
    assert table.answer == "担う組織がまだ書かれていません。四つのステップは、どれもまだです。"
    assert "地域運営組織が書かれていません" in table.text


def hostile_plan(plan: Plan, scenario_id: str) -> Plan:
    """A plan with everything that the page shows, in names that no screen likes."""
    names = [*(name for name in HOSTILE if name.strip() and name.isprintable()), LONG]
    scenario = plan.scenario(scenario_id)
    organisation = Organisation(
        LONG, "separated", "npo", names[0], "limited", "2027", base="nowhere", volunteers=3.0,
        activities=tuple(Activity(n, "business" if i % 2 else "life", ("game",), n, 2.0) for i, n in enumerate(names)),
        incomes=(Income("sales", LONG, 1e6), Income("grant", names[0])),
        steps=(StepDocument("design", "2027", names[0]),),
        conditions=(ConditionNote("awareness", "done", names[0]), ConditionNote("unknown", "done", LONG)),
        decisions=tuple(Decision(n, "2027", n, (Duty(n, n),)) for n in names),
        buildings=(Building(name=names[0], floor_area_m2=10, subsidised="yes", uses=(BuildingUse("care", LONG, 20),)),),
    )  # fmt: skip
    facility = HubFacility("medical", LONG, "new", days=("tue",))
    hubs = tuple(replace(hub, name=names[0], grade="branch", facilities=(facility,)) for hub in scenario.hubs)
    procedure = Procedure(
        kpis=(Kpi(LONG, 1.0, 2026, {2030: 5.0}, actuals={2028: 1.0}),), related_plans=(RelatedPlan("city", LONG),)
    )
    plan = with_scenario(plan, replace(scenario, hubs=hubs, organisation=organisation, procedure=procedure))
    records = (Record("r1", "2026-11-08", names[0], LONG, remarks=(Remark(names[0], LONG),)), Record("r2"))
    return replace(plan, records=records)


@pytest.mark.parametrize("tab", list(TABS))
def test_every_tab_stands_for_an_empty_plan_and_for_names_that_no_screen_likes(table, tab):
    opened(table, tab)
    table.take(hostile_plan(table.plan, table.scenario)).run()
    assert "<script>alert" not in table.markup


def test_a_document_is_written_and_undone(table):
    opened(table, "ステップ")
    table.app.text_input(key="organisation-text-step-dated-design-").set_value("2027-02-01")
    table.run()
    assert table.answer.endswith("どれもまだです。")  # a date alone is no document
    table.app.text_input(key="organisation-text-step-document-design-").set_value("谷の地域デザイン")
    table.run()
    assert "1つ（①）が済んでいます" in table.answer
    assert table.saved_plan().scenario(table.scenario).organisation.steps[0].document == "谷の地域デザイン"
    table.press("undo")
    assert table.answer.endswith("どれもまだです。")


def fields(table: Table) -> dict[str, str]:
    """Every field that can be written in on the open tab: its kind by its key, one of those that differ by a number alone."""
    found: dict[str, str] = {}
    for kind in ("text_input", "text_area", "number_input", "selectbox"):
        for element in table.app.get(kind):
            if str(element.key).startswith("organisation-"):
                found.setdefault(re.sub(r"[0-9]+", "", str(element.key).split("-", 3)[2]), f"{kind} {element.key}")
    return {key: kind for kind, _, key in (one.partition(" ") for one in found.values())}


def write_in(table: Table, kind: str, key: str) -> None:
    element: Any = next(e for e in table.app.get(kind) if e.key == key)
    if kind == "number_input":
        element.set_value(7.0 if element.value != 7.0 else 8.0)
    elif kind == "selectbox":
        element.select_index(((-1 if element.index is None else element.index) + 1) % len(element.options))
    else:
        element.set_value("書き直した言葉")
    table.run()


@pytest.mark.slow
@pytest.mark.parametrize("tab", ["ステップ", "組織", "担い手", "建物", "協議", "点検", "支援", "税"])
def test_what_is_written_in_a_field_of_any_form_is_undone(table, tab):
    opened(table, tab)
    table.take(hostile_plan(table.plan, table.scenario)).run()
    written = 0
    for key, kind in fields(table).items():
        before = table.plan
        write_in(table, kind, key)
        if table.plan == before:  # what chooses what is looked at is no edit
            continue
        written += 1
        table.press("undo")
        assert table.plan == before, key
    assert written


def write_row(table: Table, heading: str, **added: object) -> str:
    """Write another word into the first table that has a column of that heading, or add a row to it; return its key."""
    key = str(next(e.key for e in table.app.data_editor if heading in e.value.columns))
    changed = {} if added else {0: {heading: "書き直した言葉"}}
    rows = [added] if added else []
    table.app.session_state[key] = {"edited_rows": changed, "added_rows": rows, "deleted_rows": []}
    return key


@pytest.mark.parametrize(
    ("tab", "heading"),
    [("地域デザイン", "決めたこと"), ("関連計画", "名前"), ("協議", "出た意見"), ("支援", "使う支援措置")],
)
def test_what_is_written_in_a_table_is_undone(table, tab, heading):
    opened(table, tab)
    table.take(hostile_plan(table.plan, table.scenario)).run()
    before = table.plan
    used = {
        "使う支援措置": "地方創生推進交付金",
        "番号（申請の様式の番号）": "A2007",
        USED_SUPPORTS.columns[-1].heading: 15_000_000.0,
    }
    added = used if tab == "支援" else {}
    write_row(table, heading, **added)
    table.run()
    after = table.plan
    assert after != before
    table.press("undo")
    assert table.plan == before
    assert "書き直した言葉" not in str([e.value for e in table.app.data_editor])
    table.press("redo")
    assert table.plan == after


def test_a_budget_is_written_and_undone(table):
    opened(table, "資金")
    before = table.plan
    items = before.scenario(table.scenario).budget.items
    write_row(table, "種類", 名前="除雪", 部分="拠点", 種類="毎年の費用", 円=120_000)
    next(b for b in table.app.button if b.label == "費用と収入を使う").click()
    table.run()
    written = table.plan.scenario(table.scenario).budget.items
    assert [i.name for i in written[len(items) :]] == ["除雪"]
    table.press("undo")
    assert table.plan == before


def test_the_frame_tells_who_carries_it_and_what_the_law_said(table):
    activities, incomes = (Activity("米の販売", "business"),), (Income("sales", "米", 900_000),)
    told = change_organisation(table.plan, table.scenario, name="谷の会", activities=activities, incomes=incomes)
    table.take(told).run()
    assert "「谷の会」が担います。" in table.answer
    assert "④" in table.answer
    assert "2016年は 第17条の7" in table.text
    assert "要確認" in table.text


def test_without_a_scenario_one_is_offered(table):
    table.take(delete_scenario(table.plan, table.scenario)).run()
    assert "案がまだありません" in table.answer


def test_no_english_is_shown(table):
    for tab in TABS:
        opened(table, tab)
        shown = " ".join([table.text, *(m.value for m in table.app.markdown), *(c.value for c in table.app.caption)])
        assert set(re.findall(r"[A-Za-z]{4,}", shown)) <= {"script", "alert"}
