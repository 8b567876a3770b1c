"""What the name of a file, its headers and its numbers of datasets say about what is in it."""

from __future__ import annotations

import re
import unicodedata

_ZONES: tuple[tuple[str, str], ...] = (
    ("farmland_zone", r"農用地区域|農振|農業地域|nouyouchi|farmland_?zone"),
    ("farmland", r"農地|筆ポリゴン|筆_|fude|farmland"),
    ("landslide", r"土砂|急傾斜|地すべり|地滑り|がけ|landslide|dosha|A33"),
    ("house_collapse", r"家屋倒壊|house_?collapse"),
    ("tsunami", r"津波|tsunami|A40"),
    ("flood", r"浸水|洪水|氾濫|flood|kouzui|A31"),
    ("land_improvement", r"土地改良区|land_?improvement"),
    ("urban", r"用途地域|市街化|都市計画|urban|youto|A29|A09"),
    ("school_districts", r"校区|学区|通学区域|school.?district|A27"),
    ("municipality", r"行政区域|市町村界|町界|市界|村界|municipality|boundary|N03"),
)
_SITES = r"避難|hinan|廃校|空き家|空家|空き店舗|遊休|候補地|跡地|evacuation|shelter|emergency|sites?(?![a-z])"
_STOPS = r"バス停|停留所|停留場|標柱|bus_?stops?|P11"
_BUS_LINES = r"バス路線|バスルート|運行系統|bus_?(lines?|routes?)|N07"
_ROADS = r"道路|路線網|国道|県道|市道|町道|村道|林道|農道|roads?|street|A37|N10|N01"
_MESH = r"メッシュ|mesh|tblT\d{6}"


def zone_of(text: str) -> str:
    """Return which zone a name means; empty where it means none.

    Examples
    --------
    >>> zone_of("A33-23_17.shp"), zone_of("○○町_洪水浸水想定区域.shp"), zone_of("W12-52A-2K-17.fgb")
    ('landslide', 'flood', '')
    """
    return next((zone for zone, pattern in _ZONES if _says(pattern, text)), "")


def says_sites(text: str) -> bool:
    """Return whether a name speaks of places that could become a hub: shelters, closed schools, empty shops."""
    return _says(_SITES, text)


def says_bus_stops(text: str) -> bool:
    """Return whether a name speaks of bus stops."""
    return _says(_STOPS, text)


def says_bus_lines(text: str) -> bool:
    """Return whether a name speaks of bus routes."""
    return _says(_BUS_LINES, text)


def says_roads(text: str) -> bool:
    """Return whether a name speaks of roads."""
    return _says(_ROADS, text)


def says_mesh(text: str) -> bool:
    """Return whether a name speaks of meshes."""
    return _says(_MESH, text)


def _says(pattern: str, text: str) -> bool:
    return re.search(pattern, unicodedata.normalize("NFKC", text), flags=re.IGNORECASE) is not None
