"""Services to take away: the scenario's buses as a workbook, a GeoPackage and GTFS-JP, and the plan file."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo.gtfs.writing import feed_files, zip_of_files
from geo.texts.errors import RequestError
from geo.texts.today import today
from plan.file.plan_file import plan_bytes
from plan.reach.evaluation import Evaluation
from plan.services.gtfs_export import export_feed
from reports.files.bus_workbook import bus_workbook
from reports.files.geopackage import bus_layers, geopackage_bytes
from views import session
from views.figures import show_messages


def show_route_files(current: Evaluation) -> None:
    """Offer the scenario's own buses and the plan; each is made when its button is pressed."""
    plan = session.plan()
    if not any(service.carries_passengers for service in current.effective.services):
        st.caption("便のある路線ができると、表（Excel）、図形（GeoPackage）、時刻表データ（GTFS-JP）を書き出せます。")
    else:
        name = f"{current.effective.region.name}_{current.effective.scenario_name}"
        offer_bus_files(lambda: current, list, name, "route")
        if st.button("書き出す内容を確かめる", key="route-gtfs-look"):
            _look(current)
    st.download_button(
        "案のファイル（すべての案）", lambda: plan_bytes(plan), f"{current.effective.region.name}.plan.json", "application/json",
        on_click="ignore", key="route-plan",
    )  # fmt: skip
    st.caption(
        "表には、描いた路線の時刻表、ダイヤ図、車両と運転者の仕業、費用の内訳が入ります。時刻表データには、この案で走るバスがすべて入ります"
        "（とりやめた路線を除く今の路線と、描いた路線）。"
    )


def offer_bus_files(
    evaluated: Callable[[], Evaluation], about: Callable[[], list[tuple[str, str]]], name: str, key: str
) -> None:
    """Offer the buses of a scenario as a workbook, a GeoPackage and GTFS-JP.

    Parameters
    ----------
    evaluated, about
        Return the scenario as it is measured, and what the workbook says of it besides, when a button is pressed.
    name
        That the files bear.
    key
        By which the buttons are told from others.
    """
    st.download_button(
        "路線の表（Excel）", lambda: bus_workbook(evaluated(), about()), f"{name}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", on_click="ignore", key=f"{key}-xlsx",
    )  # fmt: skip
    st.download_button(
        "路線の図形（GeoPackage）", lambda: geopackage_bytes(bus_layers(evaluated().effective), today()),
        f"{name}.gpkg", "application/geopackage+sqlite3", on_click="ignore", key=f"{key}-gpkg",
    )  # fmt: skip
    st.download_button(
        "時刻表データ（GTFS-JP）", lambda: zip_of_files(feed_files(export_feed(evaluated().effective).feed)), f"{name}_gtfs.zip",
        "application/zip", on_click="ignore", key=f"{key}-gtfs",
    )  # fmt: skip


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
