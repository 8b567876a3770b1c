"""Official definitions of who is not served, at their limits."""

from __future__ import annotations

import numpy as np
import pytest

from geo.reference.assumptions import Assumptions
from network.population.gaps import GAP_DEFINITIONS, doctorless, hard_to_buy_food

USUAL = Assumptions()
NOWHERE = np.inf


@pytest.mark.parametrize(
    ("definition", "station_m", "stop_m", "gap"),
    [
        ("subsidy", NOWHERE, 1000, False),
        ("subsidy", NOWHERE, 1000.1, True),
        ("subsidy", 999, NOWHERE, False),
        ("urban", NOWHERE, 299.9, False),
        ("urban", NOWHERE, 300, True),
        ("urban", 499.9, NOWHERE, False),
        ("urban", 500, 300, True),
        ("rural", NOWHERE, 499.9, False),
        ("rural", 1000, 500, True),
        ("rural", 999, 500, False),
        ("rural", NOWHERE, NOWHERE, True),
    ],
)
def test_transit_gaps_at_their_limits(definition: str, station_m: float, stop_m: float, gap: bool) -> None:
    found = GAP_DEFINITIONS[definition].gaps(np.array([station_m]), np.array([stop_m]), USUAL)
    assert found.tolist() == [gap]


def test_a_scenario_may_set_other_distances() -> None:
    wider = Assumptions({"gap_rural_stop_m": 800})
    assert GAP_DEFINITIONS["rural"].gaps(np.array([NOWHERE]), np.array([700.0]), wider).tolist() == [False]


@pytest.mark.parametrize(
    ("persons", "round_trips", "minutes", "found"),
    [
        (49, 0, NOWHERE, False),
        (50, 0, NOWHERE, True),
        (50, 3, 20, True),
        (50, 4, 20, False),
        (50, 4, 60, False),
        (50, 4, 60.1, True),
        (50, 4, 61, True),
    ],
)
def test_places_without_a_doctor_at_the_limits(persons: float, round_trips: int, minutes: float, found: bool) -> None:
    trips, away = np.array([[round_trips]]), np.array([[minutes]])
    assert doctorless(np.array([persons]), np.array([False]), trips, away, USUAL).tolist() == [found]
    assert doctorless(np.array([persons]), np.array([True]), trips, away, USUAL).tolist() == [False]


def test_one_clinic_must_be_both_often_and_quickly_reached() -> None:
    persons, none_near = np.array([80.0]), np.array([False])
    often_but_far = doctorless(persons, none_near, np.array([[9, 3]]), np.array([[61.0, 20.0]]), USUAL)
    assert often_but_far.tolist() == [True]
    assert doctorless(persons, none_near, np.array([[9, 4]]), np.array([[61.0, 20.0]]), USUAL).tolist() == [False]
    assert doctorless(persons, none_near, np.zeros((1, 0), dtype=int), np.zeros((1, 0)), USUAL).tolist() == [True]


def test_food_is_hard_to_get_from_500_m_on() -> None:
    assert hard_to_buy_food(np.array([499.9, 500, NOWHERE]), USUAL).tolist() == [False, True, True]
