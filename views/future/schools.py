"""将来, 学校: how many children each school will have, and which grades share a class."""

from __future__ import annotations

import streamlit as st

from geo.texts.errors import RequestError
from layers.charts.small_map import picture_html
from layers.charts.year_lines import YearLine, year_lines_svg
from plan.daily_life.schools import (
    DIVIDED_TEXTS,
    SCHOOLS,
    classes_text,
    limits_text,
    school_futures,
    sphere_rolls,
    whole_pupils,
)
from plan.daily_life.service_texts import pupils_text, told_pupils
from plan.future.school_rolls import Roll, School
from plan.shown_values import FEW, FEW_TEXT, half_up
from views.figures import plain, show_messages
from views.future.state import FutureView
from views.widget_state import Widget

KIND: Widget[School] = Widget("future_school_kind", "primary")
BY = Widget("future_school_by", "school")
PLACE = Widget("future_school", "")

_BY = {"school": "学校ごと", "sphere": "集落生活圏ごと"}
_METHOD = (
    "五歳階級の人数を、単調な三次補間（累積人数の PCHIP、Fritsch・Carlson 1980）で一歳ごとに分けて、学年ごとに数えます。"
    "通学区域の外から通う子や、町の外の学校へ行く子は数えていません。"
)


def show_schools(view: FutureView) -> None:
    """Show the rolls of schools, or of living spheres."""
    kind = st.radio(
        "学校",
        list(SCHOOLS),
        format_func=lambda s: SCHOOLS[s],
        key=KIND.remembered(),
        horizontal=True,
        label_visibility="collapsed",
    )
    by = st.radio(
        "分け方",
        list(_BY),
        format_func=lambda b: _BY[b],
        key=BY.remembered(),
        horizontal=True,
        label_visibility="collapsed",
    )
    try:
        named, note = _named_rolls(view, kind, by)
    except RequestError as problem:
        show_messages(problem.notices)
        return
    if not named:
        st.caption(plain(note))
        return
    lines = [YearLine(name, told_pupils(rolls)) for name, rolls in named.items()]
    words = "、".join(f"{name}は{pupils_text(rolls[0])}から{pupils_text(rolls[-1])}" for name, rolls in named.items())
    if any(line.points for line in lines):
        st.html(picture_html(year_lines_svg(lines, lambda value: f"{half_up(value):,.0f}人"), words))
    if not all(len(line.points) == len(rolls) for line, rolls in zip(lines, named.values(), strict=True)):
        st.caption(f"図には、{FEW_TEXT}の年を描いていません。")
    st.caption(plain(note))
    names = list(named)
    chosen = st.selectbox("どこ", names, key=PLACE.remembered_among(names), label_visibility="collapsed") or names[0]
    _table(named[chosen])
    st.caption(plain(f"複式学級：{limits_text(kind)}。"))
    with st.expander("数え方"):
        st.markdown(plain(_METHOD))


def _named_rolls(view: FutureView, kind: School, by: str) -> tuple[dict[str, tuple[Roll, ...]], str]:
    if by == "sphere":
        hubs = view.evaluation.effective.hubs
        found = sphere_rolls(view.evaluation, view.outlook.projection, kind)
        named = {str(hubs.loc[hub, "name"]) if hub in hubs.index else hub: rolls for hub, rolls in found.items()}
        return (
            named,
            "その集落生活圏に住む子どもを数えています。"
            if named
            else "集落生活圏がまだありません。「圏域・土地利用」で作れます。",
        )
    schools, divided = school_futures(view.evaluation, view.outlook.projection, kind)
    if not schools:
        return (
            {},
            f"町の中に、開いている{SCHOOLS[kind]}がありません（子どもは町の外の学校へ通います）。集落生活圏ごとの人数は見られます。",
        )
    return {s.place.name: s.rolls for s in schools}, DIVIDED_TEXTS[divided]


def _table(rolls: tuple[Roll, ...]) -> None:
    """Write a row for each year: pupils in all and by grade, and which grades sit together; few are not told apart."""
    first = next((r for r in rolls if r.has_combined_classes), None)
    text = (
        "どの年も複式学級はありません。"
        if first is None
        else f"{first.year}年から複式学級になる学年があります（{classes_text(first)}）。"
    )
    st.markdown(plain(text))
    rows = []
    for roll in rolls:
        few = sum(roll.pupils) < FEW
        by_grade = "―" if few else "・".join(str(n) for n in whole_pupils(roll))
        rows.append(
            {
                "年": f"{roll.year}",
                "人数": pupils_text(roll),
                "学年ごと": by_grade,
                "学級": "―" if few else classes_text(roll),
            }
        )
    st.dataframe(rows, hide_index=True, row_height=28, height=min(28 * (len(rows) + 1) + 6, 260))
