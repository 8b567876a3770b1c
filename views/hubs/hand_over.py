"""Files to take away: tables, a map layer, the plan itself."""

from __future__ import annotations

import streamlit as st

from plan.file.plan_file import plan_bytes
from plan.reach.evaluation import Evaluation
from reports.files.tables import csv_bytes, hubs_geojson, village_table
from views import session


def show_files(current: Evaluation) -> None:
    """Offer the scenario as CSV and GeoJSON and the plan as its file; each is made when its button is pressed."""
    name = f"{current.effective.region.name}_{current.effective.scenario_name}"
    plan = session.plan()
    st.download_button(
        "集落ごとの表（CSV）",
        lambda: csv_bytes(village_table(current)),
        f"{name}.csv",
        "text/csv",
        on_click="ignore",
        key="csv",
    )
    st.download_button(
        "拠点と集落の地図（GeoJSON）", lambda: hubs_geojson(current), f"{name}.geojson", "application/geo+json", on_click="ignore",
        key="geojson",
    )  # fmt: skip
    st.download_button(
        "案のファイル（すべての案）", lambda: plan_bytes(plan), f"{current.effective.region.name}.plan.json", "application/json",
        on_click="ignore", key="plan",
    )  # fmt: skip
    st.caption("CSV は表計算ソフトで、GeoJSON は QGIS で開けます。案のファイルは「案の操作」から開き直せます。")
