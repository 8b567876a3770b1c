"""Arrive by and leave after, in the words of who goes: the last ride in time, the first ride home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.reach.evaluation import evaluate
from plan.villages.clock_texts import arrive_by_text, leave_after_text
from plan.villages.day import VillageDay, village_day
from tests.plan.outings.test_evaluation import TUESDAY
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import write_small_region

HOUR = 3600


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> VillageDay:
    """From v4 to the clinic: out 8:05, 9:05, 10:05 (25 minutes), home at 13:00 only."""
    folder = write_small_region(tmp_path_factory.mktemp("clock") / "tameshi")
    write_feed(folder / "gtfs" / "town", CLINIC_TRIPS)
    return village_day(evaluate(apply(read_region(folder))), "v4", "f-clinic", "clinic", TUESDAY)


def test_the_last_ride_that_is_in_time_counts(day):
    assert arrive_by_text(day, 10 * HOUR) == "10:00 までに着くには 9:05 に出ます（9:30 着）。"
    assert arrive_by_text(day, 10 * HOUR + 1800) == "10:30 までに着くには 10:05 に出ます（10:30 着）。"
    assert arrive_by_text(day, 8 * HOUR) == "8:00 までに着くバスはありません。いちばん早くて 8:30 に着きます。"


def test_the_first_ride_home_after_a_time_counts(day):
    assert leave_after_text(day, 12 * HOUR) == "12:00 に用が済むと 13:00 発、13:25 に家に着きます。"
    assert leave_after_text(day, 13 * HOUR).startswith("13:00 に用が済むと 13:00 発")
    assert leave_after_text(day, 13 * HOUR + 60) == "13:01 より後に帰るバスはありません。最後は 13:00 に出ます。"


def test_where_nothing_runs_it_is_said(day):
    silent = replace(day, out=(), home=())
    assert arrive_by_text(silent, 10 * HOUR) == "10:00 までに着くバスはありません。"
    assert leave_after_text(silent, 10 * HOUR) == "10:00 より後に帰るバスはありません。"
