"""比較: any number of scenarios in one table, two of them on maps, who gains and who loses."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest

from geo.reference.assumptions import Assumptions
from layers.map_component.map_events import MapClick, ThingClicked
from plan.figure_texts import persons
from plan.file.plan_file import plan_bytes
from plan.overview.comparison import changes, losers
from plan.overview.verdicts import verdicts
from plan.scenario.edits import set_assumptions
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table()


@pytest.fixture
def compared(table: Table) -> Table:
    """Two scenarios besides the present: one hub in the west, and a second one in the east."""
    return table.press("duplicate").do(MapClick(35.3001, 137.55)).go("compare")


def shown_table(table: Table) -> dict[str, list[str]]:
    """What the table says of each indicator, a cell for each scenario."""
    found = {}
    for name, cells in re.findall(
        r"<tr><td><details><summary>(.*?)</summary>.*?</details></td>(.*?)</tr>", table.markup
    ):
        values = [re.sub(r"<div.*?</div>|<[^>]*>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", cells)]
        found[html.unescape(name)] = [html.unescape(v) for v in values]
    return found


def test_every_indicator_of_every_scenario_is_in_the_table(compared):
    rows = verdicts([compared.evaluation(i) for i in ("base", "s1", "s2")])
    assert shown_table(compared) == {r.name: [v.digits + v.unit for v in r.of.values()] for r in rows}
    first = list(shown_table(compared))[: sum(r.differs for r in rows)]
    assert set(first) == {r.name for r in rows if r.differs}, "what differs stands first"


def test_better_and_worse_are_marked_and_definitions_are_there(compared):
    rows = verdicts([compared.evaluation(i) for i in ("base", "s1", "s2")])
    worst = next(r for r in rows if r.id == "hub_mean_car")
    assert worst.of["s2"].better
    assert f'<div class="ky-better">▲{worst.of["s2"].change}</div>' in compared.markup
    for row in rows:
        assert html.escape(row.definition) in compared.markup


def test_a_scenario_that_is_not_picked_is_left_out_but_the_present_stays(compared):
    compared.app.button_group(key="compared").set_value(["s2"])
    compared.run()
    assert {len(cells) for cells in shown_table(compared).values()} == {2}


def test_two_maps_show_the_present_and_the_scenario_in_work(compared):
    assert len(compared.app.get("component_instance")) == 2
    assert compared.app.selectbox(key="compare_左").value == "base"
    assert compared.app.selectbox(key="compare_右").value == "s2"


def test_one_map_is_swiped(compared):
    compared.app.session_state["compare_maps"] = "swipe"
    compared.run()
    assert len(compared.app.get("component_instance")) == 1


def test_the_sentence_counts_people_and_names_places(compared):
    compared.app.selectbox(key="compare_左").set_value("s2")
    compared.app.selectbox(key="compare_右").set_value("s1")
    compared.run()
    far = losers(changes(compared.evaluation("s2"), compared.evaluation("s1")), 1)
    assert len(far)
    assert persons(far["population"].sum(), None) in compared.answer
    assert str(far["name"].iloc[0]) in compared.answer
    compared.tab("誰が", "compare_tab")
    shown = compared.frame(column="change_min")
    assert sorted(shown.index if shown.index.name == "village_id" else shown["name"]) == sorted(
        far.index if shown.index.name == "village_id" else far["name"]
    )


def test_the_same_scenario_on_both_sides_is_said(compared):
    compared.app.selectbox(key="compare_左").set_value("s2")
    compared.run()
    assert "左右とも" in compared.answer


def test_nobody_comes_nearer_than_to_no_hub_at_all(compared):
    bare = replace(compared.plan.scenario("s2"), hubs=())
    compared.take(replace(compared.plan, scenarios=(compared.plan.scenario("s1"), bare)))
    compared.run()
    assert f"「{bare.name}」には拠点がないので、近くなる・遠くなるは数えません。" in compared.answer
    # Its hatching means another thing than that of the map beside it: the one legend of both says so.
    assert f"<p>「{bare.name}」には拠点がまだないので、どの集落も斜線です。</p>" in compared.markup
    assert "拠点がまだない<" not in compared.markup


def test_a_village_clicked_on_either_map_is_selected(compared):
    compared.do(ThingClicked("village", "v4", 35.3, 137.55), on="compare-right")
    assert compared.work.selected_village == "v4"


def test_other_assumptions_are_told(compared):
    changed = set_assumptions(compared.plan, "s2", Assumptions({"daily_min": 20}))
    compared.go("hubs")
    compared.app.file_uploader(key="plan-file").set_value(("町.plan.json", plan_bytes(changed), "application/json"))
    compared.run()
    compared.go("compare")
    assert "30→20" in compared.text


def test_names_from_files_are_shown_and_never_run(table):
    table.app.text_input(key="name-s1-案1").set_value("**x**<script>")
    table.run()
    table.go("compare")
    assert "**x**<script>" in table.text
    assert "<script>" not in table.markup


def test_without_a_scenario_the_page_says_what_to_do(table):
    table.press("delete").go("compare")
    assert "「拠点」のページ" in table.answer
    assert {len(cells) for cells in shown_table(table).values()} == {1}


def test_the_workbook_is_offered(compared):
    compared.tab("書き出し", "compare_tab")
    assert [b.label for b in compared.app.get("download_button")] == ["比較の表（Excel）"]


def test_outings_can_be_compared_where_there_are_buses(bus_valley):
    table = Table().press("duplicate").do(MapClick(35.3006, 137.456)).go("compare")
    table.app.selectbox(key="colour").set_value("outings")
    table.run()
    assert "行って帰れる組合せが増える" in table.answer
    table.app.selectbox(key="hub_purpose").set_value("shopping")
    table.run()
    assert "買物" in table.answer


def test_cost_stands_against_outings_where_buses_run(bus_valley):
    table = Table().go("compare").tab("費用と外出", "compare_tab")
    assert "data:image/svg+xml" in table.markup


def test_cost_says_what_it_needs_where_none_runs(compared):
    compared.tab("費用と外出", "compare_tab")
    assert any("「路線」のページ" in c.value for c in compared.app.caption)


def test_the_difference_is_that_to_the_scenario_on_the_left(compared):
    texts = [str(json.loads(c.proto.json_args)) for c in compared.app.get("component_instance")]
    assert not any("との時間の差" in text for text in texts)
    compared.app.selectbox(key="colour").set_value("difference")
    compared.run()
    left, right = (str(json.loads(c.proto.json_args)) for c in compared.app.get("component_instance"))
    assert "との時間の差" not in left, "the left map shows the times themselves"
    name = compared.plan.scenarios[0].name
    assert "現況との時間の差" in right
    compared.app.selectbox(key="compare_左").set_value(compared.plan.scenarios[0].id)
    compared.app.selectbox(key="compare_右").set_value("base")
    compared.run()
    _, right = (str(json.loads(c.proto.json_args)) for c in compared.app.get("component_instance"))
    assert f"{name}との時間の差" in right


def test_indicators_can_be_chosen_and_pinned(compared):
    assert "留めた指標" not in compared.markup
    compared.app.multiselect(key="compare_pinned").set_value(["hub_worst_car"])
    compared.app.multiselect(key="compare_chosen").set_value(["hub_near_car", "population"])
    compared.run()
    table = compared.markup[compared.markup.index("ky-compare") :]
    names = re.findall(r"<summary>(.*?)</summary>", table)
    assert names[0].startswith("いちばん遠い集落から拠点まで車での時間")
    assert sorted(n[:2] for n in names[1:]) == ["人口", "車で"]
    assert "3指標" in table
    compared.go("hubs").go("compare")
    assert compared.app.multiselect(key="compare_pinned").value == ["hub_worst_car"]
