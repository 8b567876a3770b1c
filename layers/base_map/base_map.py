"""The ground on which everything else lies: relief, rivers, roads, zones, scale bar, and the map's own controls.

Its script has the same bytes on every run for the same region, so that the browser keeps the one map it has; what
is heavy comes by address (`region_files`), what changes comes in one group on top (`changing`).
"""

from __future__ import annotations

from typing import Any

import folium
from folium.elements import MacroElement
from folium.template import Template

from geo.region.land.zones import ZONES
from layers.base_map.addresses import styles
from layers.base_map.region_files import Bounds, RegionFiles
from layers.style.map_part import script_json

GSI_TILES = "https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png"
GSI_ATTRIBUTION = '<a href="https://maps.gsi.go.jp/development/ichiran.html" target="_blank">地理院タイル</a>'

MAP_ID = "kyoten"


class _Start(MacroElement):
    """Calls the browser's `Kyoten.start` with the settings that never change while the map lives."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        Kyoten.start({{ this._parent.get_name() }}, {{ this.settings }});
        {% endmacro %}
    """)

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self._id = "start"
        self.settings = script_json(settings)


def base_map(
    files: RegionFiles,
    *,
    name: str = "map",
    online: bool = False,
    shown: tuple[str, ...] = ("municipality",),
    twin: str | None = None,
) -> folium.Map:
    """Make the map of a region without anything that changes; a new object each time, always with the same script.

    Parameters
    ----------
    files
        From `region_files.write_region_files`.
    name
        Tells the maps of a page apart.
    online
        Whether to show 地理院タイル, which the browser asks the internet for. Only where the user wished it; the
        first tile that fails brings the local map back.
    shown
        Names of zones that are switched on when the map opens; the others wait in the map's list.
    twin
        A name that two maps of a page share when they are to move together.
    """
    south, west, north, east = files.home
    ground = folium.Map(
        [(south + north) / 2, (west + east) / 2],
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        zoom_snap=0.05,
        double_click_zoom=False,
    )
    # A fixed id, and links on the object itself: the same bytes on every run, and no address outside this machine.
    ground._id = MAP_ID
    ground.default_js = [("map", files.address(files.scripts))]
    ground.default_css = styles()
    tiles = {"url": GSI_TILES, "attribution": GSI_ATTRIBUTION} if online else None
    settings = {"name": name, "tiles": tiles, "twin": twin, "zones": _zones(files, shown), **_ground(files)}
    _Start(settings).add_to(ground)
    return ground


def _ground(files: RegionFiles) -> dict[str, Any]:
    return {
        "home": _corners(files.home),
        "outline": files.outline,
        "bounds": _corners(files.bounds),
        "memory": files.roads,
        "roads": files.address(files.roads),
        "rivers": files.address(files.rivers) if files.rivers else None,
        "sea": files.address(files.sea) if files.sea else None,
        "relief": files.address(files.relief) if files.relief else None,
        "reliefBounds": _corners(files.relief_bounds) if files.relief_bounds else None,
        "attribution": files.attribution,
        "fictional": files.fictional,
        "peopleScale": files.people_scale,
    }


def _zones(files: RegionFiles, shown: tuple[str, ...]) -> list[dict[str, Any]]:
    order = [*ZONES, *sorted(set(files.zones) - set(ZONES))]
    return [
        {"id": zone, "name": ZONES.get(zone, zone), "url": files.address(files.zones[zone]), "on": zone in shown}
        for zone in order
        if zone in files.zones
    ]


def _corners(bounds: Bounds) -> list[list[float]]:
    south, west, north, east = bounds
    return [[south, west], [north, east]]
