"""The least that answers a hand: a bare page that only echoes what was done on it, as figures and as a mark on a map.

Run by Streamlit for benchmarks/map_click.py, one way of input at a time (`?way=`). What Streamlit, streamlit-folium and Leaflet
take for it is the floor of every change in the app that is made in the same way. The map tells Streamlit at once what was done:
streamlit-folium itself would hold it back for 250 ms, and the floor would be no floor.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import streamlit as st
from folium.elements import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from layers.base_map.addresses import LEAFLET_COMPONENT, route  # noqa: E402
from layers.base_map.assets import install  # noqa: E402

HOME = (36.0, 138.0)
LETTERS = "あいうえおかきく"
ROWS, COLUMNS = 12, 8
REPORTED = "last_object_clicked_tooltip"


class Ears(MacroElement):
    """Tells Streamlit where the map was clicked and where its mark was dropped; tells the clocks when the mark has changed."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        (function (map) {
          let told = 0;
          const tell = (kind, at) => {
            told += 1;
            const data = { last_object_clicked_tooltip: [kind, told, at.lat.toFixed(6), at.lng.toFixed(6)].join(' ') };
            window.__GLOBAL_DATA__.last_object_clicked_tooltip = data.last_object_clicked_tooltip;
            window.__GLOBAL_DATA__.previous_data = data;
            window.Streamlit.setComponentValue(data);
          };
          map.on('click', (e) => tell('clicked', e.latlng));
          map.on('layeradd', ({ layer }) => {
            if (!(layer instanceof L.Marker)) return;
            layer.on('dragend', () => tell('dropped', layer.getLatLng()));
            map.mark = layer;
            map.getContainer().classList.add('kyoten-ready');
            map.fire('kyoten:changed');
          });
        })({{ this._parent.get_name() }});
        {% endmacro %}
    """)

    def __init__(self) -> None:
        super().__init__()
        self._name, self._id = "Ears", "ears"


@st.fragment
def echo(way: str) -> None:
    """Draw the input, the map, and what was put in."""
    said = [INPUTS[way]()] if way in INPUTS else []
    told = (st.session_state.get("bare") or {}).get(REPORTED)
    said += [told] if told else []
    at = tuple(map(float, told.split()[-2:])) if told else HOME
    words = " ".join(said) or "まだ"
    st.html(f'<div class="ky-figures"><span>{words}</span></div>')
    ground = folium.Map(HOME, zoom_start=12, tiles=None, zoom_control=False)
    ground._id = "bare"
    ground.default_js = [("leaflet", route(LEAFLET_COMPONENT, "leaflet.js"))]
    ground.default_css = [("leaflet_css", route(LEAFLET_COMPONENT, "leaflet.css"))]
    Ears().add_to(ground)
    changing = folium.FeatureGroup()
    icon = folium.DivIcon(icon_size=(24, 24), html=f"<b style='background:#fc6'>{words}</b>")
    folium.Marker(at, icon=icon, draggable=way == "drag").add_to(changing)
    st_folium(
        ground, key="bare", height=480, use_container_width=True, returned_objects=[REPORTED], feature_group_to_add=changing
    )  # fmt: skip


def radio() -> str:
    """Let one of a few be pressed."""
    return str(
        st.segmented_control("一つ", list(LETTERS), default=LETTERS[0], key="radio", label_visibility="collapsed", required=True)
    )  # fmt: skip


def choice() -> str:
    """Let one be chosen from a list."""
    return str(st.selectbox("一覧", list(LETTERS), key="list"))


def cell() -> str:
    """Let cells be written in."""
    grid = pd.DataFrame({letter: [f"{row}:00" for row in range(ROWS)] for letter in LETTERS[:COLUMNS]})
    st.data_editor(grid, key="cell", hide_index=True, num_rows="fixed", row_height=28, height=290)
    written: dict[str, Any] = st.session_state["cell"]["edited_rows"]
    return " ".join(str(value) for row in written.values() for value in row.values())


INPUTS = {"radio": radio, "list": choice, "cell": cell}

if __name__ == "__main__":
    st.set_page_config(layout="wide")
    install()  # Leaflet from this machine
    echo(st.query_params["way"])
