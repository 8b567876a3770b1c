"""Why a design is as it is: who stays without, what serving them would cost, what each run is worth, what one more vehicle gives."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from geo.texts.clock import MINUTE_S
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.bus_design.town.patterns import Pattern
from network.bus_design.town.runs import Run, RunValues
from network.bus_design.town.timetable import farthest, operated
from network.bus_design.town.town import SearchNumbers
from plan.bus_design.connections import met_by, met_told
from plan.bus_design.designs import Designs, village_names
from plan.bus_design.guarantee import Guaranteed
from plan.bus_design.measured import Design, OtherDesign
from plan.figure_texts import persons, share
from plan.future.rounding import rounded_to_tens

_PRICED = 3
"""Villages of a design for which the price of serving them is reckoned: those with most people without a car."""
_TRIED = 4
_PROVEN = 1e-6
_TENS = 10
"""People of a later year are written in tens."""


@dataclass(frozen=True)
class Unserved:
    """A village without an outing in a design.

    Parameters
    ----------
    village_id
        Which.
    persons
        Without a car, within walking reach of its stop.
    reason
        In words.
    yen_a_year
        What two more runs that give it an outing would cost, whatever vehicles and drivers that takes; None where it wasn't
        reckoned or there is no way.
    """

    village_id: str
    persons: float
    reason: Notice
    yen_a_year: float | None


def unserved(found: Designs, design: Design) -> tuple[Unserved, ...]:
    """Say of every village without an outing why that is, those with most people first."""
    task, town = found.task, found.task.town
    lacking = [k for k, v in enumerate(task.villages) if v not in set(design.figures.villages_served)]
    lacking.sort(key=lambda k: (-town.persons[k], task.villages[k]))
    covered = {k for pattern in found.patterns for k in pattern.calls}
    people_texts = _people_texts(found)
    rows, priced = [], 0
    for k in lacking:
        name, yen = town.stops[k].name, None
        if not np.isfinite(town.drive_min[0, k + 1] + town.drive_min[k + 1, 0]):
            reason = (
                notice("bus_design_village_without_bus_road", village=name)
                if task.by_car[k]
                else notice("bus_design_village_without_road", village=name)
            )
        elif k not in covered:
            reason = notice("bus_design_village_too_far", village=name)
        elif not task.near[k]:
            reason = notice("bus_design_village_off_road", village=name)
        elif town.persons[k] <= 0:
            reason = notice("bus_design_village_without_need", village=name)
        else:
            if priced < _PRICED:
                yen, priced = price_of_village(found, design, k), priced + 1
            people = people_texts[k]
            reason = (
                notice("bus_design_village_left_out", village=name, persons=people)
                if yen is None
                else notice("bus_design_village_priced", village=name, persons=people, yen=f"{yen:,.0f}")
            )
        rows.append(Unserved(task.villages[k], float(town.persons[k]), reason, yen))
    return tuple(rows)


def _people_texts(found: Designs) -> list[str]:
    """Write the people of every stop: a forecast's add up, in tens, to all of them."""
    people, year = found.task.town.persons, found.task.year
    if year is None:
        return [persons(float(value), None) for value in people]
    return list(rounded_to_tens(pd.Series(people)).values())


def price_of_village(found: Designs, design: Design, stop: int) -> float | None:
    """Reckon the cheapest two more runs of one pattern that give a stop an outing: yen a year more.

    Parameters
    ----------
    found, design
        Which design is added to.
    stop
        Position among the town's stops.
    """
    task = found.task
    only = replace(task.town, persons=np.eye(len(task.town.stops))[stop])
    starts = np.array(SearchNumbers.reference().starts_s(task.town), dtype=np.int64)
    values = RunValues(only, found.patterns, starts)
    nobody = np.zeros((len(only.visits), len(only.stops)), dtype=bool)
    calling = sorted((p.run_s, k) for k, p in enumerate(found.patterns) if stop in p.calls)[:_TRIED]
    prices = [
        price
        for _, k in calling
        for price in [_price(found, design, _best_pairs(values, k, nobody))]
        if price is not None
    ]
    return min(prices, default=None)


def _best_pairs(values: RunValues, pattern: int, nobody: np.ndarray) -> list[tuple[Run, Run]]:
    gained = values.with_two(pattern, nobody)
    best = np.argsort(-gained, axis=None, kind="stable")[: 8 * _TRIED : 8]
    pairs = zip(*np.unravel_index(best, gained.shape), strict=True)
    starts = values.starts_s
    return [((pattern, int(starts[i])), (pattern, int(starts[j]))) for i, j in pairs if gained[i, j] > 0]


def _price(found: Designs, design: Design, pairs: Sequence[tuple[Run, Run]]) -> float | None:
    costs = []
    for pair in pairs:
        runs = tuple(dict.fromkeys((*design.state.runs, *pair)))
        added = operated(found.task.town, found.patterns, runs, found.task.year_from)
        if not any(finding.outcome == "failed" for finding in added.year.findings):
            costs.append(added.cost_yen - design.state.operated.cost_yen)
    return min(costs, default=None)


