"""What blocks a design: wishes, vehicles, drivers, money or roads, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.bus_design.town.patterns import Pattern, fixed_runs
from network.bus_design.town.search import TownSearch
from network.bus_design.town.timetable import operated
from network.bus_design.town.town import SearchNumbers
from plan.bus_design.request import DesignTask


def why_nothing(task: DesignTask, found: Sequence[Pattern]) -> Notice:
    """Say what blocks the smallest timetable.

    Parameters
    ----------
    task
        For which nothing was found.
    found
        Candidates.
    """
    if not found:
        return notice("bus_design_nothing_near", hub=task.town.hub.name)
    if not task.town.persons.any():
        return notice("bus_design_nobody_left", hub=task.town.hub.name)
    free = replace(task.town, budget_yen=np.inf)
    starts = SearchNumbers.reference().starts_s(free)
    if blocked := why_not_fixed(task, found):
        return blocked
    first = next(TownSearch(replace(free, vehicles=1), found, starts, task.year_from).states(lambda *_: True), None)
    if first is None:
        return notice("bus_design_no_round_trip", hub=task.town.hub.name)
    return notice("bus_design_budget_too_small", least=f"{first.operated.cost_yen:,.0f}")


def why_not_fixed(task: DesignTask, found: Sequence[Pattern]) -> Notice | None:
    """Say what blocks the runs that must be run; None where nothing does.

    Parameters
    ----------
    task, found
        As in `why_nothing`.
    """
    town, runs = task.town, fixed_runs(task.town, found)
    if not runs:
        return None
    alone = operated(town, found, runs, task.year_from)
    if alone.vehicles > town.vehicles:
        return notice("bus_design_fixed_vehicles", needed=alone.vehicles, vehicles=town.vehicles)
    if alone.year.drivers > town.drivers:
        return notice("bus_design_fixed_drivers", needed=alone.year.drivers, drivers=town.drivers)
    failed = [finding.message for finding in alone.year.findings if finding.outcome == "failed"]
    failed += [told.message for told in alone.year.notices]
    if failed:
        return notice("bus_design_fixed_rules", why="、".join(failed[:2]))
    if alone.cost_yen > town.budget_yen:
        return notice("bus_design_fixed_budget", least=f"{alone.cost_yen:,.0f}")
    return None
