"""Regret where a year has people in single villages only, and ways are missing: worked out on paper."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from network.siting import choose_method as search
from network.siting.exact.regret import Years
from network.siting.solver import solve

NO_WAY = np.inf


def test_a_mix_without_people_in_a_village_makes_no_way_of_none():
    minutes = np.array([[2.0, NO_WAY], [NO_WAY, 3.0]])
    years = Years(minutes, np.array([[10.0, 0.0], [0.0, 5.0]]), np.zeros(2))
    assert years.mixed(np.array([1.0, 0.0])).tolist() == [[20.0, NO_WAY], [NO_WAY, 0.0]]
    assert years.mixed(np.array([0.5, 0.5])).tolist() == [[10.0, NO_WAY], [NO_WAY, 7.5]]


def test_the_villages_without_people_in_a_year_are_still_served(monkeypatch):
    """Only a and c reach all: a regrets one person-minute in 2020, c one in 2050."""
    monkeypatch.setattr(search, "few_sets", lambda problem: False)
    minutes = pd.DataFrame(
        [
            [1, NO_WAY, 0, NO_WAY, 0, NO_WAY, NO_WAY],
            [0, 0, 1, NO_WAY, NO_WAY, NO_WAY, NO_WAY],
            [0, 0, 0, NO_WAY, NO_WAY, 0, 0],
            [0, NO_WAY, 0, 0, NO_WAY, 0, 0],
        ],
        index=list("uvwx"),
        columns=list("abcdefg"),
        dtype=float,
    )
    weights = pd.DataFrame(
        {"2020": [1.0, 0, 0, 0], "2035": [0.0, 0, 0, 1], "2050": [0.0, 1, 0, 0]}, index=minutes.index
    )
    found = solve(minutes, weights, hubs=1, objective="least_regret")
    assert found.hubs in (("a",), ("c",))
    assert found.value == pytest.approx(1.0)
    assert found.gap == 0
