"""データ, stops of timetables whose place nobody knows: chosen in a list, placed with a click on the map."""

from __future__ import annotations

import functools
from pathlib import Path

import streamlit as st

from geo.region.feeds import feed_paths
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.timetables.unplaced_stops import UnplacedStop, place_stop, unplaced_stops
from views import session
from views.figures import plain
from views.opening import sample_name
from views.widget_state import Widget

_CHOSEN: Widget[str] = Widget("unplaced_stop", "")
_States = tuple[tuple[str, int, int], ...]


def waiting() -> tuple[UnplacedStop, ...]:
    """Return the stops that wait for a place; a sample keeps its files as they are."""
    folder = session.opened().folder
    if sample_name(folder) is not None or not session.region().feeds:
        return ()
    files = [path / "stops.txt" if path.is_dir() else path for path in feed_paths(folder)]
    states = [(f.name, f.stat()) for f in files if f.is_file()]
    return _waiting(folder, tuple((name, s.st_mtime_ns, s.st_size) for name, s in states))


@functools.lru_cache(maxsize=4)
def _waiting(folder: Path, _states: _States) -> tuple[UnplacedStop, ...]:
    return tuple(unplaced_stops(folder))


def show_waiting(*, placing: bool) -> None:
    """Say how many stops wait; while stops are placed, let one be chosen."""
    stops = {_id(stop): stop for stop in waiting()}
    if not stops:
        return
    if not placing:
        st.caption(
            f"場所の分からない停留所が {len(stops)} か所あります。「停留所を置く」を選び、地図を押して置けます。"
        )
        return
    st.selectbox(
        "置く停留所（地図を押した所に置きます）", list(stops), format_func=lambda i: plain(stops[i].name),
        key=_CHOSEN.remembered_among(list(stops)),
    )  # fmt: skip


def place_here(lat: float, lon: float) -> None:
    """Give the chosen stop its place, and look at the region's files anew."""
    stops = waiting()
    stop = next((s for s in stops if _id(s) == _CHOSEN.value), stops[0] if stops else None)
    if stop is None:
        return
    try:
        place_stop(session.opened().folder, stop, lat, lon)
    except RequestError as problem:
        session.tell(problem.notices)
        return
    session.look_again()
    session.tell([notice("timetable_stop_placed", file=stop.feed, name=stop.name)])


def _id(stop: UnplacedStop) -> str:
    return f"{stop.feed} {stop.stop_id}"
