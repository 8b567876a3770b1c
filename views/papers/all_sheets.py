"""All sheets in one file: begun with a button, seen on its way from every page that has it, stopped, received at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from plan.figure_texts import year_in_file_name
from plan.overview.municipalities import municipality_names
from plan.reach.evaluation import Evaluation
from plan.villages.sheet import has_districts
from views import session
from views.figures import plain, show_messages

if TYPE_CHECKING:
    from reports.printed.sheet_run import SheetRun

_KINDS = {"village": "集落ごと", "district": "地区ごと", "municipality": "市町村ごと"}
_TICK_S = 0.7


def show_all_sheets(today: Evaluation) -> None:
    """Let all sheets be made; the work goes on whatever page is looked at."""
    region = today.effective.region
    kinds = ["village", *(["district"] if has_districts(region.villages) else [])]
    kinds += ["municipality"] if municipality_names(region.villages) else []
    by = st.radio("まとめて作る", kinds, format_func=lambda k: _KINDS[k], key="sheets_by", horizontal=True)
    run, answers = session.current().sheets, session.plan().checklist
    here = run if run is not None and run.about == (region.fingerprint, by, answers) else None
    going = here is not None and here.state.stage == "making"
    if st.button("地区カルテをまとめて作る", key="sheets_all", width="stretch", disabled=going):
        from reports.printed.sheet_run import start_sheets  # what draws on paper takes a second to load

        if run is not None:
            run.stop()
        session.current().sheets = here = start_sheets(today, by, answers)
        going = True
    if here is None:
        return
    if going:
        st.fragment(_tick, run_every=_TICK_S)(here)
    else:
        _show_end(today, here)


def _tick(run: SheetRun) -> None:
    state = run.state
    if state.stage != "making":
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        text = f"{state.name}（{state.done:,}/{state.total:,}）" if state.done else "数えています"
        st.progress(state.share, text=plain(text))
        st.button("止める", on_click=run.stop, key="sheets-stop")


def _show_end(today: Evaluation, run: SheetRun) -> None:
    state = run.state
    show_messages(state.notices)
    if state.stage == "stopped":
        st.caption(f"途中で止めました（{state.done:,}/{state.total:,}）。もう一度押すと、初めから作ります。")
    if state.pdf is not None:
        from reports.printed.glyphs import glyph_notices  # as above

        show_messages(glyph_notices(today))
        name = f"{session.region().name}{year_in_file_name(today.effective.region)}"
        st.download_button(
            f"まとめた PDF を受け取る（{state.total:,}枚）", state.pdf, f"{name}_地区カルテ.pdf", "application/pdf",
            on_click="ignore", key="sheets_file", width="stretch",
        )  # fmt: skip
