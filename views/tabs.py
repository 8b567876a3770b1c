"""Tabs of which only the open one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext

import streamlit as st


def show_tabs(contents: Mapping[str, Callable[[], object]], *, key: str, side: str | None = None) -> None:
    """Show tabs by their titles, and draw the one that is open.

    Parameters
    ----------
    contents
        What draws each tab, by title.
    key
        Of the widget.
    side
        Key of a container around what is drawn, by which the style sheet knows it; none without it.
    """
    for tab, draw in zip(st.tabs(list(contents), key=key, on_change="rerun"), contents.values(), strict=True):
        if tab.open:
            with tab, st.container(key=side) if side is not None else nullcontext():
                draw()
