"""A page with one map (two with ?twin=1) on which everything that maps can do is tried; run by the browser tests."""

from __future__ import annotations

import html
import os
import time
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st
from shapely import Point

from layers.base_map.region_files import RegionFiles, write_region_files
from layers.features.closures import closures
from layers.features.facilities import facilities
from layers.features.hubs import hubs
from layers.features.isochrones import bands
from layers.features.links import links
from layers.features.sites import sites
from layers.features.villages import class_counts, villages
from layers.map_component.map_component import Display, answer_events, show_map
from layers.map_component.map_events import HubDropped, MapClick, RoadClicked, ThingClicked
from layers.style.colours import AGEING, TIME
from layers.style.legend import legend
from tests.layers.fake_region import fake_facilities, fake_hubs, fake_region, fake_sites

st.set_page_config(page_title="地図の試し", layout="wide")
st.html("<style>.stMainBlockContainer {padding: 2.5rem 1rem 0 1rem}</style>")


@st.cache_resource
def region_and_files() -> tuple[object, RegionFiles]:
    folder = Path(os.environ["KYOTEN_TEST_CACHE"])
    region = fake_region(folder / "source")
    return region, write_region_files(region, folder / "map")  # type: ignore[arg-type]  # what stands in for a region


def minutes_to_nearest(frame: pd.DataFrame, places: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    a = frame[["lat", "lon"]].to_numpy()[:, None, :]
    b = places[["lat", "lon"]].to_numpy()[None, :, :]
    distance = np.hypot(*np.moveaxis(a - b, 2, 0)) * 500
    nearest = distance.argmin(axis=1)
    minutes = pd.Series(distance.min(axis=1), index=frame.index)
    minutes.iloc[3:9] = np.inf
    return minutes, pd.Series(places.index[nearest], index=frame.index)[np.isfinite(minutes)]


def answer(event: object) -> None:
    state = st.session_state
    match event:
        case MapClick(lat, lon) if state.mode == "place":
            number = len(state.hubs) + 1
            state.hubs.loc[f"h{number}"] = [f"新しい拠点{number}", lat, lon]
        case HubDropped(hub_id, lat, lon):
            state.hubs.loc[hub_id, ["lat", "lon"]] = [lat, lon]
        case ThingClicked("village", id_):
            state.selected = id_
        case ThingClicked("hub", id_):
            state.chosen = id_
        case RoadClicked(edges):
            state.closed = [*state.closed, *edges]


@st.fragment
def table() -> None:
    started = time.perf_counter()
    state = st.session_state
    events: list[object] = [None]

    def answer_one(event: object) -> None:
        answer(event)
        events.append(event)

    answer_events("table", answer_one)
    last = events[-1]
    state.runs += 1
    region, files = region_and_files()
    frame = region.villages  # type: ignore[attr-defined]
    measure = AGEING if state.measure == "高齢化率" else TIME
    minutes, assignment = minutes_to_nearest(frame, state.hubs)
    values = minutes if measure is TIME else pd.Series(np.linspace(25, 80, len(frame)), index=frame.index)
    places = state.hubs[["lat", "lon"]].to_numpy()
    rings = [(limit, Point(lon, lat).buffer(limit / 500)) for limit in (5, 10, 15, 30) for lat, lon in places]
    symbols = [
        "hubs",
        "facilities",
        "sites",
        *(["links"] if state.links else []),
        *(["bands"] if state.bands else []),
        *(["closures"] if state.closed else []),
    ]
    parts = [
        villages(frame, measure, values, mode="車で", selected=state.selected),
        facilities(fake_facilities()),
        sites(fake_sites()),
        hubs(state.hubs, chosen=state.chosen),
        bands(rings, TIME) if state.bands else None,
        links(frame, state.hubs, assignment) if state.links else None,
        closures(state.closed),
        legend(
            measure,
            mode="車で" if measure is TIME else "",
            day="平日" if measure is TIME else "",
            counts=class_counts(measure.classes, values, frame["population"]),
            symbols=symbols,
        ),
    ]
    fly_to = tuple(frame.loc[state.search, ["lat", "lon"]]) if state.search else None
    twin = "pair" if "twin" in st.query_params else None
    online = "online" in st.query_params
    display = Display(mode=state.mode, fly_to=fly_to, hall=state.hall, twin=twin, online=online)
    if twin:
        left, right = st.columns(2)
        with left:
            show_map("table", files, parts, display)
        with right:
            show_map("second", files, parts, display)
    else:
        show_map("table", files, parts, display)
    took = (time.perf_counter() - started) * 1000
    shown_event = html.escape(repr(last))
    st.html(
        f"<p id='tell' data-runs='{state.runs}' data-hubs='{len(state.hubs)}' data-ms='{took:.0f}'>{shown_event}</p>"
    )


defaults = {"hubs": fake_hubs(), "runs": 0, "selected": None, "chosen": "h1", "closed": []}
for name, value in defaults.items():
    st.session_state.setdefault(name, value)
menu, main = st.columns([1, 5])
with menu:
    st.radio("押すと", ["place", "look", "close_road"], key="mode")
    st.radio("色", ["時間", "高齢化率"], key="measure")
    st.checkbox("到達圏", key="bands")
    st.checkbox("線", key="links")
    st.checkbox("会場", key="hall")
    st.selectbox("探す", [None, "v007", "v010"], key="search")
with main:
    table()
