"""From files of heights to the two files of the relief, as `import relief` does it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from geo.region.relief import read_relief
from geo.texts.errors import RequestError
from importing.recognise.recognise import recognise
from importing.region_files.report import ImportOptions
from importing.run import import_files
from tests.importing.relief.hand_made_heights import gsi_text, write_tif

WIDE = (35.8, 136.8, 36.3, 137.3)
HILLS = np.fromfunction(lambda y, x: 20.0 + 10 * ((x + y) % 9), (60, 60))
GRID_BOX = (36.0, 137.0, 36.1, 137.1)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "region.toml").write_text(
        'id = "town"\nname = "町"\nmunicipality_code = "00000"\nbase_year = 2020\n', encoding="utf-8"
    )
    rows = "village_id,name,lat,lon,population,households\nV1,東,36.05,137.08,10,4\nV2,西,36.06,137.02,10,4\n"
    (folder / "villages.csv").write_text(rows, encoding="utf-8")
    return folder


def codes(caught: pytest.ExceptionInfo[RequestError]) -> list[str]:
    return [n.code for n in caught.value.notices]


def test_a_geotiff_becomes_the_relief_around_the_villages(town: Path) -> None:
    tif = write_tif(town.parent / "dem.tif", HILLS, WIDE)
    report = import_files("relief", [tif], town)
    relief, notices = read_relief(town)
    assert notices == []
    assert relief is not None
    # Five kilometres around the villages: 5 / 111.32 of a degree of latitude.
    assert (relief.south, relief.north) == pytest.approx((36.05 - 0.0449, 36.06 + 0.0449), abs=1e-4)
    assert (relief.west, relief.east) == pytest.approx((137.02 - 0.0556, 137.08 + 0.0556), abs=1e-3)
    assert (report.rows_read, report.rows_kept, report.crs) == (1, 1, "EPSG:6668")
    assert "relief_drawn" in [n.code for n in report.notices]


def test_the_municipality_widens_the_picture(town: Path) -> None:
    (town / "zones").mkdir()
    square = "[[136.9,36.0],[137.1,36.0],[137.1,36.1],[136.9,36.1],[136.9,36.0]]"
    (town / "zones" / "municipality.geojson").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
        f'"geometry":{{"type":"Polygon","coordinates":[{square}]}}}}]}}'
    )
    import_files("relief", [write_tif(town.parent / "dem.tif", HILLS, WIDE)], town)
    relief, _ = read_relief(town)
    assert relief is not None
    assert relief.west == pytest.approx(136.9 - 0.0556, abs=1e-3)


def test_zips_in_a_zip_are_opened_and_the_source_is_kept(town: Path) -> None:
    inner = town.parent / "FG-GML-5536-00-DEM5A.zip"
    cells = ["地表面,50.0"] * 350 + ["海水面,-9999."] * 50
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("FG-GML-5536-00-DEM5A-20200101.xml", gsi_text(cells, 20, 20, box=GRID_BOX))
        archive.writestr("readme.txt", "x")
    outer = town.parent / "PackDLMap.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, inner.name)
    (found,) = recognise([outer], town.parent / "unpacked")
    assert (found.kind, found.confidence) == ("relief", "sure")
    report = import_files("relief", [outer], town)
    assert "relief_drawn_with_gaps" in [n.code for n in report.notices]
    assert "基盤地図情報（数値標高モデル）" in (town / "region.toml").read_text(encoding="utf-8")


def test_what_stands_there_is_not_replaced_unasked(town: Path) -> None:
    first, second = write_tif(town.parent / "a.tif", HILLS, WIDE), write_tif(town.parent / "b.tif", HILLS * 2, WIDE)
    import_files("relief", [first], town)
    before = (town / "relief.png").read_bytes()
    with pytest.raises(RequestError) as caught:
        import_files("relief", [second], town)
    assert codes(caught) == ["import_exists"]
    assert (town / "relief.png").read_bytes() == before
    report = import_files("relief", [second], town, options=ImportOptions(replace=True))
    assert "import_replaced" in [n.code for n in report.notices]
    assert (town / "relief.png").read_bytes() != before


def test_heights_of_another_place_are_refused(town: Path) -> None:
    elsewhere = write_tif(town.parent / "dem.tif", HILLS, (34.0, 135.0, 34.5, 135.5))
    with pytest.raises(RequestError) as caught:
        import_files("relief", [elsewhere], town)
    assert codes(caught) == ["relief_elsewhere"]
    both = [elsewhere, write_tif(town.parent / "here.tif", HILLS, WIDE)]
    report = import_files("relief", both, town)
    assert (report.rows_read, report.rows_kept) == (2, 1)
    assert ("relief_file_elsewhere", "dem.tif") in [(n.code, n.file) for n in report.notices]


def test_without_villages_nobody_knows_where(town: Path) -> None:
    (town / "villages.csv").unlink()
    with pytest.raises(RequestError) as caught:
        import_files("relief", [write_tif(town.parent / "dem.tif", HILLS, WIDE)], town)
    assert codes(caught) == ["relief_without_villages"]


def test_a_file_that_is_not_there_is_named(town: Path) -> None:
    with pytest.raises(RequestError) as caught:
        import_files("relief", [town.parent / "none.tif"], town)
    assert [(n.code, n.file) for n in caught.value.notices] == [("file_unreadable", "none.tif")]


@pytest.mark.real_data
def test_tiles_of_srtm_become_a_relief(town: Path, real_data: Path) -> None:
    rows = "village_id,name,lat,lon,population,households\nV1,東,42.5,1.5,10,4\nV2,西,42.6,1.6,10,4\n"
    (town / "villages.csv").write_text(rows, encoding="utf-8")
    about = (town / "region.toml").read_text(encoding="utf-8")
    (town / "region.toml").write_text(about + "fictional = true\n", encoding="utf-8")
    report = import_files("relief", sorted((real_data / "osm").glob("*.hgt.zip")), town)
    drawn = next(n for n in report.notices if n.code.startswith("relief_drawn"))
    # Coma Pedrosa, Andorra's highest, is 2,942 m; the tile's means at 90 m lie a little below it.
    highest = int(str(drawn.message).split("最高 ")[1].split(" m")[0].replace(",", ""))
    assert 2_700 < highest < 3_000
