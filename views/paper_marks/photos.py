"""Photographs of marked maps: read once each, every mark cut out beside its photograph, to be kept, corrected or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from views.figures import plain, show_messages

if TYPE_CHECKING:
    from hall.marks.corrections import Correction
    from hall.marks.mark import Kind
    from hall.marks.reading import SheetReading

COLOURS = {"red": "赤", "blue": "青", "green": "緑", "black": "黒"}
_KINDS: dict[Kind, str] = {"point": "点", "line": "線", "area": "面"}
_PENS = {"pen": "ペン", "highlighter": "蛍光ペン", "note": "付箋"}
_MOST_MM = 900.0  # an A1 sheet is 841 mm long
_ROW_PX, _SHEET_PX = 72, 1_100


@st.cache_resource(max_entries=40, show_spinner=False)
def _read(name: str, content: bytes) -> list[SheetReading]:
    from hall.marks.reading import read_file

    return read_file(content, name)


@st.cache_resource(max_entries=40, show_spinner=False)
def _cut_outs(name: str, content: bytes, number: int) -> list[str]:
    from hall.marks.corrections import cut_out, picture_address

    reading = _read(name, content)[number]
    return [picture_address(cut_out(reading, mark)) for mark in reading.marks]


def read_photos() -> list[tuple[SheetReading, list[str]]]:
    """Take photographs and scans and read each of them once; return each sheet with its marks cut out."""
    files = st.file_uploader(
        "書きこまれた地図の写真か、スキャンした PDF",
        type=["jpg", "jpeg", "png", "pdf"],
        accept_multiple_files=True,
        key="paper_photos",
    )
    found = []
    for file in files or ():
        with st.spinner("写真を読んでいます"):
            content = file.getvalue()
            found += [
                (reading, _cut_outs(file.name, content, number))
                for number, reading in enumerate(_read(file.name, content))
            ]
    return found


def corrected_table(number: int, reading: SheetReading, cut_outs: list[str], of: str) -> list[Correction]:
    """Show a photograph beside its marks; return what became of each.

    Parameters
    ----------
    number
        Among the photographs.
    reading, cut_outs
        What was read, and each mark as a picture.
    of
        Which meeting the sheet is of, in words.
    """
    from hall.marks.corrections import Correction, numbered, picture_address

    st.markdown(f"**{plain(reading.file)}**　{plain(of)}")
    show_messages(reading.notices)
    if not reading.marks:
        return []
    left, right = st.columns([45, 55], gap="medium")
    with left:
        straight = numbered(reading)
        if straight is not None:
            st.html(
                f'<figure class="ky-sheet"><img src="{picture_address(straight, most_px=_SHEET_PX)}"'
                ' alt="まっすぐにした写真と、読んだ印の番号"><figcaption>まっすぐにした写真と、読んだ印の番号</figcaption></figure>'
            )
    rows = pd.DataFrame(
        {
            "写し": cut_outs,
            "採る": True,
            "色": [COLOURS[m.colour] for m in reading.marks],
            "種類": [_KINDS[m.kind] for m in reading.marks],
            "書いたもの": [_PENS[m.pen] for m in reading.marks],
            "組": "",
            "言葉": "",
            "右へ": 0.0,
            "下へ": 0.0,
        },
        index=pd.RangeIndex(1, len(reading.marks) + 1, name="番号"),
    )
    with right:
        edited = st.data_editor(
            rows,
            column_config={
                "写し": st.column_config.ImageColumn("写し", width="small", help="写真から切り取ったところです。"),
                "採る": st.column_config.CheckboxColumn("採る", width="small", help="外すと、この印は捨てます。"),
                "色": st.column_config.SelectboxColumn(
                    "色", options=list(COLOURS.values()), required=True, width="small"
                ),
                "種類": st.column_config.SelectboxColumn(
                    "種類", options=list(_KINDS.values()), required=True, width="small"
                ),
                "組": st.column_config.TextColumn("組", help="同じ名前の印が、一つの組になります（KJ法）。"),
                "言葉": st.column_config.TextColumn("言葉", help="付箋や印のそばの言葉を、見て打ちます。"),
                **{
                    way: st.column_config.NumberColumn(
                        f"{way}（mm）",
                        min_value=-_MOST_MM,
                        max_value=_MOST_MM,
                        step=0.5,
                        required=True,
                        width="small",
                        help=f"読んだ所が違うとき、紙の上で{way}何mm動かすか。反対の向きは、負の数です。",
                    )
                    for way in ("右へ", "下へ")
                },
            },
            disabled=["写し", "書いたもの"],
            row_height=_ROW_PX,
            height=min(560, 40 + _ROW_PX * len(reading.marks)),
            key=f"paper_marks_{number}",
        )
    colours = {label: colour for colour, label in COLOURS.items()}
    kinds = {label: kind for kind, label in _KINDS.items()}
    return [
        Correction(
            bool(kept), colours[colour], kinds[kind], str(words or ""), str(group or ""), (float(right), float(down))
        )
        for _, kept, colour, kind, _, group, words, right, down in edited.itertuples(index=False)
    ]
