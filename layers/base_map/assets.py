"""Opens the file routes that maps need, so that they work without internet.

Streamlit serves a folder as soon as a component is declared for it; these components are never drawn, only their
routes are used. Declaring is cheap (0.05 ms) and only counts while a page runs, so pages do it on every run.
"""

from __future__ import annotations

from pathlib import Path

import folium
import streamlit.components.v1 as components

from layers.base_map.addresses import (
    LEAFLET_COMPONENT,
    WEB_COMPONENT,
    WEB_FOLDER,
    component_of,
    leaflet_folder,
    styles,
)


def install() -> None:
    """Serve Leaflet and our own scripts, and make folium ask for nothing else; call it first on every run.

    Raises
    ------
    FileNotFoundError
        When django-leaflet, which carries Leaflet, is not installed.
    """
    components.declare_component(LEAFLET_COMPONENT, path=str(leaflet_folder()))
    components.declare_component(WEB_COMPONENT, path=str(WEB_FOLDER))
    folium.Map.default_js = []  # each map names the one bundle that lies beside its region's files
    folium.Map.default_css = styles()


def serve(folder: Path) -> None:
    """Serve the folder that holds a region's base-map files; call it on every run that draws them."""
    components.declare_component(component_of(folder), path=str(folder.resolve()))
