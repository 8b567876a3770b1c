"""Given projections: as published, and totals that ours is brought to."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.texts.errors import RequestError
from plan.future import project
from plan.future.given import given_projections, met_by
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
