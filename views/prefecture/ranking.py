"""都道府県, at the left: regions ranked by an indicator, where they lie, and the one to open."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pandas as pd
import streamlit as st

from geo.texts.errors import RegionUnreadableError
from plan.batch.prefecture import Prefecture, ranked
from plan.figure_texts import figure
from plan.shown_values import PEOPLE, SHARE
from views import session
from views.figures import plain, show_messages
from views.opening import folder_named
from views.prefecture.region_dots import region_dots


def show_ranking(prefecture: Prefecture) -> None:
    """Let the user choose an indicator, and show the regions by it."""
    names = {known.id: known for known in prefecture.indicators}
    if prefecture.regions.empty or not names:
        st.caption("数えられた地域がありません。")
        return
    chosen = st.selectbox(
        "並べる指標", list(names), format_func=lambda i: f"{names[i].name}（{names[i].unit}）", key="prefecture_by"
    )
    indicator = names[chosen]
    is_population = indicator.id == "population"
    divided = indicator.unit == PEOPLE and st.checkbox(
        "人口で割って比べる", value=not is_population, key="prefecture_share", disabled=is_population
    )
    per_person = divided and not is_population
    table = ranked(prefecture, indicator, per_person=per_person)
    if table.empty:
        st.caption("この指標の分かる地域がありません。")
        return
    st.image(region_dots(table["lat"].tolist(), table["lon"].tolist(), table["fifth"].tolist()), width="content")
    st.caption("点は地域の人の中ほどです。良い方から五つに分け、青ほど良く、橙ほど悪い地域です。")
    _show_table(table, SHARE if per_person else indicator.unit)
    _offer_opening(table)


def _show_table(table: pd.DataFrame, unit: str) -> None:
    columns = {
        "rank": st.column_config.NumberColumn("順位", format="%d", width="small"),
        "name": st.column_config.TextColumn("地域"),
        "municipality_code": st.column_config.TextColumn("市区町村コード"),
        "value": st.column_config.Column("値"),
    }

    def as_read(value: float) -> str:
        return "".join(figure(value, unit))

    # They stay numbers, by which rows are sorted, and are read as everywhere else.
    read = table[list(columns)].style.format({"value": cast("Callable[[object], str]", as_read)})
    st.dataframe(read, column_config=columns, hide_index=True, width="stretch", key="prefecture_table")


def _offer_opening(table: pd.DataFrame) -> None:
    rows = zip(table["folder"].tolist(), table["rank"].tolist(), table["name"].tolist(), strict=True)
    labels = {str(folder): f"{rank}位 {name}" for folder, rank, name in rows}
    folder = st.selectbox("開く地域", list(labels), format_func=lambda f: labels[f], key="prefecture_region")
    if st.button("この地域を開く", key="prefecture-open", type="primary"):
        try:
            session.open_folder(folder_named(folder))
        except RegionUnreadableError as problem:
            show_messages(problem.notices)
            return
        st.toast(f"{plain(labels[folder])} を開きました。ほかのページで見られます。")
