"""Files of spheres and areas to take away."""

from __future__ import annotations

import streamlit as st

from geo.texts.today import today
from plan.file.plan_file import plan_bytes
from plan.reach.evaluation import Evaluation
from reports.files.geopackage import geopackage_bytes, land_layers
from views import session


def show_land_files(current: Evaluation) -> None:
    """Offer the scenario's land as a GeoPackage and the plan as its file; each is made when its button is pressed."""
    plan, effective = session.plan(), current.effective
    st.download_button(
        "圏域と区域（GeoPackage）",
        lambda: geopackage_bytes(land_layers(effective), today()),
        f"{effective.region.name}_{effective.scenario_name}.gpkg",
        "application/geopackage+sqlite3",
        on_click="ignore",
        key="land-gpkg",
    )
    st.download_button(
        "案のファイル（すべての案）",
        lambda: plan_bytes(plan),
        f"{current.effective.region.name}.plan.json",
        "application/json",
        on_click="ignore",
        key="land-plan",
    )
    st.caption("GeoPackage は QGIS で開くと、圏域・区域・集落・施設・拠点が、この地図に近い色と線で出ます。")
