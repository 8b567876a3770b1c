"""The pyramid as a picture: a bar for each age, sex and year, told in words, safe in markup."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np

from layers.charts.pyramid import pyramid_svg
from plan.future.shown.pyramid import Pyramid

AGES = tuple(range(0, 90, 5))


def test_bars_are_as_long_as_people_are_many():
    before, then = np.full((2, 18), 10.0), np.full((2, 18), 5.0)
    then[1, 0] = 20.0
    svg = pyramid_svg(Pyramid((2020, 2050), AGES, ("男", "女"), before, then), "<b>谷")
    root = ET.fromstring(svg)
    rects = [e for e in root if e.tag.endswith("rect")]
    bars = rects[2:]  # the first two explain the years
    assert len(bars) == 2 * 2 * 18
    longest = max(float(e.attrib["width"]) for e in bars)
    filled = [float(e.attrib["width"]) for e in bars if e.get("fill") != "none"]
    assert max(filled) == longest
    assert sorted({round(w / longest, 2) for w in filled}) == [0.25, 1.0]
    assert "2020年から2050年まで" in root.attrib["aria-label"]
    assert "<b>" not in svg


def test_without_sexes_there_is_one_side():
    people = np.array([[10.0, 40.0, 50.0]])
    svg = pyramid_svg(Pyramid((2020, 2050), (0, 15, 65), ("男女計",), people, people), "谷")
    assert svg.count("<rect") == 2 + 6
    assert "男女計" in svg
