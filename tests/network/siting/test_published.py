"""Published optima are reproduced; all twenty networks and the capacitated ones are in benchmarks/siting.py."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.siting_instances import CENTRES, SAN_FRANCISCO, capacitated, optima, pmed, san_francisco
from network.siting.options import SitingOptions
from network.siting.solver import solve


@pytest.mark.parametrize("number", range(1, 6))
def test_small_networks_reach_their_published_optima(real_data, number):
    lengths, hubs = pmed(real_data, number)
    ones = pd.Series(1.0, index=lengths.index)
    found = solve(lengths, ones, hubs=hubs)
    assert (found.value, found.gap, len(found.hubs)) == (optima(real_data)[number], 0, hubs)
    found = solve(lengths, ones, hubs=hubs, objective="worst")
    assert (found.value, found.gap) == (CENTRES[number - 1], 0)


def test_the_stores_of_san_francisco(real_data):
    metres, people = san_francisco(real_data)
    assert metres.shape == (205, 16)
    for objective, right in SAN_FRANCISCO.items():
        found = solve(metres, people, hubs=None if objective == "fewest" else 4, objective=objective, within_min=5_000)
        assert found.value == pytest.approx(right, abs=0.01)
        assert found.gap == 0


@pytest.mark.parametrize("number", [1, 2])
def test_hubs_with_limited_room_reach_their_published_optima(real_data, number):
    case = capacitated(real_data, number)
    room = SitingOptions(
        capacity_persons=case.capacity, demand_persons=dict(zip(case.demand.index, case.demand, strict=True))
    )
    found = solve(case.lengths, pd.Series(1.0, index=case.lengths.index), hubs=case.hubs, options=room)
    assert (found.value, found.gap) == (case.optimum, 0)
