"""What stands beside a map, drawn no earlier than it is seen: tabs of which only the open one is drawn, after the map."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext

import streamlit as st

from layers.map_component.first_map import first_map
from views.figures import plain

PATIENCE_S, GAP_S = 8.0, 0.04
"""For how long the first map of a session is waited for at most, and each later one. A list alone brings 2 MB of scripts, which
the browser would read first; later it would draw all that it is given together, and the map, in a frame of its own, after it."""


def map_first() -> None:
    """Let the browser draw the map and the figures that it was given, before it is given the rest.

    What follows comes by itself, without a click.
    """
    first = first_map()
    if first.is_over:
        time.sleep(GAP_S)
    else:
        first.wait(PATIENCE_S)


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
    for tab, draw in zip(
        st.tabs([plain(title) for title in contents], key=key, on_change="rerun"), contents.values(), strict=True
    ):
        if tab.open:
            with tab, st.container(key=side) if side is not None else nullcontext():
                draw()
