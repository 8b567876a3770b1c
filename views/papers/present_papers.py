"""現況 on paper: the sheet of the chosen village, all sheets in one file, and the map for the wall."""

from __future__ import annotations

import streamlit as st

from plan.figure_texts import year_in_file_name
from plan.reach.evaluation import Evaluation
from plan.villages.sheet import sheets
from views import session
from views.figures import plain
from views.papers.all_sheets import show_all_sheets

# What draws on paper takes a second to load: it is imported where it is asked for.


def show_papers(today: Evaluation) -> None:
    """Offer the sheets and the map, folded, each made when its button is pressed."""
    with st.expander("紙に出す（地区カルテ、地図）"):
        _papers(today)


def _papers(today: Evaluation) -> None:
    region, year = today.effective.region, year_in_file_name(today.effective.region)
    chosen = session.selected_village()
    if chosen is not None and chosen in region.villages.index:
        name = str(region.villages.loc[chosen, "name"])
        st.download_button(
            f"{plain(name)}の地区カルテ（A4）", lambda: _one_sheet(today, str(chosen), name), f"地区カルテ_{name}{year}.pdf",
            "application/pdf", on_click="ignore", key="sheet", width="stretch",
        )  # fmt: skip
    else:
        st.caption("地図か表で集落を選ぶと、その集落の地区カルテを作れます。")
    st.download_button(
        "地域の地図（A3）", lambda: _map(today), f"{region.name}_A3{year}.pdf",
        "application/pdf", on_click="ignore", key="wall", width="stretch",
    )  # fmt: skip
    show_all_sheets(today)


def _one_sheet(today: Evaluation, village: str, name: str) -> bytes:
    from reports.printed.page import pdf_bytes
    from reports.printed.village_sheet import village_page

    made = sheets(today, [("", (village,))], session.plan().checklist)
    return pdf_bytes([village_page(s, today) for s in made], title=f"{name} 地区カルテ")


def _map(today: Evaluation) -> bytes:
    from reports.printed.page import pdf_bytes
    from reports.printed.region_map import region_page

    return pdf_bytes([region_page(today)], title=today.effective.region.name)
