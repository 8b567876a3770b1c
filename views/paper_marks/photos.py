"""Photographs of marked maps: read once each, shown beside their marks, corrected in a table, kept as a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from plan.scenario.scenario import Plan
from views import editing, session
from views.figures import plain, show_messages

if TYPE_CHECKING:
    from hall.marks.corrections import Correction
    from hall.marks.mark import Kind
    from hall.marks.reading import SheetReading

_COLOURS = {"red": "赤", "blue": "青", "green": "緑", "black": "黒"}
_KINDS: dict[Kind, str] = {"point": "点", "line": "線", "area": "面"}
_PENS = {"pen": "ペン", "highlighter": "蛍光ペン", "note": "付箋"}


@st.cache_resource(max_entries=40, show_spinner=False)
def _read(name: str, content: bytes) -> SheetReading:
    from hall.marks.reading import read_photo

    return read_photo(content, name)


def read_photos() -> list[SheetReading]:
    """Take photographs and read each of them once."""
    files = st.file_uploader(
        "書きこまれた地図の写真", type=["jpg", "jpeg", "png"], accept_multiple_files=True, key="paper_photos"
    )
    found = []
    for file in files or ():
        with st.spinner("写真を読んでいます"):
            found.append(_read(file.name, file.getvalue()))
    return found


def show_photos(readings: Sequence[SheetReading]) -> None:
    """Show each photograph with its marks, and offer to keep what is left of them."""
    if not readings:
        return
    from hall.marks.corrections import corrected

    told = [corrected(reading, _table(number, reading)) for number, reading in enumerate(readings)]
    held = st.date_input("集まりの日", value=None, key="paper_held_on")
    kept = sum(len(r.marks) for r in told)
    editing.edit_button(
        f"{kept} 個の印を、計画の記録に加える",
        lambda plan: _with_records(plan, told, held.isoformat() if held else ""),
        key="paper_keep",
        disabled=not kept,
    )


def _with_records(plan: Plan, readings: Sequence[SheetReading], held_on: str) -> Plan:
    from hall.marks.to_record import with_records

    changed, _, notices = with_records(plan, readings, held_on=held_on)
    session.tell(notices)
    return changed


def _table(number: int, reading: SheetReading) -> list[Correction]:
    """Show a photograph beside the table of its marks; return what became of each."""
    from hall.marks.corrections import Correction, numbered

    which = f"紙の番号 {reading.code.sheet_id}" if reading.code is not None else "紙の番号は読めません"
    st.markdown(f"**{plain(reading.file)}**　{plain(which)}")
    show_messages(reading.notices)
    if not reading.marks:
        return []
    left, right = st.columns([55, 45], gap="medium")
    with left:
        straight = numbered(reading)
        if straight is not None:
            st.image(straight, caption="まっすぐにした写真と、読んだ印の番号")
        notes = [(n, m.picture) for n, m in enumerate(reading.marks, start=1) if m.picture is not None]
        if notes:
            st.image([p for _, p in notes], caption=[f"付箋 {n}" for n, _ in notes], width=150)
    rows = pd.DataFrame(
        {
            "採る": True,
            "色": [_COLOURS[m.colour] for m in reading.marks],
            "種類": [_KINDS[m.kind] for m in reading.marks],
            "書いたもの": [_PENS[m.pen] for m in reading.marks],
            "組": "",
            "言葉": "",
        },
        index=pd.RangeIndex(1, len(reading.marks) + 1, name="番号"),
    )
    with right:
        edited = st.data_editor(
            rows,
            column_config={
                "色": st.column_config.SelectboxColumn(options=list(_COLOURS.values()), required=True),
                "種類": st.column_config.SelectboxColumn(options=list(_KINDS.values()), required=True),
            },
            disabled=["書いたもの"],
            key=f"paper_marks_{number}",
        )
    colours = {label: colour for colour, label in _COLOURS.items()}
    kinds = {label: kind for kind, label in _KINDS.items()}
    return [
        Correction(bool(kept), colours[colour], kinds[kind], str(words or ""), str(group or ""))
        for kept, colour, kind, _, group, words in edited.itertuples(index=False)
    ]
