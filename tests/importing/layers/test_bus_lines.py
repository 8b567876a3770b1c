"""Bus lines: columns under the region's names, and how long they are together."""

from __future__ import annotations

import math

import pytest
from shapely import LineString

from importing.layers.bus_lines import bus_lines
from tests.importing.hand_made_layers import layer_of


def test_lines_are_counted_and_measured() -> None:
    # A tenth of a degree along the meridian is 11.1 km; so are two together 22.
    shapes = [LineString([(137, 36, 5), (137, 36.1, 5)]), LineString([(137.2, 36), (137.2, 36.1)])]
    layer = layer_of({"系統": ["谷線", "峠線"], "本数": ["12", "不明"]}, shapes)
    frame, notices = bus_lines(layer, {"line": "系統", "services_per_day": "本数"})
    assert frame["line"].tolist() == ["谷線", "峠線"]
    assert frame["services_per_day"].iloc[0] == pytest.approx(12.0)
    assert math.isnan(frame["services_per_day"].iloc[1])
    assert not frame.geometry.has_z.any()
    (counted,) = notices
    assert counted.code == "bus_lines_counted"
    assert "22 km" in counted.message.replace("22km", "22 km")