def run_values(found: Designs, design: Design) -> tuple[tuple[str, int, float], ...]:
    """Return for every run the pattern's last stop, its departure, and how many people (averaged over purposes) lose their outing without it."""
    values = RunValues(found.task.town, found.patterns, np.zeros(1, dtype=np.int64))
    rows = []
    for at, (k, start_s) in enumerate(design.state.runs):
        rest = (*design.state.runs[:at], *design.state.runs[at + 1 :])
        without = values.value(values.has(rest))
        rows.append((_name(found, found.patterns[k]), start_s, design.state.value - without))
    return tuple(rows)


def _name(found: Designs, pattern: Pattern) -> str:
    return found.task.town.stops[farthest(found.task.town, pattern)].name


def explanations(found: Designs, design: Design) -> tuple[Notice, ...]:
    """Say what the next step on the curve gives, where it ends, and what nothing can exceed for the money."""
    later = found.designs[found.designs.index(design) + 1 :]
    told: list[Notice] = []
    if later:
        following = later[0]
        told.append(_next_step(design, following, found.task.year))
        more = next((d for d in later if d.operated.vehicles > design.operated.vehicles), None)
        if more is not None and more is not following:
            told.append(notice("bus_design_more_vehicles", **_difference(design, more, found.task.year)))
    elif found.stopped:
        told.append(notice("bus_design_search_stopped", rounds=found.rounds))
    else:
        town = found.task.town
        told.append(notice("bus_design_curve_ends", vehicles=town.vehicles, drivers=town.drivers))
    town = found.task.town
    if town.connections:
        values = RunValues(town, found.patterns, np.zeros(1, dtype=np.int64))
        told.append(met_told(met_by(town, values, design.state.runs), found.task.year))
    told += [other_days_told(other, found.task.year) for other in design.others]
    return (*told, bound_told(found, design))


def other_days_told(other: OtherDesign, year: int | None) -> Notice:
    """Say what runs on days of another kind, what it costs and gives.

    Parameters
    ----------
    other
        Of a design.
    year
        Whose people are counted; None for the base year.
    """
    figures: dict[str, Any] = {
        "days": other.kind.label,
        "count": len(other.kind.dates),
        "persons": persons(other.figures.population_served, year),
        "share": share(other.figures.outing_share),
    }
    if other.state is None:
        return notice("bus_design_other_days_none", **figures)
    trips = sum(len(line.trips) for line in other.state.operated.services)
    return notice("bus_design_other_days", trips=trips, yen=f"{other.cost_yen:,.0f}", **figures)


def guarantee_told(guaranteed: Guaranteed, design: Design) -> tuple[Notice, ...]:
    """Say what the guarantee costs in a design: who loses, who gains, and the least that it takes."""
    price = guaranteed.price(design)
    if price is None or guaranteed.free is None:
        return ()
    told = [notice("bus_design_guarantee_least", yen=f"{guaranteed.least_yen:,.0f}")]
    if price.against is not None:
        task = guaranteed.designs.task
        losing, gaining = (
            village_names(task, [task.villages.index(v) for v in ids if v in task.villages]) or "なし"
            for ids in (price.losing, price.gaining)
        )
        figures: dict[str, Any] = {"yen": f"{design.cost_yen:,.0f}", "losing": losing, "gaining": gaining}
        if round(price.persons_less) > 0:
            told.append(notice("bus_design_guarantee_price", persons=persons(price.persons_less, task.year), **figures))
        else:
            told.append(notice("bus_design_guarantee_free", **figures))
    return tuple(told)


def bound_told(found: Designs, design: Design) -> Notice:
    """Say how many people any timetable over the candidates can serve for a design's money, and how near the design is."""
    figures: dict[str, Any] = {
        "yen": f"{design.state.operated.cost_yen:,.0f}",
        "persons": persons(design.state.value, found.task.year),
        "step": f"{SearchNumbers.reference().step_s / MINUTE_S:g}",
    }
    candidates = f"{len(found.patterns):,}"
    if design.gap < _PROVEN:
        if found.all_routes:
            return notice("bus_design_proven_all", **figures)
        return notice("bus_design_proven", candidates=candidates, **figures)
    # Rounded up: what nothing can exceed must not be written smaller than it is.
    step = 1 if found.task.year is None else _TENS
    bound = persons(math.ceil(round(design.bound_persons / step, 6)) * step, found.task.year)
    gap = f"{design.gap:.0%}"
    if found.all_routes:
        return notice("bus_design_bound_all", bound=bound, gap=gap, **figures)
    return notice("bus_design_bound", candidates=candidates, bound=bound, gap=gap, **figures)


def _next_step(design: Design, following: Design, year: int | None) -> Notice:
    figures = _difference(design, following, year)
    if following.figures.population_served > design.figures.population_served or not following.others:
        return notice("bus_design_next_step", **figures)
    del figures["persons"]
    return notice("bus_design_next_other_days", **figures)


def _difference(one: Design, other: Design, year: int | None) -> dict[str, Any]:
    return {
        "persons": persons(other.figures.population_served - one.figures.population_served, year),
        "yen": f"{other.cost_yen - one.cost_yen:,.0f}",
        "vehicles": other.operated.vehicles,
        "id": other.scenario.name,
    }
