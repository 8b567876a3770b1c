"""運行日: the span, the days off and on, and the pauses of a line's calendar."""

from __future__ import annotations

import datetime
from dataclasses import replace

import streamlit as st

from network.services.bus_service import BusService
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan
from plan.services.calendar_text import read_dates, read_pauses, written_dates, written_pauses
from plan.services.edits import set_parts, wrapping_service_errors
from plan.services.money import year_of
from views.editing import edit_button
from views.routes.state import here

_HINT = "2026-05-05 のように書き、空白で区切ります"


def show_days(current: Evaluation, own: BusService) -> None:
    """Draw the form; weekdays stand in the form above it."""
    calendar, first = own.calendar, year_of(current.effective)
    days = calendar.days_per_year(first)
    st.caption(f"{first.year:d}年度に {days:,}日走ります。曜日は上の欄で選びます。")
    with st.form(f"days-{own.id}-{hash(calendar)}", border=False):
        label = st.text_input("何に合わせた運行日か", calendar.label, placeholder="学校のある日、診療日など")
        with st.container(horizontal=True):
            begin = st.text_input(
                "期間の始まり", _written(calendar.first), placeholder="限らない", help=_HINT, width=150
            )
            end = st.text_input("期間の終わり", _written(calendar.last), placeholder="限らない", help=_HINT, width=150)
        pauses = st.text_input(
            "休みの期間",
            written_pauses(calendar.pauses),
            placeholder="2026-07-21〜2026-08-31",
            help="学校の休みなど。空白で区切ります",
        )
        off = st.text_input("走らない日", written_dates(calendar.excepted), help=_HINT)
        on = st.text_input("ほかに走る日", written_dates(calendar.also), help=_HINT)
        only = st.text_input(
            "この日だけ走る（書くと、曜日と期間は使いません）", written_dates(calendar.only), help=_HINT
        )

        def change(plan: Plan) -> Plan:
            with wrapping_service_errors():
                written = replace(
                    calendar,
                    label=label.strip(),
                    first=_read(begin),
                    last=_read(end),
                    pauses=read_pauses(pauses, calendar.pauses),
                    excepted=read_dates(off),
                    also=read_dates(on),
                    only=read_dates(only),
                )
            return set_parts(plan, *here(), calendar=written)

        edit_button("この運行日にする", change, type="primary", draw=st.form_submit_button, key=f"days-take-{own.id}")


def _written(day: datetime.date | None) -> str:
    return "" if day is None else day.isoformat()


def _read(label: str) -> datetime.date | None:
    """Read the first date of a field; none where it is empty."""
    return next(iter(read_dates(label)), None)
