"""A map on a Streamlit page: first read what was done on it, then show what follows from that.

Reading before drawing saves the second run that asking the map for its answer would need::

    answer_events("hubs", answer)         # the page changes its plan
    show_map("hubs", files, [villages(...), hubs(...), legend(...)])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from streamlit_folium import st_folium

from layers.base_map.assets import install, serve
from layers.base_map.base_map import base_map
from layers.base_map.region_files import RegionFiles
from layers.map_component.changing_layers import Mode, changing
from layers.map_component.first_map import first_map
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
    least_px
        Its least height, on however low a window.
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
    least_px: int = 320
    fly_to: tuple[float, float] | None = None
    online: bool = False
    shown: tuple[str, ...] = ("municipality",)
    twin: str | None = None
    hall: bool = False
    swipe: tuple[str, str] | None = None


PLAIN_DISPLAY = Display()
_ANSWERING = "answering"


@dataclass
class Answering:
    """The event that is being answered, if there is one.

    Streamlit may break a run off wherever the page asks it for something. An event counts as answered once it was
    answered to the end, or when its edit stands and says so; one that was broken off before that is read again.

    Parameters
    ----------
    seen
        By map: what was answered last (`map_events.Reading.seen`).
    key, pending
        The map whose event is being answered, and what is seen once that is done.
    """

    seen: dict[str, str | None] = field(default_factory=dict)
    key: str = ""
    pending: str | None = None

    def done(self) -> None:
        """Count the event as answered; no run can be broken off in here."""
        if self.key:
            self.seen[self.key], self.key = self.pending, ""


def answering() -> Answering:
    """Return which event the session is answering."""
    held: Answering = st.session_state.setdefault(_ANSWERING, Answering())
    return held


def answer_events(key: str, answer: Callable[[Event], None]) -> None:
    """Answer what was done on the map with this key since, the oldest first; a quick hand may have done several.

    Parameters
    ----------
    key
        The map's.
    answer
        Does what an event asks for.
    """
    held = answering()
    while True:
        reading = read(st.session_state.get(key), held.seen.get(key))
        held.key, held.pending = key, reading.seen
        try:
            if reading.event is not None:
                answer(reading.event)
            held.done()
        finally:
            held.key = ""  # what was broken off is read again
        if reading.event is None:
            return


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
    first = first_map()
    group = changing(
        parts,
        mode=display.mode,
        fly_to=display.fly_to,
        hall=display.hall,
        swipe=display.swipe,
        answered=answering().seen.get(key),
    ).to_hand_over(None if first.is_over else first.token)
    frame = f"kyoten-map-{key}"
    with st.container(key=frame):
        st.html(
            f"<style>.st-key-{frame} iframe {{ height: calc({display.height} - var(--ky-line, 0rem)) !important; min-height: {display.least_px}px; }}</style>"
        )
        st_folium(
            base_map(files, name=key, online=display.online, shown=display.shown, twin=display.twin),
            key=key,
            render=False,  # the whole page around the map, which nobody reads; the map itself is rendered in any case
            height=FIRST_HEIGHT_PX,
            use_container_width=True,
            returned_objects=list(RETURNED_OBJECTS),
            feature_group_to_add=group,
        )
