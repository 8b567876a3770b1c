"""Many sheets at once: where their marks lie over each other on the map, and the groups into which they were put by hand."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from plan.scenario.scenario import BASE
from views import session
from views.figures import plain
from views.paper_marks.photos import COLOURS
from views.widget_state import Widget

if TYPE_CHECKING:
    from hall.marks.reading import SheetReading

_ALL = "どの色も"
_COLOUR: Widget[str | None] = Widget("paper_heat_colour", _ALL)


def show_overlay(readings: Sequence[SheetReading]) -> None:
    """Draw where the marks of sheets of this region lie thick, by colour."""
    from hall.facilitator.heat import heat_of
    from hall.marks.to_record import marks_of
    from hall.paper.sheet_code import region_in_code
    from layers.features.heat import heat
    from layers.features.villages import villages
    from layers.map_component.map_component import Display, show_map
    from layers.style.legend import legend
    from views.map_parts import hub_parts
    from views.opening import map_files

    region = session.region()
    here = region_in_code(region.id)
    marks = [m for r in readings if r.code is not None and r.code.region == here for m in marks_of(r)]
    labels = {COLOURS[colour]: colour for colour in COLOURS if any(m.colour == colour for m in marks)}
    chosen = st.pills(
        "色", [_ALL, *labels], default=_ALL, format_func=plain, key=_COLOUR.key, label_visibility="collapsed"
    )
    wanted = labels.get(chosen or _ALL)
    cells = heat_of(region, (m for m in marks if wanted in (None, m.colour)))
    sheets = len({r.file for r in readings})
    most = f"いちばん重なった所に {cells[0].marks}個" if cells else "この地域の印はありません"
    st.caption(f"紙 {sheets}枚の印を重ねました。{plain(most)}。線と面は、通る升目の一つずつで数えます。")
    today = session.evaluation_of_today(BASE)
    parts = [
        villages(region.villages),
        legend(symbols=("hubs",)),
        *hub_parts(today, "walk", chosen=None, draggable=False, with_links=False),
        *heat([(cell.lat, cell.lon, cell.marks) for cell in cells], "印の重なり（250m四方）"),
    ]
    show_map("paper-heat", map_files(region), parts, Display(height="calc(100vh - 16rem)"))


def show_groups(readings: Sequence[SheetReading]) -> None:
    """Show the groups with their marks as pictures, and the words that were typed."""
    from hall.marks.corrections import cut_out, grouped, picture_address

    found = grouped(readings)
    if not found:
        st.caption("「組」に同じ名前を書いた印が、ここに集まります。付箋の言葉は、写しを見て「言葉」に打ちます。")
        return
    groups = "".join(
        f"<section><h3>{html.escape(name)}（{len(marks)}）</h3>"
        + "".join(
            f'<figure><img src="{picture_address(cut_out(reading, mark))}" alt="印の写し">'
            f"<figcaption>{html.escape(mark.words)}</figcaption></figure>"
            for reading, mark in marks
        )
        + "</section>"
        for name, marks in found.items()
    )
    st.html(f'<div class="ky-groups">{groups}</div>')
