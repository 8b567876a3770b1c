"""Two-step floating catchment against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.population.floating_catchment import two_step_floating_catchment, weighted_median

MINUTES = st.sampled_from([0.0, 12.0, 30.0, 30.1, np.inf])


@given(st.integers(1, 5), st.integers(0, 4), st.data())
def test_it_equals_two_loops_and_shares_out_what_is_reached(homes: int, services: int, data: st.DataObject) -> None:
    minutes = np.array([[data.draw(MINUTES) for _ in range(services)] for _ in range(homes)]).reshape(homes, services)
    persons = np.array([data.draw(st.integers(0, 50)) for _ in range(homes)], dtype=float)
    supply = np.array([data.draw(st.integers(1, 9)) for _ in range(services)], dtype=float)
    found = two_step_floating_catchment(minutes, persons, supply, 30)
    ratios = []
    for j in range(services):
        demand = sum(persons[i] for i in range(homes) if minutes[i, j] <= 30)
        ratios.append(supply[j] / demand if demand else 0.0)
    for i in range(homes):
        assert found[i] == pytest.approx(sum(r for j, r in enumerate(ratios) if minutes[i, j] <= 30))
    reached = sum(s for s, r in zip(supply, ratios, strict=True) if r > 0)
    assert persons @ found == pytest.approx(reached)


def test_half_of_the_people_have_no_more_than_the_median() -> None:
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 1.0])) == 2
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.array([10.0, 1.0, 1.0])) == 3
    assert weighted_median(np.array([1.0, 2.0]), np.array([0.0, 0.0])) == np.inf
    assert weighted_median(np.array([0.0, 9.0]), np.array([5.0, 5.0])) == 0
