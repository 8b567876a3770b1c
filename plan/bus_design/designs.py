"""The designs along the curve of cost and people with an outing, each with figures by the ordinary evaluation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.bus_design.town.patterns import Pattern, all_simple_routes, fixed_runs, patterns
from network.bus_design.town.proof import Proof
from network.bus_design.town.search import State, TownSearch, front
from network.bus_design.town.timetable import drawn, operated
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
_NAMED = 8
"""Villages named in a sentence."""
_SEARCHING = 0.7
"""Of the time; the rest is for bounds."""

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
    bound_persons
        No timetable over the candidates that costs no more serves more people, counted as the search counts them: without a car, at
        their nearest stop, without a change, averaged over purposes.
    """

    id: str
    state: State
    scenario: Scenario
    figures: DesignFigures
    bound_persons: float

    @property
    def cost_yen(self) -> float:
        """Of a year."""
        return self.state.operated.cost_yen

    @property
    def gap(self) -> float:
        """By what share of the bound the design may be short of the best."""
        return max(0.0, self.bound_persons - self.state.value) / self.bound_persons if self.bound_persons else 0.0


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
    all_routes
        Whether the candidates are all simple routes over all villages that are back within the longest run, so that the bounds hold for whatever routes.
    allowed
        All timetables that were found and are allowed, for choices nearly as good.
    """

    task: DesignTask
    patterns: tuple[Pattern, ...]
    designs: tuple[Design, ...]
    rounds: int
    stopped: bool
    all_routes: bool
    allowed: tuple[State, ...]


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
    starts = numbers.starts_s(task.town)
    search = TownSearch(task.town, found, starts, task.year_from)
    monitor = SearchMonitor(request.seconds)
    searching = SearchMonitor(_SEARCHING * request.seconds)
    ended = False

    def ask(rounds: int, best: float) -> bool:
        nonlocal ended
        asked = bool(on_rounds and on_rounds(rounds, best))
        late = request.rounds is None and searching.over()
        ended = ended or asked or late or (request.rounds is not None and rounds >= request.rounds)
        return ended

    states = list(search.states(ask)) if found else []
    spokes = search.spokes() if states else []
    if states:
        states += spokes
        if not ended:
            states += search.widened(states, ask)
    if not states:
        raise RequestError(_why_nothing(task, found))
    if task.town.guaranteed:
        states = _keeping(task, search, states)
    curve, bound = _proven(
        task, search, starts, _thinned(front(states), _EVALUATED), None if request.rounds else monitor
    )
    every = all_simple_routes(len(_reachable(task))) <= numbers.candidates and np.isinf(task.town.detour_share)
    # The ordinary evaluation counts who walks to another stop or changes buses too: by it spokes may win where the search's count says no.
    measured = _measured(task, _by_cost([*curve, *front([s for s in spokes if s in states])]), bound)
    return Designs(task, found, measured, search.rounds, ended, bool(every), tuple(states))


def _by_cost(states: Sequence[State]) -> list[State]:
    """Put states in order of cost, each once."""
    once = {state.runs: state for state in states}
    return sorted(once.values(), key=lambda state: (state.operated.cost_yen, state.runs))


def _keeping(task: DesignTask, search: TownSearch, states: Sequence[State]) -> list[State]:
    """Return the states that keep what is guaranteed.

    Raises
    ------
    geo.texts.errors.RequestError
        When none does, with the villages that lack most rarely.
    """
    kept = [state for state in states if not state.short]
    if kept:
        return kept
    nearest = min(states, key=lambda state: (state.short, -state.value, state.runs))
    has = search.values.has(nearest.runs)
    lacking = [k for k, purposes in sorted(task.town.guaranteed.items()) if has[:, k].sum() < purposes]
    town = task.town
    figures: dict[str, Any] = {"vehicles": town.vehicles, "drivers": town.drivers, "count": len(lacking)}
    names = village_names(task, lacking)
    if np.isfinite(town.budget_yen):
        raise RequestError(notice("bus_design_guarantee_over_budget", villages=names, **figures))
    raise RequestError(notice("bus_design_guarantee_impossible", villages=names, **figures))


def village_names(task: DesignTask, stops: Sequence[int]) -> str:
    """Name villages by their stops, not more than a sentence holds."""
    named = "、".join(task.town.stops[k].name for k in stops[:_NAMED])
    return named if len(stops) <= _NAMED else f"{named} ほか {len(stops) - _NAMED} 集落"


def _reachable(task: DesignTask) -> list[int]:
    drive = task.town.drive_min
    return [k for k in range(len(task.villages)) if np.isfinite(drive[0, k + 1] + drive[k + 1, 0])]


def _proven(
    task: DesignTask, search: TownSearch, starts: Sequence[int], curve: list[State], monitor: SearchMonitor | None
) -> tuple[list[State], Callable[[float], float]]:
    """Bound what any timetable gives for its money; in a small town also take up what the exact model finds better.

    Where a monitor is given, what isn't done when its time is over is left out: the bounds are wider then, never wrong.
    """
    proof = Proof(task.town, search.patterns, starts, task.year_from)
    if proof.exact:
        budgets = sorted({state.operated.cost_yen for state in curve} | {task.town.budget_yen})
        solved = {}
        for budget in reversed(budgets):
            if monitor is None or not monitor.over():
                solved[budget] = proof.solved(budget, monitor or SearchMonitor(np.inf))
        better = [state for one in solved.values() for state in [search.with_runs(one.runs)] if state is not None]
        most = float(task.town.persons.sum())

        def bound(cost_yen: float) -> float:
            return min([most, *(one.persons for budget, one in solved.items() if budget >= cost_yen)])

        return _thinned(front([*curve, *better]), _EVALUATED), bound
    costs = [state.operated.cost_yen for state in curve]
    for budget in dict.fromkeys((costs[-1], costs[len(costs) // 2], costs[len(costs) // 4])):
        if monitor is None or not monitor.over():
            proof.tighten(budget)
    return curve, proof.bound


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


def measured_scenario(task: DesignTask, scenario: Scenario, year: int | None = None) -> Evaluation:
    """Apply a scenario of the task and measure it, by the people of another year where one is given."""
    plan = replace(task.plan, scenarios=tuple(scenario if s.id == scenario.id else s for s in task.plan.scenarios))
    return evaluate(apply(task.region, plan, scenario.id, task.year if year is None else year))


def _thinned(states: list[State], most: int) -> list[State]:
    """Leave out, one after the other, the state that adds least to the one before it; the ends stay."""
    kept = list(states)
    while len(kept) > most:
        gains = [kept[i].value - kept[i - 1].value for i in range(1, len(kept) - 1)]
        del kept[1 + gains.index(min(gains))]
    return kept


def _measured(task: DesignTask, states: Sequence[State], bound: Callable[[float], float]) -> tuple[Design, ...]:
    """Measure states by the ordinary evaluation, and keep those that serve more for more money."""
    found: list[Design] = []
    for state in states:
        scenario = scenario_of(task, drawn(task.town, state.operated.services), task.frame.name)
        figures = figures_of(measured_scenario(task, scenario), task.hub_id, task.purposes)
        if not found or figures.outing_share > found[-1].figures.outing_share:
            found.append(Design("", state, scenario, figures, bound(state.operated.cost_yen)))
    while len(found) > _SHOWN:
        gains = [b.figures.outing_share - a.figures.outing_share for a, b in pairwise(found[:-1])]
        del found[1 + gains.index(min(gains))]
    return tuple(
        replace(design, id=f"d{n}", scenario=replace(design.scenario, name=f"バスの設計 {n}"))
        for n, design in enumerate(found, start=1)
    )


def _why_not_fixed(task: DesignTask, found: Sequence[Pattern]) -> Notice | None:
    """Say what blocks the runs that must be run; None where nothing does."""
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


def _why_nothing(task: DesignTask, found: Sequence[Pattern]) -> Notice:
    """Say what blocks the smallest timetable."""
    if not found:
        return notice("bus_design_nothing_near", hub=task.town.hub.name)
    if not task.town.persons.any():
        return notice("bus_design_nobody_left", hub=task.town.hub.name)
    free = replace(task.town, budget_yen=np.inf)
    starts = SearchNumbers.reference().starts_s(free)
    if blocked := _why_not_fixed(task, found):
        return blocked
    first = next(TownSearch(replace(free, vehicles=1), found, starts, task.year_from).states(lambda *_: True), None)
    if first is None:
        return notice("bus_design_no_round_trip", hub=task.town.hub.name)
    return notice("bus_design_budget_too_small", least=f"{first.operated.cost_yen:,.0f}")
