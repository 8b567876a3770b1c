"""候補を探す: settings become a request, the search's answer is what Python finds, a set becomes a scenario and can be undone."""

from __future__ import annotations

import re

import pytest

from plan.figure_texts import figure
from plan.siting.answer import answer_document
from plan.siting.request import SitingRequest, prepared
from tests.views.small_region import MARKDOWN_NAME, SITES
from tests.views.table import Table


class Searching(Table):
    """The page, with a search that is waited for."""

    @property
    def run_(self):
        run = self.session.search.run
        assert run is not None
        return run[1]

    def search(self) -> Searching:
        """Press 探す, wait for the end, draw the page."""
        self.press("siting-begin")
        assert self.run_.wait(60).stage in ("done", "stopped", "refused")
        self.run()
        return self

    def set_number(self, key: str, value: int) -> Searching:
        self.app.number_input(key=key).set_value(value)
        self.run()
        return self


@pytest.fixture
def table(samples) -> Searching:
    page = Searching()
    page.go("siting")
    return page


def test_it_opens_with_the_candidates_scored(table):
    assert "候補地 2か所から" in table.answer
    assert "旧東谷小学校" in table.text
    assert "位" in table.text
    assert table.app.button(key="siting-adopt").disabled


def test_the_answer_is_what_python_finds(table):
    table.set_number("siting_hubs", 2).search()
    effective = table.evaluation().effective
    request = SitingRequest("total_time", hubs=2, within_min=30.0)
    assert table.run_.request == request
    ready = prepared(effective, request)
    best = ready.question.answer()
    document = answer_document(effective, request, ready, best)
    shares = document["equity"]
    wanted = [
        figure(shares["mean_min"], "分"),
        figure(document["covered_population"], "人"),
        figure(shares["worst_min"], "分"),
        figure(shares["beyond"][-1]["population"], "人"),
    ]
    assert table.figures == wanted
    assert "条件に合う候補の組合せは、旧東谷小学校、" in table.answer
    assert MARKDOWN_NAME in table.answer
    assert "これより良い組合せがないことを確かめました" in table.answer


def test_a_set_becomes_a_scenario_and_can_be_undone(table):
    before = table.hubs
    table.set_number("siting_hubs", 1).search()
    chosen = table.run_.state.best.hubs
    table.press("siting-adopt")
    names = {site[0]: site[1] for site in SITES}
    assert list(table.hubs.values()) == [names[i] for i in chosen]
    assert len(table.plan.scenarios) == 2
    assert "候補の組合せ 1か所" in table.plan.scenarios[-1].name
    assert table.saved_plan() == table.plan
    table.press("undo")
    assert len(table.plan.scenarios) == 1
    assert table.hubs == before
    table.press("redo")
    assert [hub.name for hub in table.plan.scenarios[-1].hubs] == [names[i] for i in chosen]


def test_what_is_impossible_says_which_and_why(table):
    table.set_number("siting_hubs", 9).search()
    assert "候補地が足りません" in table.answer
    assert "候補地は 2 か所" in table.answer
    table.set_number("siting_hubs", 1).search()
    assert "確かめました" in table.answer


def test_villages_are_named_where_nothing_reaches_them(table):
    table.app.selectbox(key="siting_objective").set_value("fewest")
    table.run()
    table.set_number("siting_within", 5).search()
    assert "5分以内に着ける候補地がありません" in table.answer
    assert "宮前" in table.answer
    assert "奥" in table.answer
    assert not re.search(r"\bv\d", table.answer)


def test_other_numbers_are_looked_at_and_hubs_are_locked(table):
    table.set_number("siting_hubs", 1).search()
    assert sorted(table.run_.state.by_number) == [1, 2]
    table.session.search.shown = ("number", 2)
    table.run()
    assert "（2か所のとき）" in table.answer
    table.tab("拠点ごと", key="siting_tab")
    other = next(i for i in ("s1", "s2") if i not in table.run_.state.best.hubs)
    table.press(f"siting-fix-{other}")
    assert any("条件が変わりました" in c.value for c in table.app.caption)
    table.search()
    assert table.run_.request.fixed == (other,)
    assert table.run_.state.best.hubs == (other,)


def test_fairness_tells_who_gains_and_loses(table):
    table.set_number("siting_hubs", 1).search()
    table.tab("公平さ", key="siting_tab")
    assert "ジニ係数" in table.text
    assert any("近くなる" in m.value for m in table.app.markdown)


def test_weights_of_the_measures_change_the_ranking(table):
    assert re.findall(r"(\d+)位", table.text) == ["1", "1"]
    table.app.slider(key="site_weight_services").set_value(0)
    table.run()
    assert "100点" in table.text
    for key in ("services", "public", "reuse", "hazard"):
        if f"site_weight_{key}" in [s.key for s in table.app.slider]:
            table.app.slider(key=f"site_weight_{key}").set_value(0)
    table.run()
    assert "重みがすべて 0" in table.text


def test_settings_outlive_a_visit_to_another_page(table):
    table.set_number("siting_hubs", 2)
    table.go("now").go("siting")
    assert table.app.number_input(key="siting_hubs").value == 2


def test_a_distance_to_hazard_areas_leaves_sites_out_and_outlives_allowing_them(table):
    table.set_number("siting_hubs", 1).set_number("siting_hazard_m", 50_000).search()
    assert table.run_.request.hazard_distance_m == 50_000
    assert "すべて除かれています" in table.answer
    table.set_number("siting_hazard_m", 1).search()
    assert table.run_.request.hazard_distance_m == 1
    assert "浸水想定区域のデータ" in table.text
    table.app.checkbox(key="siting_zones").set_value(True)
    table.run()
    assert table.app.number_input(key="siting_hazard_m").disabled
    table.search()
    assert table.run_.request == SitingRequest("total_time", hubs=1, within_min=30.0, allow_zones=True)
    table.go("now").go("siting")
    assert table.app.number_input(key="siting_hazard_m").value == 1


def test_a_changed_road_outdates_what_was_found(table):
    from plan.scenario.edits import edit_road
    from plan.scenario.scenario import RoadEdit

    table.set_number("siting_hubs", 1).search()
    edge = table.evaluation().effective.roads.edge_ids[0]
    table.take(edit_road(table.plan, "s1", RoadEdit("close", (edge,)))).run()
    assert any("今の内容で探します" in c.value for c in table.app.caption)
    assert "決めるのは人です" in table.answer


def test_no_english_and_no_best_of_all(table):
    table.set_number("siting_hubs", 1).search()
    shown = table.text
    for tab in ("拠点ごと", "公平さ", "候補地の点数"):
        table.tab(tab, key="siting_tab")
        shown += table.text
    assert "最適" not in shown
    assert set(re.findall(r"[A-Za-z]{4,}", shown)) <= {"script", "alert"}
