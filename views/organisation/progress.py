"""点検: what was counted each year beside the path to the target, a light with its rule, and what is to change (PDCA)."""

from __future__ import annotations

import functools
import html
from dataclasses import replace

import streamlit as st

from layers.charts.kpi_path import PathYear, kpi_path
from layers.charts.small_map import picture_html
from plan.daily_life.targets import value_text
from plan.organisation.edits import change_kpi
from plan.organisation.progress import LIGHT_NAMES, Progress, progress, rule_text
from plan.scenario.procedure import Kpi
from views import session
from views.figures import plain
from views.organisation.answer import scenario
from views.organisation.entry import Change, write_number, write_text


def show_progress() -> None:
    """Show each figure of the plan with its years, and let counts and changes be written."""
    kpis = scenario().procedure.kpis
    if not kpis:
        st.caption("目標がまだありません。「将来」の「目標」で決めると、ここで年ごとの実績を書いて点検できます。")
        return
    current = session.evaluation()
    st.caption(plain(rule_text()))
    for number, kpi in enumerate(kpis):
        found = progress(kpi, current)
        with st.container(border=True, key=f"organisation-kpi-{number}"):
            _kpi(number, kpi, found)
    st.caption("始めの値と目標は「将来」の「目標」で直します。")


def _kpi(number: int, kpi: Kpi, found: Progress) -> None:
    st.markdown(f"**{plain(found.name)}**　{LIGHT_NAMES[found.light]}")
    left, right = st.columns([1, 1], gap="medium")
    with left:
        years = [
            PathYear(y.year, y.target, y.actual, y.light, "" if y.actual is None else value_text(y.actual, found.unit))
            for y in found.years
        ]
        st.html(picture_html(kpi_path(years), f"{found.name}の目標への道のりと実績"))
        rows = "".join(
            f"<tr><td>{y.year}年</td><td class='n'>{_text(y.target, found.unit)}</td>"
            f"<td class='n'>{_text(y.actual, found.unit)}</td><td>{LIGHT_NAMES[y.light]}</td></tr>"
            for y in found.years
        )
        head = "<tr><th>年</th><th class='n'>目標</th><th class='n'>実績</th><th>信号</th></tr>"
        st.html(f'<div class="ky-list"><table>{head}{rows}</table></div>')
    with right:
        options = [y.year for y in found.years]
        if options:
            waiting = [y.year for y in found.years if y.actual is None]
            year = st.selectbox(
                "実績を書く年",
                options,
                index=options.index(waiting[0]) if waiting else len(options) - 1,
                key=f"organisation-actual-year-{number}-{len(kpi.actuals)}",
            )
            change = functools.partial(_counted, number, kpi, year)
            write_number(
                "実績", kpi.actuals.get(year), change, key=f"actual-{number}-{year}", unit=found.unit, signed=True
            )
        change_words = functools.partial(_to_change, number, kpi)
        write_text("変えること（遅れているとき）", kpi.to_change, change_words, key=f"to-change-{number}", lines=True)
        if found.asks_for_change:
            st.warning("目標に届いていません。何を変えるかを書いてください。")


def _text(value: float | None, unit: str) -> str:
    return "―" if value is None else html.escape(value_text(value, unit))


def _counted(number: int, kpi: Kpi, year: int, value: float | None) -> Change:
    kept = {y: v for y, v in kpi.actuals.items() if y != year}
    actuals = kept if value is None else kept | {year: value}
    scenario_id = session.scenario_id()
    return lambda plan: change_kpi(plan, scenario_id, number, replace(kpi, actuals=actuals))


def _to_change(number: int, kpi: Kpi, words: str) -> Change:
    scenario_id = session.scenario_id()
    return lambda plan: change_kpi(plan, scenario_id, number, replace(kpi, to_change=words))
