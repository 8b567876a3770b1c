"""Files on their way: begun with a button, seen while they are made, stopped, looked at as pictures, received one by one or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from views import session
from views.documents.choice import CHOSEN, gathered, terms
from views.figures import plain, show_messages

if TYPE_CHECKING:
    from reports.documents.bundle_run import BundleRun, BundleState

_TICK_S = 0.7
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf", "png": "image/png", "html": "text/html", "zip": "application/zip",
}  # fmt: skip


def show_making() -> None:
    """Let the chosen files be made; the work goes on whatever page is looked at."""
    run = session.current().documents
    here = run if run is not None and run.about == terms() else None
    going = here is not None and here.state.stage == "making"
    if st.button(
        "選んだ文書を作る", type="primary", key="documents_make", width="stretch", disabled=going or not CHOSEN.value
    ):
        from reports.documents.bundle_run import start_bundle  # what writes documents takes seconds to load

        if run is not None:
            run.stop()
        with st.spinner("案を計算しています"):
            session.current().documents = here = start_bundle(gathered(), tuple(CHOSEN.value), terms())
        going = True
    if run is not None and here is None:
        st.caption("案か選び方が変わりました。もう一度作ると、今の案の文書になります。")
    if here is None:
        return
    if going:
        st.fragment(_tick, run_every=_TICK_S)(here)
    else:
        _show_end(here.state)


def _tick(run: BundleRun) -> None:
    state = run.state
    if state.stage != "making":
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        text = f"{state.name}（{state.done + 1:,}/{state.total:,}）" if state.total else "案の数字を計算しています"
        st.progress(state.share, text=plain(text))
        st.button("止める", on_click=run.stop, key="documents-stop")


def _show_end(state: BundleState) -> None:
    if state.stage == "stopped":
        st.caption(f"途中で止めました（{state.done:,}/{state.total:,}）。できた文書は受け取れます。")
    if state.whole is not None:
        name = f"{session.region().name}_計画書.zip"
        st.download_button(
            f"すべて受け取る（目録つき、{len(state.files):,} 個）", state.whole, name, _TYPES["zip"], on_click="ignore",
            key="documents-all", width="stretch",
        )  # fmt: skip
    for number, made in enumerate(state.files):
        file = made.piece.name
        kind = _TYPES.get(file.rpartition(".")[2], "application/octet-stream")
        st.download_button(
            f"{plain(file)} を受け取る", made.content, file, kind, on_click="ignore", key=f"documents-file-{number}", help=plain(made.piece.holds),
            width="stretch",
        )  # fmt: skip
    show_messages(state.notices)


def show_pictures() -> None:
    """Show the sheets of what was made as pictures."""
    run = session.current().documents
    pictures = run.state.pictures if run is not None and run.about == terms() else {}
    if not pictures:
        st.caption("作った文書の紙面が、ここに出ます。")
        return
    for tab, sheets in zip(st.tabs([plain(name) for name in pictures]), pictures.values(), strict=True):
        with tab, st.container(height=620):
            for number, sheet in enumerate(sheets, start=1):
                st.image(sheet, caption=f"{number}/{len(sheets)}枚", width="stretch")
