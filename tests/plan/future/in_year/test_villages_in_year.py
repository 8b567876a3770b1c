"""Villages in another year: columns added up by loops, shares scaled, what is not known left out."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.reference.assumptions import Assumptions
from geo.region.region import Region, read_region
from geo.region.tables.residents import people_points
from network.population.people_groups import people_without_car
from plan.future.in_year.licences import licences_in_year
from plan.future.in_year.villages_in_year import villages_in_year
from plan.future.of_region import FutureRequest, projection_of
from plan.future.projection import Projection

SANSON = Path(__file__).resolve().parents[4] / "sample_regions" / "sanson"


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region(SANSON)


@pytest.fixture(scope="module")
def projection(region: Region) -> Projection:
    return projection_of(region, FutureRequest(2070))


@pytest.fixture(scope="module")
def later(region: Region, projection: Projection) -> tuple[pd.DataFrame, Assumptions]:
    rates = licences_in_year(projection, 2045, region.assumptions)["cohort"]
    return villages_in_year(region.villages, projection, 2045, (region.assumptions, rates)).frame, rates


def test_every_column_is_the_sum_of_its_classes(
    projection: Projection, later: tuple[pd.DataFrame, Assumptions]
) -> None:
    people = projection.in_year(2045)
    bounds = {"pop_0_14": (0, 15), "pop_15_64": (15, 65), "pop_65_over": (65, 999), "pop_75_over": (75, 999)}
    for v, village in enumerate(projection.villages):
        row = later[0].loc[village]
        assert row["population"] == pytest.approx(sum(people[v, s, k] for s in range(2) for k in range(18)))
        for column, (since, below) in bounds.items():
            total = sum(people[v, s, k] for s in range(2) for k in range(18) if since <= 5 * k < below)
            assert row[column] == pytest.approx(total)
        assert row["f_75_79"] == pytest.approx(people[v, projection.sexes.index("f"), 15])
        assert row["m_85_over"] == pytest.approx(people[v, projection.sexes.index("m"), 17])


def test_a_village_s_own_share_changes_as_licences_let_expect(later: tuple[pd.DataFrame, Assumptions]) -> None:
    frame, rates = later
    first = Assumptions()
    with (SANSON / "villages.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    changed = 0
    for row in rows:
        old = float(row["pop_65_over"]) - float(row["pop_75_over"])
        before = (
            float(row["pop_15_64"]) * (1 - first["licence_rate_15_64"])
            + old * (1 - first["licence_rate_65_74"])
            + float(row["pop_75_over"]) * (1 - first["licence_rate_75_over"])
        ) / float(row["population"])
        now = frame.loc[row["village_id"]]
        after = (
            now["pop_15_64"] * (1 - rates["licence_rate_15_64"])
            + (now["pop_65_over"] - now["pop_75_over"]) * (1 - rates["licence_rate_65_74"])
            + now["pop_75_over"] * (1 - rates["licence_rate_75_over"])
        ) / now["population"]
        expected = min(1.0, float(row["no_car_share"]) * after / before)
        assert now["no_car_share"] == pytest.approx(expected, rel=1e-9)
        assert now["households"] == pytest.approx(
            float(row["households"]) * now["population"] / float(row["population"])
        )
        changed += abs(expected - float(row["no_car_share"])) > 0.005
    assert changed > 60


def test_without_own_shares_licences_are_counted(region: Region, projection: Projection) -> None:
    villages = region.villages.drop(columns="no_car_share")
    rates = licences_in_year(projection, 2045, region.assumptions)["by_age"]
    found = villages_in_year(villages, projection, 2045, (region.assumptions, rates)).frame
    assert "no_car_share" not in found
    assert people_without_car(found, rates)[0].sum() < people_without_car(villages, region.assumptions)[0].sum()


def test_where_only_totals_are_known_ages_are_left_out_and_the_share_stays(region: Region) -> None:
    assert region.population is not None
    kept = [c for c in region.population if not str(c).startswith(("m_", "f_", "pop_"))]
    totals = replace(region, population=region.population[kept])
    found = projection_of(totals, FutureRequest(2070))
    assert found.method == "totals"
    frame = villages_in_year(region.villages, found, 2040, (region.assumptions, region.assumptions)).frame
    assert [c for c in frame if str(c).startswith(("m_", "f_", "pop_"))] == []
    pd.testing.assert_series_equal(frame["no_car_share"], region.villages["no_car_share"])
    bare = region.villages.drop(columns="no_car_share")
    frame = villages_in_year(bare, found, 2040, (region.assumptions, region.assumptions)).frame
    counted = people_without_car(bare, region.assumptions)[0] / bare["population"]
    np.testing.assert_allclose(frame["no_car_share"], counted)


def test_broad_ages_alone_keep_those_that_are_projected(region: Region) -> None:
    assert region.population is not None
    kept = [c for c in region.population if not str(c).startswith(("m_", "f_"))]
    broad = replace(region, population=region.population[kept])
    found = projection_of(broad, FutureRequest(2070))
    assert found.method == "age_groups"
    frame = villages_in_year(region.villages, found, 2040, (region.assumptions, region.assumptions)).frame
    assert [c for c in frame if str(c).startswith(("m_", "f_", "pop_"))] == ["pop_0_14", "pop_15_64", "pop_65_over"]
    np.testing.assert_allclose(frame[["pop_0_14", "pop_15_64", "pop_65_over"]].sum(axis=1), frame["population"])


def test_a_village_that_is_not_projected_follows_the_others(region: Region, projection: Projection) -> None:
    gone = projection.villages[3]
    rest = [i for i, v in enumerate(projection.villages) if v != gone]
    less = replace(
        projection,
        villages=tuple(projection.villages[i] for i in rest),
        paths=projection.paths[:, rest],
        settled=projection.settled[:, rest],
    )
    rates = licences_in_year(less, 2045, region.assumptions)["cohort"]
    found = villages_in_year(region.villages, less, 2045, (region.assumptions, rates))
    assert found.not_projected == (gone,)
    pace = less.in_year(2045).sum() / less.in_year(2020).sum()
    assert found.frame.loc[gone, "population"] == pytest.approx(region.villages.loc[gone, "population"] * pace)
    old, share = (float(found.frame[column].astype(float)[gone]) for column in ("pop_65_over", "no_car_share"))
    assert np.isnan(old)
    assert 0.1 < share < 0.6


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.floats(0, 50)), min_size=1, max_size=12),
    st.lists(st.floats(0, 500), min_size=3, max_size=3),
)
def test_residents_keep_their_places_and_shares(homes: list[tuple[int, float]], persons: list[float]) -> None:
    ids = ["a", "b", "c"]
    before = pd.DataFrame({"lat": 33.0, "lon": 134.0, "population": 10.0}, index=ids)
    residents = pd.DataFrame(
        {
            "village_id": [ids[v] for v, _ in homes],
            "lat": [33.0 + i / 1000 for i in range(len(homes))],
            "lon": 134.0,
            "population": [p for _, p in homes],
        }
    )
    first, later = people_points(before, residents), people_points(before.assign(population=persons), residents)
    pd.testing.assert_frame_equal(first[["village_id", "lat", "lon"]], later[["village_id", "lat", "lon"]])
    for village, people in zip(ids, persons, strict=True):
        here = first["village_id"] == village
        np.testing.assert_allclose(
            later.loc[here, "population"], first.loc[here, "population"] * people / 10, atol=1e-9
        )
