"""Tables without coordinates join the villages that are there; what one command writes the next one reads."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.region.tables.villages import FIVE_YEARS
from geo.texts.errors import RequestError
from importing import ImportOptions, ImportReport, import_files
from tests.importing.mesh_town import EAST, WEST, middle

PLACES = (
    "village_id,name,lat,lon,population,households\nv1,東,36.0,137.0,10,4\nv2,西,36.0,137.1,20,8\nv3,奥,36.1,137.1,5,\n"
)


@pytest.fixture
def region(tmp_path: Path) -> Path:
    folder = tmp_path / "r"
    folder.mkdir()
    (folder / "villages.csv").write_text(PLACES, encoding="utf-8")
    return folder


def put(folder: Path, text: str) -> ImportReport:
    path = folder.parent / "people.csv"
    path.write_text(text, encoding="utf-8")
    return import_files("villages", [path], folder)


def table(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "villages.csv", dtype=str, encoding="utf-8-sig", keep_default_na=False)


def codes(report: ImportReport) -> list[str]:
    return [n.code for n in report.notices]


def test_by_name(region: Path) -> None:
    report = put(region, "行政区名,人口,世帯数\n東区,11,5\n西集落,22,9\n奥,6,3\n")
    assert table(region)["population"].tolist() == ["11", "22", "6"]
    assert table(region)["lat"].tolist() == ["36.0", "36.0", "36.1"]
    assert (report.rows_kept, "villages_joined" in codes(report)) == (3, True)


def test_by_code_where_names_differ(region: Path) -> None:
    put(region, "地区コード,地区名,人口,世帯数\nv2,別の名前,22,9\nv1,もう一つ,11,5\n")
    assert table(region)["population"].tolist() == ["11", "22", "5"]
    assert table(region)["name"].tolist() == ["東", "西", "奥"]


def test_the_municipality_of_each_village(region: Path) -> None:
    put(region, "集落名,municipality\n東,東町\n西,西町\n")
    assert table(region)["municipality"].tolist() == ["東町", "西町", ""]
    assert table(region)["population"].tolist() == ["10", "20", "5"]


def test_households_alone(region: Path) -> None:
    put(region, "集落名,世帯数\n奥,3\n")
    assert table(region)["households"].tolist() == ["4", "8", "3"]
    assert table(region)["population"].tolist() == ["10", "20", "5"]


def test_ages_by_sex_come_in_whole(region: Path) -> None:
    ages = [
        f"{a.replace('_', '-')}歳の{s}" if "over" not in a else f"85歳以上の{s}"
        for s in ("男性", "女性")
        for a in FIVE_YEARS
    ]
    put(region, f"地域名,総人口,{','.join(ages)}\n東,36,{','.join(['1'] * 36)}\n")
    row = table(region).iloc[0]
    assert row["population"] == "36"
    assert [row[f"{s}_{a}"] for s in "mf" for a in FIVE_YEARS] == ["1"] * 36


def test_a_secret_count_leaves_what_was_there(region: Path) -> None:
    report = put(region, "集落名,人口,世帯数\n東,X,5\n西,21,9\n")
    assert table(region)["population"].tolist() == ["10", "21", "5"]
    assert "import_value_suppressed" in codes(report)


def test_unknown_rows_and_totals_are_told(region: Path) -> None:
    report = put(region, "集落名,人口,世帯数\n東,11,5\nどこか,7,3\n合計,18,8\n")
    unknown = next(n for n in report.notices if n.code == "villages_join_unknown")
    assert "1 行（7人）" in unknown.message
    assert "どこか" in unknown.message
    assert "西、奥" in next(n.message for n in report.notices if n.code == "villages_join_missing")


def test_several_dates_without_coordinates(region: Path) -> None:
    put(region, "集落名,調査年月日,人口,世帯数\n東,2024-04-01,12,5\n東,2025-04-01,11,5\n")
    assert table(region)["population"].tolist() == ["11", "20", "5"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("集落名,人口,世帯数\nどこか,1,1\n", "villages_join_nothing"),
        ("集落名,備考\n東,a\n", "villages_join_columns"),
        ("集落名,人口,世帯数\n東,1,1\n東集落,2,1\n", "villages_repeated"),
    ],
)
def test_what_fits_nothing_changes_nothing(region: Path, text: str, code: str) -> None:
    with pytest.raises(RequestError) as caught:
        put(region, text)
    assert code in {n.code for n in caught.value.notices}
    assert (region / "villages.csv").read_text(encoding="utf-8") == PLACES


def test_without_villages_coordinates_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        put(tmp_path / "new", "集落名,人口,世帯数\n東,1,1\n")
    assert {n.field for n in caught.value.notices} >= {"lat", "lon"}


def test_blank_counts_then_a_mesh(tmp_path: Path) -> None:
    (lat, lon), (east_lat, east_lon) = middle(WEST), middle(EAST)
    path = tmp_path / "v.csv"
    path.write_text(f"集落名,人口,世帯数,緯度,経度\n西,,,{lat},{lon}\n東,,,{east_lat},{east_lon}\n", encoding="utf-8")
    import_files("villages", [path], tmp_path / "r")
    cells = tmp_path / "mesh.csv"
    cells.write_text(f"KEY_CODE,人口（総数）\n{WEST},30\n{EAST},12\n", encoding="utf-8")
    report = import_files("mesh", [cells], tmp_path / "r")
    found = table(tmp_path / "r")
    assert (found["population"].tolist(), found["households"].tolist()) == (["30", "12"], ["0", "0"])
    assert "mesh_households_unknown" in codes(report)


def test_some_blank_counts_are_told_and_set_on_request(region: Path) -> None:
    (lat, lon), (east_lat, east_lon) = middle(WEST), middle(EAST)
    rows = f"v1,西,{lat},{lon},10,4\nv2,東,{east_lat},{east_lon},,\n"
    (region / "villages.csv").write_text(f"village_id,name,lat,lon,population,households\n{rows}", encoding="utf-8")
    cells = region.parent / "mesh.csv"
    cells.write_text(f"KEY_CODE,人口（総数）\n{WEST},30\n{EAST},12\n", encoding="utf-8")
    report = import_files("mesh", [cells], region)
    assert "東" in next(n.message for n in report.notices if n.code == "people_counts_blank")
    import_files("mesh", [cells], region, options=ImportOptions(set_population=True))
    assert table(region)["population"].tolist() == ["30", "12"]
