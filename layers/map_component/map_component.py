"""A map on a Streamlit page: first read what was done on it, then show what follows from that.

Reading before drawing saves the second run that asking the map for its answer would need::

    while event := new_event("hubs"):
        ...                               # the page changes its plan
    show_map("hubs", files, [villages(...), hubs(...), legend(...)])
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit_folium import st_folium

from layers.base_map.assets import install, serve
from layers.base_map.base_map import base_map
from layers.base_map.region_files import RegionFiles
from layers.map_component.changing_layers import Mode, changing
from layers.map_component.map_events import RETURNED_OBJECTS, Event, read
from layers.style.map_part import Part

FIRST_HEIGHT_PX = 480
"""The height before the page's style gives the real one; the map follows the window from then on."""


@dataclass(frozen=True)
class Display:
    """How a map behaves.

    Parameters
    ----------
    mode
        What a click does: "look", "place" a hub, "close_road", "add_stop", "draw" an area, "edit" its corners, "split" it.
    height
        Its height as CSS; the default leaves room for the page's title, and follows the window.
    fly_to
        Where to move, once, as lat, lon.
    online, shown, twin
        As in `base_map.base_map`; changing one of them opens the map anew.
    hall
        Larger names and legend, to be read from the back of a hall.
    swipe
        What lies left and right of a handle, in words; the parts of each side come from `map_part.on_side`.
    """

    mode: Mode = "look"
    height: str = "calc(100vh - 9rem)"
    fly_to: tuple[float, float] | None = None
    online: bool = False
    shown: tuple[str, ...] = ("municipality",)
    twin: str | None = None
    hall: bool = False
    swipe: tuple[str, str] | None = None


PLAIN_DISPLAY = Display()


def new_event(key: str) -> Event | None:
    """Return the oldest thing that was done on the map with this key and not yet reported; None when there is none.

    A quick hand may have done several before the page runs: `while event := new_event(key)` takes them all.
    """
    reading = read(st.session_state.get(key), st.session_state.get(_seen(key)))
    st.session_state[_seen(key)] = reading.seen
    return reading.event


def show_map(key: str, files: RegionFiles, parts: Iterable[Part | None], display: Display = PLAIN_DISPLAY) -> None:
    """Show a map that keeps its view, and on which panning and zooming run no Python.

    Parameters
    ----------
    key
        Names the map within the session; letters, digits and hyphens.
    files
        The region's base-map files.
    parts
        All that is drawn on them now.
    display
        How the map behaves.
    """
    install()
    serve(Path(files.folder))
    group = changing(
        parts,
        mode=display.mode,
        fly_to=display.fly_to,
        hall=display.hall,
        swipe=display.swipe,
        answered=st.session_state.get(_seen(key)),
    )
    frame = f"kyoten-map-{key}"
    with st.container(key=frame):
        st.html(f"<style>.st-key-{frame} iframe {{ height: {display.height} !important; min-height: 320px; }}</style>")
        st_folium(
            base_map(files, name=key, online=display.online, shown=display.shown, twin=display.twin),
            key=key,
            height=FIRST_HEIGHT_PX,
            use_container_width=True,
            returned_objects=list(RETURNED_OBJECTS),
            feature_group_to_add=group,
        )


def _seen(key: str) -> str:
    return f"{key} seen"
