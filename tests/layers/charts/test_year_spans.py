"""The chart of years: bars where the years say, dashed where they lead beyond, names escaped."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from layers.charts.year_spans import WIDTH, YearSpan, year_spans_svg


def test_bars_stand_at_their_years() -> None:
    picture = year_spans_svg([YearSpan("店", 2030, 2035, 2040)], 2020, 2050)
    ElementTree.fromstring(picture)
    ((start, end),) = re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)" stroke="#0072B2"', picture)
    (x,) = re.findall(r'<circle cx="([\d.]+)"', picture)
    wide = WIDTH - 16
    assert [round((float(v) - 8) / wide, 2) for v in (start, x, end)] == [0.33, 0.5, 0.67]


def test_what_leads_beyond_the_years_is_dashed_and_what_never_comes_has_no_bar() -> None:
    assert "dasharray" in year_spans_svg([YearSpan("店", 2030, None, None)], 2020, 2050)
    never = year_spans_svg([YearSpan("店")], 2020, 2050)
    assert "#0072B2" not in never
    assert "dasharray" not in never
    assert "dasharray" in year_spans_svg([YearSpan("店", judged=False)], 2020, 2050)


def test_hostile_and_long_names_stay_text() -> None:
    picture = year_spans_svg([YearSpan("<script>" + "長" * 60)], 2020, 2020)
    ElementTree.fromstring(picture)
    assert "<script>" not in picture
