"""A map for pens is made when it is asked for, and received as a file."""

from __future__ import annotations

import streamlit as st

from hall.paper.sheet_layout import SheetSize
from views import session
from views.widget_state import Widget

_SIZES: dict[SheetSize, str] = {"A3": "A3", "A4": "A4", "A1": "A1（A3 四枚）"}
_MEETING: Widget[str] = Widget("paper_meeting", "")
_MADE: Widget[tuple[tuple[str, ...], bytes] | None] = Widget("paper_map_made", None)


def show_printing() -> None:
    """Offer a map of the scenario in work."""
    st.markdown("**書きこむ地図を刷る**")
    ready = st.container()  # above what is asked: below it, the finished map would lie outside a laptop's window
    size = st.selectbox("紙の大きさ", list(_SIZES), format_func=lambda s: _SIZES[s], key="paper_size")
    meeting = st.text_input(
        "集まりの名前",
        key=_MEETING.key,
        help="紙に刷ります。集まりごとに、紙の番号が変わります。集まりの予定にある名前なら、読んだときに名前が出ます。",
    ).strip()
    evaluation = session.evaluation()
    asked = (size, meeting, evaluation.effective.scenario_id, evaluation.effective.region.fingerprint)
    if st.button("地図を作る", key="paper_make", use_container_width=True):
        from hall.paper.paper_map import paper_map

        with st.spinner("地図を描いています"):
            _MADE.set((asked, paper_map(evaluation, size=size, meeting=meeting).pdf))
    made = _MADE.value
    if made is not None and made[0] == asked:
        ready.download_button("書きこむ地図（PDF）", made[1], "書きこむ地図.pdf", "application/pdf", key="paper_pdf")


def known_meetings() -> list[str]:
    """List the names of meetings under which maps may have been printed: those of the plan, and the one that stands here."""
    from plan.scenes.first_scenes import evenings_of

    plan = session.plan()
    evenings = evenings_of(plan, session.evaluation_of_today())
    named = [evening.title for evening in evenings]
    return [*named, *(record.title for record in plan.records), _MEETING.value.strip()]
