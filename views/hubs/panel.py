"""Beside the map of the hub page: who gains and loses, reach of services, all villages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from geo.reference.categories import CATEGORIES
from plan.figure_texts import day_of_week, minutes, persons
from plan.outings.best_outings import days_in_words
from plan.overview.comparison import changes, gainers, losers
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TRAVEL_MODES, TravelMode, mode_label, modes_on_offer
from plan.reach.usual_week import hub_week
from plan.shown_values import percent
from views import session
from views.figures import plain
from views.lists import NO_SERVICES, minutes_column, name_column, numbers_as_read, people_column, village_list

CHANGES, VILLAGES = "changes", "villages"
"""Keys of the two lists."""


def show_changes(baseline: Evaluation, current: Evaluation, mode: TravelMode) -> None:
    """List the villages that gain and those that lose against the present."""
    if baseline.effective.hubs.empty:
        st.caption("現況には拠点がないので、近くなる・遠くなるは数えません。案どうしの違いは「比較」で見られます。")
        return
    table = changes(baseline, current, mode)
    felt_min = current.effective.assumptions["felt_change_min"]
    nearer, farther = gainers(table, felt_min), losers(table, felt_min)
    st.markdown(
        f"拠点が{mode_label(mode)}{minutes(felt_min)}以上 "
        f"近くなる：**{len(nearer):,}集落 {persons(nearer['population'].sum(), current.effective.year)}**　"
        f"遠くなる：**{len(farther):,}集落 {persons(farther['population'].sum(), current.effective.year)}**"
    )
    rows = pd.concat([farther, nearer])
    if rows.empty:
        st.caption(
            f"現況から{felt_min:g}分以上変わる集落はありません。星を動かすか、地図を押して拠点を置いてください。"
        )
        return
    columns = {
        "name": name_column(),
        "population": people_column(),
        "before_min": minutes_column("現況"),
        "after_min": minutes_column("この案"),
        "change_min": st.column_config.NumberColumn("差", format="%+.0f分", width=52),
    }
    village_list(CHANGES, rows, columns)
    if not np.isfinite(rows[["before_min", "after_min"]].to_numpy()).all():
        st.caption("― は、行ける拠点がないことを表します。")


def show_villages(current: Evaluation, mode: TravelMode) -> None:
    """List all villages with their hub."""
    table = current.effective.region.villages[["name", "population"]].join(current.nearest_hub(mode))
    table["hub"] = table["nearest"].map(current.effective.hubs["name"])
    columns: dict[str, Any] = {
        "name": name_column(),
        "population": people_column(),
        "hub": name_column("行く拠点"),
        "minutes": minutes_column("時間"),
    }
    if mode == "bus" and (week := hub_week(current)) is not None:
        by_day = week.villages
        table["days"] = [days_in_words(*of) for of in zip(by_day["days_per_week"], by_day["days"], strict=True)]
        # A ride that is shown with the same minutes is not better.
        other = np.isfinite(by_day["best_min"]) & (by_day["best_min"].round() < table["minutes"].round())
        table["best"] = [
            f"{day_of_week(day)} {minutes(best)}" if better else ""
            for day, best, better in zip(by_day["best_day"], by_day["best_min"], other, strict=True)
        ]
        # What differs by day stands before the hub's name, where a narrow panel shows it.
        columns = {"name": columns.pop("name"), "minutes": columns.pop("minutes"), "days": "", "best": "", **columns}
        columns["days"] = st.column_config.TextColumn("週に", width=86, help="拠点へ行ける日の数と曜日")
        columns["best"] = st.column_config.TextColumn("よい曜日", width=74, help="この日より短い時間で行ける曜日")
    _village_card(current)
    village_list(VILLAGES, table.sort_values("minutes", ascending=False, kind="stable"), columns)


def show_services(baseline: Evaluation, current: Evaluation, mode: TravelMode) -> None:
    """Show the share of people within the near limit of each service, today and in the scenario."""
    near = current.effective.assumptions["near_min"]
    categories = [c for c in CATEGORIES if c in {*baseline.categories(), *current.categories()}]
    if not categories:
        st.caption(NO_SERVICES)
        return
    # Both are counted by the scenario's limit: the present may have another.
    shares = {
        m: [percent(m.service_coverage(c, mode, limits_min=(near,)).share_within(near)) for c in categories]
        for m in (baseline, current)
    }
    table = pd.DataFrame(
        {"サービス": [CATEGORIES[c] for c in categories], "現況": shares[baseline], "この案": shares[current]}
    )
    table["差"] = table["この案"] - table["現況"]
    whole = {c: st.column_config.NumberColumn(format="%.0f%%", width=66) for c in ("現況", "この案")}
    difference = {"差": st.column_config.NumberColumn(format="%+.0fポイント", width=92)}
    height = 30 * len(table) + 40
    read, configured = numbers_as_read(table, {**whole, **difference})
    st.dataframe(read, hide_index=True, height=height, row_height=30, column_config=configured)
    st.caption(f"{mode_label(mode)}{near:g}分以内に行ける住民の割合です。拠点に集めるサービスは「拠点」で選びます。")


def _village_card(current: Evaluation) -> None:
    selected = session.selected_village()
    if selected is None:
        st.caption("地図か表で集落を選ぶと、そこから何に何分で行けるかが出ます。")
        return
    rows = [
        {
            "行き先": label,
            **{
                TRAVEL_MODES[mode]: minutes(current.service_minutes(c, mode).to_dict()[selected])
                for mode in modes_on_offer(current.effective)
            },
        }
        for c, label in CATEGORIES.items()
        if c in current.categories()
    ]
    st.markdown(f"**{plain(str(current.effective.region.villages.at[selected, 'name']))}** から")
    if not rows:
        st.caption(NO_SERVICES)
        return
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=180, row_height=28)
