"""Services to take away: the scenario's buses as GTFS-JP, and the plan file."""

from __future__ import annotations

import streamlit as st

from geo.gtfs.writing import feed_files, zip_of_files
from geo.texts.errors import RequestError
from plan.file.plan_file import plan_bytes
from plan.reach.evaluation import Evaluation
from plan.services.gtfs_export import export_feed
from views import session
from views.figures import show_messages


def show_route_files(current: Evaluation) -> None:
    """Offer the feed and the plan; each is made when its button is pressed."""
    name = f"{current.effective.region.name}_{current.effective.scenario_name}"
    plan = session.plan()
    if not any(service.carries_passengers for service in current.effective.services):
        st.caption("便のある路線ができると、時刻表データ（GTFS-JP）を書き出せます。")
    else:
        st.download_button(
            "時刻表データ（GTFS-JP）", lambda: zip_of_files(feed_files(export_feed(current.effective).feed)), f"{name}_gtfs.zip",
            "application/zip", on_click="ignore", key="route-gtfs",
        )  # fmt: skip
        if st.button("書き出す内容を確かめる", key="route-gtfs-look"):
            _look(current)
    st.download_button(
        "案のファイル（すべての案）", lambda: plan_bytes(plan), f"{current.effective.region.name}.plan.json", "application/json",
        on_click="ignore", key="route-plan",
    )  # fmt: skip
    st.caption("時刻表データには、この案で走るバスがすべて入ります（とりやめた路線を除く今の路線と、描いた路線）。")


def _look(current: Evaluation) -> None:
    """Say what the feed holds and what is left to fill in by hand."""
    try:
        with st.spinner("時刻表データを作って確かめています"):
            export = export_feed(current.effective)
    except RequestError as problem:
        show_messages(problem.notices)
        return
    st.markdown(f"路線 {export.routes:,}、便 {export.trips:,}、停留所 {export.stops:,} です。")
    show_messages(export.notices)
