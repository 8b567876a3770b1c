"""Given projections: as published, and totals that ours is brought to."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.texts.errors import RequestError
from plan.future import project
from plan.future.given import GivenProjection, given_projections, met_by, stands_in, villages_lacking
from tests.plan.future.invented_people import table, uneven


def test_projections_are_read_as_published() -> None:
    rows = [
        ("v1", 2050, "projection", "い", 4.5),
        ("v2", 2050, "projection", "い", 5.0),
        ("v1", 2040, "projection", "あ", 9.0),
    ]
    rows += [("v1", 2020, "census", "国勢調査", 12.0)]
    population = pd.DataFrame(rows, columns=["village_id", "year", "kind", "source", "total"])
    first, second = given_projections(population)
    assert (first.source, first.totals, first.villages) == ("あ", {2040: 9.0}, 1)
    assert (second.source, second.totals, second.villages) == ("い", {2050: 9.5}, 2)
    assert given_projections(None) == []


def test_totals_are_met_and_shares_stay() -> None:
    own = project(table(uneven(5, (2015, 2020), mean=20.0), "abcde"), to_year=2050)
    total = {year: float(own.in_year(year).sum()) for year in (2030, 2040, 2050)}
    found = met_by(own, {2010: 1.0, 2030: 0.9 * total[2030], 2040: 1.1 * total[2040], 2090: 5.0})
    sums = {year: float(found.in_year(year).sum()) for year in total}
    assert sums[2030] == pytest.approx(0.9 * total[2030])
    assert sums[2040] == pytest.approx(1.1 * total[2040])
    assert sums[2050] == pytest.approx(1.1 * total[2050])
    np.testing.assert_allclose(found.in_year(2020), own.in_year(2020))
    np.testing.assert_allclose(found.in_year(2025), 0.95 * own.in_year(2025))
    np.testing.assert_allclose(found.in_year(2040) / sums[2040], own.in_year(2040) / total[2040])
    assert found.notices[-1].code == "totals_met"


@pytest.mark.parametrize("totals", [{}, {2010: 5.0}, {2030: -1.0}, {2030: float("nan")}])
def test_totals_that_say_nothing_are_refused(totals: dict[int, float]) -> None:
    own = project(table(uneven(3, (2015, 2020)), "abc"), to_year=2040)
    with pytest.raises(RequestError, match="2020年より後、2040年まで"):
        met_by(own, totals)


def given(*rows: tuple[str, int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["village_id", "year", "source", "total"]).assign(kind="projection")


VILLAGES = pd.DataFrame({"population": [100.0, 40.0, 8.0]}, index=["a", "b", "c"])


def test_a_projection_of_some_villages_is_nobody_elses_total() -> None:
    villages = pd.DataFrame({"population": [100.0, 50.0, 0.0]}, index=["a", "b", "empty"])
    rows = given(("a", 2030, "町", 80.0), ("a", 2040, "町", 70.0), ("b", 2030, "町", 40.0), ("a", 2030, "県", 9.0))
    town, prefecture = (next(g for g in given_projections(rows) if g.source == name) for name in ("町", "県"))
    assert villages_lacking(town, rows, villages) == ("b",)
    assert villages_lacking(prefecture, rows, villages) == ("b",)
    assert villages_lacking(GivenProjection("ビジョン", {2040: 90.0}, 0), rows, villages) == ()
    assert villages_lacking(town, rows, villages.loc[["a"]]) == ()


def test_a_given_projection_stands_in_straight_between_its_own_years() -> None:
    rows = given(("a", 2023, "町", 94.0), ("a", 2033, "町", 54.0), ("b", 2023, "町", 40.0), ("b", 2033, "町", 20.0))
    found = stands_in(VILLAGES, pd.concat([rows, given(("a", 2030, "い", 1.0))]), 2020)
    assert found is not None
    assert (found.method, found.villages, found.years) == ("given", ("a", "b"), (2020, 2023, 2033))
    # 100 → 94 in three years, then 94 → 54 in ten: worked out by hand.
    for year, persons in {2020: [100, 40], 2022: [96, 40], 2023: [94, 40], 2028: [74, 30], 2033: [54, 20]}.items():
        np.testing.assert_allclose(found.in_year(year).sum((1, 2)), persons)
    assert found.band_of() == [(n, n) for n in (140.0, 134.0, 74.0)], "no band is known"
    assert [n.code for n in found.notices] == ["given_stands_in"]
    assert "「町」（2023、2033年）" in found.notices[0].message


def test_ages_are_taken_where_base_and_every_given_year_have_them() -> None:
    ages = {"pop_0_14": [10.0], "pop_15_64": [50.0], "pop_65_over": [40.0]}
    villages = pd.DataFrame({"population": [100.0], **ages}, index=["a"])
    rows = given(("a", 2030, "町", 80.0)).assign(pop_0_14=5.0, pop_15_64=35.0, pop_65_over=40.0)
    found = stands_in(villages, rows, 2020)
    assert found is not None
    assert found.ages == (0, 15, 65)
    np.testing.assert_allclose(found.in_year(2025)[0, 0], [7.5, 42.5, 40.0])
    later = pd.concat([rows, given(("a", 2040, "町", 60.0))])
    coarse = stands_in(villages, later, 2020)
    assert coarse is not None
    assert coarse.ages == (0,)


def test_nothing_stands_in_for_what_nobody_gives_or_beyond_it() -> None:
    assert stands_in(VILLAGES, None, 2020) is None
    assert stands_in(VILLAGES, given(("a", 2015, "町", 1.0)), 2020) is None
    with pytest.raises(RequestError, match="2020年から2030年まで"):
        stands_in(VILLAGES, given(("a", 2030, "町", 80.0)), 2020, 2035)
