"""From today's timetable change by change: what each change gives for the same money, beside the free designs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.reference import reference_table
from geo.texts.clock import MINUTE_S, clock
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.bus_design.town.patterns import Pattern, fixed_runs
from network.bus_design.town.runs import Run
from network.bus_design.town.search import TownSearch
from network.bus_design.town.timetable import line_name, operated
from network.bus_design.town.town import SearchNumbers
from plan.bus_design.designs import Designs
from plan.bus_design.measured import Design, design_of
from plan.bus_design.request import DesignTask
from plan.figure_texts import persons


@dataclass(frozen=True, eq=False)
class Changed:
    """Today's timetable with so many changes.

    Parameters
    ----------
    design
        With figures by the ordinary evaluation; its id says how many runs are changed in all: c0 is today's.
    before, after
        The runs that are given up, and those that are run instead.
    """

    design: Design
    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()


@dataclass(frozen=True, eq=False)
class LeastChange:
    """How far a few changes lead.

    Parameters
    ----------
    steps
        Today's timetable, then one change more each; empty where today's can't be run.
    notices
        What of today's couldn't be held against the designs, and why.
    """

    steps: tuple[Changed, ...]
    notices: tuple[Notice, ...]


def least_change(found: Designs, most: int) -> LeastChange:
    """Change today's timetable run by run, each time where it gives most, for no more money.

    Parameters
    ----------
    found
        Free designs, whose candidates are used.
    most
        Changes.
    """
    task = found.task
    runs, lost = todays_runs(task, found.patterns)
    longest = f"{reference_table('bus_design')['town_longest_run_min'].value:g}"
    told = [notice("bus_design_today_left_out", count=lost, minutes=longest)] if lost else []
    if not runs:
        return LeastChange((), (*told, notice("bus_design_today_none", hub=task.town.hub.name)))
    starts = SearchNumbers.reference().starts_s(task.town)
    kept = tuple(dict.fromkeys((*fixed_runs(task.town, found.patterns), *runs)))
    state = TownSearch(task.town, found.patterns, starts, task.year_from).with_runs(kept)
    if state is None:
        needed = operated(task.town, found.patterns, kept, task.year_from)
        figures: dict[str, Any] = {"vehicles": needed.vehicles, "drivers": needed.year.drivers}
        return LeastChange(
            (), (*told, notice("bus_design_today_not_allowed", yen=f"{needed.cost_yen:,.0f}", **figures))
        )
    town = replace(task.town, budget_yen=min(task.town.budget_yen, state.operated.cost_yen))
    search = TownSearch(town, found.patterns, starts, task.year_from)
    steps, changes = [Changed(design_of(task, state, "c0"))], 0
    while changes < most and (following := search.changed_once(state, most - changes)) is not None:
        before = tuple(run for run in state.runs if run not in following.runs)
        after = tuple(run for run in following.runs if run not in state.runs)
        changes += max(len(before), len(after))
        steps.append(Changed(design_of(task, following, f"c{changes}"), before, after))
        state = following
    return LeastChange(tuple(steps), tuple(told))


def todays_runs(task: DesignTask, found: Sequence[Pattern]) -> tuple[tuple[Run, ...], int]:
    """Return today's trips as runs that leave the hub and come back the same way, and how many trips have no such candidate.

    Parameters
    ----------
    task
        Whose lines run on the usual day.
    found
        Candidates.

    Notes
    -----
    A trip out and a trip back along the same stops are one run where the bus would be back about when the latter arrives; any other trip to the
    hub is a run that is back with it.
    """
    near_s = reference_table("bus_design")["town_same_run_min"].value * MINUTE_S
    spines = {pattern.calls: k for k, pattern in reversed([*enumerate(found)]) if not pattern.loop}
    runs: dict[Run, bool] = {}
    lost = 0
    for leg in sorted(task.legs, key=lambda leg: (not leg.out, leg.time_s, leg.calls)):
        k = spines.get(leg.calls)
        if k is None:
            lost += 1
            continue
        start_s = leg.time_s if leg.out else leg.time_s - found[k].run_s
        apart_s = {run: abs(start_s - run[1]) for run, waits in runs.items() if waits and run[0] == k}
        pair = min(apart_s, key=lambda run: (apart_s[run], run), default=None)
        if not leg.out and pair is not None and apart_s[pair] <= near_s:
            runs[pair] = False
        else:
            runs[k, start_s // MINUTE_S * MINUTE_S] = leg.out
    return tuple(runs), lost


def changes_told(found: Designs, changes: LeastChange) -> tuple[Notice, ...]:
    """Say what today's timetable gives, what each change gives, and what the free designs give for the same money."""
    task, steps = found.task, changes.steps
    told = list(changes.notices)
    for last, step in zip([None, *steps], steps, strict=False):
        yen = f"{step.design.cost_yen:,.0f}"
        if last is None:
            people = persons(step.design.state.value, task.year)
            told.append(notice("bus_design_today", trips=_trips(step.design), yen=yen, persons=people))
            continue
        figures: dict[str, Any] = {"id": step.design.id, "yen": yen}
        more = persons(step.design.state.value - last.design.state.value, task.year)
        before, after = ("と".join(_named(found, run) for run in runs) for runs in (step.before, step.after))
        if not before:
            told.append(notice("bus_design_change_added", after=after, persons=more, **figures))
        elif not after:
            told.append(notice("bus_design_change_left_out", before=before, **figures))
        else:
            told.append(notice("bus_design_change_moved", before=before, after=after, persons=more, **figures))
    free = [d for d in found.designs if steps and d.state.operated.cost_yen <= steps[0].design.cost_yen]
    if free:
        people = persons(free[-1].state.value, task.year)
        told.append(notice("bus_design_change_free", id=free[-1].id, yen=f"{free[-1].cost_yen:,.0f}", persons=people))
    return tuple(told)


def _trips(design: Design) -> int:
    return sum(len(line.trips) for line in design.state.operated.services)


def _named(found: Designs, run: Run) -> str:
    return f"{line_name(found.task.town, found.patterns[run[0]])} {clock(run[1])}発"
