"""The indicators of the compared scenarios by year, as small curves, counted beside the page."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

from layers.charts.small_map import picture_html
from layers.charts.year_lines import YearLine, year_lines_svg
from plan.figure_texts import figure
from plan.indicators.registry import indicator
from plan.overview.indicator_years import ALL, SHOWN, IndicatorYears, first_years, indicators_by_year, is_counted
from plan.overview.indicator_years_run import IndicatorYearsRun, start_indicator_years
from plan.reach.evaluation import Evaluation
from views import session
from views.figures import plain, show_messages
from views.widget_state import Widget

_EVERY = Widget("compare_every_year", False)
_ALL = Widget("compare_all_by_year", False)
_AT_ONCE_S, _TICK_S = 1.0, 0.7


def show_by_year(chosen: Sequence[str]) -> None:
    """Draw the curves of scenarios, counted when the tab is first opened; say what is missing where there are none."""
    years, missing = session.years()
    if not years:
        st.caption(plain(" ".join(n.message for n in missing)))
        return
    few = first_years(years)
    if len(few) < len(years):
        st.checkbox(
            f"五年ごとにすべて数える（{len(years)}年分）", key=_EVERY.key,
            help=plain(f"初めは {'、'.join(map(str, few))}年だけを数えます。案が多いと時間がかかります。"),
        )  # fmt: skip
    st.checkbox(
        "すべての指標を数える", key=_ALL.key,
        help="初めは、すぐに数えられる6つです。予約制乗合のある案の利用者・費用・運賃は、1年分に数秒かかります。",
    )  # fmt: skip
    wanted, ids = years if _EVERY.value else few, ALL if _ALL.value else SHOWN
    compared = tuple(session.evaluation_of_today(i) for i in chosen)
    if not is_counted(compared, wanted, ids):
        run = _run(compared, wanted, ids)
        if run.state.stage == "counting":
            st.fragment(_tick, run_every=_TICK_S)(run)
            return
        if run.state.stage != "done":
            show_messages(run.state.notices)
            _begin_again(run)
            return
    _show(indicators_by_year(compared, wanted, ids) or [])


def _run(compared: tuple[Evaluation, ...], years: tuple[int, ...], ids: tuple[str, ...]) -> IndicatorYearsRun:
    """Return the run that counts this, begun where there is none; what is soon done is waited for."""
    run = session.current().year_curves
    if run is not None and (run.scenarios, run.years, run.ids) == (compared, years, ids):
        return run
    if run is not None:
        run.stop()
    session.current().year_curves = run = start_indicator_years(compared, years, ids)
    run.wait(_AT_ONCE_S)
    return run


def _tick(run: IndicatorYearsRun) -> None:
    state = run.state
    if state.stage != "counting":
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(state.share, text=f"年ごとの指標を数えています（{state.done:,}/{state.total:,}）")
        st.button("止める", on_click=run.stop, key="compare-years-stop")


def _begin_again(run: IndicatorYearsRun) -> None:
    if run.state.stage == "stopped":
        st.caption(f"途中で止めました（{run.state.done:,}/{run.state.total:,}）。続きから数えられます。")
    if st.button("続きを数える", key="compare-years-go-on"):
        session.current().year_curves = None
        st.rerun()


def _show(found: Sequence[IndicatorYears]) -> None:
    drawn = [known for known in found if known.follows_people]
    for known in drawn:
        st.markdown(f"**{plain(known.name)}**")
        st.html(picture_html(_curves(known), f"{known.name}（年ごと）"))
    st.caption("人口は推計です。施設・時刻表・道は、どの年も案のままです。")
    same = [known.name for known in found if not known.follows_people]
    if same:
        st.caption(plain(f"人口の年で変わらないので描いていない指標：{'、'.join(same)}。"))


def _curves(known: IndicatorYears) -> str:
    lines = [
        YearLine(name, {y: v for y, v in zip(known.years, values, strict=True) if math.isfinite(v)})
        for name, values in known.values.items()
    ]
    return year_lines_svg(lines, lambda value: "".join(figure(value, indicator(known.id).read_unit(known.years[-1]))))
