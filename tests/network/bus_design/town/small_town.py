"""A town of five villages along one road, as a design problem."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from geo.region.region import read_region
from network.bus_design.town.town import SearchNumbers, Town
from plan.applied import apply
from plan.bus_design.request import BusDesignRequest, DesignTask, design_task
from plan.scenario.scenario import Plan
from tests.small_region import write_small_region

FIRST = datetime.date(2026, 4, 1)


def small_task(folder: Path, *, vehicles: int = 1, drivers: int = 1, **asked) -> DesignTask:
    """Ask for a design from the clinic of the first village."""
    region = read_region(write_small_region(folder))
    request = BusDesignRequest("f-clinic", vehicles, drivers, **asked)
    return design_task(apply(region), Plan(region.id, region.fingerprint), request)


def small_town(folder: Path, **asked) -> Town:
    """Take the problem alone."""
    return small_task(folder, **asked).town


def few_starts(step_min: int = 60) -> tuple[SearchNumbers, range]:
    """Numbers of a search that leaves every so many minutes."""
    numbers = replace(SearchNumbers.reference(), step_s=step_min * 60)
    return numbers, range(numbers.first_start_s, numbers.last_start_s + 1, numbers.step_s)
