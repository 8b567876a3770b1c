"""Wishes as they are written on the command line."""

from __future__ import annotations

import click
import pytest

from commands.rides.bus_wishes import wishes_of
from plan.bus_design.wishes import RunWish, Wishes

NOTHING = {
    "depot_id": None, "runs": (), "runs_back": (), "detour": None, "same_minute": False, "not_on": None, "closed_as": None,
    "winter_roads": False, "school_runs": False, "days": "mon,tue,wed,thu,fri", "saturday": False, "school_holidays": (), "meets_trunk": False,
}  # fmt: skip


def test_runs_are_villages_and_a_time():
    asked = wishes_of(
        {**NOTHING, "runs": ("v003, v005@7:10",), "runs_back": ("v001@08:00",), "not_on": "track,service"}
    )
    assert asked.runs == (RunWish(("v003", "v005"), 25_800), RunWish(("v001",), 28_800, back=True))
    assert asked.not_on == ("track", "service")
    assert wishes_of(NOTHING) == Wishes()


def test_days_and_the_runs_of_school_days():
    written = {"runs_back": ("v001@08:00",), "school_runs": True, "days": "sun, tue", "saturday": True}
    asked = wishes_of({**NOTHING, **written, "school_holidays": ("7/21-8/31",), "meets_trunk": True})
    assert asked.connections
    assert asked.runs == (RunWish(("v001",), 28_800, back=True, school_days=True),)
    assert (asked.days, asked.saturday, asked.school_holidays) == (("sun", "tue"), True, ("7/21-8/31",))


@pytest.mark.parametrize("text", ["v003", "v003@7", "@07:10", "v003@7:70"])
def test_what_is_no_run_is_refused(text):
    with pytest.raises(click.UsageError, match="--run-back"):
        wishes_of({**NOTHING, "runs_back": (text,)})
