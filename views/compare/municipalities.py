"""比較, of a region of several municipalities: every indicator that is told of people, a row for each municipality."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from plan.overview.by_municipality import MunicipalityRows, by_municipality
from plan.overview.verdicts import IndicatorVerdicts
from plan.reach.evaluation import Evaluation
from views.compare.table import cell_html, name_html


def show_municipalities(compared: Sequence[Evaluation]) -> None:
    """Draw a table for each indicator, what differs between the scenarios first."""
    with st.spinner("市町村ごとに計算しています"):
        towns = by_municipality(compared)
    heads = "".join(f"<th>{html.escape(m.effective.scenario_name)}</th>" for m in compared)
    by_indicator = [_OfTowns(towns, at) for at in range(len(towns[0].rows))]
    by_indicator.sort(key=lambda found: not found.differs)
    st.html(
        '<div class="ky-compare"><p>道と拠点は地域で一つです。隣の市町村の拠点や店へ行く人も数えます。名前を押すと定義が開きます。</p>'
        f"{''.join(found.table(heads) for found in by_indicator)}</div>"
    )


class _OfTowns:
    """One indicator of all municipalities."""

    def __init__(self, towns: Sequence[MunicipalityRows], at: int) -> None:
        self._rows: dict[str, IndicatorVerdicts] = {town.name: town.rows[at] for town in towns}

    @property
    def differs(self) -> bool:
        return any(row.differs for row in self._rows.values())

    def table(self, heads: str) -> str:
        first = next(iter(self._rows.values()))
        body = "".join(
            f"<tr><td>{html.escape(town)}</td>{''.join(cell_html(of) for of in row.of.values())}</tr>"
            for town, row in self._rows.items()
        )
        return f"<table><thead><tr><th>{name_html(first)}</th>{heads}</tr></thead><tbody>{body}</tbody></table>"
