"""Beside the map of 現況: who rides the buses, what that costs, and where residents say they go."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo.region.region import Region
from plan.figure_texts import persons, share, yen
from plan.services.contract_costs import contract_costs
from plan.services.riders import boardings_by_year, boardings_in_detail, latest_year_by_month
from plan.villages.survey import (
    destinations_by_purpose,
    free_text_answers,
    outings_by_purpose,
    respondents,
    with_whose_car,
)
from views.figures import plain
from views.lists import numbers_as_read


def has_riders(region: Region) -> bool:
    """Return whether the region knows anything of its riders, contracts or residents' answers."""
    return any(t is not None and not t.empty for t in (region.boardings, region.bus_contracts, region.survey_responses))


def show_riders(region: Region) -> None:
    """Show boardings by month and stop, the cost of each rider, and the answers of residents, as far as there are any."""
    shown = {
        "乗車人数": (region.boardings, _boardings),
        "費用": (region.bus_contracts, _costs),
        "住民の答え": (region.survey_responses, _answers),
    }
    known = {name: show for name, (table, show) in shown.items() if table is not None and not table.empty}
    names = list(known)
    chosen = st.segmented_control(
        "見るもの", names, default=names[0], format_func=plain, key="now_riders", label_visibility="collapsed"
    )
    known[chosen or names[0]](region)


def _boardings(region: Region) -> None:
    assert region.boardings is not None
    months = latest_year_by_month(region.boardings)
    years = boardings_by_year(region.boardings)
    if not months.empty:
        st.bar_chart(months, x="month", y="boardings", x_label="", y_label="乗車人数（人）", sort=False, height=200)
    if not years.empty:
        latest = years[years["fiscal_year"] == years["fiscal_year"].max()]
        year = f"{latest['fiscal_year'].iloc[0]}年度"
        columns = {
            "route": st.column_config.TextColumn("路線", width=150),
            "boardings": st.column_config.NumberColumn(f"{year}（人）", format="%.0f人", width=96),
            "months": st.column_config.NumberColumn("数えた月", format="%dか月", width=76),
        }
        _table(latest, columns)
    for what, heading in (("stop", "停留所"), ("trip", "便")):
        detail = boardings_in_detail(region.boardings, what)  # type: ignore[arg-type]
        if detail is not None:
            span = detail.first if detail.first == detail.last else f"{detail.first}〜{detail.last}"
            with st.expander(f"{heading}ごとの乗車人数（{plain(span)}）"):
                columns = {
                    "name": st.column_config.TextColumn(heading, width=130),
                    "route": st.column_config.TextColumn("路線", width=80),
                    "boardings": st.column_config.NumberColumn("乗車人数", format="%.0f人", width=72),
                }
                _table(detail.table, columns)
    _sources(region.boardings)


def _table(table: pd.DataFrame, columns: dict[str, Any]) -> None:
    """Show a table as high as its rows, up to a limit."""
    height = min(30 * len(table) + 40, 280)
    read, configured = numbers_as_read(table[list(columns)], columns, counted=True)
    st.dataframe(read, hide_index=True, row_height=30, height=height, column_config=configured, placeholder="―")


def _costs(region: Region) -> None:
    assert region.bus_contracts is not None
    costs = contract_costs(region.bus_contracts, region.boardings)
    for contract in costs.to_dict("records"):
        st.markdown(f"**{plain(contract['name'])}**")
        st.caption(f"{plain(contract['from'])}〜{plain(contract['to'])}　{plain(contract['operator'])}")
        rows = {
            "費用": yen(contract["cost_yen"]),
            "運賃収入": yen(contract["fares_yen"]),
            "国・県などの補助": yen(contract["subsidies_yen"]),
            "収支率（運賃収入 ÷ 費用）": share(contract["fares_share"]),
            "乗車人数": persons(contract["riders"], None),
            "乗車1人あたりの費用": yen(contract["cost_per_rider_yen"]),
            "乗車1人あたりの市町村の負担": yen(contract["burden_per_rider_yen"]),
        }
        table = pd.DataFrame({"item": list(rows), "amount": list(rows.values())})
        item, amount = (st.column_config.TextColumn(label, width=px) for label, px in (("項目", 220), ("値", 100)))
        _table(table, {"item": item, "amount": amount})
        if contract["months_counted"] < contract["months"]:
            counted = f"{contract['months']:,.0f}か月のうち {contract['months_counted']:,.0f}か月"
            st.caption(f"乗車人数は{counted}しかそろっていないので、1人あたりは出していません。")
    st.caption("市町村の負担は、費用から運賃収入と国・県などの補助を引いた額です。")
    _sources(region.bus_contracts)


def _answers(region: Region) -> None:
    assert region.survey_responses is not None
    purposes = outings_by_purpose(region.survey_responses)
    names = pd.concat([region.facilities["name"], region.sites["name"]])
    places = destinations_by_purpose(region.survey_responses, names)
    most = {p: f"{d}（{share(s)}）" for p, d, s in zip(*(places[c][::-1] for c in places), strict=True)}
    table = purposes.assign(place=purposes["name"].map(most))
    purpose = st.column_config.TextColumn("目的", width=96)
    columns = {
        "name": purpose,
        "trips_per_week": st.column_config.NumberColumn("週に", format="%.1f回", width=56),
        "place": st.column_config.TextColumn("いちばん多い行き先", width=186),
    }
    _table(table, columns)
    cars = {"own_car": "自分の車", "family_car": "家族の車", "bus": "バス", "others": "ほか"}
    wide = {"own_car": 72, "family_car": 72, "bus": 50, "others": 50}
    percent = {c: st.column_config.NumberColumn(label, format="percent", width=wide[c]) for c, label in cars.items()}
    _table(with_whose_car(region.survey_responses).round(2), {"purpose": purpose, **percent})
    st.caption("「家族の車」には、知人や近所の人の車も入ります。割合は、手段を答えた人のうちの割合です。")
    written = free_text_answers(region.survey_responses)
    if not written.empty:
        with st.expander(f"自由に書かれた意見（{written['count'].sum():,}件）"):
            columns = {
                "wish": st.column_config.TextColumn("意見", width=230),
                "district": st.column_config.TextColumn("地区", width=84),
            }
            _table(written, columns)
    weighed = (
        "答えは、その人が代表する人数で重みを付けて足しました。"
        if (region.survey_responses["weight"] != 1).any()
        else ""
    )
    st.caption(
        f"答えた人 {persons(respondents(region.survey_responses), None)}。週に何回かは、往復の回数の平均です。{weighed}"
    )
    _sources(region.survey_responses)


def _sources(table: pd.DataFrame) -> None:
    sources = list(dict.fromkeys(s for s in table["source"] if s))
    if sources:
        st.caption(f"もとのデータ：{plain('、'.join(sources))}")
