"""Bars go to the side of their sign, as long as their change; names are made harmless."""

from __future__ import annotations

import re

from layers.charts.tornado import DOWN, UP, tornado_svg


def test_a_bar_is_as_long_as_its_change() -> None:
    svg = tornado_svg([("費用", -100.0, 100.0), ("人数", 50.0, -50.0)], lambda v: f"{v:+.0f}円", share_text="20%")
    bars = re.findall(r'<rect x="([\d.]+)" y="\d+" width="([\d.]+)" height="14" fill="(#\w+)"', svg)
    (_, low, of_low), (right, high, of_high), (_, half, first), (_, other, second) = bars
    assert (of_low, of_high, first, second) == (DOWN, UP, DOWN, UP)
    assert float(low) == float(high) == 2 * float(half) == 2 * float(other)
    assert f"M{float(right):.1f} " in svg
    assert "+100円" in svg


def test_names_are_harmless_and_nothing_is_drawn_of_nothing() -> None:
    assert "<script" not in tornado_svg([("<script>", 0.0, 1.0)], str, share_text="<b>")
    assert tornado_svg([], str, share_text="20%").count("<rect") == 2
