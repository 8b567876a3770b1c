"""現況: the page says what the Python functions say of the present, on whatever a region lacks."""

from __future__ import annotations

import pytest

from layers.map_component.map_events import MapClick, ThingClicked
from plan.figure_texts import figure, persons
from plan.indicators.registry import indicator
from plan.reach.group_coverage import group_coverage
from tests.views.small_region import write_small_region
from tests.views.table import PAGES, Table

FIGURES = ("population", "ageing_rate", "no_car", "aged_villages")


@pytest.fixture
def table(samples) -> Table:
    return Table().go("now")


def assert_page_says_what_python_says(table: Table) -> None:
    today = table.evaluation("base")
    assert table.figures == [figure(indicator(i).compute(today), indicator(i).unit) for i in FIGURES]
    shop = today.service_coverage("shopping", "car")
    assert persons(shop.within[today.effective.assumptions["daily_min"]], None) in table.answer
    reach = table.frame(column="サービス")
    assert len(reach) == len(today.categories())
    of_all = today.service_coverage("medical", "car").share_within(15)
    assert reach.iloc[0, 1] == round(of_all * 100)
    assert 0.5 < of_all < 0.99, "neither a half nor nearly everybody: every rounding says the same"
    groups = table.frame(column="group")
    assert list(groups["people"]) == list(group_coverage(today, "car")["people"])


def test_its_figures_are_those_of_the_present_whatever_is_planned(table):
    assert_page_says_what_python_says(table)
    table.go("hubs").do(MapClick(35.3001, 137.60)).go("now")
    assert_page_says_what_python_says(table)


def test_the_villages_worst_off_come_first_and_nobody_is_not_listed(table):
    table.app.selectbox(key="now_colour").set_value("hub")
    table.run()
    shown = table.frame(column="value")
    assert list(shown["name"])[:2] == ["離れ森", "峠下"]
    assert "空村" not in set(shown["name"])


def test_every_colouring_is_drawn(table):
    box = table.app.selectbox(key="now_colour")
    for option in ("medical", "shopping", "government", "hub", "ageing"):
        box.set_value(option)
        table.run()
        assert table.app.get("component_instance")


def test_a_village_is_chosen_on_the_map(table):
    table.do(ThingClicked("village", "v6", 35.34, 137.4503), on="now")
    assert table.work.selected_village == "v6"
    assert any(d.key == "far list v6" for d in table.app.dataframe)


@pytest.mark.parametrize(
    "without",
    [("roads",), ("facilities",), ("sites",), ("ages",), ("people",), ("zones",), ("roads", "facilities", "ages", "people")],
    ids="+".join,
)  # fmt: skip
def test_what_a_region_lacks_breaks_no_page(store, tmp_path, monkeypatch, without):
    monkeypatch.setattr("views.opening.SAMPLES_FOLDER", tmp_path / "samples")
    write_small_region(tmp_path / "samples" / "arm", without=without)
    table = Table()
    table.do(MapClick(35.3001, 137.55))
    for page in PAGES:
        table.go(page)
        assert table.answer
        assert not table.app.error
    if "roads" in without:
        assert "計算できないところがあります" in table.app.warning[0].value
    if "facilities" in without:
        assert "開いている店のデータがない" in table.go("now").answer
    if "ages" in without:
        assert ("不明", "") in table.go("now").figures


def test_without_any_sample_region_the_page_says_so(store, tmp_path, monkeypatch):
    monkeypatch.setattr("views.opening.SAMPLES_FOLDER", tmp_path)
    assert "フォルダが見つかりません" in Table().text


def tabs(table: Table) -> list[str]:
    return [tab.label for tab in table.app.tabs]


BOARDINGS = "period,route,stop,boardings,source\n2024-04,谷線,,120,町の集計\n2024-05,谷線,,100,町の集計\n2024-05-14,谷線,宮前<b>,9,町の調査\n"
CONTRACTS = "name,from,to,fee_yen,fares_yen,routes\n谷線の運行,2024-04-01,2024-05-31,220000,44000,谷線\n"
SURVEY = (
    "answer_id,village_id,purpose,destination_id,destination,means,trips_per_week,weight,source\n"
    "1,v1,clinic,f3,,bus,1,10,住民調査\n1,v1,shopping,f2,,own_car,2,10,住民調査\n2,v4,clinic,,**となり町**,family_car,0.5,30,住民調査\n"
)


def test_a_region_without_riders_has_no_place_for_them(table):
    assert tabs(table) == ["サービス", "遠い集落", "住民の別", "人口"]


def test_riders_costs_and_answers_are_shown_as_python_counts_them(store, tmp_path, monkeypatch):
    monkeypatch.setattr("views.opening.SAMPLES_FOLDER", tmp_path / "samples")
    folder = write_small_region(tmp_path / "samples" / "bus")
    for name, text in (("boardings", BOARDINGS), ("bus_contracts", CONTRACTS), ("wishes", SURVEY)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    table = Table().go("now")
    assert tabs(table)[-1] == "バスと外出"
    assert table.frame(column="months")[["route", "boardings", "months"]].to_numpy().tolist() == [["谷線", 220, 2]]
    assert any(e.label == "停留所ごとの乗車人数（2024-05-14）" for e in table.app.expander)
    assert any("町の集計、町の調査" in c.value for c in table.app.caption)
    table.app.session_state["now_riders"] = "費用"
    table.run()
    values = dict(table.frame(column="amount")[["item", "amount"]].to_numpy().tolist())
    assert values["乗車1人あたりの費用"] == "1,000円"
    assert values["乗車1人あたりの市町村の負担"] == "800円"
    assert values["収支率（運賃収入 ÷ 費用）"] == "20%"
    table.app.session_state["now_riders"] = "住民の答え"
    table.run()
    assert list(table.frame(column="place")["place"]) == ["**となり町**（75%）", "宮前商店（100%）"]
    assert table.frame(column="own_car").iloc[0].tolist() == ["通院", 0, 0.75, 0.25, 0]
    assert any("答えた人 2人" in c.value for c in table.app.caption)


@pytest.mark.parametrize(
    ("name", "text", "shown"), [("boardings", BOARDINGS, "乗車人数"), ("wishes", SURVEY, "住民の答え")]
)
def test_only_what_a_region_knows_can_be_chosen(store, tmp_path, monkeypatch, name, text, shown):
    monkeypatch.setattr("views.opening.SAMPLES_FOLDER", tmp_path / "samples")
    folder = write_small_region(tmp_path / "samples" / "bus")
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    table = Table().go("now")
    assert table.app.segmented_control(key="now_riders").options == [shown]
