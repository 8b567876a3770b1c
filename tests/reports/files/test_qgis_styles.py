"""Styles for QGIS: well-formed, in our maps' colours, one line style a hub."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from layers.features.service_lines import service_colour
from layers.style.colours import CONSERVATION, HUB, SPHERE
from reports.files.qgis_styles import (
    bus_line_style,
    bus_stop_style,
    conservation_style,
    facility_style,
    hub_area_style,
    hub_style,
    point_style,
    sphere_style,
    village_style,
)


def options(style: str) -> dict[str, list[str]]:
    """Values of the drawing options by name."""
    found: dict[str, list[str]] = {}
    for option in ET.fromstring(style).iter("Option"):
        if option.get("name"):
            found.setdefault(option.attrib["name"], []).append(option.attrib["value"])
    return found


def rgb(colour: str) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))


def test_each_sphere_has_a_category_and_a_line_style_of_its_own() -> None:
    style = sphere_style([(f"h{i}", f"<{i}>") for i in range(6)])
    root = ET.fromstring(style)
    categories = [(c.get("value"), c.get("label"), c.get("symbol")) for c in root.iter("category")]
    assert categories == [(f"h{i}", f"<{i}>", str(i)) for i in range(6)]
    assert options(style)["outline_style"] == ["solid", "dash", "dot", "dash dot", "dash dot dot", "solid"]
    # Filled by 8 %: 20 of 255.
    assert set(options(style)["color"]) == {f"{rgb(SPHERE)},20"}


def test_each_bus_line_has_its_colour_and_dash() -> None:
    style = bus_line_style([(f"b{i}", f"{i}線") for i in range(3)])
    assert [(c.get("value"), c.get("label")) for c in ET.fromstring(style).iter("category")] == [
        (f"b{i}", f"{i}線") for i in range(3)
    ]
    assert options(style)["line_color"] == [f"{rgb(service_colour(i))},255" for i in range(3)]
    assert options(style)["line_style"] == ["solid", "dash", "dot"]


def test_colours_of_areas() -> None:
    assert options(hub_area_style())["outline_color"] == [f"{rgb(HUB)},255"]
    assert options(conservation_style())["line_color"] == [f"{rgb(CONSERVATION)},255"]
    assert options(conservation_style())["angle"] == ["45"]


@pytest.mark.parametrize(
    ("style", "shape"),
    [(village_style(), "circle"), (bus_stop_style(), "circle"), (facility_style(), "square"), (hub_style(), "star")],
)
def test_points(style: str, shape: str) -> None:
    assert options(style)["name"] == [shape]
    (label,) = ET.fromstring(style).iter("text-style")
    assert label.get("fieldName") == "name"


def test_another_label() -> None:
    (label,) = ET.fromstring(point_style("cross", "#FF0010", 1.5, label="code")).iter("text-style")
    assert (label.get("fieldName"), label.get("textColor")) == ("code", "255,0,16,255")
