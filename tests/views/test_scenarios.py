"""案: new, duplicate, rename, delete, and plan files that are opened again."""

from __future__ import annotations

import pytest

from layers.map_component.map_events import MapClick
from plan.file.plan_file import plan_bytes
from plan.scenario.edits import add_hub, add_scenario
from plan.scenario.scenario import Plan
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table()


def names(table: Table) -> list[str]:
    return [s.name for s in table.plan.scenarios]


def offered(table: Table) -> list[str]:
    """What the list of scenarios in the side bar offers."""
    return next(list(s.options) for s in table.app.selectbox if s.label == "案")


def test_a_new_one_is_empty_and_in_work(table):
    table.press("new-scenario")
    assert (names(table), offered(table), table.scenario, table.hubs) == (["案1", "案2"], ["案1", "案2"], "s2", {})


def test_undoing_a_new_one_takes_it_from_the_list(table):
    table.press("new-scenario").press("undo")
    assert (offered(table), table.scenario, list(table.hubs)) == (["案1"], "s1", ["h1"])
    table.press("redo")
    assert offered(table) == ["案1", "案2"]


def test_a_copy_has_the_same_hubs_and_goes_its_own_way(table):
    table.press("duplicate").do(MapClick(35.3001, 137.55))
    assert [len(s.hubs) for s in table.plan.scenarios] == [1, 2]
    assert names(table) == ["案1", "案1の写し"]


def test_a_new_name_is_in_the_list_at_once(table):
    table.app.text_input(key="name-s1-案1").set_value(" 東に置く案 ")
    table.run()
    assert (names(table), offered(table)) == (["東に置く案"], ["東に置く案"])


def test_a_name_that_is_taken_gets_a_number_and_no_endless_loop(table):
    table.press("new-scenario")
    for _ in range(2):
        name = table.plan.scenario("s2").name
        table.app.text_input(key=f"name-s2-{name}").set_value("案1")
        table.run()
    assert names(table) == ["案1", "案1（2）"]


def test_the_last_one_can_be_deleted_and_brought_back(table):
    table.press("delete")
    assert (names(table), table.scenario) == ([], "base")
    assert "案がまだありません" in table.answer
    table.go("data").go("now").go("hubs")
    table.press("undo")
    assert (names(table), list(table.hubs)) == (["案1"], ["h1"])


def test_a_first_one_is_made_where_there_is_none(table):
    table.press("delete")
    next(b for b in table.app.button if b.label == "案を作る").click()
    table.run()
    assert (len(names(table)), table.hubs) == (1, {})
    assert "拠点がまだありません" in table.answer


def test_another_one_is_picked(table):
    table.press("duplicate")
    next(s for s in table.app.selectbox if s.label == "案").set_value("s1")
    table.run()
    assert table.scenario == "s1"
    assert table.app.query_params["scenario"] == "s1"


def open_file(table: Table, content: bytes, name: str = "町.plan.json") -> None:
    table.app.file_uploader(key="plan-file").set_value((name, content, "application/json"))
    table.run()


def saved_elsewhere(table: Table) -> Plan:
    plan, scenario = add_scenario(Plan(table.plan.region_id, table.plan.region_fingerprint), "去年の案")
    return add_hub(plan, scenario, 35.30, 137.60, name="奥の拠点")[0]


def test_a_saved_plan_opens_and_can_be_undone(table):
    plan = saved_elsewhere(table)
    open_file(table, plan_bytes(plan))
    assert table.plan == plan == table.saved_plan()
    assert offered(table) == ["去年の案"]
    assert list(table.hubs.values()) == ["奥の拠点"]
    table.press("undo")
    assert names(table) == ["案1"]


def test_a_plan_is_opened_once_not_at_every_run(table):
    open_file(table, plan_bytes(saved_elsewhere(table)))
    table.do(MapClick(35.3001, 137.55))
    assert len(table.hubs) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"format_version": 99}', b'{"format_version": 1, "scenarios": 3}', b"null"],
)
def test_a_broken_plan_is_told_in_words_and_nothing_is_lost(table, content):
    table.do(MapClick(35.3001, 137.55))
    before = table.plan
    open_file(table, content, "壊れた.plan.json")
    assert "壊れた.plan.json" in table.text
    assert table.plan == before == table.saved_plan()


def test_a_plan_of_another_region_opens_with_a_warning(table):
    open_file(table, plan_bytes(Plan("yoso", "0" * 32, saved_elsewhere(table).scenarios)))
    assert "yoso" in table.text
    assert list(table.hubs.values()) == ["奥の拠点"]


def test_a_plan_without_scenarios_opens(table):
    open_file(table, plan_bytes(Plan("tanima", table.plan.region_fingerprint)))
    assert "案がまだありません" in table.answer


def test_files_to_take_away_hold_the_scenario(table):
    table.tab("書き出し")
    labels = [b.label for b in table.app.get("download_button")]
    assert len(labels) == 3
