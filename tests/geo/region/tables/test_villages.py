"""Villages keep their people, to the person."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.region.tables.villages import FIVE_YEARS, read_villages
from geo.texts.lists import short_list

HEADER = "village_id,name,lat,lon,population,households"


def write(path: Path, *lines: str, header: str = HEADER) -> Path:
    path = path / "villages.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return path


def test_counts_are_whole_where_the_column_is(tmp_path: Path) -> None:
    villages, notices = read_villages(write(tmp_path, "v1,上野,37.3,137.1,12,5", "v2,下野,37.3,137.1,3.5,2"))
    assert villages is not None
    assert notices == []
    assert villages.dtypes[["population", "households"]].astype(str).tolist() == ["float64", "int64"]
    assert list(villages.index) == ["v1", "v2"]


def test_ids_are_text(tmp_path: Path) -> None:
    villages, _ = read_villages(write(tmp_path, "007,上野,37.3,137.1,12,5"))
    assert villages is not None
    assert list(villages.index) == ["007"]


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ("v2,下野,37.3,137.1,-5,2", "cell_negative", "population"),
        ("v2,下野,37.3,137.1,many,2", "cell_not_number", "population"),
        ("v2,下野,,137.1,5,2", "cell_empty", "lat"),
        ("v2,,37.3,137.1,5,2", "cell_empty", "name"),
        ("v1,下野,37.3,137.1,5,2", "id_duplicate", "village_id"),
        ("v2,下野,37.3,137.1,5", "row_ragged", None),
    ],
)
def test_a_bad_row_is_left_out_and_said(tmp_path: Path, line: str, code: str, field: str | None) -> None:
    villages, notices = read_villages(write(tmp_path, "v1,上野,37.3,137.1,12,5", line))
    assert villages is not None
    assert list(villages.index) == ["v1"]
    assert [(n.code, n.file, n.row, n.field) for n in notices] == [(code, "villages.csv", 3, field)]


@pytest.mark.parametrize("column", HEADER.split(","))
def test_a_missing_column_is_an_error(tmp_path: Path, column: str) -> None:
    header = ",".join(c for c in HEADER.split(",") if c != column)
    villages, notices = read_villages(write(tmp_path, "1,2,3,4,5", header=header))
    assert villages is None
    assert [(n.code, n.severity, n.field) for n in notices] == [("column_missing_required", "error", column)]


def test_the_municipality_is_kept_as_text(tmp_path: Path) -> None:
    row = "v1,上野,37.3,137.1,2,1,能登町\nv2,中野,37.3,137.2,2,1,"
    villages, notices = read_villages(write(tmp_path, row, header=f"{HEADER},municipality"))
    assert villages is not None
    assert villages["municipality"].fillna("").tolist() == ["能登町", ""]
    assert notices == []


def test_villages_with_nobody_are_listed_and_stay(tmp_path: Path) -> None:
    villages, notices = read_villages(write(tmp_path, "v1,上野,37.3,137.1,0,0", "v2,下野,37.3,137.1,5,2"))
    assert villages is not None
    assert len(villages) == 2
    assert [(n.code, n.severity) for n in notices] == [("villages_empty", "info")]
    assert "上野" in notices[0].message


def test_ages_that_do_not_add_up_are_said(tmp_path: Path) -> None:
    header = f"{HEADER},pop_0_14,pop_15_64,pop_65_over"
    _, notices = read_villages(write(tmp_path, "v1,上野,37.3,137.1,12,5,1,5,7", header=header))
    assert [(n.code, n.row) for n in notices] == [("ages_differ", 2)]


def test_more_households_than_people_are_said(tmp_path: Path) -> None:
    _, notices = read_villages(write(tmp_path, "v1,上野,37.3,137.1,2,5"))
    assert [n.code for n in notices] == ["households_exceed"]


def test_five_year_ages_give_the_broad_ones(tmp_path: Path) -> None:
    columns = [f"{sex}_{age}" for sex in "mf" for age in FIVE_YEARS]
    header = ",".join([HEADER, *columns])
    villages, notices = read_villages(write(tmp_path, "v1,上野,37.3,137.1,36,5," + ",".join("1" * 36), header=header))
    assert villages is not None
    assert notices == []
    broad = [villages.at["v1", column] for column in ("pop_0_14", "pop_15_64", "pop_65_over", "pop_75_over")]
    assert broad == [6, 20, 10, 6]


def test_a_long_list_names_the_first_and_counts_the_rest() -> None:
    names = [f"村{i}" for i in range(10)]
    assert short_list(names, most=2) == "村0、村1 ほか 8"
    assert short_list(names[:2]) == "村0、村1"


def test_an_unreadable_table_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "villages.csv"
    path.write_bytes(b"\0")
    villages, notices = read_villages(path)
    assert villages is None
    assert isinstance(villages, pd.DataFrame | None)
    assert [n.code for n in notices] == ["file_unreadable"]
