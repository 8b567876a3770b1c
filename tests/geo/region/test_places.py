"""Coordinates must be believable, ids must be one's own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.region.places import with_believable_coordinates, with_own_ids
from geo.region.region import read_region

OKUNOTO = (37.3, 137.1)


def notices_of(lat: float, lon: float, *, fictional: bool = False) -> list[tuple[str, int | None]]:
    frame = pd.DataFrame({"lat": [lat], "lon": [lon]}, index=[7])
    kept, notices = with_believable_coordinates(frame, "t.csv", fictional=fictional)
    assert len(kept) + len(notices) == 1
    return [(n.code, n.row) for n in notices]


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (*OKUNOTO[::-1], "coordinates_swapped"),
        (0.0, 0.0, "coordinates_outside_japan"),
        (48.2, 16.4, "coordinates_outside_japan"),
    ],
)
def test_a_place_elsewhere_is_left_out(lat: float, lon: float, code: str) -> None:
    assert notices_of(lat, lon) == [(code, 7)]


def test_a_fictional_region_may_lie_anywhere_on_earth() -> None:
    assert notices_of(48.2, 16.4, fictional=True) == []
    assert notices_of(95.0, 16.4, fictional=True) == [("coordinates_outside_japan", 7)]


@given(st.floats(), st.floats())
def test_every_row_is_kept_or_told(lat: float, lon: float) -> None:
    notices_of(lat, lon)


def test_the_second_bearer_of_an_id_is_left_out() -> None:
    frame = pd.DataFrame({"id": ["a", "b", "a", "c"]}, index=[2, 3, 4, 5])
    kept, notices = with_own_ids(frame, "id", "t.csv", {"c": "villages.csv"})
    assert list(kept.index) == ["a", "b"]
    assert [(n.code, n.row) for n in notices] == [("id_duplicate", 4), ("id_duplicate", 5)]
    assert "t.csv の 2 行目" in notices[0].message
    assert "villages.csv" in notices[1].message


@pytest.mark.parametrize("name", ["villages.csv", "facilities.csv", "sites.csv", "residents.csv"])
def test_a_swapped_row_of_any_table_is_said_with_its_line(region_folder: Path, name: str) -> None:
    path = region_folder / name
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    at = lines[0].split(",").index("lat")
    cells[at], cells[at + 1] = cells[at + 1], cells[at]
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    found = [n for n in read_region(region_folder).notices if n.code == "coordinates_swapped"]
    assert [(n.file, n.row, n.field) for n in found] == [(name, 2, "lat, lon")]


def test_swapped_zones_and_rivers_are_said(region_folder: Path) -> None:
    from tests.geo.conftest import feature_collection

    (region_folder / "zones" / "flood.geojson").write_text(feature_collection(shapely.box(37.3, 137.1, 37.4, 137.2)))
    (region_folder / "rivers.geojson").write_text(feature_collection(shapely.LineString([(10, 50), (11, 51)])))
    region = read_region(region_folder)
    found = {(n.code, n.file, n.row) for n in region.notices if n.code.startswith("coordinates")}
    assert found == {
        ("coordinates_swapped", "zones/flood.geojson", 1),
        ("coordinates_outside_japan", "rivers.geojson", 1),
    }
    assert len(region.zones["flood"]) == 0


@pytest.mark.parametrize(
    ("places", "codes"),
    [
        ([(42.5, 1.5), (42.6, 1.6), (42.5, 1.7)], ["table_outside_japan"]),
        ([(-33.9, 18.4)] * 573, ["table_outside_japan"]),
        ([(42.5, 1.5), (42.6, 1.6)], ["coordinates_outside_japan"] * 2),
        ([(42.5, 1.5), (42.6, 1.6), (36.0, 137.0)], ["coordinates_outside_japan"] * 2),
        ([(42.5, 1.5), (42.6, 1.6), (137.0, 36.0)], ["coordinates_outside_japan"] * 2 + ["coordinates_swapped"]),
        ([(42.5, 1.5), (42.6, 1.6), (95.0, 1.0)], ["coordinates_outside_japan"] * 3),
    ],
)
def test_a_table_abroad_is_refused_once_with_the_remedy(places: list[tuple[float, float]], codes: list[str]) -> None:
    frame = pd.DataFrame(places, columns=["lat", "lon"], index=range(2, len(places) + 2))
    kept, notices = with_believable_coordinates(frame, "villages.csv", fictional=False)
    assert [n.code for n in notices] == codes
    assert len(kept) == sum(lat == 36.0 for lat, _ in places)
    assert "fictional = true" in notices[0].message or codes[0] != "table_outside_japan"
    # A row beyond the poles is none anywhere; all others stay in a region that says that it is abroad.
    assert len(with_believable_coordinates(frame, "villages.csv", fictional=True)[0]) == sum(
        -90 <= lat <= 90 for lat, _ in places
    )
