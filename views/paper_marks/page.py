"""紙の地図: print a map for pens, drop photographs of it, see what was read, and keep it in the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from plan.scenario.scenario import BASE, Plan
from views import editing, session
from views.figures import plain, show_answer, show_messages
from views.frame import pick_scenario, tell_waiting
from views.paper_marks.overlay import show_groups, show_overlay
from views.paper_marks.photos import corrected_table, read_photos
from views.paper_marks.printing import known_meetings, show_printing

if TYPE_CHECKING:
    from hall.marks.reading import SheetReading

_QUESTION = "紙の地図に、何が書かれたか"


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        show_printing()
    tell_waiting()
    show_messages(session.take_messages())
    answer = st.container()
    photos = read_photos()
    if photos:
        marks = sum(len(reading.marks) for reading, _ in photos)
        said = f"写真 {len(photos)} 枚から、印を {marks} 個読みました。違うものは直すか、外してから、記録に加えてください。"
    else:
        said = "左で地図を刷り、書きこんでもらったら、写真に撮って、ここに置いてください。"
    with answer:
        show_answer(_QUESTION, said, year=None)
    if photos:
        _sheets([(reading, cut_outs) for reading, cut_outs in photos])


def _sheets(photos: Sequence[tuple[SheetReading, list[str]]]) -> None:
    """Draw what was read, sheet by sheet and all of it together, and offer to keep it."""
    from hall.marks.corrections import corrected

    names = _names([reading for reading, _ in photos])
    keeping = st.container()
    # All tabs are drawn: what is corrected in the first one counts in the others, and is not forgotten there.
    checking, overlaid, groups = st.tabs(["印を確かめる", "重ねた地図", "組（KJ法）"])
    with checking:
        told = [
            corrected(reading, corrected_table(number, reading, cut_outs, _name(reading, names)))
            for number, (reading, cut_outs) in enumerate(photos)
        ]
    with overlaid:
        show_overlay(told)
    with groups:
        show_groups(told)
    with keeping:
        _keep(told, names)


def _names(readings: Sequence[SheetReading]) -> dict[str, str]:
    """Return what the sheets of each number are called: the meeting, where it is one that is known."""
    from hall.paper.paper_map import meetings_by_sheet

    ids = dict.fromkeys(r.code.sheet_id for r in readings if r.code is not None)
    of = [session.evaluation_of_today(one) for one in dict.fromkeys((session.scenario_id(), BASE))]
    known = meetings_by_sheet(of, ["", *known_meetings()])
    return {i: f"紙の番号 {i}" + (f"（{known[i]}）" if known.get(i) else "") for i in ids}


def _name(reading: SheetReading, names: dict[str, str]) -> str:
    return names[reading.code.sheet_id] if reading.code is not None else "紙の番号は読めません"


def _keep(readings: Sequence[SheetReading], names: dict[str, str]) -> None:
    """Offer to keep the marks; sheets of different meetings are told apart by their numbers."""
    chosen = list(names)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(names) > 1:
            chosen = st.multiselect(
                "どの集まりの紙を記録に加えるか", list(names), default=list(names), format_func=lambda i: plain(names[i]),
                key="paper_sheets", placeholder="紙を選ぶ", select_all=False,
            )  # fmt: skip
        held = st.date_input("集まりの日", value=None, key="paper_held_on", width=180)
        wanted = [r for r in readings if r.code is not None and r.code.sheet_id in chosen]
        kept = sum(len(r.marks) for r in wanted)
        editing.edit_button(
            f"{kept} 個の印を、計画の記録に加える",
            lambda plan: _with_records(plan, wanted, held.isoformat() if held else ""),
            key="paper_keep",
            disabled=not kept,
        )
    if len(names) > 1:
        st.caption("違う集まりの紙が混じっています。日が違うときは、一つずつ選んで加えてください。")


def _with_records(plan: Plan, readings: Sequence[SheetReading], held_on: str) -> Plan:
    from hall.marks.to_record import with_records

    changed, _, notices = with_records(plan, readings, held_on=held_on)
    session.tell(notices)
    return changed
