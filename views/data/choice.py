"""At the side of データ: which region is open, a folder of one's own, and the way to the files to import."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.texts.errors import RegionUnreadableError
from plan.workspace.own_regions import own_regions
from views import session
from views.data import import_state
from views.figures import show_messages
from views.opening import folder_named, place_name, samples


def choose_work() -> None:
    """Let the user go to the files to import, and back to the map."""
    importing = import_state.is_importing()
    text = "地図に戻る" if importing else "ファイルを取り込む"
    if st.button(text, key="to-import", type="secondary" if importing else "primary", width="stretch"):
        import_state.set_importing(importing=not importing)
        st.rerun()


def choose_region() -> None:
    """Let the user open a sample, a region made here, or any folder."""
    known = {**samples(), **{f"own/{name}": folder for name, folder in own_regions().items()}}
    opened = session.opened().folder
    here = next((i for i, folder in known.items() if folder == opened), "")
    names = {i: f"{'自分' if i.startswith('own/') else '見本'}：{place_name(folder)}" for i, folder in known.items()}
    names[""] = "自分のフォルダ"
    options = [*([] if here else [""]), *known]
    chosen = st.selectbox("地域を選ぶ", options, index=options.index(here), format_func=lambda i: names[i])
    if chosen != here:
        _open(known[chosen])
    own = st.text_input("自分のフォルダを開く", placeholder="フォルダの場所", key="own-folder")
    if st.button("開く", key="open-own") and own.strip():
        _open(folder_named(own))


def _open(folder: Path) -> None:
    with st.status("地域を開いています", expanded=True) as status:
        try:
            session.open_folder(folder, status.write)
        except RegionUnreadableError as problem:
            status.update(label="開けませんでした", state="error", expanded=True)
            show_messages(problem.notices)
            return
    st.rerun()
