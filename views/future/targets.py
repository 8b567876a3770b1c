"""将来, 目標: the figures that the plan is measured by, beside what is to come without measures."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

import streamlit as st

from geo.reference.national_statistics import national_kpis
from layers.charts.small_map import picture_html
from layers.charts.year_lines import YearLine, year_lines_svg
from plan.daily_life.targets import (
    CANDIDATES,
    TargetPath,
    add_kpi,
    known_indicator,
    remove_kpi,
    set_period,
    set_value,
    target_name,
    target_paths,
    value_text,
)
from plan.overview.indicator_years import indicators_by_year, is_counted
from plan.overview.indicator_years_run import IndicatorYearsRun, start_indicator_years
from plan.reach.evaluation import Evaluation
from plan.scenario.procedure import Procedure
from plan.scenario.scenario import BASE, Plan
from views import editing, session
from views.figures import plain, show_messages
from views.future.state import FutureView
from views.widget_state import Widget

INDICATOR = Widget("future_kpi_indicator", CANDIDATES[0])
WHICH = Widget("future_kpi", -1)
KIND = Widget("future_kpi_kind", "target")

_KINDS = {"target": "目標値", "actual": "実績"}

_AT_ONCE_S, _TICK_S = 1.0, 0.7
_OWN = "そのほか（言葉で書く）"


def show_targets(view: FutureView) -> None:
    """Show the targets of the scenario's plan."""
    scenario = view.evaluation.effective.scenario
    if scenario is None:
        st.caption("目標は案に書きます。左の一覧で案を選んでください。")
        _national()
        return
    procedure = scenario.procedure
    paths = target_paths(procedure, view.outlook.alone)
    if not paths:
        st.caption("目標がまだありません。下で指標を選んで、基準値と目標値を書いてください。")
    else:
        # Those that people alone decide stand first: beside them stands what is to come.
        numbers = sorted(range(len(paths)), key=lambda n: not paths[n].without_measures)
        number = st.selectbox(
            "目標",
            numbers,
            format_func=lambda n: plain(paths[n].name),
            key=WHICH.remembered_among(numbers),
            label_visibility="collapsed",
        )
        number = numbers[0] if number is None else number
        _path(_with_nothing_done(view, paths[number]))
        _change(scenario.id, number, paths[number])
    _add(scenario.id, procedure, view.outlook.projection.step_years[0])
    _national()


def _with_nothing_done(view: FutureView, path: TargetPath) -> TargetPath:
    """Count the indicator of a target for the present with the people of the target's years; beside the page, where it takes long."""
    if path.without_measures or known_indicator(path.kpi.indicator) is None:
        return path
    first, last = view.outlook.base_year, view.outlook.projection.to_year
    years, ids = tuple(y for y in path.years if first < y <= last), (path.kpi.indicator,)
    if not years:
        return path
    present = (session.evaluation_of_today(BASE),)
    if not is_counted(present, years, ids):
        run = _run(present, years, ids)
        if run.state.stage == "counting":
            st.fragment(_tick, run_every=_TICK_S)(run)
            return path
        show_messages(run.state.notices)
        if run.state.stage != "done":
            return path
    found = indicators_by_year(present, years, ids) or []
    counted = {
        year: value
        for known in found
        for values in known.values.values()
        for year, value in zip(known.years, values, strict=True)
        if math.isfinite(value)
    }
    return replace(path, without_measures=counted)


def _run(present: tuple[Evaluation, ...], years: tuple[int, ...], ids: tuple[str, ...]) -> IndicatorYearsRun:
    """Return the run that counts this, begun where there is none; what is soon done is waited for."""
    run = session.current().target_curves
    if run is not None and (run.scenarios, run.years, run.ids) == (present, years, ids):
        return run
    if run is not None:
        run.stop()
    session.current().target_curves = run = start_indicator_years(present, years, ids)
    run.wait(_AT_ONCE_S)
    return run


def _tick(run: IndicatorYearsRun) -> None:
    state = run.state
    if state.stage != "counting":
        st.rerun()
    st.progress(state.share, text=f"何もしないときを数えています（{state.done:,}/{state.total:,}）")


