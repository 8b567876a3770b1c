"""A17 offers the municipality's kind for region.toml, with the doubt about today's law; a town's own word stays."""

from __future__ import annotations

import tomllib
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.region.region_file import read_region_file
from geo.texts.errors import RequestError
from importing.recognise.recognise import recognise
from importing.run import import_files

REGION = 'id = "machi"\nname = "谷の町"\nmunicipality_code = "{code}"\nbase_year = 2020\n'


@pytest.fixture
def town(tmp_path: Path) -> Path:
    folder = tmp_path / "machi"
    folder.mkdir()
    (folder / "region.toml").write_text(REGION.format(code="17463"), encoding="utf-8")
    return folder


def a17(folder: Path, rows: list[tuple[str, str]], name: str = "A17-17_17.geojson") -> Path:
    """Areas with code and kind, as the ministry numbers them."""
    columns = {"A17_002": [code for code, _ in rows], "A17_009": [kind for _, kind in rows]}
    squares = [shapely.box(137.0 + i, 37.0, 137.1 + i, 37.1) for i in range(len(rows))]
    path = folder / name
    gpd.GeoDataFrame(columns, geometry=squares, crs="EPSG:6668").to_file(path)
    return path


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([("17463", "01"), ("17204", "02")], "whole"),
        ([("17463", "02")], "deemed"),
        ([("17463", "03"), ("17463", "03")], "partial"),
        ([("17463", "3"), ("17463", "1")], "whole"),
        ([("17204", "01")], "none"),
    ],
)
def test_the_row_of_the_municipality_tells_its_kind(town: Path, tmp_path: Path, rows: list, kind: str) -> None:
    report = import_files("legal_status", [a17(tmp_path, rows)], town)
    about, notices = read_region_file(town)
    assert about is not None
    assert about.legal_status is not None
    assert (about.legal_status.depopulated, about.legal_status.year, notices) == (kind, 2017, [])
    assert about.legal_status.source == "国土数値情報 過疎地域（A17、2017年版）。2021年の法で要確認"
    assert [s.name for s in about.sources] == ["国土数値情報 過疎地域（A17）"]
    assert report.rows_kept == sum(code == "17463" for code, _ in rows)
    (found,) = (n.message for n in report.notices if n.code == "legal_status_found")
    assert "2021年の法で要確認" in found


def test_what_the_town_wrote_stays(town: Path, tmp_path: Path) -> None:
    own = REGION.format(code="174637") + "\n[legal_status]\npeninsula = true\n"
    (town / "region.toml").write_text(own, encoding="utf-8")
    report = import_files("legal_status", [a17(tmp_path, [("17463", "01")])], town)
    content = tomllib.loads((town / "region.toml").read_text(encoding="utf-8"))
    assert content["legal_status"] == {"peninsula": True}
    assert "legal_status_kept" in [n.code for n in report.notices]


@pytest.mark.parametrize(
    ("code", "rows", "told"),
    [
        ("00000", [("17463", "01")], "legal_status_code_unknown"),
        ("16201", [("17463", "01")], "legal_status_elsewhere"),
    ],
)
def test_without_its_code_or_its_prefecture_nothing_is_guessed(
    town: Path, tmp_path: Path, code: str, rows: list, told: str
) -> None:
    before = REGION.format(code=code)
    (town / "region.toml").write_text(before, encoding="utf-8")
    with pytest.raises(RequestError) as problem:
        import_files("legal_status", [a17(tmp_path, rows)], town)
    assert [n.code for n in problem.value.notices] == [told]
    assert (town / "region.toml").read_text(encoding="utf-8") == before


def test_another_layer_is_refused(town: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.geojson"
    gpd.GeoDataFrame({"name": ["谷"]}, geometry=[shapely.Point(137, 37)], crs="EPSG:6668").to_file(path)
    with pytest.raises(RequestError) as problem:
        import_files("legal_status", [path], town)
    assert [n.code for n in problem.value.notices] == ["legal_status_not_a17"]


def test_a_file_that_is_dropped_on_the_page_is_taken_for_it(tmp_path: Path) -> None:
    (found,) = recognise([a17(tmp_path, [("17463", "01")])], tmp_path / "unpacked")
    assert (found.kind, found.confidence) == ("legal_status", "sure")
