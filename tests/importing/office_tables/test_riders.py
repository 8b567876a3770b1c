"""Boardings come in from every shape of table that towns keep, and mean the same whatever the shape."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from geo.region.region import read_region
from geo.texts.errors import RequestError
from importing import import_files
from importing.cells.amounts import amount_of
from importing.cells.written_periods import period_in
from tests.importing.office_region import REPLACE, codes, imported, message_of, write_office_region

LONG = """\
年月,路線名,乗車人数
令和5年4月,西線,"1,204"
令和5年4月,東線,98
令和5年5月,西線,1150
令和5年5月,東線,-
令和6年3月,西線,990
令和6年3月,東線,101
"""
WIDE = """\
令和５年度　コミュニティバス乗車人数,,,,
,,,,（単位：人）
路線名,４月,５月,３月,合計
西線,１２０４,1150人,990,3344
東線,98,-,101,199
合計,1302,1150,1091,3543
"""
TWO_HEADERS = """\
路線名,令和5年,,令和6年,合計
,4月,5月,3月,
西線,1204,1150,990,3344
東線,98,-,101,199
合 計,1302,1150,1091,3543
"""
ROUTES_ACROSS = """\
令和5年度,,,
月,西線,東線,計
4月,1204,98,1302
5月,1150,-,1150
3月,990,101,1091
計,3344,199,3543
"""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_office_region(tmp_path / "tameshi")


def boardings(region: Path) -> pd.DataFrame:
    frame = read_region(region).boardings
    assert frame is not None
    return frame


def counts(region: Path) -> dict[tuple[str, str], float]:
    frame = boardings(region)
    return {(p, r): b for p, r, b in zip(frame["period"], frame["route_id"], frame["boardings"], strict=True)}


EXPECTED = {
    ("2023-04", "r1"): 1204, ("2023-04", "r2"): 98, ("2023-05", "r1"): 1150, ("2023-05", "r2"): 0,
    ("2024-03", "r1"): 990, ("2024-03", "r2"): 101,
}  # fmt: skip


@pytest.mark.parametrize("text", [LONG, WIDE, TWO_HEADERS, ROUTES_ACROSS], ids=["long", "wide", "headers", "across"])
def test_every_shape_of_a_table_gives_the_same_counts(region: Path, text: str) -> None:
    report = imported("riders", text, region)
    assert counts(region) == EXPECTED
    assert report.rows_kept == 6
    assert "riders_matched" in codes(report)
    assert "「-」の欄 1 個は 0人として" in message_of(report, "riders_dashes")
    assert "時刻表の id に合わせました：路線 6 行" in message_of(report, "riders_matched")
    if "計" in text:
        assert "table_totals_left" in codes(report)
        assert "table_total_columns" in codes(report)


def test_a_workbook_whose_months_are_dates_is_read_as_months(region: Path, tmp_path: Path) -> None:
    path = tmp_path / "乗車人数.xlsx"
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy/mm"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["路線名"])
    for column, month in enumerate([(2023, 4), (2023, 5), (2024, 3)], start=1):
        sheet.write_datetime(0, column, pd.Timestamp(*month, 1).to_pydatetime())
    sheet.write_row(1, 0, ["西線", 1204, 1150, 990])
    sheet.write_row(2, 0, ["東線", 98, 0, 101])
    book.close()
    import_files("riders", [path], region)
    assert counts(region) == EXPECTED


def test_stops_of_a_route_whose_name_stands_once_keep_their_route(region: Path) -> None:
    report = imported(
        "riders",
        "令和5年度,,,\n路線名,停留所名,4月,5月\n西線,役場前,50,60\n,下野,20,30\n,小計,70,90\n東線,谷口,5,6\n",
        region,
    )
    frame = boardings(region)
    assert list(frame["route_id"]) == ["r1"] * 4 + ["r2"] * 2
    assert list(frame["stop_id"]) == ["st1", "st1", "st2", "st2", "", ""]
    assert list(frame["stop"])[-1] == "谷口"
    assert "小計" in message_of(report, "table_totals_left")
    assert "谷口" in message_of(report, "riders_stops_several")
    assert "import_cells_merged" in codes(report)


def test_trips_are_known_by_the_time_at_which_they_leave(region: Path) -> None:
    report = imported(
        "riders",
        "調査日,路線,便,乗車人数\n2023-10-17,1 西線,7:10発,9\n2023-10-17,1 西線,19時00分,4\n2023-10-17,東線,東1,3\n",
        region,
    )
    frame = boardings(region)
    assert list(frame["trip_id"]) == ["t1", "", "t3"]
    assert list(frame["period"]) == ["2023-10-17"] * 3
    assert "19時00分" in message_of(report, "riders_unmatched")


def test_people_who_alight_are_not_counted_and_both_ways_are_kept_apart(region: Path) -> None:
    text = "令和5年度 乗降調査,,,,\n停留所,4月,,5月,\n,乗車,降車,乗車,降車\n役場前,10,99,12,99\n下野,3,99,4,99\n"
    imported("riders", text, region)
    assert boardings(region)["boardings"].sum() == 29
    both = "令和5年度,,,,\n停留所,4月,,5月,\n,往路,復路,往路,復路\n役場前,10,1,12,2\n下野,3,4,4,5\n"
    imported("riders", both, region, options=REPLACE)
    frame = boardings(region)
    assert frame.groupby("direction")["boardings"].sum().to_dict() == {"往路": 29, "復路": 12}


def test_days_of_service_go_to_every_route(region: Path) -> None:
    imported("riders", "令和5年度,,\n路線名,4月,5月\n運行日数,20,21\n西線,200,210\n東線,40,42\n", region)
    frame = boardings(region)
    assert list(frame["days"]) == [20, 21, 20, 21]
    assert len(frame) == 4


def test_cells_that_are_no_counts_are_said_and_left_out(region: Path) -> None:
    report = imported("riders", "令和5年度,,,\n路線名,4月,5月,6月\n西線,欠測,X,△5\n東線,7,,8\n", region)
    assert {"cell_not_number", "import_value_suppressed", "cell_negative"} <= set(codes(report))
    assert counts(region) == {("2023-04", "r2"): 7, ("2023-06", "r2"): 8}
    places = [(n.row, n.field) for n in report.notices if n.code == "cell_negative"]
    assert places == [(3, "6月")]


def test_a_second_import_changes_what_it_brings_and_doubles_nothing(region: Path) -> None:
    imported("riders", LONG, region)
    before = (region / "boardings.csv").read_bytes()
    imported("riders", LONG, region)
    assert (region / "boardings.csv").read_bytes() == before
    report = imported("riders", LONG.replace("990", "991").replace("令和6年3月,東線,101\n", ""), region)
    assert counts(region) == {**EXPECTED, ("2024-03", "r1"): 991}
    assert "import_rows_added" in codes(report)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("路線名,4月,5月\n西線,1,2\n", "import_year_unknown"),
        ("路線名,備考\n西線,よい\n東線,よくない\n", "import_year_unknown"),
        ("令和5年度,\n路線名,備考\n西線,よい\n東線,わるい\n", "import_column_unguessed"),
        ("令和5年度,,\n路線名,4月,5月\n西線,なし,なし\n", "import_nothing_left"),
        ("", "file_empty"),
    ],
)
def test_what_cannot_be_understood_is_refused_and_nothing_is_written(region: Path, text: str, code: str) -> None:
    with pytest.raises(RequestError) as caught:
        imported("riders", text, region)
    assert code in [n.code for n in caught.value.notices]
    assert any(n.severity == "error" for n in caught.value.notices)
    assert not (region / "boardings.csv").exists()


def test_the_name_of_the_file_tells_the_year_where_the_table_does_not(region: Path) -> None:
    imported("riders", "路線名,4月,3月\n西線,1,2\n東線,3,4\n", region, name="乗車人数_R5.csv")
    assert set(boardings(region)["period"]) == {"2023-04", "2024-03"}


def test_without_a_feed_names_stay_names(tmp_path: Path) -> None:
    from tests.small_region import write_small_region

    region = write_small_region(tmp_path / "tameshi")
    report = imported("riders", LONG, region)
    frame = boardings(region)
    assert "riders_no_feeds" in codes(report)
    assert set(frame["route"]) == {"西線", "東線"}
    assert set(frame["route_id"]) == {""}


@given(st.integers(-(10**9), 10**9))
def test_numbers_come_back_however_they_are_written(number: int) -> None:
    full_width = str(abs(number)).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    sign = "△" if number < 0 else ""
    for text in (f"{number}", f"{sign}{abs(number):,}", f"{sign}{full_width}人", f"{sign}{abs(number)}円"):
        assert amount_of(text) == number


@given(st.integers(2019, 2040), st.integers(1, 12))
def test_months_of_a_fiscal_year_run_from_april_to_march(year: int, month: int) -> None:
    read = period_in(f"令和{year - 2018}年度{month}月")
    assert read == period_in(f"{month}月", year) == f"{year + (month < 4)}-{month:02d}"
