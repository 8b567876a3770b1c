"""都道府県, at the right: hubs and organisations by municipality beside the country's targets, and the regions that were not counted."""

from __future__ import annotations

import math

import streamlit as st

from geo.reference import reference_table
from plan.batch.prefecture import Prefecture, by_municipality
from plan.figure_texts import UNKNOWN
from views.figures import Figure, show_figures

_COLUMNS = {
    "municipality_code": st.column_config.TextColumn("市区町村コード"),
    "municipality": st.column_config.TextColumn("市町村"),
    "regions": st.column_config.NumberColumn("地域", format="%d"),
    "population": st.column_config.NumberColumn("人口（人）", format="localized"),
    "hubs": st.column_config.NumberColumn("拠点（か所）", format="%d"),
    "organisations": st.column_config.NumberColumn("地域運営組織（団体）", format="%d"),
}


def show_municipalities(prefecture: Prefecture) -> None:
    """Show what there is beside the targets of the country, and a row for each municipality."""
    targets = reference_table("batch")
    table = by_municipality(prefecture)
    show_figures(
        [
            _figure("拠点", table["hubs"].sum(), "か所", targets["hubs_target"].value),
            _figure(
                "地域運営組織",
                prefecture.regions["organisations"].sum(min_count=1),
                "団体",
                targets["organisations_target"].value,
            ),
        ],
        year=None,
    )
    st.caption(
        "全国の目標は、国の総合戦略（2015年改訂）が2020年に目ざした数です。組織の数は、案のある地域だけで数えます。"
    )
    if (table["municipality"] == "").all():
        table = table.drop(columns="municipality")
    else:
        st.caption("いくつかの市町村からなる地域は、市町村の名前で分けます。その組織は分けません。")
    if not table.empty:
        st.dataframe(
            table, column_config=_COLUMNS, hide_index=True, width="stretch", key="prefecture_municipalities",
            placeholder=UNKNOWN,
        )  # fmt: skip
    if len(prefecture.failed):
        st.caption("数えられなかった地域")
        columns = {"folder": st.column_config.TextColumn("フォルダー"), "problem": st.column_config.TextColumn("わけ")}
        st.dataframe(
            prefecture.failed, column_config=columns, hide_index=True, width="stretch", key="prefecture_failed"
        )


def _figure(name: str, count: float, unit: str, target: float) -> Figure:
    known = (UNKNOWN, "") if math.isnan(count) else (f"{count:,.0f}", unit)
    return Figure(name, *known, help=f"全国の目標は {target:,.0f}{unit}（2020年）です。")
