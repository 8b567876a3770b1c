"""The published files reach the counts that are known of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.region.region_file import read_region_file
from importing import ImportOptions, ImportReport, import_files
from importing.files.table_file import read_sheet

pytestmark = pytest.mark.real_data


def codes(report: ImportReport) -> set[str]:
    return {n.code for n in report.notices}


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / name, dtype=str, keep_default_na=False)


def test_census_units_of_yamaguchi(real_data: Path, tmp_path: Path) -> None:
    report = import_files("villages", [real_data / "yamaguchi/census_kihon_unit/r2kb35203.shp"], tmp_path)
    rows = table(tmp_path, "villages.csv")
    assert (report.rows_read, report.rows_kept, report.encoding, report.crs) == (4430, 4430, "cp932", "EPSG:4612")
    assert rows["population"].astype(float).sum() == 193_966
    assert rows["households"].astype(float).sum() == 87_094
    assert (rows["population"].astype(float) == 0).sum() == 372
    assert [i for i in rows["village_id"] if "-" in i] == ["352031322102-2"]


def test_stops_of_yamaguchi_keep_both_poles(real_data: Path, tmp_path: Path) -> None:
    report = import_files("bus_stops", [real_data / "yamaguchi/bus/C06041_H22_バス停の状況_OP.shp"], tmp_path)
    rows = table(tmp_path, "bus_stops.csv")
    assert (report.rows_read, report.rows_kept, len(rows), rows["stop_id"].nunique()) == (672, 672, 672, 672)
    assert rows["name"].duplicated().sum() == 32
    assert rows["operators"].iloc[0] == "近鉄バス（株）"


def test_lines_of_yamaguchi(real_data: Path, tmp_path: Path) -> None:
    report = import_files("bus_lines", [real_data / "yamaguchi/bus/C06042_H22_バス路線の状況_OP.shp"], tmp_path)
    assert (report.rows_read, report.rows_kept, report.crs) == (921, 921, "EPSG:2445")
    notice = next(n for n in report.notices if n.code == "bus_lines_counted")
    assert "921 本、延長 414 km" in notice.message
    assert report.columns["services_per_day"] == "B_HINDO"


def test_stations_of_yamaguchi(real_data: Path, tmp_path: Path) -> None:
    path = real_data / "yamaguchi/train/C06031_R03_駅の状況_OP.shp"
    report = import_files("facilities", [path], tmp_path, options=ImportOptions(category="transport"))
    assert report.rows_read == 29


def test_medical_institutions_of_wakayama(real_data: Path, tmp_path: Path) -> None:
    report = import_files("facilities", [real_data / "wakayama/P04-14_30-g_MedicalInstitution.shp"], tmp_path)
    rows = table(tmp_path, "facilities.csv")
    assert (report.rows_read, report.rows_kept) == (1743, 1743)
    assert rows["subtype"].value_counts().to_dict() == {"診療所": 1097, "歯科診療所": 560, "病院": 86}
    assert set(rows["category"]) == {"medical"}
    about, _ = read_region_file(tmp_path)
    assert about is not None
    assert [(s.name, s.year) for s in about.sources] == [("国土数値情報 医療機関（P04）", "2014")]


@pytest.mark.parametrize(
    ("name", "rows"),
    [("pop.csv", 31), ("in.csv", 39), ("out.csv", 39), ("city_hospital_p5090.csv", 30), ("tblT001100S30.txt", 2237)],
)
def test_statistics_of_wakayama(real_data: Path, name: str, rows: int) -> None:
    sheet, encoding, _ = read_sheet(real_data / "wakayama" / name)
    assert sheet is not None
    assert len(sheet.table.cells) == rows
    assert sheet.table.cells.columns.is_unique
    assert encoding == ("cp932" if name in ("pop.csv", "tblT001100S30.txt") else "UTF-8")


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("aed_location/data.xlsx", 450),
        ("community_center/data.xlsx", 52),
        ("evacuation_space/data.xlsx", 195),
        ("evacuation_space/data (1).xlsx", 193),
        ("evacuation_space/data .xlsx", 193),
        ("hospital/data.csv", 628),
        ("hospital/data.xlsx", 617),
        ("hospital/date.xlsx", 619),
        ("primary_school/data.xlsx", 53),
        ("road_station_list/data.xlsx", 3),
        ("rural_park/data.xlsx", 12),
        ("exchange_center/data.xlsx", 1),
        ("old_data/0001.csv", 4),
        ("old_data/0002.csv", 514),
    ],
)
def test_open_data_of_takamatsu(real_data: Path, tmp_path: Path, name: str, rows: int) -> None:
    options = ImportOptions(category="community")
    report = import_files("facilities", [real_data / "takamatsu" / name], tmp_path, options=options)
    assert report.rows_read == rows
    assert not {n.code for n in report.notices if n.severity == "error"}


def test_the_source_in_a_file_of_takamatsu_is_kept(real_data: Path, tmp_path: Path) -> None:
    path = real_data / "takamatsu/old_data/0010.csv"
    import_files("facilities", [path], tmp_path, options=ImportOptions(category="shopping"))
    about, _ = read_region_file(tmp_path)
    assert about is not None
    assert about.sources[0].name == "高松市"
    assert "creativecommons.org/licenses/by/3.0" in about.sources[0].licence


def test_districts_with_swapped_axes_are_turned_and_said(real_data: Path, tmp_path: Path) -> None:
    path = real_data / "messy/a27_ibaraki_school_district_axis_swapped.fgb"
    report = import_files("zone:school_districts", [path], tmp_path)
    assert (report.rows_read, report.rows_kept) == (392, 392)
    assert {"import_axes_swapped", "crs_missing"} <= codes(report)


def test_parcels_with_a_surplus_comma(real_data: Path, tmp_path: Path) -> None:
    report = import_files("zone:farmland", [real_data / "messy/fude_tsukuba_1.json"], tmp_path)
    assert report.rows_kept == 1
    assert "json_repaired" in codes(report)


@pytest.mark.parametrize(
    ("kind", "name", "rows"),
    [
        ("roads", "A37-15_PeninsulaRoad_16-17.fgb", 4070),
        ("roads", "N10-20_16-17.fgb", 601),
        ("zone:watershed", "W12-52A-2K-17.fgb", 520),
        ("sites", "shelters/evacuation_174637.json", 37),
        ("sites", "shelters/emergency_174637.json", 135),
        ("sites", "address_points.json", 95),
    ],
)
def test_layers_of_noto(real_data: Path, tmp_path: Path, kind: str, name: str, rows: int) -> None:
    assert import_files(kind, [real_data / "noto" / name], tmp_path).rows_read == rows


def test_road_collapses_of_noto(real_data: Path, tmp_path: Path) -> None:
    report = import_files("sites", [real_data / "noto/road_houkai_intersect_20240106.fgb"], tmp_path)
    assert report.rows_read == 423


def test_parcels_of_chofu(real_data: Path, tmp_path: Path) -> None:
    report = import_files("zone:farmland", [real_data / "osm/chofu.osm"], tmp_path)
    assert (report.rows_read, report.rows_kept) == (1884, 1884)


def test_villages_and_hamlets_of_andorra(real_data: Path, tmp_path: Path) -> None:
    about = 'id = "ad"\nname = "ad"\nmunicipality_code = "00000"\nbase_year = 2024\nfictional = true\n'
    (tmp_path / "region.toml").write_text(about, encoding="utf-8")
    report = import_files("villages", [real_data / "osm/andorra.osm.pbf"], tmp_path)
    message = next(n for n in report.notices if n.code == "osm_villages_counted").message
    assert "（village）32" in message
    assert "（hamlet）20" in message
