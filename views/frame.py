"""What every page has: the style, the region's name and notes, the scenario in work, the search for a village."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
import streamlit.components.v1 as components

from geo.texts.errors import RegionUnreadableError
from geo.texts.notices import has_error
from plan.figure_texts import moment
from plan.scenario.scenario import BASE
from plan.workspace.store import works
from views import session
from views.figures import plain, show_messages
from views.first_use.beginning import show_first_line, show_tour_offer
from views.opening import all_notices, noted_folder, place_name
from views.widget_state import Widget

_SEARCHED, _OFFERED = 24, 8
"""Pieces of earlier work that are looked through, and that are offered."""
_STYLES = tuple(Path(__file__).with_name(name) for name in ("style.css", "wording.css"))
_SPOKEN = Path(__file__).with_name("web") / "spoken.js"


def begin_page(page: str) -> None:
    """Open the session, put the style, the region's name and the line of the first use in place; called once a run, before the page.

    Parameters
    ----------
    page
        Its address.
    """
    st.html(f"<style>{''.join(style.read_text(encoding='utf-8') for style in _STYLES)}</style>")
    st.html(f'<script src="{_spoken_address()}"></script>', unsafe_allow_javascript=True)
    try:
        if not session.is_open():
            with st.spinner("地域を開いています（集落・道・区域を読み、地図を用意します）"):
                session.begin()
        session.look_again()
    except RegionUnreadableError as problem:
        # The folder is missing, or was taken away while it was open: say so instead of breaking off.
        show_messages(problem.notices)
        st.stop()
    session.write_address()
    with st.sidebar:
        # 将来 says by itself which year it shows, and moves through the years without the side being drawn anew.
        _place(tells_year=page != "future")
    show_first_line(page)


def _spoken_address() -> str:
    """Serve the script that gives Streamlit's controls Japanese names, and return its address as a page sees it."""
    components.declare_component("web", path=str(_SPOKEN.parent))
    # The server sends no dates with its files: the content's hash in the address keeps an old copy from being used.
    digest = hashlib.sha256(_SPOKEN.read_bytes()).hexdigest()[:10]
    return f"component/{__name__}.web/{_SPOKEN.name}?v={digest}"


def end_page() -> None:
    """Offer the tour, and forget presses of buttons that are gone from the page; called once a run, when all of it is drawn."""
    show_tour_offer()
    session.current().presses.clear()


def _place(*, tells_year: bool) -> None:
    region = session.region()
    badge = ' <span class="ky-badge">架空の地域</span>' if region.fictional else ""
    # A fictional region says so in its badge; its notes wait on the data page, and the settings get the room.
    shown = () if region.fictional else region.notes
    notes = "".join(f'<p class="ky-note">{html.escape(note)}</p>' for note in shown)
    chosen = session.year()
    counted = f"{region.base_year}年" if chosen is None else f"{chosen}年（推計）、施設と時刻表は案のまま"
    year = f'<p class="ky-note">人口は {counted}</p>' if tells_year else ""
    st.html(f'<div class="ky-place"><b>{html.escape(region.name)}</b>{badge}{year}{notes}</div>')


def pick_scenario() -> str:
    """Let the user pick the scenario in work; give its id."""
    names = session.scenario_names()
    options, work = list(names), session.opened()
    if not options:
        st.caption("案はまだありません。")
        return BASE
    current = session.scenario_id()
    chosen = st.selectbox("案", options, index=options.index(current), format_func=lambda i: names[i])
    if chosen != work.scenario:
        session.choose_scenario(chosen)
        work.chosen_hub = None
        session.write_address()
    return chosen


_YEAR: Widget[int | None] = Widget("people_year", None)


def pick_year() -> None:
    """Let the user pick whose people are counted, the same on every page; where none but today's can be, say what is missing."""
    years, missing = session.years()
    if not years:
        with st.expander("先の年の人口"):
            st.caption(plain(" ".join(n.message for n in missing)))
        return
    chosen, first = session.year(), session.region().base_year
    _YEAR.set(chosen)
    st.selectbox(
        "何年の人口で",
        [None, *sorted({*years, *([chosen] if chosen else [])})],
        format_func=lambda y: f"今（{first}年）" if y is None else f"{y}年（推計）",
        key=_YEAR.key,
        # What is chosen is None: Streamlit shows its placeholder for that, in English where none is given.
        placeholder=f"今（{first}年）",
        on_change=lambda: session.choose_year(_YEAR.value),
    )
    known = session.evaluation().effective.in_year
    if known is not None:
        with st.expander("この年の人口の数え方"):
            for said in known.notices:
                st.caption(plain(said.message))


def follow_scenarios(drawn: Mapping[str, str]) -> None:
    """Draw the page anew where there are other scenarios than it was drawn with: a fragment may have added or undone one."""
    if session.scenario_names() != drawn:
        st.rerun()


def search_village() -> None:
    """Let the user find a village by name; it is selected and the map goes there."""
    villages = session.region().villages
    names = {str(i): str(name) for i, name in villages["name"].items()}
    found = st.selectbox(
        "集落を探す",
        list(names),
        index=None,
        format_func=lambda i: names[i],
        placeholder="集落の名前",
        key="search",
    )
    held = session.current()
    if found != held.searched_village:
        held.searched_village = found
        if found is not None:
            session.select_village(found, fly=True)


def tell_waiting() -> None:
    """Show what happened since the last run: messages of saving, work that can be gone on with, trouble in the data."""
    show_messages(session.take_messages())
    work = session.opened()
    if work.was_saved:
        work.was_saved = False
        st.toast("前回の続きを開きました。")
    if has_error(all_notices(session.region())):
        st.warning("地域のデータに、計算できないところがあります。「データ」のページで確かめてください。", icon="⚠️")
    _offer_earlier_work()


def _offer_earlier_work() -> None:
    held = session.current()
    if session.opened().work_id is not None or held.declined_earlier_work:
        return
    found = [(w, noted_folder(w.region_folder)) for w in works(_SEARCHED)]
    earlier = [(w, folder) for w, folder in found if folder.is_dir()]
    if not earlier:
        return
    here = session.opened().folder
    earlier = sorted(earlier, key=lambda found: found[1] != here)[:_OFFERED]  # the newest of this region first
    with st.container(horizontal=True, vertical_alignment="center", key="offer"):
        st.markdown("前回までの作業", width="content")
        names = {
            w.id: f"{place_name(folder)}・案 {len(w.plan.scenarios)}・{moment(w.saved_at_s)}" for w, folder in earlier
        }
        chosen = st.selectbox(
            "前回までの作業", list(names), format_func=lambda i: names[i], label_visibility="collapsed", width=300
        )
        if st.button("続きから開く", type="primary"):
            try:
                session.open_work(chosen)
            except RegionUnreadableError as problem:
                session.tell(problem.notices)
            st.rerun()
        if st.button("新しく始める"):
            held.declined_earlier_work = True
            st.rerun()
