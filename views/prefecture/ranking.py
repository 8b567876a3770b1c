"""都道府県, at the left: regions ranked by an indicator, where they lie, and the one to open."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast

import pandas as pd
import streamlit as st

from geo.texts.errors import RegionUnreadableError
from plan.batch.prefecture import Outline, Prefecture, outlines, ranked
from plan.figure_texts import figure
from plan.shown_values import PEOPLE, SHARE
from views import session
from views.figures import plain, show_messages
from views.opening import folder_named
from views.prefecture.region_dots import FIFTHS, region_dots
from views.widget_state import Widget

_REGION: Widget[str | None] = Widget("prefecture_region", None)
_TABLE: Widget[Any] = Widget("prefecture_table", None)


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
    folders = table["folder"].astype(str).tolist()
    if _REGION.value not in folders:
        _REGION.set(folders[0])
    unit = SHARE if per_person else indicator.unit
    at_left, at_right = st.columns([52, 48], gap="small")
    with at_right:
        _show_table(table, unit)
        _offer_opening(table)
    with at_left:
        _show_map(table)


def _show_map(table: pd.DataFrame) -> None:
    """Draw where the regions lie, the one to open ringed."""
    folders = table["folder"].astype(str).tolist()
    svg = region_dots(
        table["lat"].tolist(),
        table["lon"].tolist(),
        table["fifth"].tolist(),
        names=table["name"].astype(str).tolist(),
        ground=_ground(tuple(folders)),
        chosen=folders.index(_REGION.value) if _REGION.value in folders else None,
    )
    with st.container(key="prefecture-map"):
        st.image(svg, width="stretch")
    words = ("良い方の五分の一", "その次", "中ほど", "その次", "悪い方の五分の一")
    keys = "".join(
        f'<span><i style="background:{colour}"></i>{word}</span>' for colour, word in zip(FIFTHS, words, strict=True)
    )
    st.html(f'<div class="ky-fifths">{keys}</div>')
    st.caption("点は地域の人の中ほど、面は市町村の範囲（地域のファイルにあるとき）です。")


@st.cache_data(max_entries=4, show_spinner="市町村の範囲を読んでいます")
def _ground(folders: tuple[str, ...]) -> list[Outline]:
    return outlines([folder_named(folder) for folder in folders])


def _pick(folders: list[str]) -> None:
    """Let the row that was pressed be the region to open."""
    rows = _TABLE.value["selection"]["rows"] if _TABLE.value else []
    if rows and rows[0] < len(folders):
        _REGION.set(folders[rows[0]])


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
    st.dataframe(
        read, column_config=columns, hide_index=True, width="stretch", height=330, row_height=30, key=_TABLE.key,
        on_select=functools.partial(_pick, table["folder"].astype(str).tolist()), selection_mode="single-row",
    )  # fmt: skip


def _offer_opening(table: pd.DataFrame) -> None:
    rows = zip(table["folder"].tolist(), table["rank"].tolist(), table["name"].tolist(), strict=True)
    labels = {str(folder): f"{rank}位 {name}" for folder, rank, name in rows}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        folder = st.selectbox(
            "開く地域（表の行を押しても選べます）", list(labels), format_func=lambda f: labels[f], key=_REGION.key
        )
        pressed = st.button("この地域を開く", key="prefecture-open", type="primary")
    if pressed:
        try:
            session.open_folder(folder_named(folder))
        except RegionUnreadableError as problem:
            show_messages(problem.notices)
            return
        st.toast(f"{plain(labels[folder])} を開きました。ほかのページで見られます。")
