"""A figure by year as a picture: the path, a shape for each light, everything inside."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from layers.charts.kpi_path import HEIGHT, WIDTH, PathYear, kpi_path


def test_each_light_has_a_shape_of_its_own_and_labels_are_escaped():
    years = [
        PathYear(2027, 10.0, 11.0, "green", "11人"),
        PathYear(2028, 12.0, 11.0, "yellow", "<b>"),
        PathYear(2030, 16.0, 2.0, "red", "2人"),
        PathYear(2031, 18.0, None, "none", ""),
    ]
    root = ET.fromstring(kpi_path(years))
    shapes = [e.tag.rpartition("}")[2] for e in root.iter()]
    assert (shapes.count("circle"), shapes.count("path"), shapes.count("rect")) == (5, 1, 1)
    assert [e.text for e in root.iter() if e.text in ("11人", "<b>", "2人")] == ["11人", "<b>", "2人"]
    for e in root.iter():
        for axis, most in (("x", WIDTH), ("y", HEIGHT), ("cx", WIDTH), ("cy", HEIGHT)):
            if axis in e.attrib:
                assert 0 <= float(e.attrib[axis]) <= most


def test_nothing_and_one_year_alone_are_drawn():
    ET.fromstring(kpi_path([]))
    ET.fromstring(kpi_path([PathYear(2027, None, 5.0, "none", "5")]))
    ET.fromstring(kpi_path([PathYear(2027, 5.0, 5.0, "green", "5")]))
