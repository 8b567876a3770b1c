"""データ: which region is open, what was found in its files, and the edits of facilities, roads and assumptions."""

from __future__ import annotations

import streamlit as st

from geo.region.roads.joined_gaps import joined_gaps
from geo.texts.notices import Notice
from layers.features.villages import ageing_percent
from layers.map_component.map_component import Display, answer_events, show_map
from layers.style.colours import AGEING, POPULATION
from plan.scenario.scenario import BASE
from views import session
from views.data import import_state
from views.data.choice import choose_region, choose_work
from views.data.edits import show_assumptions, show_facilities, show_roads
from views.data.import_run import show_outcome
from views.data.importing import show_import
from views.data.map_events import CLICK, answer, facility_to_move
from views.data.panel import show_notices, show_sources
from views.data.unplaced import show_waiting, waiting
from views.data.versions import show_versions
from views.figures import show_answer, show_messages
from views.frame import follow_scenarios, pick_scenario, search_village, tell_waiting
from views.map_parts import hub_parts, place_parts, village_parts
from views.map_tools import pick_click, show_undo, tool_row
from views.opening import all_notices, map_files
from views.tabs import map_first

MAP = "data"
_CLICKS = {"look": "見る", "close_road": "道を閉じる・開ける", "place": "選んだ施設を動かす"}


def page() -> None:
    """Draw the page."""
    if import_state.is_importing():
        with st.sidebar:
            choose_work()
        show_import()
        return
    with st.sidebar:
        choose_work()
        pick_scenario()
        search_village()
        choose_region()
    tell_waiting()
    _table(session.scenario_names())


@st.fragment
def _table(known_scenarios: dict[str, str]) -> None:
    follow_scenarios(known_scenarios)
    answer_events(MAP, answer)
    show_messages(session.take_messages())
    region = session.region()
    notices = all_notices(region)
    show_answer("この地域のデータは、何が読めて、何が使えていないか", _sentence(notices), year=None)
    left, right = st.columns([2, 1], gap="small")
    with left:
        _tools()
        _map()
    map_first()
    with right, st.container(key="data-side"):
        tab_names = ["お知らせ", "施設", "道", "前提", "出典", "取り込み", "前の版"]
        came_in = import_state.outcome() is not None
        found, facilities, roads, assumptions, about, imported, earlier = st.tabs(
            tab_names, default="取り込み" if came_in else tab_names[0]
        )
        with found:
            show_notices(notices)
        with facilities:
            show_facilities()
        with roads:
            show_roads()
        with assumptions:
            show_assumptions()
        with about:
            show_sources()
        with imported:
            show_outcome()
        with earlier:
            show_versions()


def _tools() -> None:
    with tool_row():
        pick_click(CLICK, {**_CLICKS, "add_stop": "停留所を置く"} if waiting() else _CLICKS)
        show_undo()
    if CLICK.value == "place" and facility_to_move() is None:
        st.caption("まず、動かす施設を地図か「施設」の一覧で選んでください。")
    show_waiting(placing=CLICK.value == "add_stop")


def _sentence(notices: tuple[Notice, ...]) -> str:
    region = session.region()
    counts = f"{len(region.villages)}集落 {region.total_population:,.0f}人、施設 {len(region.facilities)}、候補地 {len(region.sites)}、"
    roads = (
        f"道 {len(session.evaluation(BASE).effective.roads.segments):,}本、時刻表 {len(region.feeds)}つを読みました。"
    )
    left_out = sum(n.severity != "info" for n in notices)
    return f"{counts}{roads}" + (
        f"直したほうがよいところが {left_out} 件あります。" if left_out else "使えなかった行はありません。"
    )


def _map() -> None:
    current = session.evaluation()
    region = current.effective.region
    # A town that publishes no ages still has something to show: its people.
    ages = ageing_percent(region.villages)
    measure, values = (POPULATION, region.villages["population"]) if ages.isna().all() else (AGEING, ages)
    gaps = joined_gaps(current.effective.roads.source)
    there = {
        "hubs": not current.effective.hubs.empty,
        "facilities": not current.effective.facilities.empty,
        "closures": not current.effective.roads.open_edges.all(),
    }
    symbols = [symbol for symbol, is_there in there.items() if is_there]
    parts = [
        *village_parts(measure, values, current, about=("", ""), symbols=symbols),
        *place_parts(current, with_facilities=True, with_sites=False, marked=[gap.edge for gap in gaps]),
        *hub_parts(current, "car", chosen=None, draggable=False, with_links=False),
    ]
    shown = ("municipality", "landslide", "flood", "farmland", "urban")
    display = Display(
        mode=CLICK.value or "look",
        height="calc(100vh - 8.6rem)",
        shown=shown,
        fly_to=session.opened().fly_to,
    )
    show_map(MAP, map_files(region), parts, display)
