"""Guesses of a coordinate system: by the size of the numbers, and for metres by the municipality."""

from __future__ import annotations

import pandas as pd
import pyproj
import pytest

from importing.files.crs_guess import guess_crs, is_tokyo_datum, looks_like_degrees, municipality_of

PLANE = (-63_637.0, -220_583.0, -43_427.0, -179_790.0)
UTM = (300_000.0, 4_000_000.0, 310_000.0, 4_010_000.0)
MERCATOR = (15_300_000.0, 4_100_000.0, 15_310_000.0, 4_110_000.0)


def test_degrees_give_themselves_away() -> None:
    assert looks_like_degrees((136.0, 35.0, 137.0, 36.0))
    assert looks_like_degrees((35.0, 136.0, 36.0, 137.0))  # the wrong way round
    assert not looks_like_degrees(PLANE)


@pytest.mark.parametrize(
    ("bounds", "code", "epsg"),
    [
        (PLANE, "35203", 6671),  # 山口県: zone 3
        (PLANE, "13101", 6677),  # 東京都: zone 9
        (PLANE, "47201", 6683),  # 沖縄県: zone 15
        (PLANE, None, None),
        (PLANE, "99999", None),
        (PLANE, "352", None),
        (UTM, "13101", 6691),  # 139.8° E: zone 54
        (UTM, None, None),
        (MERCATOR, None, 3857),
    ],
)
def test_metres(bounds: tuple[float, float, float, float], code: str | None, epsg: int | None) -> None:
    guess = guess_crs(bounds, code)
    assert guess is not None
    assert guess.epsg == epsg


def test_numbers_that_fit_nothing() -> None:
    assert guess_crs((0.0, 0.0, 1_500_000.0, 1_500_000.0), "35203") is None


def test_the_municipality_of_a_table() -> None:
    assert municipality_of(pd.DataFrame({"N03_007": ["35203", "35203"]})) == "35203"
    assert municipality_of(pd.DataFrame({"KEY_CODE": ["352030010", "352030020"]})) == "35203"
    assert municipality_of(pd.DataFrame({"N03_007": ["35203", "35204"]})) is None
    assert municipality_of(pd.DataFrame({"PREF": ["35"], "CITY": ["203"]})) == "35203"
    assert municipality_of(pd.DataFrame({"name": ["35203"]})) is None


def test_the_datum_of_before_2002() -> None:
    assert is_tokyo_datum(pyproj.CRS.from_epsg(4301))
    assert is_tokyo_datum(pyproj.CRS.from_epsg(30166))
    assert not is_tokyo_datum(pyproj.CRS.from_epsg(6668))