def _path(path: TargetPath) -> None:
    kpi = path.kpi
    targets = dict(kpi.targets)
    if kpi.base is not None and kpi.base_year is not None:
        targets[kpi.base_year] = kpi.base
    lines = [
        YearLine("目標（基準値から）", targets),
        YearLine("何もしないとき（移住なしの推計）", path.without_measures),
        YearLine("実績", kpi.actuals, dots_only=True),
    ]
    if any(line.points for line in lines):
        picture = year_lines_svg(lines, lambda value: value_text(value, path.unit), from_zero=False)
        st.html(picture_html(picture, f"{path.name}の目標、何もしないとき、実績"))
    if not path.without_measures:
        st.caption("この指標は人口の推計だけからは決まらないので、「何もしないとき」の線はありません。")
    base = (
        "基準値がありません"
        if kpi.base is None
        else f"基準値 {value_text(kpi.base, path.unit)}（{kpi.base_year or '年がありません'}）"
    )
    st.markdown(plain(f"{path.name}：{base}。出典：{kpi.source or path.source or 'ありません'}。"))
    missing = (
        f"足りないもの：{'、'.join(path.missing)}。"
        if path.missing
        else "基準値、年ごとの目標値、最後の目標値、出典がそろっています。"
    )
    st.markdown(plain(f"確認 P3　{missing}"))


def _change(scenario_id: str, number: int, path: TargetPath) -> None:
    with st.expander("目標値・実績を入れる"):
        kind = st.radio(
            "どちらを",
            list(_KINDS),
            format_func=lambda k: _KINDS[k],
            key=KIND.remembered(),
            horizontal=True,
        )
        year = st.number_input(
            "年", 2000, 2100, value=path.years[-1] if path.years else 2030, step=1, key=f"future_kpi_year_{number}"
        )
        value = st.number_input("値", value=None, key=f"future_kpi_value_{number}")
        editing.edit_button(
            "入れる",
            partial(_put, scenario_id, number, (kind, int(year), value)),
            key="future_kpi_put",
            disabled=value is None,
        )
        editing.edit_button(
            "この年の値を消す", partial(_put, scenario_id, number, (kind, int(year), None)), key="future_kpi_clear"
        )
        editing.edit_button("この目標をやめる", partial(_remove, scenario_id, number), key="future_kpi_remove")


def _put(scenario_id: str, number: int, entry: tuple[str, int, float | None], plan: Plan) -> Plan:
    return set_value(plan, scenario_id, number, entry)


def _remove(scenario_id: str, number: int, plan: Plan) -> Plan:
    return remove_kpi(plan, scenario_id, number)


def _add(scenario_id: str, procedure: Procedure, census: int) -> None:
    with st.expander("目標を加える", expanded=not procedure.kpis):
        options = [*CANDIDATES, _OWN]
        chosen = st.selectbox(
            "指標", options, format_func=lambda c: plain(target_name(c)[0]), key=INDICATOR.remembered_among(options)
        )
        words = st.text_input("指標の名前", key="future_kpi_words") if chosen == _OWN else chosen
        left, right = st.columns(2)
        base = left.number_input("基準値", value=None, key="future_kpi_base")
        base_year = right.number_input("基準値の年", 2000, 2100, value=census, step=1, key="future_kpi_base_year")
        last = left.number_input("最後の目標値", value=None, key="future_kpi_last")
        source = right.text_input("出典", key="future_kpi_source")
        first_year = left.number_input(
            "計画のはじめ（年度）",
            2000,
            2100,
            value=_year(procedure.starts, census + 7),
            step=1,
            key="future_period_from",
        )
        last_year = right.number_input(
            "計画の終わり（年）", 2000, 2100, value=_year(procedure.ends, census + 12), step=1, key="future_period_to"
        )

        def add(plan: Plan) -> Plan:
            dated = set_period(plan, scenario_id, int(first_year), int(last_year))
            return add_kpi(dated, scenario_id, str(words).strip(), (base, int(base_year), last), source.strip())

        editing.edit_button("加える", add, key="future_kpi_add", disabled=not words or base is None)
        st.caption("基準値から最後の目標値まで、年ごとの目標値をまっすぐに入れます。あとで一つずつ直せます。")


def _year(text: str, otherwise: int) -> int:
    return int(text[:4]) if text[:4].isascii() and text[:4].isdigit() else otherwise


def _national() -> None:
    with st.expander("国のKPI（2015改訂版の値）"):
        for kpi in national_kpis():
            base = "基準値なし" if kpi.base is None else f"{kpi.base:,g}{kpi.unit}（{kpi.base_date}）"
            note = f"　{kpi.note}" if kpi.note else ""
            st.markdown(plain(f"{kpi.name}：{base} → {kpi.target:,g}{kpi.unit}（{kpi.target_date}）{note}"))
        st.caption(plain(f"出典：{national_kpis()[0].source}"))
