"""Boardings, contracts and answers are read row by row; what cannot be believed is said and left out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files.periods import fiscal_year_of, month_of, period_as_written, span_of
from geo.region.region import read_region
from geo.region.tables.boardings import read_boardings
from geo.region.tables.bus_contracts import read_bus_contracts
from geo.region.tables.survey import read_survey_responses
from tests.small_region import write_small_region

VILLAGES = pd.DataFrame({"name": ["上野"]}, index=pd.Index(["v1"], name="village_id"))


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_counts_that_are_none_are_left_out_with_their_rows(tmp_path: Path) -> None:
    path = write(
        tmp_path / "boardings.csv",
        "period,route,boardings,days\n2024-04,西線,100,20\n4月,西線,5,\n2024-05,西線,多い,\n2024-06,西線,-3,\n"
        "2024-04,西線,101,\n2024/7,西線,7,毎日\nFY2023,西線,1200,\n",
    )
    frame, notices = read_boardings(path)
    assert frame is not None
    assert list(frame["period"]) == ["2024-04", "2024-07", "FY2023"]
    assert list(frame["boardings"]) == [100, 7, 1200]
    assert frame["days"].isna().tolist() == [False, True, True]
    assert list(frame["stop"]) == ["", "", ""]
    assert {(n.code, n.row) for n in notices} == {
        ("cell_not_period", 3), ("cell_not_number", 4), ("cell_negative", 5), ("boardings_twice", 6), ("cell_not_number", 7),
    }  # fmt: skip


def test_contracts_whose_span_is_none_are_left_out(tmp_path: Path) -> None:
    path = write(
        tmp_path / "bus_contracts.csv",
        "name,from,to,fee_yen,kind\nA,2024-04-01,2025-03-31,100,fixed\nB,2024-04,2025-03-31,100,fixed\n"
        "C,2025-04-01,2024-03-31,100,fixed\nD,2024/4/1,2025/3/31,200,飛行機\nA,2024-04-01,2025-03-31,300,\n",
    )
    frame, notices = read_bus_contracts(path)
    assert frame is not None
    assert list(frame["name"]) == ["A", "D"]
    assert list(frame["from"]) == ["2024-04-01"] * 2
    assert list(frame["fares_go_to"]) == ["town"] * 2
    assert {(n.code, n.row) for n in notices} == {
        ("cell_not_day", 3), ("span_backwards", 4), ("cell_not_choice", 5), ("contract_twice", 6),
    }  # fmt: skip


def test_answers_keep_to_known_villages_places_and_words(tmp_path: Path) -> None:
    path = write(
        tmp_path / "wishes.csv",
        "answer_id,village_id,purpose,destination_id,means,trips_per_week\n1,v1,clinic,f1,bus,1\n2,v9,clinic,,,\n"
        "3,,shopping,f9,rocket,200\n4,,rest,,,\n",
    )
    frame, notices = read_survey_responses(path, VILLAGES, ["f1"])
    assert frame is not None
    assert list(frame["answer_id"]) == ["1", "3"]
    assert list(frame["destination_id"]) == ["f1", ""]
    assert frame["trips_per_week"].isna().tolist() == [False, True]
    assert list(frame["weight"]) == [1, 1]
    assert {(n.code, n.row) for n in notices} == {
        ("village_unknown", 3), ("destination_unknown", 4), ("cell_not_choice", 4), ("trips_too_many", 4),
        ("cell_not_choice", 5),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "field"),
    [("boardings", "boardings"), ("bus_contracts", "bus_contracts"), ("wishes", "survey_responses")],
)
def test_a_region_opens_with_and_without_them_and_its_fingerprint_tells(tmp_path: Path, name: str, field: str) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    without = read_region(folder)
    assert getattr(without, field) is None
    write(folder / f"{name}.csv", "何か\n1\n")
    broken = read_region(folder)
    assert getattr(broken, field) is None
    assert "column_missing" in [n.code for n in broken.notices]
    assert broken.fingerprint != without.fingerprint


@given(st.dates(min_value=pd.Timestamp(1900, 1, 1).date(), max_value=pd.Timestamp(2100, 12, 31).date()))
def test_a_day_lies_in_its_month_and_its_fiscal_year(day: object) -> None:
    text = str(day)
    month = month_of(text)
    assert month is not None
    first, last = span_of(month) or (None, None)
    assert str(first) <= text <= str(last)
    begin, end = span_of(f"FY{fiscal_year_of(text)}") or (None, None)
    assert str(begin) <= text <= str(end)
    assert period_as_written(text.replace("-0", "/").replace("-", "/")) == text
