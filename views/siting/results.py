"""候補を探す, beside the map: the curve over the number of hubs, other good sets, what each hub is for."""

from __future__ import annotations

import html

import streamlit as st

from layers.charts.curve_chart import curve_chart
from layers.charts.small_map import picture_html, small_map
from network.siting.answer import Siting
from plan.siting.answer import own_minutes
from plan.siting.answer_texts import reason_text, value_for_people, value_in_short
from plan.siting.reasons import hub_reasons
from plan.siting.run import SitingRun, SitingState
from views import session
from views.figures import plain
from views.siting.places import fix, forbid
from views.siting.search import show, shown


def show_sets(run: SitingRun, state: SitingState) -> None:
    """Show the curve over the number of hubs and the sets that are nearly as good, each to be looked at on the map."""
    if state.prepared is None or state.best is None:
        return
    kind, number, answer = shown(state)
    if state.by_number and answer is not None:
        _curve(state, len(answer.hubs) if kind != "other" else None, run.effective.year)
    if state.others:
        st.html('<div class="ky-list"><h3>同じくらい良い、違う組合せ</h3></div>')
    cells = [("best", 0, state.best), *(("other", i, other) for i, other in enumerate(state.others))]
    columns = st.columns(2, gap="small")
    for place, (key, i, one) in enumerate(cells):
        with columns[place % 2]:
            _card(run, state, key, i, one, chosen=(kind, number) == (key, i))


def _curve(state: SitingState, on_map: int | None, year: int | None) -> None:
    prepared, answers = state.prepared, state.by_number
    assert prepared is not None
    values = {n: value_for_people(prepared, a)[0] for n, a in answers.items()}
    svg = curve_chart(
        values, [value_in_short(prepared, a, year) for a in answers.values()], knee=state.knee, shown=on_map
    )
    text = "、".join(f"{n}か所で{value_in_short(prepared, a, year)}" for n, a in answers.items())
    st.html(f'<div class="ky-list"><h3>拠点の数を変えると</h3></div>{picture_html(svg, text)}')
    picked = st.segmented_control(
        "地図に出す数",
        list(answers),
        format_func="{:,}".format,
        key="siting_number",
        label_visibility="collapsed",
        width="stretch",
    )
    search = session.current().search
    before, search.picked_number = search.picked_number, picked
    if picked is not None and picked != before:
        show("number", int(picked))
        st.rerun()
    if state.knee is not None:
        st.caption(f"輪の付いた{state.knee:,}か所から先は、増やしても効きめが小さくなります。")
    elif not state.running and len(answers) > 2:
        st.caption("どこまで増やしても、効きめの変わり目はありません。")


def _card(run: SitingRun, state: SitingState, kind: str, i: int, answer: Siting, *, chosen: bool) -> None:
    prepared = state.prepared
    assert prepared is not None
    hubs = prepared.places.loc[list(answer.hubs)]
    names = "・".join(str(name) for name in hubs["name"])
    svg = small_map(run.effective.region, own_minutes(prepared, answer), hubs)
    title = "見つけた組合せ" if kind == "best" else f"別の組合せ {i + 1}"
    value = value_in_short(prepared, answer, run.effective.year)
    frame = " ky-chosen" if chosen else ""
    st.html(
        f'<div class="ky-card{frame}">{picture_html(svg, f"{title}：{names}")}'
        f"<b>{html.escape(title)}　{html.escape(value)}</b><span>{html.escape(names)}</span></div>"
    )
    st.button(
        "地図で見る", on_click=show, args=(kind, i), key=f"siting-show-{kind}-{i}", disabled=chosen, width="stretch"
    )


def show_hub_reasons(run: SitingRun, state: SitingState, answer: Siting, within_min: float) -> None:
    """Say what each hub of a set is for, and let it be locked or left out of the next search."""
    if state.prepared is None:
        return
    villages, mode = run.effective.region.villages, "bus" if answer.objective == "outings" else run.request.mode
    for reason in hub_reasons(run.effective, state.prepared, answer, within_min):
        text = reason_text(reason, run.effective, mode, within_min)
        st.html(f'<div class="ky-list"><h3>{html.escape(reason.name)}</h3>{html.escape(text)}</div>')
        with st.container(horizontal=True):
            st.button("次も必ず選ぶ", on_click=fix, args=(reason.hub,), key=f"siting-fix-{reason.hub}")
            st.button("次は除く", on_click=forbid, args=(reason.hub,), key=f"siting-forbid-{reason.hub}")
    if answer.unreached:
        names = "、".join(str(villages.at[v, "name"]) for v in answer.unreached)
        st.caption(f"どの拠点にも行けない集落：{plain(names)}")
