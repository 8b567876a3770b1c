"""紙の地図: print a map for pens, drop photographs of it, see what was read, and keep it in the plan."""

from __future__ import annotations

import streamlit as st

from views import session
from views.figures import show_answer, show_messages
from views.frame import pick_scenario, tell_waiting
from views.paper_marks.photos import read_photos, show_photos
from views.paper_marks.printing import show_printing

_QUESTION = "紙の地図に、何が書かれたか"


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        show_printing()
    tell_waiting()
    show_messages(session.take_messages())
    answer = st.container()
    readings = read_photos()
    if readings:
        marks = sum(len(r.marks) for r in readings)
        said = f"写真 {len(readings)} 枚から、印を {marks} 個読みました。違うものは直すか、外してから、記録に加えてください。"
    else:
        said = "左で地図を刷り、書きこんでもらったら、写真に撮って、ここに置いてください。"
    with answer:
        show_answer(_QUESTION, said, year=None)
    show_photos(readings)
