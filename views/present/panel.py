"""Beside the map of 現況: reach by service, the villages worst off, groups of people, other years."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.reference.categories import CATEGORIES
from layers.style.colours import POPULATION, Measure
from plan.reach.evaluation import Evaluation
from plan.reach.group_coverage import group_coverage, left_out
from plan.reach.travel_modes import TravelMode, mode_label
from plan.shown_values import percent
from plan.villages.population_history import population_by_year
from views.figures import plain
from views.lists import NO_SERVICES, minutes_column, name_column, numbers_as_read, people_column, village_list

FAR_LIST = "far"
"""Key of the list of villages."""


def show_reach(today: Evaluation) -> None:
    """Show the share of people who reach each service by car, and on foot without one."""
    near, daily, walk = (today.effective.assumptions[n] for n in ("near_min", "daily_min", "walk_min"))
    rows = [
        {
            "サービス": CATEGORIES[category],
            f"車で{near:g}分": percent(by_car.share_within(near)),
            f"車で{daily:g}分": percent(by_car.share_within(daily)),
            f"歩いて{walk:g}分": percent(today.walk_share(category)),
        }
        for category in today.categories()
        if (by_car := today.service_coverage(category, "car"))
    ]
    if not rows:
        st.caption(NO_SERVICES)
        return
    table = pd.DataFrame(rows)
    shares = {c: st.column_config.NumberColumn(format="%.0f%%", width=72) for c in table.columns[1:]}
    read, configured = numbers_as_read(table, shares)
    st.dataframe(read, hide_index=True, height=min(30 * len(rows) + 40, 400), row_height=30, column_config=configured)
    st.caption("車は全住民、徒歩は車のない人のうち、その時間以内に行ける人の割合です。")
    without = {CATEGORIES[category]: left_out(today, "car", category) for category in today.categories()}
    worst = max(without.values(), key=lambda found: (found.persons, len(found.villages)), default=None)
    if worst is not None and worst.text:
        names = "、".join(name for name, found in without.items() if found == worst)
        st.caption(f"割合に入らない人：{plain(names)}まで車で{plain(worst.text)}")


def show_far(today: Evaluation, measure: Measure, values: pd.Series, mode: TravelMode) -> None:
    """List the villages by what colours the map, the worst off first."""
    table = today.effective.region.villages[["name", "population"]].assign(value=values)
    text = f"{measure.name}（{mode_label(mode)}）" if measure.unit == "分" else measure.name
    value = minutes_column(text) if measure.unit == "分" else st.column_config.NumberColumn(text, format="%.0f%%")
    worst_first = table[table["population"] > 0].sort_values(["value", "population"], ascending=False, kind="stable")
    columns = {"name": name_column(), "population": people_column(), "value": value}
    if measure is POPULATION:
        del columns["value"]
    village_list(FAR_LIST, worst_first, columns)


def show_groups(today: Evaluation, mode: TravelMode) -> None:
    """Show how far each group of people is from today's hubs."""
    table = group_coverage(today, mode)
    within = [f"within_{x:g}" for x in today.limits_min]
    table[within] = table[within].map(percent)
    limits = {
        f"within_{x:g}": st.column_config.NumberColumn(f"{x:g}分以内", format="%.0f%%", width=62)
        for x in today.limits_min
    }
    columns = {
        "group": name_column("今の拠点まで"),
        "people": people_column("人数"),
        **limits,
        "mean_min": minutes_column("平均"),
    }
    read, configured = numbers_as_read(table[list(columns)], columns)
    st.dataframe(read, hide_index=True, row_height=30, column_config=configured, placeholder="―", height=280)
    if not today.no_car_from_shares:
        st.caption("車のない人は、年齢別の免許保有率から数えました（要確認）。")


def show_past(today: Evaluation) -> None:
    """Show how many people there were, are and may be."""
    table = population_by_year(today.effective.region)
    st.bar_chart(table, x="年", y="人口（人）", color="種別", height=240)
    st.caption(f"もとのデータ：{plain('、'.join(dict.fromkeys(table['出典'])))}")
