"""データ: what was found is told; facilities, roads and assumptions are edited; folders open or say why not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import views.opening
from geo.reference.assumptions import known_assumptions
from layers.map_component.map_events import MapClick, RoadClicked, ThingClicked
from plan.scenario.edits import duplicate_scenario
from tests.views.small_region import SCRIPT_NAME, write_small_region
from tests.views.table import Table
from views.opening import all_notices


@pytest.fixture
def table(samples) -> Table:
    return Table().go("data")


def an_edge(table: Table) -> tuple[tuple[str, str, int], ...]:
    """Both directions of the road between 137.52 and 137.525: east of it everybody comes through here."""
    graph = table.evaluation().effective.region.roads
    at = {node: (data["x"], data["y"]) for node, data in graph.nodes(data=True)}
    inside = [
        (u, v, k)
        for u, v, k in graph.edges(keys=True)
        if {round(at[n][0], 4) for n in (u, v)} == {137.52, 137.525} and {round(at[n][1], 4) for n in (u, v)} == {35.3}
    ]
    assert len(inside) == 2
    return tuple(inside)


def click_road(table: Table, edges: tuple[tuple[str, str, int], ...]) -> Table:
    table.app.button_group(key="data_click").set_value("close_road")
    return table.run().do(RoadClicked(edges, "谷の道", 35.30, 137.5225), on="data")


def test_it_says_what_was_read_and_what_was_found(table):
    region = table.evaluation().effective.region
    assert "9集落 664人" in table.answer
    assert "施設 4、候補地 2" in table.answer
    shown = table.frame(column="内容")
    assert set(shown["内容"]) == {n.message for n in all_notices(region)}
    assert "離れ森" in table.text


def test_where_no_age_is_known_the_map_shows_how_many_live_where(store, tmp_path, monkeypatch):
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", tmp_path / "samples")
    write_small_region(tmp_path / "samples" / "arm", without=("ages",))
    table = Table().go("data")
    arguments = " ".join(str(json.loads(c.proto.json_args)) for c in table.app.get("component_instance"))
    assert ("100人以上" in arguments, "高齢化率" in arguments) == (True, False)


def test_a_road_is_closed_and_opened_again_by_clicks(table):
    before = table.evaluation().nearest_hub("car")["minutes"]
    edges = an_edge(table)
    click_road(table, edges)
    after = table.evaluation().nearest_hub("car")["minutes"]
    assert before["v5"] < 60
    assert after["v5"] == float("inf")
    assert table.saved_plan() == table.plan
    click_road(table, edges)
    assert table.plan.scenario("s1").roads == ()
    assert table.evaluation().nearest_hub("car")["minutes"].equals(before)


def test_a_closed_road_is_taken_back_from_the_list_and_by_undo(table):
    edges = an_edge(table)
    click_road(table, edges)
    next(b for b in table.app.button if b.label == "取り消す").click()
    table.run()
    assert table.plan.scenario("s1").roads == ()
    table.press("undo")
    assert len(table.plan.scenario("s1").roads) == 1
    table.press("undo")
    assert table.plan.scenario("s1").roads == ()


def test_a_road_that_the_scenario_below_closed_is_opened_on_top(table):
    edges = an_edge(table)
    click_road(table, edges)
    plan, copy = duplicate_scenario(table.plan, "s1")
    above = replace(plan.scenario(copy), based_on="s1", roads=())
    table.take(replace(plan, scenarios=(plan.scenario("s1"), above)))
    table.work.scenario = copy
    table.run()
    click_road(table, edges)
    assert [edit.change for edit in table.plan.scenario(copy).roads] == ["open"]
    assert table.evaluation().nearest_hub("car")["minutes"]["v5"] < 60


def test_a_road_that_is_not_there_changes_nothing(table):
    before = table.plan
    click_road(table, (("nope", "neither", 0),))
    assert table.plan == before


def test_a_facility_is_closed_opened_and_set_back(table):
    table.do(ThingClicked("facility", "f2", 35.3005, 137.41), on="data")
    table.press("toggle-facility")
    assert table.evaluation().effective.facilities.at["f2", "status"] == "closed"
    assert "shopping" not in table.evaluation().categories()
    table.press("toggle-facility")
    assert table.evaluation().effective.facilities.at["f2", "status"] == "open"
    table.press("reset-facility")
    assert table.plan.scenario("s1").facilities == ()


def test_a_facility_is_chosen_and_moved_on_the_map(table):
    table.app.button_group(key="data_click").set_value("place")
    table.run()
    assert any("動かす施設を" in c.value for c in table.app.caption)
    table.do(MapClick(35.31, 137.45), on="data")
    assert table.plan.scenario("s1").facilities == ()
    table.do(ThingClicked("facility", "f3", 35.3006, 137.455), MapClick(35.34, 137.45), on="data")
    placed = table.evaluation().effective.facilities.loc["f3"]
    assert (placed["lat"], placed["lon"]) == (35.34, 137.45)
    assert not any("動かす施設を" in c.value for c in table.app.caption)


def edit_value(table: Table, name: str, value: float | None) -> Table:
    editor = table.app.data_editor[0]
    assert editor.key is not None
    row = list(known_assumptions()).index(name)
    table.app.session_state[editor.key] = {"edited_rows": {row: {"値": value}}, "added_rows": [], "deleted_rows": []}
    return table.run()


def test_an_assumption_changes_the_figures_and_is_set_back(table):
    before = table.evaluation().nearest_hub("walk")["minutes"]["v2"]
    edit_value(table, "walk_general_m_per_min", 40)
    assert table.plan.scenario("s1").assumptions.changed == {"walk_general_m_per_min": 40}
    assert table.evaluation().nearest_hub("walk")["minutes"]["v2"] == pytest.approx(2 * before)
    assert table.evaluation("base").nearest_hub("walk")["minutes"]["v2"] == before
    table.press("reset-assumptions")
    assert table.plan.scenario("s1").assumptions.changed == {}


def test_a_limit_is_named_in_the_answer(table):
    edit_value(table, "daily_min", 20)
    assert "車で20分以内" in table.go("hubs").answer


@pytest.mark.parametrize("value", [-1, None, 1e300])
def test_an_impossible_assumption_is_told_and_changes_nothing(table, value):
    before = table.plan
    edit_value(table, "walk_general_m_per_min", value)
    assert len(table.app.error) == 1
    assert table.plan == before


@pytest.mark.parametrize("name", ["walk_general_m_per_min", "speed_secondary_kmh", "near_min", "max_access_m"])
def test_an_assumption_of_zero_breaks_no_page(table, name):
    edit_value(table, name, 0)
    for page in ("hubs", "now", "data"):
        table.go(page)


def test_the_present_is_told_to_have_no_edits(table):
    table.go("hubs").press("delete").go("data")
    captions = " ".join(c.value for c in table.app.caption)
    assert "案を作ると、施設を開け閉めできます" in captions
    assert "案を作ると、前提を変えられます" in captions
    table.do(ThingClicked("facility", "f2", 35.3005, 137.41), ThingClicked("village", "v6", 0, 0), on="data")
    assert table.work.selected_village == "v6"


def open_own(table: Table, text: str) -> Table:
    table.app.text_input(key="own-folder").set_value(text)
    table.app.button(key="open-own").click()
    return table.run()


@pytest.mark.parametrize("text", ["/no/such/place", "~nobody-of-this-name/x", "a" * 5000, "a\0b", "README.md"])
def test_a_folder_that_cannot_be_opened_is_told_and_the_old_region_stays(table, text):
    table.go("hubs").do(MapClick(35.3001, 137.55)).go("data")
    before = table.plan
    open_own(table, text)
    assert "フォルダが見つかりません" in table.text
    assert table.plan == before
    assert "たにま村" in table.text


def test_a_folder_without_villages_says_what_is_missing(table, tmp_path):
    write_small_region(tmp_path / "x")
    (tmp_path / "x" / "villages.csv").unlink()
    open_own(table, str(tmp_path / "x"))
    assert "villages.csv" in table.text
    assert "たにま村" in table.text


def test_an_own_folder_opens_and_is_found_again_by_its_address(table, tmp_path):
    own = write_small_region(tmp_path / "tanima")  # bears the name of a sample, and is none
    toml = (own / "region.toml").read_text(encoding="utf-8").replace("たにま村", "べつの村")
    (own / "region.toml").write_text(toml, encoding="utf-8")
    open_own(table, f" {own} ")
    assert "べつの村" in table.text
    table.run()
    assert "べつの村" in table.text, "the list of samples must not take it for the sample"
    assert "べつの村" in Table(**table.app.query_params).text


def test_another_region_begins_without_the_work_on_the_old_one(table, samples, tmp_path):
    table.go("hubs").do(MapClick(35.3001, 137.55))
    old = table.app.query_params["work"]
    table.go("data")
    own = write_small_region(tmp_path / "own")
    open_own(table, str(own))
    assert table.app.query_params["work"] != old
    next(s for s in table.app.selectbox if s.label == "地域を選ぶ").set_value("tanima")
    table.run()
    assert table.work.folder == samples / "tanima"
    assert "work" not in table.app.query_params
    assert table.go("hubs").hubs == {"h1": "たにま役場"}


def test_sources_and_names_from_files_stay_text(samples, tmp_path):
    own = write_small_region(tmp_path / "own")
    toml = (own / "region.toml").read_text(encoding="utf-8").replace("絵に描いた村です", f"**太字** {SCRIPT_NAME}")
    (own / "region.toml").write_text(toml.replace("たにま村", SCRIPT_NAME), encoding="utf-8")
    table = open_own(Table().go("data"), str(own))
    assert "<script>" not in table.markup
    assert not any("**太字**" in c.value for c in table.app.caption)
    click_road(table, an_edge(table))
    for page in ("now", "hubs"):
        assert "<script>" not in table.go(page).markup
