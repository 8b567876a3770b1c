"""現況 on paper: the sheet of the chosen village, all sheets in one file, and the map for the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from plan.reach.evaluation import Evaluation
from plan.villages.sheet import groups_of, has_districts, sheets
from views import session
from views.figures import plain, show_messages

if TYPE_CHECKING:
    from reports.printed.page import Page

# What draws on paper takes a second to load: it is imported where it is asked for.

_KINDS = {"village": "集落ごと", "district": "地区ごと"}


def show_papers(today: Evaluation) -> None:
    """Offer the sheets and the map, folded, each made when its button is pressed."""
    with st.expander("紙に出す（地区カルテ、地図）"):
        _papers(today)


def _papers(today: Evaluation) -> None:
    region = today.effective.region
    chosen = session.selected_village()
    if chosen is not None and chosen in region.villages.index:
        name = str(region.villages.loc[chosen, "name"])
        st.download_button(
            f"{plain(name)}の地区カルテ（A4）", lambda: _one_sheet(today, str(chosen), name), f"地区カルテ_{name}.pdf",
            "application/pdf", on_click="ignore", key="sheet", width="stretch",
        )  # fmt: skip
    else:
        st.caption("地図か表で集落を選ぶと、その集落の地区カルテを作れます。")
    st.download_button(
        "地域の地図（A3）", lambda: _map(today), f"{region.name}_A3.pdf",
        "application/pdf", on_click="ignore", key="wall", width="stretch",
    )  # fmt: skip
    _all_sheets(today)


def _one_sheet(today: Evaluation, village: str, name: str) -> bytes:
    from reports.printed.page import pdf_bytes
    from reports.printed.village_sheet import village_page

    return pdf_bytes([village_page(s, today) for s in sheets(today, [("", (village,))])], title=f"{name} 地区カルテ")


def _map(today: Evaluation) -> bytes:
    from reports.printed.page import pdf_bytes
    from reports.printed.region_map import region_page

    return pdf_bytes([region_page(today)], title=today.effective.region.name)


def _all_sheets(today: Evaluation) -> None:
    """Make all sheets with progress; the page's own stop button ends it."""
    region = today.effective.region
    kinds = ["village", *(["district"] if has_districts(region.villages) else [])]
    by = st.radio("まとめて作る", kinds, format_func=lambda k: _KINDS[k], key="sheets_by", horizontal=True)
    made = session.current().sheets
    ready = (region.fingerprint, by)
    if st.button("地区カルテをまとめて作る", key="sheets_all", width="stretch"):
        from reports.printed.page import pdf_bytes

        made = (ready, pdf_bytes(_pages(today, by), title=f"{region.name} 地区カルテ"))
        session.current().sheets = made
    if made is not None and made[0] == ready:
        from reports.printed.glyphs import glyph_notices

        show_messages(glyph_notices(today))
        st.download_button(
            "まとめた PDF を受け取る", made[1], f"{region.name}_地区カルテ.pdf", "application/pdf", on_click="ignore",
            key="sheets_file", width="stretch",
        )  # fmt: skip


def _pages(today: Evaluation, by: str) -> list[Page]:
    from reports.printed.village_sheet import village_page

    groups = [("" if by == "village" else name, ids) for name, ids in groups_of(today, by=by).items()]
    bar = st.progress(0.0, "数えています")
    pages = []
    for done, sheet in enumerate(sheets(today, groups), start=1):
        pages.append(village_page(sheet, today))
        bar.progress(done / len(groups), f"{plain(sheet.name)}（{done}/{len(groups)}）")
    bar.empty()
    return pages
