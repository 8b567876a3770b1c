"""運転者: the vehicles and drivers that a line needs, and their hours against 改善基準告示; read, not written."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.texts.clock import clock
from network.operations.driver_hours import hours_text
from network.services.bus_service import BusService
from plan.indicators.service_indicators import money_of
from plan.reach.evaluation import Evaluation
from views.figures import plain


def show_drivers(current: Evaluation, own: BusService) -> None:
    """Draw the most frequent day's duties, and what any day or week runs against."""
    group = next((g for g in money_of(current).groups if own.id in {s.id for s in g.services}), None)
    if group is None or not group.year.schedules:
        st.caption("便を作ると、車両の運用と運転者の拘束時間が出ます。")
        return
    schedule, days = group.year.schedules[0]
    volume = group.year.volume
    st.markdown(
        f"いちばん多い日（年 {days:,}日）に車両 **{schedule.vehicles:,}台**、ふだんの週に運転者 **{group.year.drivers:,}人**"
        f"（これより少なくはできない下限 {group.year.drivers_at_least:,}人）。年に {volume.vehicle_km:,.0f} km、うち回送 {volume.dead_km:,.0f} km。"
    )
    rows = [
        {
            "勤務": duty.id,
            "始業": clock(duty.start_s),
            "終業": clock(duty.end_s),
            "拘束": hours_text(duty.length_s),
            "運転": hours_text(duty.driving_s),
        }
        for duty in schedule.duties
    ]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, row_height=28, height=min(30 + 28 * (len(rows) + 1), 200))
    for finding in dict.fromkeys(group.year.findings):
        (st.error if finding.outcome == "failed" else st.warning)(plain(finding.message))
    if not group.year.findings:
        st.caption(
            "改善基準告示（拘束13時間まで・最大15時間、休息、連続運転）に反する日や週はありません。点呼の時間を含みます。"
        )
