"""拠点: what is done on the map changes the plan, and the page says what the Python functions say."""

from __future__ import annotations

import re

import pytest

from geo.reference.assumptions import Assumptions
from layers.map_component.map_events import DeletePressed, HubDropped, MapClick, ThingClicked
from plan.figure_texts import figure, persons
from plan.indicators.registry import indicator
from plan.overview.comparison import changes, gainers, losers
from plan.reach.travel_modes import TravelMode
from plan.scenario.edits import set_assumptions
from tests.views.small_region import EMPTY_PLACE, SITES
from tests.views.table import Table
from views.hubs.answer import hub_answer

FIGURES = ("hub_near", "hub_daily", "hub_mean", "hub_worst")


@pytest.fixture
def table(samples) -> Table:
    return Table()


def assert_page_says_what_python_says(table: Table, mode: TravelMode = "car") -> None:
    current, baseline = table.evaluation(), table.evaluation("base")
    wanted = [(indicator(f"{kind}_{mode}"), f"{kind}_{mode}") for kind in FIGURES]
    assert table.figures == [figure(known.compute(current), known.unit) for known, _ in wanted]
    assert table.answer == hub_answer(current, baseline, mode)
    felt = current.effective.assumptions["felt_change_min"]
    rows = changes(baseline, current, mode)
    nearer, farther = gainers(rows, felt), losers(rows, felt)
    text = next(m.value for m in table.app.markdown if "近くなる" in m.value)
    assert f"{len(nearer)}集落 {persons(nearer['population'].sum(), None)}" in text
    assert f"{len(farther)}集落 {persons(farther['population'].sum(), None)}" in text


def test_it_opens_with_one_hub_and_its_figures(table):
    assert table.hubs == {"h1": "たにま役場"}
    assert_page_says_what_python_says(table)


def test_a_click_places_a_hub_and_saves_it(table):
    before = table.figures
    table.do(MapClick(35.3001, 137.55))
    assert table.hubs == {"h1": "たにま役場", "h2": "拠点2"}
    assert table.figures != before
    assert_page_says_what_python_says(table)
    assert table.saved_plan() == table.plan
    assert table.work.chosen_hub == "h2"


def test_a_village_or_facility_that_is_clicked_becomes_a_hub_with_its_name(table):
    before = list(table.hubs.values())
    region = table.evaluation().effective.region
    village, facility = region.villages.iloc[2], region.facilities.iloc[1]
    table.do(ThingClicked("village", str(village.name), float(village["lat"]), float(village["lon"])))
    table.do(ThingClicked("facility", str(facility.name), float(facility["lat"]), float(facility["lon"])))
    assert list(table.hubs.values()) == [*before, village["name"], facility["name"]]


def test_delete_takes_away_the_hub_that_has_the_focus_or_is_chosen_and_else_nothing(table):
    before = dict(table.hubs)
    table.do(MapClick(35.3001, 137.55))
    assert len(table.hubs) == len(before) + 1
    table.do(DeletePressed("", "", 35.3, 137.5))
    assert table.hubs == before
    table.do(DeletePressed("", "", 35.3, 137.5), DeletePressed("hub", "no such", 35.3, 137.5))
    assert table.hubs == before
    table.do(DeletePressed("hub", next(iter(before)), 35.3, 137.5))
    assert list(table.hubs) == list(before)[1:]


def test_where_only_choosing_is_on_a_click_places_nothing(table):
    table.app.button_group(key="click").set_value("look")
    table.run().do(MapClick(35.3001, 137.55), ThingClicked("site", "s1", 35.3008, 137.56))
    assert list(table.hubs) == ["h1"]


def test_a_dragged_hub_moves_and_leaves_its_site(table):
    table.do(ThingClicked("site", "s1", 35.3008, 137.56))
    assert table.plan.scenario(table.scenario).hub("h2").site_id == "s1"
    table.do(HubDropped("h2", *EMPTY_PLACE))
    moved = table.plan.scenario(table.scenario).hub("h2")
    assert (moved.lat, moved.lon, moved.site_id) == (*EMPTY_PLACE, None)
    assert_page_says_what_python_says(table)


