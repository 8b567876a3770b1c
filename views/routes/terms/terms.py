"""What a service is bound to besides its stops and times: kind, days, vehicle, fare, on-demand slots, vouchers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from geo.texts.clock import clock
from network.services.bus_service import KINDS, LINE_KINDS, BusService
from network.services.calendar import WEEKDAYS
from network.services.service_terms import Voucher
from plan.figure_texts import SERVICE_KIND_NAMES
from plan.scenario.scenario import Plan
from plan.services.edits import set_parts
from views.editing import edit_button
from views.routes.state import chosen_service, here
from views.routes.trips import times_or_notice

DAY_LABELS = dict(zip(WEEKDAYS, "月火水木金土日", strict=True))
"""Days of the week by their keys, as people write them."""


def show_terms() -> None:
    """Draw the form; its values are taken together, as one step that can be undone."""
    own = chosen_service()
    assert own is not None
    kind = st.selectbox(
        "種類", list(KINDS), index=list(KINDS).index(own.kind), format_func=lambda k: SERVICE_KIND_NAMES[k], key=f"terms-kind-{own.id}-{own.kind}"
    )  # fmt: skip
    with st.form(f"terms-{own.id}-{kind}", border=False):
        days = st.pills(
            "走る曜日", list(WEEKDAYS), selection_mode="multi", default=list(own.calendar.days),
            format_func=lambda d: DAY_LABELS[d], key=f"terms-days-{own.id}-{own.calendar.days}",
        )  # fmt: skip
        with st.container(horizontal=True):
            seats = st.number_input(
                "座席", 1, None, own.vehicle.seats, placeholder="車種の数", key=f"terms-seats-{own.id}"
            )
            chairs = st.number_input("車いすの席", 0, None, own.vehicle.wheelchair, key=f"terms-chairs-{own.id}")
            freight = st.number_input(
                "荷物（kg）",
                0.0,
                None,
                float(own.vehicle.freight_kg),
                step=10.0,
                format="%.0f",
                key=f"terms-kg-{own.id}",
            )
            was = None if own.fare_yen is None else int(own.fare_yen)
            fare = st.number_input("運賃（円）", 0, None, was, step=50, placeholder="未定", key=f"terms-fare-{own.id}")
        own_kind = _of_kind(own, kind)

        def change(plan: Plan) -> Plan:
            vehicle = replace(own.vehicle, seats=seats, wheelchair=chairs, freight_kg=freight)
            calendar = replace(own.calendar, days=tuple(days or ()))
            parts = {"kind": kind, "calendar": calendar, "vehicle": vehicle, "fare_yen": fare, **own_kind()}
            return set_parts(plan, *here(), **parts)

        edit_button("この内容にする", change, type="primary", draw=st.form_submit_button, key=f"terms-take-{own.id}")


def _of_kind(own: BusService, kind: str) -> Callable[[], dict[str, Any]]:
    """Draw what only this kind of service has; return a function that returns its parts."""
    if kind == "on_demand":
        slots = st.text_input(
            "予約で出られる時刻（空白で区切る）", " ".join(map(clock, own.slots_s)), key=f"terms-slots-{own.id}"
        )

        def on_demand() -> dict[str, Any]:
            times = times_or_notice(slots)
            return {"slots_s": tuple(times)} if times else {}

        return on_demand
    if kind == "taxi_voucher":
        was = own.voucher or Voucher(0, 0, 0)
        with st.container(horizontal=True):
            persons = st.number_input("配る人数（人）", 0, 99_999, int(was.persons), key=f"terms-persons-{own.id}")
            count = st.number_input("1人の枚数（年）", 0, 999, int(was.per_year), key=f"terms-count-{own.id}")
            yen = st.number_input("1枚の額（円）", 0, 99_999, int(was.yen), step=100, key=f"terms-yen-{own.id}")
        return lambda: {"voucher": replace(was, persons=int(persons), per_year=int(count), yen=int(yen))}
    if kind == "mobile":
        offers = st.text_input(
            "何を届けるか（移動販売、配食、見守り、巡回診療など）", own.offers, key=f"terms-offers-{own.id}"
        )
        return lambda: {"offers": offers.strip()}
    assert kind in LINE_KINDS
    return dict
