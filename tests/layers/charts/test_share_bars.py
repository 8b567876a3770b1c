"""Bars of shares: as wide as they say, words escaped, what is not known left out."""

from __future__ import annotations

import re

from layers.charts.share_bars import ShareBar, share_bars_html


def test_bars_are_as_wide_as_their_shares() -> None:
    picture = share_bars_html([ShareBar("空き家の増加", 82.9, 50.0, "3集落")], ("全国", "この地域"))
    assert re.findall(r"width:([\d.]+)%", picture) == ["82.9", "50.0"]
    assert "全国 82.9%" in picture
    assert "この地域 50.0%（3集落）" in picture


def test_what_is_not_known_is_left_out_and_words_are_escaped() -> None:
    picture = share_bars_html([ShareBar("<b>", 20.8, None, "<i>")], ("全国", ""))
    assert picture.count("width:") == 1
    assert "<b>" not in picture
    assert "<i>" not in picture
    assert "（&lt;i&gt;）" in picture
    assert "この地域" not in share_bars_html([ShareBar("x", 1.0, None)], ("全国", "この地域"))
