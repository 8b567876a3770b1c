"""Days in documents: the eras change on their days, and words that are no day stay as they are."""

from __future__ import annotations

import datetime

import pytest

from plan.documents.dates import day_text, era_year, fiscal_year_of, written_day


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (2018, "2018年（平成30年）"),
        (1989, "1989年（平成元年）"),
        (1988, "1988年（昭和63年）"),
        (2026, "2026年（令和8年）"),
    ],
)
def test_years_have_their_era(year: int, written: str) -> None:
    assert era_year(year) == written


def test_words_that_are_no_day_stay() -> None:
    assert written_day(" 2027-4-1 ") == "2027年（令和9年）4月1日"
    assert written_day("令和9年の春") == "令和9年の春"
    assert written_day("2027/04/01") == "2027/04/01"


def test_the_fiscal_year_begins_in_april() -> None:
    assert [fiscal_year_of(datetime.date(2027, month, 1)) for month in (3, 4)] == [2026, 2027]
    assert day_text(datetime.date(2027, 3, 31)) == "2027年（令和9年）3月31日"
