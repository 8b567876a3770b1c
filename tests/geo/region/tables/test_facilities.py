"""Facilities and candidate sites: what is wrong in a row is said, what may be absent is filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.tables.facilities import no_facilities, read_facilities
from geo.region.tables.sites import no_sites, read_sites

HEADER = "facility_id,name,category,lat,lon"


def write(path: Path, *lines: str, header: str = HEADER) -> Path:
    path = path / "facilities.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return path


def test_every_column_of_the_contract_is_there(tmp_path: Path) -> None:
    facilities, notices = read_facilities(write(tmp_path, "f1,役場,government,37.3,137.1"))
    assert list(facilities.columns) == list(no_facilities().columns)
    assert facilities.loc["f1", "status"] == "open"
    assert not facilities.loc["f1", "outside"]
    assert [n.code for n in notices] == ["column_default"]


@pytest.mark.parametrize(
    ("header", "cell", "code", "kept"),
    [
        ("status", "half-open", "cell_not_choice", 1),
        ("opens", "8時", "cell_not_time", 1),
        ("days", "毎日", "cell_not_days", 1),
        ("outside", "遠い", "cell_not_choice", 1),
        ("users_per_day", "-4", "cell_negative", 1),
    ],
)
def test_a_wrong_optional_cell(tmp_path: Path, header: str, cell: str, code: str, kept: int) -> None:
    facilities, notices = read_facilities(
        write(tmp_path, f"f1,役場,government,37.3,137.1,{cell}", header=f"{HEADER},{header}")
    )
    assert len(facilities) == kept
    assert [(n.row, n.field) for n in notices if n.code == code] == [(2, header)]


def test_an_unknown_category_leaves_the_row_out(tmp_path: Path) -> None:
    facilities, notices = read_facilities(write(tmp_path, "f1,温泉,spa,37.3,137.1"))
    assert facilities.empty
    assert ("cell_not_choice", 2, "category") in {(n.code, n.row, n.field) for n in notices}


def test_a_missing_column_leaves_the_file_out(tmp_path: Path) -> None:
    facilities, notices = read_facilities(write(tmp_path, "f1,役場,37.3,137.1", header="facility_id,name,lat,lon"))
    assert facilities.empty
    assert list(facilities.columns) == list(no_facilities().columns)
    assert [(n.code, n.severity, n.field) for n in notices] == [("column_missing", "warning", "category")]


def test_an_id_that_a_village_bears_is_refused(tmp_path: Path) -> None:
    facilities, notices = read_facilities(
        write(tmp_path, "v1,役場,government,37.3,137.1"), taken={"v1": "villages.csv"}
    )
    assert facilities.empty
    assert "villages.csv" in next(n for n in notices if n.code == "id_duplicate").message


def test_sites_take_any_kind(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text(
        "site_id,name,lat,lon,kind\ns1,旧小学校,37.3,137.1,廃校\ns2,空き家,37.3,137.1,民家\n", encoding="utf-8"
    )
    sites, notices = read_sites(path)
    assert sites["kind"].tolist() == ["廃校", "民家"]
    assert list(sites.columns) == list(no_sites().columns)
    assert notices == []


def test_tables_without_rows_can_be_asked_like_full_ones() -> None:
    assert no_facilities()[no_facilities()["status"] == "open"].empty
    assert no_sites()["area_m2"].sum() == 0
