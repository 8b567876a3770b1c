"""Journeys to one place: those of some origins, and those there alone, are those of all."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.transit.connection_scan import bus_network
from network.transit.departures import Departures
from network.transit.place_journeys import journeys_of_some, journeys_there, journeys_to, origins_at_stops
from network.transit.rider_settings import BusSettings
from network.transit.stop_access import places_bytes
from tests.network.roads.by_hand import points
from tests.network.transit.small_timetables import NODES, Small, small_roads, small_timetables

ROADS = small_roads()
PLACES = points(NODES)
HOW = BusSettings(60.0, 350.0, 2.0, 200.0)


def of_each(journeys: Departures) -> list[list[list[int]]]:
    return [journeys.times_s[a:b].tolist() for a, b in zip(journeys.starts[:-1], journeys.starts[1:], strict=True)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_timetables(), st.integers(0, 2**20))
def test_some_origins_have_the_journeys_that_they_have_among_all(small: Small, chosen: int) -> None:
    homes = PLACES.loc[small.homes]
    lat, lon = PLACES.loc[[small.place], ["lat", "lon"]].to_numpy(dtype=np.float64)[0].tolist()
    network, origins = bus_network(small.timetable, ROADS, HOW), places_bytes(homes)
    asked = np.array([bool(chosen >> i & 1) for i in range(len(homes))], dtype=bool)
    out, home, walk_min = journeys_to(network, origins, lat, lon)
    some_out, some_home, some_walk_min = journeys_of_some(network, origins, lat, lon, asked)
    for all_of, some_of in ((out, some_out), (home, some_home)):
        expected = [found if is_asked else [] for found, is_asked in zip(of_each(all_of), asked, strict=True)]
        assert of_each(some_of) == expected
    assert some_walk_min.tolist() == walk_min.tolist()
    there, on_foot_min = journeys_there(network, origins, lat, lon)
    assert of_each(there) == of_each(out)
    assert on_foot_min.tolist() == walk_min.tolist()
    at_stops = origins_at_stops(network, origins)
    assert not any(found for found, near in zip(of_each(out), at_stops, strict=True) if not near)