def test_a_hub_that_is_gone_when_its_drag_arrives_is_no_trouble(table):
    table.do(HubDropped("h77", *EMPTY_PLACE))
    assert list(table.hubs) == ["h1"]


def test_a_site_gives_the_hub_its_place_and_name(table):
    table.do(ThingClicked("site", "s1", 35.3008, 137.56))
    hub = table.plan.scenario(table.scenario).hub("h2")
    assert (hub.name, hub.lat, hub.lon) == (SITES[0][1], 35.3008, 137.56)
    assert_page_says_what_python_says(table)


def test_all_clicks_of_a_quick_hand_count_once(table):
    table.do(MapClick(35.3001, 137.50), MapClick(35.3001, 137.55), MapClick(35.3001, 137.60))
    assert len(table.hubs) == 4
    table.run()
    assert len(table.hubs) == 4


def test_undo_and_redo(table):
    table.do(MapClick(35.3001, 137.55))
    placed = table.figures
    table.press("undo")
    assert list(table.hubs) == ["h1"]
    assert table.saved_plan() == table.plan
    assert table.app.button(key="undo").disabled
    table.press("redo")
    assert (list(table.hubs), table.figures) == (["h1", "h2"], placed)
    assert_page_says_what_python_says(table)


def test_without_any_hub_the_page_says_what_to_do(table):
    table.tab("拠点")
    table.press("remove-s1-h1")
    assert table.hubs == {}
    assert "拠点がまだありません" in table.answer
    assert ("行けません", "") in table.figures
    assert 'ky-in-words">行けません' in table.markup, "words are set smaller than digits, to stay on one line"
    table.do(MapClick(35.3001, 137.55))
    assert list(table.hubs) == ["h2"], "an id is never given twice"
    assert_page_says_what_python_says(table.tab("増減"))


def test_a_hub_is_chosen_renamed_and_given_services(table):
    table.tab("拠点")
    table.do(MapClick(35.3001, 137.55), ThingClicked("hub", "h1", 35.3005, 137.405))
    table.app.text_input(key="hub-name-s1-h1-たにま役場").set_value("  役場の広場 ")
    table.run()
    assert table.hubs["h1"] == "役場の広場"
    table.app.button_group(key="services-s1-h1-").set_value(["shopping", "medical"])
    table.run()
    assert table.plan.scenario("s1").hub("h1").services == ("medical", "shopping")
    assert "shopping" in table.evaluation().categories()
    assert_page_says_what_python_says(table.tab("増減"))


def test_services_at_a_hub_change_reach_by_category(table):
    table.tab("拠点")
    before = table.evaluation().service_minutes("fuel", "car").min()
    table.app.button_group(key="services-s1-h1-").set_value(["fuel"])
    table.run()
    assert table.evaluation().service_minutes("fuel", "car").min() < before


def test_a_name_with_spaces_around_it_is_no_endless_loop(table):
    table.tab("拠点")
    table.app.text_input(key="hub-name-s1-h1-たにま役場").set_value("たにま役場  ")
    table.run()
    assert table.hubs == {"h1": "たにま役場"}


def test_a_hub_is_put_on_a_site_from_the_list(table):
    table.tab("拠点")
    table.app.selectbox(key="site-s1-h1-None").set_value("s1")
    table.run()
    hub = table.plan.scenario("s1").hub("h1")
    assert (hub.site_id, hub.lat, hub.lon) == ("s1", 35.3008, 137.56)
    assert_page_says_what_python_says(table.tab("増減"))


def test_a_hub_in_a_landslide_zone_is_warned_of_at_the_click(table):
    assert "がけ崩れ" not in table.text
    table.do(MapClick(35.36, 137.55))
    assert "がけ崩れ" in table.text


