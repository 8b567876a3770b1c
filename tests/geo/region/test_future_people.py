"""People of another year: projections first, then censuses, then the straight line, worked out on paper."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.region.future_people import line_at, people_in_year
from geo.texts.errors import RequestError

VILLAGES = pd.DataFrame(
    {"population": [80, 40, 10, 7], "pop_65_over": [30.0, 20.0, 5.0, 7.0]}, index=["v1", "v2", "v3", "v4"]
)


def known() -> pd.DataFrame:
    rows = [
        ("v1", 2010, "census", "国勢調査", 100.0, 20.0),
        ("v1", 2040, "projection", "国立研究所", 33.0, 15.0),
        ("v1", 2040, "projection", "町の推計", 44.0, 16.0),
        ("v2", 2000, "census", "国勢調査", 100.0, np.nan),
        ("v2", 2010, "census", "国勢調査", 70.0, np.nan),
        ("v3", 2010, "census", "国勢調査", 30.0, 5.0),
    ]
    return pd.DataFrame(rows, columns=["village_id", "year", "kind", "source", "total", "pop_65_over"])


def test_projection_then_line_never_below_nobody_else_the_number_of_today():
    found, notices = people_in_year(VILLAGES, known(), 2020, 2040)
    # v2 loses 30 in ten years: 100, 70, 40, so -20 would be left; v3 loses 20: -30.
    assert found.to_dict() == {"v1": 33, "v2": 0, "v3": 0, "v4": 7}
    assert "将来推計 1 集落" in notices[0].message
    assert "（試算）2 集落" in notices[0].message
    assert "今の人数のまま 1 集落" in notices[0].message


def test_a_census_of_the_year_itself_counts_and_the_base_year_is_today():
    assert people_in_year(VILLAGES, known(), 2020, 2010)[0].to_dict() == {"v1": 100, "v2": 70, "v3": 30, "v4": 7}
    found, notices = people_in_year(VILLAGES, known(), 2020, 2020)
    assert found.to_dict() == VILLAGES["population"].to_dict()
    assert notices == []


def test_ages_follow_their_own_line_and_unknown_ages_stay():
    found, _ = people_in_year(VILLAGES, known(), 2020, 2025, "pop_65_over")
    assert found.to_dict() == {"v1": 35, "v2": 20, "v3": 5, "v4": 7}


def test_without_other_years_everybody_keeps_the_number_and_it_is_said():
    found, notices = people_in_year(VILLAGES, None, 2020, 2050)
    assert found.to_dict() == VILLAGES["population"].to_dict()
    assert "今の人数のまま 4 集落" in notices[0].message


def test_a_group_that_nobody_counted_is_refused_with_what_there_is():
    with pytest.raises(RequestError, match="population、pop_65_over"):
        people_in_year(VILLAGES, None, 2020, 2050, "pop_75_over")


@given(
    st.lists(st.tuples(st.integers(1950, 2020), st.integers(0, 900)), min_size=2, max_size=6, unique_by=lambda p: p[0])
)
def test_the_line_is_that_of_least_squares(points):
    years, counts = (np.array(column, dtype=float) for column in zip(*points, strict=True))
    slope, start = np.polyfit(years - 1950, counts, 1)
    assert line_at(years, counts, 2050.0) == pytest.approx(max(0.0, start + slope * 100), abs=1e-6)
