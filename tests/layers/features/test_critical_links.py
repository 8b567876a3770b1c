"""Stretches on the map: wider for more people, one in the foreground with its people in words."""

from __future__ import annotations

import numpy as np
import pytest

from layers.features.critical_links import DEPENDING, isolation
from plan.reach.isolated import Stretch


def stretch(persons: float) -> Stretch:
    return Stretch((("a", "b", 0), ("b", "a", 0)), "谷の道", ("上", "下"), ("v1",), persons, 35.0, 137.123456789)


def test_more_people_are_a_wider_line():
    widths = [line["width"] for line in isolation([stretch(400), stretch(100), stretch(1)], year=None).data["lines"]]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == pytest.approx(9)
    assert widths[1] == pytest.approx(2.5 + 6.5 / 2, abs=0.06)


def test_the_chosen_one_says_how_many_people_it_cuts_off():
    data = isolation([stretch(400), stretch(1234)], 1, year=None).data
    assert data["chosen"] == 1
    assert data["label"] == {"place": [35.0, 137.123457], "text": "切れると 1,234人"}
    assert isolation([], year=None).data == {"lines": [], "chosen": None, "label": None}


def test_classes_of_villages():
    labels = [DEPENDING.classes.all_swatches[i].label for i in DEPENDING.classes.classify([0, 1, 2, 3, 4, np.nan])]
    assert labels == ["別の道もある", "1区間", "2〜3区間", "2〜3区間", "4区間以上", "今は行けない"]
