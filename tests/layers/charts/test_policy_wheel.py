"""The wheel of policies as a picture: all fields inside, used ones apart, names escaped."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from layers.charts.policy_wheel import HEIGHT, WIDTH, policy_wheel
from layers.style.colours import SPHERE


def test_every_field_lies_inside_and_used_ones_are_filled():
    drawn = policy_wheel({f"分野{n}": n % 3 == 0 for n in range(16)})
    root = ET.fromstring(drawn)
    boxes = [e for e in root.iter() if e.tag.endswith("rect")]
    assert len(boxes) == 16
    for box in boxes:
        x, y, w, h = (float(box.attrib[k]) for k in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= WIDTH
        assert 0 <= y <= y + h <= HEIGHT
    assert sum(box.attrib["fill"] == SPHERE for box in boxes) == 6
    assert sum("stroke-dasharray" in box.attrib for box in boxes) == 10


def test_boxes_do_not_cover_each_other():
    root = ET.fromstring(policy_wheel({f"分野{n}": True for n in range(16)}))
    places = [
        tuple(float(e.attrib[k]) for k in ("x", "y", "width", "height")) for e in root.iter() if e.tag.endswith("rect")
    ]
    for i, (x, y, w, h) in enumerate(places):
        for ox, oy, ow, oh in places[i + 1 :]:
            assert x + w <= ox or ox + ow <= x or y + h <= oy or oy + oh <= y


def test_names_are_escaped():
    drawn = policy_wheel({"<script>": True})
    assert "<script>" not in drawn
    assert re.search("&lt;script&gt;", drawn)
    ET.fromstring(policy_wheel({}))
