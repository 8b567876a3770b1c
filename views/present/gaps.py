"""現況 of the gaps: who lives where an official definition speaks of 空白, on the map, by village, and definition by definition."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from layers.features.buffer import buffer
from layers.map_component.map_component import Display, show_map
from layers.style.colours import GAP
from plan.figure_texts import figure, persons, share
from plan.indicators.gap_figures import WAYS, Way
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import BASE
from plan.shown_values import people_unit
from plan.villages.gap_areas import gap_buffer
from plan.villages.gaps import GAPS, Gap, village_gap
from views import session
from views.bus_parts import bus_parts
from views.figures import Figure, plain, show_answer, show_figures, show_method
from views.lists import name_column, people_column, read_selection, village_list
from views.map_options import ONLINE
from views.map_parts import hub_parts, place_parts, village_parts
from views.map_tools import tool_row
from views.opening import map_files
from views.present.clicks import FACILITIES, LINES, MAP, SIDE, read_clicks
from views.present.marked import mark_parts
from views.tabs import map_first

_LIST = "gaps"
_ORDER: tuple[Way, ...] = ("walk", "straight")


@st.fragment
def show_gaps() -> None:
    """Draw question, map, figures and lists."""
    read_selection(_LIST)
    read_clicks()
    today = session.evaluation(BASE)
    answer = st.container()
    left, right = st.columns([2, 1], gap="small")
    with left:
        with tool_row():
            gap, way = _pick(today)
        found = {w: village_gap(today, gap, w) for w in WAYS}
        _map(today, gap, way, found[way])
    with answer:
        show_answer("公共交通や医療、店から離れて住んでいるのは誰か", _sentence(today, gap), year=today.effective.year)
    with right:
        show_figures(_figures(today, gap, found), year=today.effective.year)
        map_first()
        with st.container(key=SIDE):
            who, definitions = st.tabs(["誰が", "定義を並べる"])
            with who:
                _who(today, gap, found)
            with definitions:
                _side_by_side(today)
            definition_text, source = gap.definition(today, way)
            show_method([(_named(today, gap), definition_text, source)])


def _pick(today: Evaluation) -> tuple[Gap, Way]:
    chosen = st.selectbox(
        "定義", list(GAPS), format_func=lambda i: _named(today, GAPS[i]), key="now_gap",
        label_visibility="collapsed", width=420,
    )  # fmt: skip
    way: Way | None = st.segmented_control(
        "測り方", list(_ORDER), default=_ORDER[0], format_func=lambda w: WAYS[w], key="now_gap_way",
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    return GAPS[chosen], way or _ORDER[0]


def _named(today: Evaluation, gap: Gap) -> str:
    heading = gap.heading(today)
    return gap.kind if heading == gap.kind else f"{gap.kind}：{heading}"


def _sentence(today: Evaluation, gap: Gap) -> str:
    """Answer the question in a sentence, network and straight side by side."""
    counts = {way: gap.total(today, way) for way in WAYS}
    if not all(map(math.isfinite, counts.values())):
        return f"「{_named(today, gap)}」を数えるデータ（停留所、時刻表、年齢）がないので、数えていません。"
    whole = gap.counted(today)
    parts = "、".join(
        f"{WAYS[way]}で {persons(counts[way], today.effective.year)}（{share(counts[way] / whole if whole else 0.0)}）"
        for way in _ORDER
    )
    return f"「{_named(today, gap)}」に相当する{gap.whom}は、{parts}です（試算）。"


def _figures(today: Evaluation, gap: Gap, found: Mapping[Way, pd.DataFrame | None]) -> list[Figure]:
    """Make the four big figures: persons by way, villages with anyone, villages with everyone."""
    lived_in = today.effective.region.villages["population"] > 0
    shown = []
    for way in _ORDER:
        digits, unit = figure(gap.total(today, way), people_unit(today.effective.year))
        shown.append(Figure(f"{WAYS[way]}で相当する人", digits, unit, help=gap.definition(today, way)[0]))
    for label, least, about in (
        ("あたる人のいる集落", 0.0, "道なりで、一人でもあたる集落です。"),
        ("全員があたる集落", 1.0, "道なりで、対象の人がすべてあたる集落です。"),
    ):
        shares = found["walk"]["share"][lived_in] if found["walk"] is not None else None
        count = math.inf if shares is None else float(((shares > 0) & (shares >= least)).sum())
        shown.append(Figure(label, *figure(count, "集落"), help=about))
    return shown


def _who(today: Evaluation, gap: Gap, found: Mapping[Way, pd.DataFrame | None]) -> None:
    """List the villages with anyone concerned, most people first, both ways side by side."""
    table = today.effective.region.villages[["name", "population"]].copy()
    for way in _ORDER:
        counted = found[way]
        table[way] = math.inf if counted is None else counted["persons"]
    some = table[(table[list(_ORDER)] > 0).any(axis=1) & (table["population"] > 0)]
    if some.empty or not all(w is not None for w in found.values()):
        st.caption("あたる人のいる集落はありません。" if some.empty else "数えるデータがありません。")
        return
    columns: dict[str, Any] = {
        "name": name_column(),
        "population": people_column(),
        **{way: people_column(WAYS[way]) for way in _ORDER},
    }
    village_list(_LIST, some.sort_values(["walk", "population"], ascending=False, kind="stable"), columns, height=300)
    st.caption(f"{plain(gap.whom)}のうち、定義に相当する人の数（試算）です。住まいのある所で数えます。")


def _side_by_side(today: Evaluation) -> None:
    """Show what each definition comes to: none of them holds alone."""
    heads = "".join(f"<th>{label}</th>" for label in ("定義（に相当、試算）", *(WAYS[way] for way in _ORDER)))
    rows = "".join(
        f"<tr><td>{html.escape(_named(today, gap))}</td>"
        + "".join(f"<td>{persons(gap.total(today, way), today.effective.year)}</td>" for way in _ORDER)
        + "</tr>"
        for gap in GAPS.values()
    )
    st.html(f'<table class="ky-side-by-side"><tr>{heads}</tr>{rows}</table>')
    st.caption(
        "公共交通空白の公式の定義は一つではありません。食料品アクセス困難は車のない65歳以上、ほかは住民を数えます。"
        "無医地区は集落の代表点で判定し、自家用車やタクシーで行けるかは見ていません。"
    )


def _map(today: Evaluation, gap: Gap, way: Way, found: pd.DataFrame | None) -> None:
    villages = today.effective.region.villages
    values = pd.Series(math.nan, index=villages.index) if found is None else found["share"] * 100
    area = gap_buffer(today, gap) if way == "straight" else None
    shown = {"hubs": True, "facilities": FACILITIES.value, "buffer": area is not None}
    lines = day if (day := usual_day_of(today.effective)) is not None and LINES.value else None
    symbols = [symbol for symbol, there in {**shown, "buses": lines is not None}.items() if there]
    parts = [
        *village_parts(GAP, values, today, about=(f"{gap.kind}に相当、{WAYS[way]}", ""), symbols=symbols),
        *place_parts(today, with_facilities=shown["facilities"], with_sites=False),
        *hub_parts(today, "walk", chosen=None, draggable=False, with_links=False),
        *(bus_parts(today, lines) if lines is not None else ()),
        buffer(area) if area is not None else None,
        *mark_parts(),
    ]
    display = Display(height="calc(100vh - 8.6rem)", fly_to=session.opened().fly_to, online=ONLINE.value)
    show_map(MAP, map_files(today.effective.region), parts, display)
