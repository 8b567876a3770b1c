"""The designs along the curve of cost and people with an outing, each with figures by the ordinary evaluation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.bus_design.town.patterns import Pattern, patterns
from network.bus_design.town.search import State, TownSearch
from network.bus_design.town.timetable import drawn
from network.bus_design.town.town import SearchNumbers
from network.search_monitor import SearchMonitor
from network.services.bus_service import BusService
from plan.applied import apply
from plan.bus_design.request import BusDesignRequest, DesignTask
from plan.outings.evaluation import outings_to
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import Scenario

_SHOWN = 8
"""Designs at most."""
_EVALUATED = 20

OnRounds = Callable[[int, float], bool | None]
"""Told rounds and persons with an outing so far; True asks to stop."""


@dataclass(frozen=True)
class DesignFigures:
    """What a scenario's services give, by the ordinary evaluation.

    Parameters
    ----------
    population_served
        Residents with an outing to the hub for at least one purpose.
    outing_share
        Of people without a car, the share with an outing, averaged over purposes.
    mean_travel_min
        Door to door one way, of the best outings of villages, by people without a car; None where nobody rides.
    villages_served
        Village ids with an outing for at least one purpose.
    """

    population_served: float
    outing_share: float
    mean_travel_min: float | None
    villages_served: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Design:
    """One design.

    Parameters
    ----------
    id
        By cost: d1, d2, ….
    state
        Of the search.
    scenario
        The frame with the design's services.
    figures
        By the ordinary evaluation.
    """

    id: str
    state: State
    scenario: Scenario
    figures: DesignFigures

    @property
    def cost_yen(self) -> float:
        """Of a year."""
        return self.state.operated.cost_yen


@dataclass(frozen=True, eq=False)
class Designs:
    """All that was found for one hub.

    Parameters
    ----------
    task
        The problem.
    patterns
        Candidates of the search.
    designs
        By cost; each dearer one serves more.
    rounds
        Done.
    stopped
        Whether time or a wish ended the search before it was through.
    """

    task: DesignTask
    patterns: tuple[Pattern, ...]
    designs: tuple[Design, ...]
    rounds: int
    stopped: bool


def designs(task: DesignTask, request: BusDesignRequest, on_rounds: OnRounds | None = None) -> Designs:
    """Search, and measure what was found.

    Parameters
    ----------
    task
        The problem.
    request
        Rounds and seconds.
    on_rounds
        Told of progress.

    Raises
    ------
    geo.texts.errors.RequestError
        When not even the smallest timetable fits vehicles, drivers and budget.
    """
    numbers = SearchNumbers.reference()
    found = tuple(patterns(task.town, numbers))
    starts = range(numbers.first_start_s, numbers.last_start_s + 1, numbers.step_s)
    search = TownSearch(task.town, found, starts, task.year_from)
    monitor = SearchMonitor(request.seconds)
    ended = False

    def ask(rounds: int, best: float) -> bool:
        nonlocal ended
        asked = bool(on_rounds and on_rounds(rounds, best))
        late = request.rounds is None and monitor.over()
        ended = ended or asked or late or (request.rounds is not None and rounds >= request.rounds)
        return ended

    states = list(search.states(ask)) if found else []
    if not states:
        raise RequestError(_why_nothing(task, found))
    measured = _measured(task, _on_the_curve(states))
    return Designs(task, found, measured, search.rounds, ended)


def figures_of(evaluation: Evaluation, hub_id: str, purposes: Sequence[str]) -> DesignFigures:
    """Measure a scenario's outings to a hub as every page does."""
    weights, groups = evaluation.weights, evaluation.groups
    answers = [outings_to(evaluation, hub_id, name, weekly=False) for name in purposes]
    any_home = np.logical_or.reduce([answer.homes for answer in answers])
    no_car = weights["no_car"].to_numpy()
    shares = [answer.people["no_car"] / no_car.sum() if no_car.sum() else 0.0 for answer in answers]
    minutes = persons = 0.0
    served: dict[str, None] = {}
    for answer in answers:
        rows = answer.villages
        served |= dict.fromkeys(map(str, rows.index[rows["has_outing"]]))
        riding = rows[rows["outings"] > 0]
        people = groups.loc[riding.index, "no_car"].to_numpy(dtype=np.float64)
        ways_s = (riding["arrive_s"] - riding["leave_s"] + riding["home_s"] - riding["depart_s"]).to_numpy() / 2
        minutes += float(people @ ways_s) / 60
        persons += float(people.sum())
    order = [str(v) for v in groups.index if str(v) in served]
    return DesignFigures(
        population_served=float(weights["population"].to_numpy()[any_home].sum()),
        outing_share=float(np.mean(shares)),
        mean_travel_min=minutes / persons if persons else None,
        villages_served=tuple(order),
    )


