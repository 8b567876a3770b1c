"""比較, of a region of several municipalities: every indicator that is told of people, a row for each municipality."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import streamlit as st

from plan.overview.by_municipality import by_municipality
from plan.overview.verdicts import IndicatorVerdicts
from plan.reach.evaluation import Evaluation
from views.compare.table import cell_html, name_html


def show_municipalities(compared: Sequence[Evaluation]) -> None:
    """Draw the tables, what differs between the scenarios first."""
    with st.spinner("市町村ごとに計算しています"):
        towns = by_municipality(compared)
    names = [m.effective.scenario_name for m in compared]
    by_indicator = [{town.name: town.rows[at] for town in towns} for at in range(len(towns[0].rows))]
    differ = [of for of in by_indicator if any(row.differs for row in of.values())]
    same = [of for of in by_indicator if of not in differ]
    st.html(
        '<div class="ky-compare"><p>道と拠点は地域で一つです。隣の市町村の拠点や店へ行く人も数えます。名前を押すと定義が開きます。</p>'
        f"{_table(f'違いのある指標（{len(differ)}）', names, differ)}"
        f"{_table(f'どの案でも同じ指標（{len(same)}）', names, same)}</div>"
    )


def _table(title: str, names: Sequence[str], by_indicator: Sequence[Mapping[str, IndicatorVerdicts]]) -> str:
    if not by_indicator:
        return ""
    heads = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    body = "".join(_of_indicator(of, len(names)) for of in by_indicator)
    return f"<table><thead><tr><th>{html.escape(title)}</th>{heads}</tr></thead>{body}</table>"


def _of_indicator(of: Mapping[str, IndicatorVerdicts], scenarios: int) -> str:
    """Write the name of an indicator over the rows of its municipalities."""
    first = next(iter(of.values()))
    rows = "".join(
        f"<tr><td>{html.escape(town)}</td>{''.join(cell_html(verdict) for verdict in row.of.values())}</tr>"
        for town, row in of.items()
    )
    return f'<tbody><tr class="ky-heads"><td colspan="{scenarios + 1}">{name_html(first)}</td></tr>{rows}</tbody>'
