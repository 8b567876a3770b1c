"""Indicators of buses on the small region with stops at v1 (100 people) and v4 (30): people on paper."""

from __future__ import annotations

import pytest

from geo.region.region import read_region
from network.outings.purposes import PURPOSES
from network.population.gaps import GAP_DEFINITIONS
from plan.applied import apply
from plan.indicators.bus_indicators import BUS_INDICATORS
from plan.reach.evaluation import Evaluation, evaluate
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import write_small_region

BY_ID = {i.id: i for i in BUS_INDICATORS}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    folder = write_small_region(tmp_path_factory.mktemp("served") / "tameshi")
    write_feed(folder / "gtfs" / "town", CLINIC_TRIPS)
    return evaluate(apply(read_region(folder)))


@pytest.mark.parametrize(
    ("code", "people"),
    [("stop_near_walk", 130), ("stop_daily_walk", 130), ("stop_wide_walk", 210), ("outing_clinic", 130)],
)
def test_people_are_those_of_the_villages_near_a_stop(served: Evaluation, code: str, people: int) -> None:
    assert BY_ID[code].compute(served) == people


def test_every_purpose_and_every_definition_of_a_gap_has_its_indicator() -> None:
    assert len(BY_ID) == len(BUS_INDICATORS)
    assert {f"outing_{p}" for p in PURPOSES} <= set(BY_ID)
    assert {code for code in BY_ID if code.startswith("gap_")} == {
        f"gap_{g}_{way}" for g in GAP_DEFINITIONS for way in ("walk", "straight")
    }


def test_only_gaps_are_better_when_they_are_lower() -> None:
    lower = {i.id.split("_")[0] for i in BUS_INDICATORS if i.better == "lower"}
    assert lower == {"gap", "doctorless", "food"}
