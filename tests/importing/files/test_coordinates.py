"""Latitude and longitude as tables write them."""

from __future__ import annotations

import pandas as pd
import pytest

from importing.files.coordinates import LAT_HEADER, LON_HEADER, degrees_of, with_split_pair


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("34.25", 34.25),
        (34.25, 34.25),
        ("34度15分0秒", 34.25),
        ("34°30'36\"", 34.51),
        ("東経 137°45′0″", 137.75),
        ("Ｎ３４度３０分０．０秒", 34.5),
        ("34度60分0秒", None),
        ("34度15分60秒", None),
        ("34度15分", None),
        ("", None),
        (None, None),
        ("不明", None),
    ],
)
def test_degrees(cell: object, degrees: float | None) -> None:
    assert degrees_of(cell) == (None if degrees is None else pytest.approx(degrees))


@pytest.mark.parametrize(
    "cell", ["34.25,137.5", "(34.25, 137.5)", "３４．２５、１３７．５", "34.25 137.5", '"34.25;137.5"']
)
def test_both_in_one_cell(cell: str) -> None:
    table, matched = with_split_pair(pd.DataFrame({"緯度経度": [cell, "不明"]}), {"name": "x"})
    assert matched == {"name": "x", "lat": LAT_HEADER, "lon": LON_HEADER}
    assert table[[LAT_HEADER, LON_HEADER]].to_numpy().tolist() == [["34.25", "137.5"], ["", ""]]


def test_two_columns_or_no_pairs_stay_as_they_are() -> None:
    table = pd.DataFrame({"座標": ["34.25,137.5"], "lat": ["1"], "lon": ["2"]})
    assert with_split_pair(table, {"lat": "lat", "lon": "lon"}) == (table, {"lat": "lat", "lon": "lon"})
    for other in (pd.DataFrame({"座標": ["不明"]}), pd.DataFrame({"位置": ["34.25,137.5"]})):
        same, matched = with_split_pair(other, {})
        assert (same is other, matched) == (True, {})
