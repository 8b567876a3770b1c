"""データ: which region is open, what was found in its files, and the edits of facilities, roads and assumptions."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.errors import RegionUnreadableError
from geo.notices import Notice
from layers.colours import AGEING
from layers.on_page import Display, new_event, show_map
from plan.scenario import BASE
from views import session
from views.data_deeds import answer, facility_to_move
from views.data_edits import show_assumptions, show_facilities, show_roads
from views.data_panel import show_notices, show_sources
from views.figures import show_answer, show_messages
from views.frame import pick_scenario, search_village, tell_waiting
from views.map_parts import ageing_percent, hub_parts, place_parts, village_parts
from views.opening import all_notices, folder_named, map_files, place_name, sample_name, samples
from views.undoing import show_undo

MAP = "data"
CLICKS = {"look": "見る", "close_road": "道を閉じる・開ける", "place": "選んだ施設を動かす"}


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        search_village()
        _choose_region()
    tell_waiting()
    _table(session.scenario_names())


def _choose_region() -> None:
    known = samples()
    here = sample_name(Path(st.session_state.folder)) or ""
    names = {"": "自分のフォルダ", **{i: f"見本：{place_name(folder)}" for i, folder in known.items()}}
    options = [*([] if here else [""]), *known]
    chosen = st.selectbox("地域を選ぶ", options, index=options.index(here), format_func=lambda i: names[i])
    if chosen != here:
        _open(known[chosen])
    own = st.text_input("自分のフォルダを開く", placeholder="フォルダの場所", key="own-folder")
    if st.button("開く", key="open-own") and own.strip():
        _open(folder_named(own))


def _open(folder: Path) -> None:
    with st.status("地域を開いています", expanded=True) as status:
        try:
            session.open_folder(folder, status.write)
        except RegionUnreadableError as problem:
            status.update(label="開けませんでした", state="error", expanded=True)
            show_messages(problem.notices)
            return
    st.rerun()


@st.fragment
def _table(known_scenarios: dict[str, str]) -> None:
    if session.scenario_names() != known_scenarios:
        st.rerun()  # undone or redone: the list of scenarios stands outside of this fragment
    while event := new_event(MAP):
        answer(event)
    show_messages(session.take_messages())
    region = session.region()
    notices = all_notices(region)
    show_answer("この地域のデータは、何が読めて、何が使えていないか", _sentence(notices))
    left, right = st.columns([2, 1], gap="small")
    with left:
        _tools()
        _map()
    with right, st.container(key="data-side"):
        found, facilities, roads, assumptions, about = st.tabs(["お知らせ", "施設", "道", "前提", "出典"])
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


def _tools() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="tools"):
        st.segmented_control(
            "地図を押すと",
            list(CLICKS),
            default="look",
            format_func=lambda c: CLICKS[c],
            key="data_click",
            label_visibility="collapsed",
        )
        show_undo()
    if st.session_state.get("data_click") == "place" and facility_to_move() is None:
        st.caption("まず、動かす施設を地図か「施設」の一覧で選んでください。")


def _sentence(notices: tuple[Notice, ...]) -> str:
    region = session.region()
    counts = f"{len(region.villages)}集落 {region.total_population:,.0f}人、施設 {len(region.facilities)}、候補地 {len(region.sites)}、"
    roads = f"道 {len(session.measures(BASE).applied.roads.segments):,}本、時刻表 {len(region.feeds)}つを読みました。"
    left_out = sum(n.severity != "info" for n in notices)
    return f"{counts}{roads}" + (
        f"直したほうがよいところが {left_out} 件あります。" if left_out else "使えなかった行はありません。"
    )


def _map() -> None:
    now = session.measures()
    region = now.applied.region
    values = ageing_percent(region.villages)
    symbols = ("hubs", "facilities", "closures") if not now.applied.roads.open_edges.all() else ("hubs", "facilities")
    parts = [
        *village_parts(AGEING, values, now, mode="", selected=session.selected_village(), symbols=symbols),
        *place_parts(now, with_facilities=True, with_sites=False),
        *hub_parts(now, "car", chosen=None, draggable=False, with_links=False),
    ]
    shown = ("municipality", "landslide", "flood", "farmland", "urban")
    display = Display(
        mode=st.session_state.get("data_click") or "look",
        height="calc(100vh - 8.6rem)",
        shown=shown,
        fly_to=st.session_state.fly_to,
    )
    show_map(MAP, map_files(region), parts, display)
