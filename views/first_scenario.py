"""What a page shows that needs a scenario before there is one: its question, and the button that makes the first."""

from __future__ import annotations

import streamlit as st

from plan.scenario.edits import add_scenario
from views import editing
from views.figures import show_answer
from views.map_tools import show_undo, tool_row


def offer_first_scenario(question: str, sentence: str = "案がまだありません。") -> None:
    """Say that there is no scenario yet, and offer to make one; what was taken back can be brought back."""
    show_answer(question, sentence)
    with tool_row():
        if st.button("案を作る", type="primary"):
            editing.edit_and_redraw(lambda plan: add_scenario(plan, "案1")[0])
        show_undo()
