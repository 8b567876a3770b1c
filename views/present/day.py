"""現況, one village's day by bus: when one can leave and be home, and the journey in words."""

from __future__ import annotations

import datetime
import html
from collections.abc import Hashable
from typing import Any

import streamlit as st

from layers.charts.day_strip import strip_html
from plan.outings.best_outings import BestOutings, round_trip_text, why_none
from plan.outings.journey_steps import Step, journey_steps
from plan.reach.evaluation import Evaluation
from plan.villages.clock_texts import arrive_by_text, leave_after_text
from plan.villages.day import VillageDay, village_day
from views import session
from views.figures import plain

_ARRIVE_BY, _LEAVE_AFTER = datetime.time(10), datetime.time(12)
_STEP = datetime.timedelta(minutes=15)


def show_day(today: Evaluation, found: BestOutings) -> None:
    """Show the day of the selected village and its journeys."""
    village = session.selected_village()
    if village is None:
        st.caption("地図か表で集落を選ぶと、何時に出られて何時に帰れるかと、乗るバスが出ます。")
        return
    (row,) = found.villages.loc[[village]].to_dict("records")
    name = str(today.effective.region.villages.at[village, "name"])
    if row["place_id"] is None:
        st.markdown(f"**{plain(name)}** から")
        st.caption(f"「{plain(found.purpose.name)}」のできる所がデータにありません。")
        return
    st.markdown(f"**{plain(name)}** から **{plain(row['place'])}** へ")
    day = village_day(today, village, row["place_id"], found.purpose.id, found.date)
    _why(row, day, today)
    strip = strip_html(day)
    if strip:
        st.html(strip)
        _by_the_clock(day)
    if day.there is not None:
        st.html(_steps_html("行き", journey_steps(day.there, day.timetable, "家", row["place"])))
    if day.back is not None:
        st.html(_steps_html("帰り", journey_steps(day.back, day.timetable, row["place"], "家")))


def _why(row: dict[Hashable, Any], day: VillageDay, today: Evaluation) -> None:
    """Say what the day comes to, in one line."""
    if row["on_foot"]:
        st.caption("歩いて行ける近さです。バスは要りません。")
    elif day.best is not None:
        b = day.best
        st.caption(
            f"{len(day.trips)}通り。一番よい往復　{round_trip_text(b.leave_s, b.arrive_s, b.depart_s, b.home_s)}"
        )
    elif day.out and day.home:
        st.caption(f"バスはありますが、用を済ませてその日のうちに帰れる組合せがありません（{plain(why_none(row))}）。")
    elif day.out or day.home:
        st.caption("行きか帰りの、片方のバスしかありません。")
    else:
        limit = today.effective.assumptions["walk_to_stop_m"]
        st.caption(f"この日は乗れるバスがありません（家から{limit:,.0f}m 以内の停留所で数えます）。")


def _by_the_clock(day: VillageDay) -> None:
    """Answer when to leave to be there by a time, and when one is home who leaves after one."""
    with st.container(horizontal=True):
        by = st.time_input("着きたい時刻", _ARRIVE_BY, key="now_arrive_by", step=_STEP, width=130)
        after = st.time_input("用が済む時刻", _LEAVE_AFTER, key="now_leave_after", step=_STEP, width=130)
    st.html(
        f'<p class="ky-clock">{html.escape(arrive_by_text(day, _seconds(by or _ARRIVE_BY)))}<br>'
        f"{html.escape(leave_after_text(day, _seconds(after or _LEAVE_AFTER)))}</p>"
    )


def _seconds(time: datetime.time) -> int:
    return (time.hour * 60 + time.minute) * 60


def _steps_html(heading: str, steps: tuple[Step, ...]) -> str:
    rows = "".join(f"<tr><td>{html.escape(s.time)}</td><td>{html.escape(s.text)}</td></tr>" for s in steps)
    return f'<div class="ky-journey"><h3>{heading}</h3><table>{rows}</table></div>'
