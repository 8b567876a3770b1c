"""現況, the buses: who can go for a purpose on a day and be home again, and to which place."""

from __future__ import annotations

import datetime

import pandas as pd
import streamlit as st

from network.outings.purposes import PURPOSES
from plan.figure_texts import day_in_year, day_of_week, figure, persons, share
from plan.outings.best_outings import BestOutings, outing_table
from plan.reach.bus_days import days_of_week, usual_day_of
from plan.reach.evaluation import Evaluation
from views.figures import Figure, plain, show_method
from views.lists import people_column, village_list
from views.map_options import DAY, PURPOSE

OUTINGS_LIST = "outings"
"""Key of the list of villages."""

_LABELS = {"office": "窓口"}


def pick_outing(today: Evaluation, *, first: str = "clinic") -> tuple[str, datetime.date]:
    """Let the user pick the purpose and the day of the usual week; place it in a row of tools."""
    usual = usual_day_of(today.effective)
    assert usual is not None
    purpose = st.segmented_control(
        "用事", list(PURPOSES), default=first, format_func=lambda p: plain(_LABELS.get(p, PURPOSES[p].name)),
        key="now_purpose", label_visibility="collapsed", required=True,
    )  # fmt: skip
    days = [date for date, _ in days_of_week(today.effective, usual)]
    date = st.selectbox(
        "曜日", days, index=days.index(usual), format_func=day_label, key="now_day", label_visibility="collapsed", width=200
    )  # fmt: skip
    return purpose or first, date


def pick_outing_to_hubs(current: Evaluation) -> None:
    """Let the user pick purpose and day of the outings to hubs, at the side."""
    usual = usual_day_of(current.effective)
    assert usual is not None
    purposes, days = list(PURPOSES), [date for date, _ in days_of_week(current.effective, usual)]
    st.selectbox(
        "用事", purposes, index=purposes.index("errands"), format_func=lambda p: PURPOSES[p].name, key=PURPOSE.key
    )
    # The side is too narrow for a day with its year: the year stands in the label.
    label = f"曜日（{usual.year:d}年）"
    st.selectbox(label, days, index=days.index(usual), format_func=day_in_year, key=DAY.key)


def day_label(date: datetime.date) -> str:
    """Write a day with its year and day of the week: 「2020年4月7日（火）」."""
    return f"{date.year}年{date.month}月{date.day}日（{day_of_week(date)}）"


def outing_sentence(today: Evaluation, found: BestOutings) -> str:
    """Answer the question in a sentence."""
    name, day = found.purpose.name, day_in_year(found.date)
    if found.villages["place_id"].isna().all():
        return f"「{name}」のできる所がデータにないので、数えていません。"
    shares = found.shares(today.weights)
    people, without, year = found.people["population"], found.people["no_car"], today.effective.year
    return (
        f"{day}に、バスか歩いて「{name}」に行って帰れる住民は {persons(people, year)}（{share(shares['population'])}）。"
        f"車のない人では {persons(without, year)}（{share(shares['no_car'])}）です。{_other_days(found, year)}"
    )


def _other_days(found: BestOutings, year: int | None) -> str:
    """Say who can go on other days of the week only, and on which day most can; nothing where days are alike."""
    if found.any_day - found.people["population"] < 0.5:
        return ""
    best = found.best_day
    most = "" if best == found.date else f"いちばん多いのは{day_in_year(best)}の {persons(found.by_day[best], year)}、"
    return f"{most}週のどれかの日には {persons(found.any_day, year)}です。"


def outing_figures(today: Evaluation, found: BestOutings) -> list[Figure]:
    """Make the four big figures: people, people without a car, villages left out, people on foot."""
    shares = found.shares(today.weights)
    villages, year = today.effective.region.villages, today.effective.year
    left, walkers = found.left_out(villages), found.on_foot(villages)
    return [
        Figure("行って帰れる住民", *figure(shares["population"], "割合"), help="その日に、1通り以上あるか歩いて行ける住民です。"),
        Figure("車のない人のうち", *figure(shares["no_car"], "割合"), help="車のない人のうちの割合です。"),
        Figure("行って帰れない集落", f"{len(left):,}", f"集落 {persons(left.sum(), year)}", help="人の住む集落のうち、組合せがなく、歩いても行けない所です。"),
        Figure("歩いて行ける集落", f"{len(walkers):,}", f"集落 {persons(walkers.sum(), year)}", help="バスがなくても行けます。"),
    ]  # fmt: skip


def show_astray(today: Evaluation, found: BestOutings) -> None:
    """Say why residents and the colours of villages don't add up, where they don't: homes are counted one by one."""
    year = today.effective.year
    far, near = (persons(n, year) if n >= 0.5 else "" for n in found.astray)
    told = [
        f"行って帰れる色の集落でも、家が停留所から遠い {far}は帰れません。" if far else "",
        f"帰れない色の集落でも、停留所に近い家の {near}は帰れます。" if near else "",
    ]
    if any(told):
        st.caption(plain(f"{''.join(told)}集落の色はその代表点で、住民は家ごとに数えています。"))


def show_outings(found: BestOutings, villages: pd.DataFrame) -> None:
    """List the villages with their best round trip, those without one first."""
    table = outing_table(found, villages)
    columns = {
        "name": st.column_config.TextColumn("集落", width=72),
        "count": st.column_config.TextColumn("組合せ", width=54),
        "days": st.column_config.TextColumn("週に", width=86, help="行って帰れる日の数と曜日"),
        "times": st.column_config.TextColumn("一番よい往復", width=174, help="家を出る→着く…出る→家に着く"),
        "stay": st.column_config.TextColumn("滞在", width=52),
        "last": st.column_config.TextColumn("最終帰り", width=62, help="行き先を出る最後の便"),
        "place": st.column_config.TextColumn("行き先", width=120),
        "population": people_column(),
    }
    village_list(OUTINGS_LIST, table, columns, height=300)


def show_method_of(found: BestOutings) -> None:
    """Say how outings are counted, folded."""
    cap = found.purpose.visit.away_max_s / 60
    away = f"家を出てから帰るまで{cap:.0f}分以内。" if cap < float("inf") else ""
    text = (
        "行きの便と帰りの便を一度ずつ使い、着いてから用を済ませる時間をとって、その日のうちに帰れる組合せの数です。"
        f"{away}停留所までは道のりで数え、高齢者の速さで歩くとします。前提は「データ」で変えられます。"
    )
    show_method([("行って帰れる組合せ", text, "地域の時刻表（GTFS）と施設の曜日・時間")])
