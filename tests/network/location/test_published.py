"""Published optima are reproduced; all twenty networks and the capacitated ones are in benchmarks/siting.py."""

from __future__ import annotations

import pandas as pd
import pytest

from network.siting import solve
from tests.network.location.benchmarks_on_disk import optima, pmed, san_francisco

CENTRES = {1: 127, 2: 98, 3: 93, 4: 74, 5: 48}


@pytest.mark.parametrize("number", CENTRES)
def test_small_networks_reach_their_published_optima(real_data, number):
    lengths, hubs = pmed(real_data, number)
    ones = pd.Series(1.0, index=lengths.index)
    found = solve(lengths, ones, hubs=hubs)
    assert (found.value, found.gap, len(found.hubs)) == (optima(real_data)[number], 0, hubs)
    found = solve(lengths, ones, hubs=hubs, objective="worst")
    assert (found.value, found.gap) == (CENTRES[number], 0)


def test_the_stores_of_san_francisco(real_data):
    metres, people = san_francisco(real_data)
    assert metres.shape == (205, 16)
    assert solve(metres, people, objective="fewest", within_min=5_000).value == 8
    assert solve(metres, people, hubs=4, objective="coverage", within_min=5_000).value == 875_247
    assert solve(metres, people, hubs=4).value == pytest.approx(2_848_268_129.71, abs=0.01)
    assert solve(metres, people, hubs=4, objective="worst").value == pytest.approx(7_403.06, abs=0.01)