def scenario_of(task: DesignTask, services: Sequence[BusService], name: str) -> Scenario:
    """Put services into the frame."""
    return replace(task.frame, name=name, services=tuple(services))


def measured_scenario(task: DesignTask, scenario: Scenario) -> Evaluation:
    """Apply a scenario of the task and measure it."""
    plan = replace(task.plan, scenarios=tuple(scenario if s.id == scenario.id else s for s in task.plan.scenarios))
    return evaluate(apply(task.region, plan, scenario.id, task.year))


def _on_the_curve(states: Sequence[State]) -> list[State]:
    """Keep the states that no other beats in cost and persons, thinned out to what is worth measuring."""
    kept: list[State] = []
    for state in sorted(states, key=lambda s: (round(s.operated.cost_yen), -s.value, s.runs)):
        if not kept or state.value > kept[-1].value + 1e-9:
            kept.append(state)
    return _thinned(kept, _EVALUATED)


def _thinned(states: list[State], most: int) -> list[State]:
    """Leave out, one after the other, the state that adds least to the one before it; the ends stay."""
    kept = list(states)
    while len(kept) > most:
        gains = [kept[i].value - kept[i - 1].value for i in range(1, len(kept) - 1)]
        del kept[1 + gains.index(min(gains))]
    return kept


def _measured(task: DesignTask, states: Sequence[State]) -> tuple[Design, ...]:
    """Measure states by the ordinary evaluation, and keep those that serve more for more money."""
    found: list[Design] = []
    for state in states:
        scenario = scenario_of(task, drawn(task.town, state.operated.services), task.frame.name)
        figures = figures_of(measured_scenario(task, scenario), task.hub_id, task.purposes)
        if not found or figures.outing_share > found[-1].figures.outing_share:
            found.append(Design("", state, scenario, figures))
    while len(found) > _SHOWN:
        gains = [b.figures.outing_share - a.figures.outing_share for a, b in pairwise(found[:-1])]
        del found[1 + gains.index(min(gains))]
    return tuple(
        replace(design, id=f"d{n}", scenario=replace(design.scenario, name=f"バスの設計 {n}"))
        for n, design in enumerate(found, start=1)
    )


def _why_nothing(task: DesignTask, found: Sequence[Pattern]) -> Notice:
    """Say what blocks the smallest timetable."""
    if not found:
        return notice("bus_design_nothing_near", hub=task.town.hub.name)
    if not task.town.persons.any():
        return notice("bus_design_nobody_left", hub=task.town.hub.name)
    free = replace(task.town, budget_yen=np.inf)
    numbers = SearchNumbers.reference()
    starts = range(numbers.first_start_s, numbers.last_start_s + 1, numbers.step_s)
    first = next(TownSearch(replace(free, vehicles=1), found, starts, task.year_from).states(lambda *_: True), None)
    if first is None:
        return notice("bus_design_no_round_trip", hub=task.town.hub.name)
    return notice("bus_design_budget_too_small", least=f"{first.operated.cost_yen:,.0f}")