def test_a_hub_far_from_any_road_is_warned_of(table):
    table.do(MapClick(35.26, 137.52))
    assert "拠点2" in table.text
    assert "道" in table.text


def test_on_foot_the_figures_are_those_of_walking(table):
    table.app.radio(key="mode").set_value("walk")
    table.run()
    assert_page_says_what_python_says(table, "walk")


def test_each_colouring_is_drawn(table):
    for colour in ("difference", "ageing", "time"):
        table.app.selectbox(key="colour").set_value(colour)
        table.run()
        assert table.app.get("component_instance")


def test_bands_links_and_places_can_be_switched(table):
    for box in ("show_bands", "show_facilities", "show_sites"):
        table.app.checkbox(key=box).uncheck()
    table.app.checkbox(key="show_links").check()
    assert_page_says_what_python_says(table.run())


def test_a_village_clicked_on_the_map_is_marked_in_the_list(table):
    table.tab("集落")
    table.do(ThingClicked("village", "v6", 35.34, 137.4503))
    assert table.work.selected_village == "v6"
    assert any(d.key == "villages list v6" for d in table.app.dataframe)
    assert any("北沢" in m.value for m in table.app.markdown)


def test_a_row_selects_its_village_and_the_map_goes_there(table):
    table.tab("集落")
    far_first = table.frame(column="minutes")
    rows = list(far_first["name"])
    table.app.session_state["villages list None"] = {"selection": {"rows": [rows.index("北沢")], "columns": []}}
    table.run()
    assert table.work.selected_village == "v6"
    assert table.work.fly_to == (35.34, 137.4503)


def test_the_search_selects_and_flies(table):
    table.app.selectbox(key="search").set_value("v7")
    table.run()
    assert table.work.selected_village == "v7"
    assert table.work.fly_to == (35.36, 137.5503)


def test_names_from_files_stay_text(table):
    table.tab("集落")
    table.do(ThingClicked("village", "v2", 35.3003, 137.45), ThingClicked("site", "s2", 35.32, 137.4502))
    assert "<script>" not in table.markup
    shown = [m.value for m in table.app.markdown] + [c.value for c in table.app.caption]
    assert not any("<script>" in text or "**太字**" in text for text in shown)
    assert any("\\<script\\>" in text for text in shown), "the card of the selected village bears its name"


def test_under_other_limits_the_page_says_so_and_compares_like_with_like(table):
    changed = set_assumptions(table.plan, "s1", Assumptions({"daily_min": 20}))
    table.take(changed)
    table.run()
    assert "30→20" in table.text
    assert "現況と変わりません" in table.answer
    assert "20分以内" in table.answer


def test_services_under_another_limit_are_compared_by_that_limit(table):
    table.take(set_assumptions(table.plan, "s1", Assumptions({"near_min": 12})))
    table.run().tab("サービス")
    shown = table.frame(column="サービス")
    assert list(shown["現況"]) == pytest.approx(list(shown["この案"]))
    assert any("12分以内" in caption.value for caption in table.app.caption)


def test_every_tab_beside_the_map_can_be_opened(table):
    table.do(MapClick(35.3001, 137.55))
    for text in ("拠点", "サービス", "集落", "書き出し", "増減"):
        table.tab(text)
        opened = [tab.label for tab in table.app.tabs if len(tab.children)]
        assert opened == [text]


def test_the_effect_of_the_next_hub_takes_the_place_of_the_bands(table):
    def drawn() -> set[str]:
        (found,) = table.app.get("component_instance")
        return set(re.findall(r'"(bands|gain)\\":', found.proto.json_args))

    assert drawn() == {"bands"}
    table.app.checkbox(key="show_gain").check()
    table.run()
    assert drawn() == {"gain"}
    table.app.selectbox(key="gain_within_car").set_value(60)
    table.run()
    assert drawn() == {"gain"}
