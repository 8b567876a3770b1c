"""Services to take away: the plan file."""

from __future__ import annotations

import streamlit as st

from plan.measures import Measures
from plan.plan_file import plan_bytes
from views import session


def show_route_files(now: Measures) -> None:
    """Offer the plan with its services."""
    plan = session.plan()
    st.download_button(
        "案のファイル（すべての案）", lambda: plan_bytes(plan), f"{now.applied.region.name}.plan.json", "application/json",
        on_click="ignore", key="route-plan",
    )  # fmt: skip
