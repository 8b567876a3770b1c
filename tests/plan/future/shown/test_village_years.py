"""Villages by year: change as the figures are read, no ages of few people, stages by both definitions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from plan.future.shown.village_years import (
    FEW_STAGE,
    HALF_AGED,
    aged_villages,
    households_in,
    stage_counts,
    stages,
    village_year,
    village_years,
)


def test_the_year_of_the_count_is_counted(projection):
    now = village_year(projection, 2020)
    assert [one.text for one in now.people.values()] == ["216人", "54人", "8人", "0人"]
    assert now.total == 278
    assert now.change.tolist()[:3] == [0, 0, 0]
    assert np.isnan(now.change["d"])
    assert not np.isnan(now.ageing["c"])  # counted people may be told of


def test_forecasts_change_as_their_figures_are_read(projection):
    then = village_year(projection, 2040)
    unrounded = projection.totals[2040]
    assert then.people["c"].few
    assert then.people["d"].few
    assert then.change["a"] == pytest.approx((then.people["a"].persons / 216 - 1) * 100)
    assert then.change["c"] == pytest.approx((unrounded["c"] / 8 - 1) * 100)
    assert np.isnan(then.ageing["c"])
    old = projection.in_year(2040)[0].sum(0)
    assert then.ageing["a"] == pytest.approx(old[13:].sum() / old.sum() * 100)
    assert then.total == round(unrounded.sum() / 10) * 10


def test_where_only_totals_are_known_there_is_no_ageing(only_totals):
    then = village_year(only_totals, 2040)
    assert then.ageing.isna().all()
    assert aged_villages(stage_counts(only_totals, None, 2040)) is None


def test_all_years_are_there(projection):
    assert [one.year for one in village_years(projection)] == list(projection.years)


def test_households_keep_their_size(projection):
    homes = households_in(projection, pd.Series({"a": 108.0, "b": 27.0, "c": 4.0, "d": 0.0}), 2040)
    assert homes is not None
    assert homes["a"] == pytest.approx(projection.totals[2040]["a"] / 2)
    assert households_in(projection, None, 2040) is None
    assert households_in(projection, pd.Series({"a": np.nan}), 2040) is None


def test_stages_are_told_by_both_definitions_and_not_of_few_people(projection):
    by_age, by_households = stages(projection, pd.Series({"a": 100.0, "b": 15.0, "c": 4.0, "d": 0.0}), 2050)
    assert by_age["c"] == by_age["d"] == by_households["c"] == FEW_STAGE
    ageing = village_year(projection, 2050).ageing
    assert (by_age["a"] == HALF_AGED) == (ageing["a"] >= 50)
    counted = stage_counts(projection, None, 2050)
    assert counted.by_age.total() == 4
    assert counted.by_households.total() == 0
    assert aged_villages(counted) == sum(words == HALF_AGED for words in by_age.values())
