"""比較: any number of scenarios beside the present, on two maps that move together or one that is swiped, and in every figure."""

from __future__ import annotations

import streamlit as st

from plan.overview.comparison import assumption_notices
from plan.overview.municipalities import municipality_names
from plan.reach.evaluation import Evaluation
from plan.reach.usual_week import week_notices
from plan.scenario.scenario import BASE, BASE_NAME
from views import session
from views.compare.by_year import show_by_year
from views.compare.colouring import by_outings, compared_mode, pick_colouring
from views.compare.cost import show_cost
from views.compare.files import show_comparison_files
from views.compare.maps import MAPS, SIDES, read_maps, show_maps
from views.compare.municipalities import show_municipalities
from views.compare.people import CHANGED, Change, change_sentence, changes_between, show_changed
from views.compare.table import show_indicators
from views.figures import plain, show_answer, show_messages
from views.first_use.five_steps import COMPARE_TAB, COMPARED_WHO
from views.first_use.steps import COMPARE
from views.first_use.tour import follow_tour
from views.frame import pick_year, search_village, tell_waiting
from views.lists import read_selection
from views.map_options import offer_bands, offer_links
from views.map_tools import tool_row
from views.papers.plan_papers import show_plan_papers
from views.tabs import map_first, show_tabs
from views.widget_state import Widget

_COMPARED: Widget[list[str]] = Widget("compared", [])
_MAPS = Widget("compare_maps", "twin")


def page() -> None:
    """Draw the page."""
    names = session.scenario_names()
    with st.sidebar:
        st.pills(
            "比べる案（現況はいつも入ります）", list(names), selection_mode="multi", default=list(names),
            format_func=lambda i: plain(names[i]), key=_COMPARED.key,
        )  # fmt: skip
        pick_year()
        pick_colouring((BASE, *names))
        search_village()
        with st.expander("地図に出すもの"):
            offer_bands()
            offer_links()
    tell_waiting()
    _comparison()


@st.fragment
def _comparison() -> None:
    read_selection(CHANGED)
    read_maps(swiped=_MAPS.value == "swipe")
    follow_tour(COMPARE)
    names = {BASE: BASE_NAME, **session.scenario_names()}
    chosen = [i for i in names if i == BASE or i in _COMPARED.value]
    question = st.container()
    left, right = st.columns([56, 44], gap="small")
    with left:
        shown = _pick_maps(chosen, names)
    with question, st.spinner("案を比べています"):
        pair = (session.evaluation(shown[0]), session.evaluation(shown[1]))
        change = changes_between(*pair)
        compared = [session.evaluation(i) for i in chosen]
    with question:
        show_answer("案によって、誰の暮らしがどう変わるか", change_sentence(pair, change), year=session.year())
        by_bus = by_outings() or compared_mode() == "bus"
        show_messages(
            [*assumption_notices(compared), *(week_notices([m.effective for m in compared]) if by_bus else [])]
        )
    with left:
        show_maps(pair, swiped=_MAPS.value == "swipe")
    map_first()
    with right:
        _tabs(compared, pair, change)


def _pick_maps(chosen: list[str], names: dict[str, str]) -> tuple[str, str]:
    """Let the user pick how the maps lie and which scenario is left and right; give the two."""
    work = session.scenario_id()
    second = chosen.index(work) if work in chosen else len(chosen) - 1
    with tool_row():
        st.segmented_control(
            "地図の並べ方", list(MAPS), default=_MAPS.first, format_func=lambda m: MAPS[m], key=_MAPS.key,
            label_visibility="collapsed", required=True,
        )  # fmt: skip
        left = _pick_side("左", chosen, names, first=0)
        right = _pick_side("右", chosen, names, first=second)
    return left, right


def _pick_side(side: str, chosen: list[str], names: dict[str, str], *, first: int) -> str:
    picked = st.selectbox(
        side, chosen, index=first, format_func=lambda i: f"{side}：{names[i]}", key=SIDES[side].key,
        label_visibility="collapsed", width=196,
    )  # fmt: skip
    return picked or BASE


def _tabs(compared: list[Evaluation], pair: tuple[Evaluation, Evaluation], change: Change | str) -> None:
    """Draw the open tab only."""
    towns = municipality_names(compared[0].effective.region.villages)
    contents = {
        "指標": lambda: show_indicators(compared),
        **({"市町村ごと": lambda: show_municipalities(compared)} if towns else {}),
        COMPARED_WHO: lambda: show_changed(pair, change),
        "年ごと": lambda: show_by_year([m.effective.scenario_id for m in compared]),
        "費用と外出": lambda: show_cost(compared),
        "紙": lambda: show_plan_papers(*pair, compared_mode(), key="compare"),
        "書き出し": lambda: show_comparison_files(compared),
    }
    show_tabs(contents, key=COMPARE_TAB.key, side="compare-side")
