"""Where the browser finds what a map needs: all of it on this machine, nothing from outside.

Addresses are relative to the frame in which streamlit-folium draws, so that they hold under any base path.
`assets.install` and `assets.serve` open the file routes behind them.
"""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from geo.texts.messages import text

WEB_FOLDER = Path(__file__).parents[1] / "web"
LEAFLET_COMPONENT = "leaflet"
WEB_COMPONENT = "web"
_ROUTES = "../layers.base_map.assets."

OUR_SCRIPTS = (
    "kyoten.js", "swipe.js", "patterns.js", "ground.js", "areas.js", "zones.js", "drawing.js", "years.js", "things.js", "buses.js",
    "service.js", "hubs.js", "gather.js", "declutter.js", "line_ends.js", "names.js", "fit.js", "legend.js", "keys.js",
    "wall.js", "stilled.js", "vehicles.js",
)  # fmt: skip
OUR_STYLES = ("kyoten.css", "zones.css", "wall.css")
_LEAFLET_SCRIPTS = ("leaflet.js", "draw/leaflet.draw.js")
_LEAFLET_STYLES = (("leaflet_css", "leaflet.css"), ("leaflet_draw_css", "draw/leaflet.draw.css"))


@cache
def leaflet_folder() -> Path:
    """Find Leaflet's files in the installed package django-leaflet, which is never imported.

    Raises
    ------
    FileNotFoundError
        When the package is not installed, or has its files elsewhere.
    """
    found = importlib.util.find_spec("leaflet")
    folders = found.submodule_search_locations if found else None
    for folder in folders or ():
        static = Path(folder) / "static" / "leaflet"
        if (static / "leaflet.js").is_file():
            return static
    raise FileNotFoundError(text("map_parts_missing", {}))


def route(component: str, file: str) -> str:
    """Return the address of a file of one of our components, as seen from streamlit-folium's frame."""
    return f"{_ROUTES}{component}/{file}"


def _ours(file: str) -> str:
    # The server sends no dates with its files: the content's hash in the address keeps an old copy from being used.
    digest = hashlib.sha256((WEB_FOLDER / file).read_bytes()).hexdigest()[:10]
    return f"{route(WEB_COMPONENT, file)}?v={digest}"


@cache
def script_bundle() -> bytes:
    """Join Leaflet's scripts and ours, in the order in which they must run.

    streamlit-folium asks for one script after another: sixteen of them would hold the first map back.

    Raises
    ------
    FileNotFoundError
        When django-leaflet, which carries Leaflet, is not installed.
    """
    leaflet = [(leaflet_folder() / file).read_text(encoding="utf-8") for file in _LEAFLET_SCRIPTS]
    ours = [(WEB_FOLDER / file).read_text(encoding="utf-8") for file in OUR_SCRIPTS]
    # Each of ours within a function of its own, since "use strict" holds for the function that it stands at the head of.
    return "\n;\n".join([*leaflet, *(f"(() => {{\n{script}\n}})();" for script in ours)]).encode()


def styles() -> list[tuple[str, str]]:
    """List the style sheets of a map as (name, address)."""
    leaflet = [(name, route(LEAFLET_COMPONENT, file)) for name, file in _LEAFLET_STYLES]
    return [*leaflet, *((file, _ours(file)) for file in OUR_STYLES)]


def component_of(folder: Path) -> str:
    """Name the component that serves a folder of region files: the same folder, the same name.

    A hyphen, since streamlit-folium leaves out what follows an underscore when it tells one map from another.
    """
    return f"region-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:10]}"
