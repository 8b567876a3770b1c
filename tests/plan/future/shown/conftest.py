"""A small region of our own: people by sex and five-year age in two censuses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from plan.future.projection import Projection, project

AGES = tuple(range(0, 90, 5))
SIZES = {"a": 240.0, "b": 60.0, "c": 9.0, "d": 0.0}


def counts(sizes: dict[str, float] = SIZES) -> pd.DataFrame:
    """Two censuses: everybody as old as in a shrinking hamlet, a tenth fewer in the second."""
    shape = np.linspace(1.0, 3.0, len(AGES)) / np.linspace(1.0, 3.0, len(AGES)).sum()
    rows = [
        (village, year, sex, age, size * share / 2 * factor)
        for village, size in sizes.items()
        for year, factor in ((2015, 1.0), (2020, 0.9))
        for sex in "fm"
        for age, share in zip(AGES, shape, strict=True)
    ]
    return pd.DataFrame(rows, columns=["village_id", "year", "sex", "age_from", "persons"])


@pytest.fixture(scope="session")
def projection() -> Projection:
    return project(counts(), to_year=2050)


@pytest.fixture(scope="session")
def only_totals() -> Projection:
    table = pd.DataFrame(
        [(v, year, "t", 0, n) for v, n2 in SIZES.items() for year, n in ((2015, n2 * 1.2), (2020, n2))],
        columns=["village_id", "year", "sex", "age_from", "persons"],
    )
    return project(table, to_year=2050)
