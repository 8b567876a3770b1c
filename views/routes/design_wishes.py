"""提案: what every timetable must keep: days, depot, runs at fixed times, roads that buses may not use, one minute of the hour."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import streamlit as st

from geo.reference import reference_table
from geo.region.roads.snow_roads import FILE
from network.services.calendar import WEEKDAYS
from plan.bus_design.wishes import RunWish, Wishes
from plan.reach.evaluation import Evaluation
from views import session
from views.figures import plain
from views.routes.terms.terms import DAY_LABELS

_CLASSES = ("secondary", "tertiary", "unclassified", "residential", "living_street", "service", "track")
"""Classes of roads that a bus may be too large for."""
_NO_DETOUR = 1.0


def ask_wishes(current: Evaluation, places: Mapping[str, str]) -> Wishes:
    """Ask what every timetable must keep.

    Parameters
    ----------
    current
        The scenario that is designed for.
    places
        Names of hubs, facilities and sites by id.
    """
    with st.expander("走る日（曜日、土曜、学校の休み）"):
        days, saturday, holidays = _ask_days()
    with st.expander("守ること（車庫、決まった便、通れない道）"):
        depot = st.selectbox(
            "車庫",
            ["", *places],
            format_func=lambda i: plain(places[i]) if i else "拠点と同じ",
            key="bus_design_depot",
            help="朝と夕方の回送の時間と費用も、設計に入れます。",
        )
        runs = _ask_run(current)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            detour = st.number_input(
                "寄り道の上限（倍）",
                _NO_DETOUR,
                5.0,
                _NO_DETOUR,
                0.1,
                format="%.1f",
                width=150,
                key="bus_design_detour",
                help="乗っている時間が、まっすぐ行くときのこの倍までの路線だけにします。1.0 なら上限なし。",
            )
            same_minute = st.checkbox("どの路線も毎時同じ分に出る", key="bus_design_same_minute")
        connections = st.checkbox(
            "幹線に乗り継げる便にする",
            key="bus_design_connections",
            help="拠点から幹線で遠くへ行き、用を足して帰れることも、用事の一つに数えます。",
        )
        not_on, closed_as, cleared = _ask_roads(current)
        return Wishes(
            depot_id=depot or None,
            runs=runs,
            detour=None if detour <= _NO_DETOUR else float(detour),
            same_minute=same_minute,
            not_on=not_on,
            closed_as=closed_as,
            cleared_only=cleared,
            days=days,
            saturday=saturday,
            school_holidays=holidays,
            connections=connections,
        )


def _ask_days() -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
    days = st.multiselect(
        "ふだんの便の曜日",
        list(WEEKDAYS),
        list(Wishes().days),
        format_func=lambda day: DAY_LABELS[day],
        key="bus_design_days",
        placeholder="曜日を選んでください",
        select_all=False,
        help="この曜日に同じ時刻で走ります。少ない曜日にすれば、その分費用が減ります。",
    )
    saturday = st.checkbox(
        "土曜の便を別に設計",
        key="bus_design_saturday",
        help="土曜に開いている施設へ行ける便を、一つの予算の中で組み合わせます。",
    )
    text = st.text_input(
        "学校の休み（月/日-月/日）",
        key="bus_design_holidays",
        placeholder="例：7/21-8/31、12/25-1/7、3/25-4/7",
        help="書くと、その間の便を別に設計します。",
    )
    return tuple(days), saturday, tuple(part.strip() for part in text.replace(",", "、").split("、") if part.strip())


def _ask_run(current: Evaluation) -> tuple[RunWish, ...]:
    villages = current.effective.region.villages["name"]
    called = st.multiselect(
        "必ず走る便が寄る集落（行きの順）",
        [str(v) for v in villages.index],
        format_func=lambda i: plain(str(villages[i])),
        key="bus_design_run_villages",
        placeholder="なし",
        select_all=False,
        help="通学の便など、時刻を動かせない便です。拠点を出て、この順に回り、同じ道を戻ります。",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        time = st.time_input("時刻", datetime.time(8, 0), step=300, width=110, key="bus_design_run_time")
        back = st.radio(
            "その時刻に", ["拠点に戻る", "拠点を出る"], horizontal=True, key="bus_design_run_back", width="content"
        )
    school = st.checkbox("学校の休みには走らない便", key="bus_design_run_school")
    if not called or time is None:
        return ()
    return (RunWish(tuple(called), (time.hour * 60 + time.minute) * 60, back == "拠点に戻る", school),)


def _ask_roads(current: Evaluation) -> tuple[tuple[str, ...], str | None, bool]:
    names = reference_table("speeds")
    not_on = st.multiselect(
        "バスが通れない道の種別",
        list(_CLASSES),
        format_func=lambda c: names[c].name,
        key="bus_design_not_on",
        placeholder="なし",
        select_all=False,
    )
    closing = {s.id: s.name for s in session.plan().scenarios if s.roads}
    closed_as = ""
    if closing:
        closed_as = st.selectbox(
            "バスが通れない道を描いた案",
            ["", *closing],
            format_func=lambda i: plain(closing[i]) if i else "なし",
            key="bus_design_closed_as",
            help="この案で通れなくしている道を、車は通れてもバスは通れない道とします。冬の通行止めもこれで描けます。",
        )
    cleared = False
    if (current.effective.region.folder / FILE).is_file():
        cleared = st.checkbox("除雪する道だけを通る（冬も同じ時刻で走る）", key="bus_design_cleared")
    return tuple(not_on), closed_as or None, cleared
