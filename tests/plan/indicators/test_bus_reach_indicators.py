"""Indicators of the ride to the nearest hub: on paper with buses, not known without."""

from __future__ import annotations

import math
from pathlib import Path

from geo.region.region import read_region
from plan.applied import apply
from plan.indicators.bus_reach_indicators import BUS_REACH_INDICATORS
from plan.reach.evaluation import Evaluation, evaluate
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import write_small_region

BY_ID = {i.id: i for i in BUS_REACH_INDICATORS}


def test_where_no_bus_runs_nothing_is_known(today: Evaluation) -> None:
    assert all(math.isinf(i.compute(today)) for i in BUS_REACH_INDICATORS)


def test_people_are_counted_by_the_minutes_of_their_ride(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    write_feed(folder / "gtfs" / "town", CLINIC_TRIPS)
    served = evaluate(apply(read_region(folder)))
    # v1 is the hub's own village (100 people, 0 minutes); v4's 30 people ride 25 minutes; the other 85 have no stop in reach.
    assert BY_ID["hub_near_bus"].compute(served) == 100
    assert BY_ID["hub_daily_bus"].compute(served) == 130
    assert BY_ID["hub_unreached_bus"].compute(served) == 85
    assert BY_ID["hub_worst_bus"].compute(served) == 25
    assert abs(BY_ID["hub_mean_bus"].compute(served) - 30 * 25 / 130) < 1e-9
