"""Styles that QGIS reads from a GeoPackage's table layer_styles: the colours and hatches of our own maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from layers.features.service_lines import service_colour
from layers.style.colours import CONSERVATION, HUB, SPHERE

_DASHES = ("solid", "dash", "dot", "dash dot", "dash dot dot")
"""Line styles that QGIS knows by name; spheres take them in turn."""

_VILLAGE, _FACILITY, _WHITE = "#57514A", "#4B4640", "#FFFFFF"
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"


def sphere_style(hubs: Iterable[tuple[str, str]]) -> str:
    """Style living spheres: blue outlines, one line style a hub, filled by 8 %.

    Parameters
    ----------
    hubs
        Value of the column ``hub`` and name of each sphere.

    Returns
    -------
    str
        QML.
    """
    root = _document()
    for number, symbol in enumerate(_categorised(root, "fill", "hub", hubs)):
        fill = {"color": _rgba(SPHERE, 0.08), "style": "solid"}
        rim = {"outline_color": _rgba(SPHERE), "outline_width": "0.8", "outline_style": _DASHES[number % len(_DASHES)]}
        _layer(symbol, "SimpleFill", {**fill, **rim})
    return _with_labels(root, "name", SPHERE)


def bus_line_style(lines: Iterable[tuple[str, str]]) -> str:
    """Style bus lines: each its colour and dash, with its name along it.

    Parameters
    ----------
    lines
        Value of the column ``id`` and name of each line, in their order.

    Returns
    -------
    str
        QML.
    """
    root = _document()
    for number, symbol in enumerate(_categorised(root, "line", "id", lines)):
        look = {"line_color": _rgba(service_colour(number)), "line_width": "0.9"}
        _layer(symbol, "SimpleLine", {**look, "line_style": _DASHES[number % len(_DASHES)], "capstyle": "round"})
    return _with_labels(root, "name", _VILLAGE)


def bus_stop_style() -> str:
    """Style bus stops: small white circles with their names."""
    look = {
        "name": "circle",
        "color": _rgba(_WHITE),
        "outline_color": _rgba(_VILLAGE),
        "outline_width": "0.4",
        "size": "1.8",
    }
    return _with_labels(_single("marker", "SimpleMarker", look), "name", _VILLAGE)


def hub_area_style() -> str:
    """Style hub areas: vermilion outline, filled by 15 %, labelled with the hub."""
    rim = {"outline_color": _rgba(HUB), "outline_width": "0.7", "outline_style": "solid"}
    root = _single("fill", "SimpleFill", {"color": _rgba(HUB, 0.15), "style": "solid", **rim})
    return _with_labels(root, "label", HUB)


def conservation_style() -> str:
    """Style conservation areas: green, diagonally hatched, so that they are told apart on black-and-white paper."""
    root = _document()
    symbol = _symbol(_single_renderer(root), "fill", 0)
    hatch = _layer(
        symbol, "LinePatternFill", {"angle": "45", "distance": "2.2", "distance_unit": "MM", "line_width": "0.4"}
    )
    _layer(_symbol(hatch, "line", "@0@0"), "SimpleLine", {"line_color": _rgba(CONSERVATION), "line_width": "0.4"})
    rim = {"outline_color": _rgba(CONSERVATION), "outline_width": "0.7", "outline_style": "dash"}
    _layer(symbol, "SimpleFill", {"color": _rgba(CONSERVATION, 0.06), "style": "solid", **rim})
    return _with_labels(root, "label", CONSERVATION)


def point_style(shape: str, colour: str, size_mm: float, label: str = "name") -> str:
    """Style points by one of QGIS's marker shapes."""
    look = {
        "name": shape,
        "color": _rgba(colour),
        "outline_color": _rgba(_WHITE),
        "outline_width": "0.3",
        "size": f"{size_mm:g}",
    }
    return _with_labels(_single("marker", "SimpleMarker", look), label, colour)


def village_style() -> str:
    """Style villages: grey circles with their names."""
    return point_style("circle", _VILLAGE, 2.2)


def facility_style() -> str:
    """Style facilities: small squares."""
    return point_style("square", _FACILITY, 2.4)


def hub_style() -> str:
    """Style hubs: vermilion stars."""
    return point_style("star", HUB, 5.5)


def _rgba(colour: str, opacity: float = 1.0) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def _document() -> ET.Element:
    return ET.Element("qgis", version="3.28.0", styleCategories="Symbology|Labeling", labelsEnabled="1")


def _categorised(root: ET.Element, kind: str, column: str, values: Iterable[tuple[str, str]]) -> list[ET.Element]:
    """Let every value of a column have a symbol of its own; return the symbols."""
    look = {"type": "categorizedSymbol", "attr": column, "enableorderby": "0", "symbollevels": "0"}
    renderer = ET.SubElement(root, "renderer-v2", look)
    categories, symbols = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
    found = []
    for number, (value, name) in enumerate(values):
        ET.SubElement(categories, "category", symbol=str(number), value=value, label=name, type="string", render="true")
        found.append(_symbol(symbols, kind, number))
    return found


def _single_renderer(root: ET.Element) -> ET.Element:
    renderer = ET.SubElement(root, "renderer-v2", type="singleSymbol", enableorderby="0", symbollevels="0")
    return ET.SubElement(renderer, "symbols")


def _single(kind: str, layer: str, look: Mapping[str, str]) -> ET.Element:
    root = _document()
    _layer(_symbol(_single_renderer(root), kind, 0), layer, look)
    return root


def _symbol(parent: ET.Element, kind: str, name: object) -> ET.Element:
    return ET.SubElement(parent, "symbol", type=kind, name=str(name), alpha="1", clip_to_extent="1", force_rhr="0")


def _layer(symbol: ET.Element, kind: str, look: Mapping[str, str]) -> ET.Element:
    layer = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    options = ET.SubElement(layer, "Option", type="Map")
    for name, value in look.items():
        ET.SubElement(options, "Option", type="QString", name=name, value=value)
    return layer


def _with_labels(root: ET.Element, field: str, colour: str) -> str:
    labeling = ET.SubElement(root, "labeling", type="simple")
    settings = ET.SubElement(labeling, "settings", calloutType="simple")
    style_attributes = {
        "fieldName": field,
        "fontSize": "9",
        "fontSizeUnit": "Point",
        "textColor": _rgba(colour),
        "isExpression": "0",
    }
    style = ET.SubElement(
        settings, "text-style", {**style_attributes, "fontFamily": "BIZ UDPGothic", "namedStyle": "Bold"}
    )
    ET.SubElement(style, "text-buffer", bufferDraw="1", bufferSize="1", bufferSizeUnits="MM", bufferColor=_rgba(_WHITE))
    return f"{_DOCTYPE}\n{ET.tostring(root, encoding='unicode')}\n"
