"""将来, 移住と空き家: households that settle, and the houses that they need."""

from __future__ import annotations

import streamlit as st

from views.future.state import FutureView


def show_settling(view: FutureView) -> None:
    """Let households settle."""
    st.caption("案を選ぶと、移住世帯を入れられます。" if not view.can_edit else "")
