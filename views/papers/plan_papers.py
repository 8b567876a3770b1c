"""A scenario on paper: its map for the wall, and one sheet that says who comes nearer and who gets farther."""

from __future__ import annotations

import streamlit as st

from geo.texts.today import today
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TravelMode
from views.figures import plain

# What draws on paper takes a second to load: it is imported where it is asked for.


def show_plan_papers(before: Evaluation, after: Evaluation, mode: TravelMode, *, key: str) -> None:
    """Offer the papers of a scenario beside another; each is made when its button is pressed.

    Parameters
    ----------
    before, after
        What it is held against, mostly the present, and the scenario.
    mode
        How people travel; maps on paper know no bus, and show cars then.
    key
        Of the page, by which its buttons are known.
    """
    region, name = after.effective.region, after.effective.scenario_name
    st.download_button(
        "この案の地図（A3）", lambda: _map(after, mode), f"{region.name}_{name}_A3.pdf", "application/pdf",
        on_click="ignore", key=f"{key}-paper-map", width="stretch",
    )  # fmt: skip
    st.caption(plain(f"「{name}」の集落、拠点の星、圏域と区域、案のバスの路線が、凡例・縮尺・方位つきで入ります。"))
    if after.effective.scenario_id == before.effective.scenario_id:
        return
    st.download_button(
        "誰が近くなり、誰が遠くなるか（A4 一枚）", lambda: _change(before, after, mode), f"{region.name}_{name}_誰が.pdf",
        "application/pdf", on_click="ignore", key=f"{key}-paper-change", width="stretch",
    )  # fmt: skip
    st.caption(plain(f"「{before.effective.scenario_name}」から「{name}」にしたときの、集落の名前と人数と分です。"))


def _map(after: Evaluation, mode: TravelMode) -> bytes:
    from reports.printed.page import pdf_bytes
    from reports.printed.region_map import region_page

    page = region_page(after, "walk" if mode == "walk" else "car", day=today())
    return pdf_bytes([page], title=f"{after.effective.region.name} {after.effective.scenario_name}")


def _change(before: Evaluation, after: Evaluation, mode: TravelMode) -> bytes:
    from reports.printed.change_page import change_page
    from reports.printed.page import pdf_bytes

    return pdf_bytes([change_page(before, after, mode)], title=f"{after.effective.scenario_name} 誰が近くなるか")
