"""The designs along the curve of cost and people with an outing, each with figures by the ordinary evaluation."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.bus_design.town.patterns import Pattern, all_simple_routes, patterns
from network.bus_design.town.proof import Proof
from network.bus_design.town.search import State, TownSearch, front
from network.bus_design.town.timetable import Operated, drawn
from network.bus_design.town.town import SearchNumbers
from network.search_monitor import SearchMonitor
from network.services.bus_service import BusService
from plan.applied import apply
from plan.bus_design.blocked import why_nothing
from plan.bus_design.days import OtherDays, Together, cost_on, operated_on_all, together
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
_OTHER_ROUNDS, _OTHERS = 0.5, 8
"""Of the rounds, for each kind of days besides the usual ones; and timetables of them that are combined."""

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
class OtherDesign:
    """A design on days of another kind than the usual ones.

    Parameters
    ----------
    kind
        Which days.
    state
        What runs then; None where nothing does.
    figures
        By the ordinary evaluation of the first of these days.
    """

    kind: OtherDays
    state: State | None
    figures: DesignFigures

    @property
    def cost_yen(self) -> float:
        """Of a year."""
        return 0.0 if self.state is None else cost_on(self.kind, self.state)


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
    operated
        Of all days.
    others
        Of the kinds of days besides the usual ones.
    """

    id: str
    state: State
    scenario: Scenario
    figures: DesignFigures
    bound_persons: float
    operated: Operated
    others: tuple[OtherDesign, ...] = ()

    @property
    def cost_yen(self) -> float:
        """Of a year, all days together."""
        return self.operated.cost_yen

    @property
    def outing_share(self) -> float:
        """Of people without a car, the share with an outing, averaged over purposes and all days with a timetable."""
        days = [self.state.operated.year.days, *(len(other.kind.dates) for other in self.others)]
        shares = [self.figures.outing_share, *(other.figures.outing_share for other in self.others)]
        return sum(n * share for n, share in zip(days, shares, strict=True)) / sum(days)

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
    searched = _searched(search, request, on_rounds, len(task.other_days))
    states, spokes = searched.states, searched.spokes
    if not states:
        raise RequestError(why_nothing(task, found))
    if task.town.guaranteed:
        states = _keeping(task, search, states)
    curve, bound = _proven(
        task, search, starts, _thinned(front(states), _EVALUATED), None if request.rounds else monitor
    )
    every = all_simple_routes(len(_reachable(task))) <= numbers.candidates and np.isinf(task.town.detour_share)
    # The ordinary evaluation counts who walks to another stop or changes buses too: by it spokes may win where the search's count says no.
    usual = _by_cost([*curve, *front([s for s in spokes if s in states])])
    choices = [Together(state, (), state.operated.cost_yen, state.value) for state in usual]
    if task.other_days:
        others = [_others(task, kind, search, on_rounds) for kind in task.other_days]
        choices = _thinned(together(usual, task.other_days, others, task.town.budget_yen), _EVALUATED)
    measured = _measured(task, choices, bound)
    return Designs(task, found, measured, search.rounds, searched.ended, bool(every), tuple(states))


@dataclass(frozen=True, eq=False)
class _Searched:
    states: list[State]
    spokes: list[State]
    ended: bool


def _searched(search: TownSearch, request: BusDesignRequest, on_rounds: OnRounds | None, kinds: int) -> _Searched:
    """Search for as many rounds as are asked, or for its part of the time; the obvious systems are found whatever the time."""
    searching = SearchMonitor(_SEARCHING * request.seconds / (1 + kinds * _OTHER_ROUNDS))
    ended = False

    def ask(rounds: int, best: float) -> bool:
        nonlocal ended
        asked = bool(on_rounds and on_rounds(rounds, best))
        late = request.rounds is None and searching.over()
        ended = ended or asked or late or (request.rounds is not None and rounds >= request.rounds)
        return ended

    states = list(search.states(ask)) if search.patterns else []
    spokes = search.spokes() if states else []
    states += spokes
    if states and not ended:
        states += search.widened(states, ask)
    return _Searched(states, spokes, ended)


def _others(task: DesignTask, kind: OtherDays, usual: TownSearch, on_rounds: OnRounds | None) -> list[State]:
    """Search timetables of other days for a share of the rounds of the usual ones: so the same rounds give the same answer."""
    search = TownSearch(kind.town, usual.patterns, usual.values.starts_s.tolist(), task.year_from)
    most = math.ceil(_OTHER_ROUNDS * usual.rounds)

    def ask(rounds: int, best: float) -> bool:
        if on_rounds:
            on_rounds(usual.rounds + rounds, best)
        return rounds >= most

    states = list(search.states(ask))
    if states:
        states += search.spokes()
        if search.rounds < most:
            states += search.widened(states, ask)
    return _thinned(front(states), _OTHERS)


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


def usual_figures(task: DesignTask, evaluation: Evaluation) -> DesignFigures:
    """Measure a scenario of the task on the usual day: the one that every page counts, where the lines run on it."""
    return figures_of(evaluation, task.hub_id, task.purposes, task.date if task.dated else None)


def figures_of(
    evaluation: Evaluation, hub_id: str, purposes: Sequence[str], date: datetime.date | None = None
) -> DesignFigures:
    """Measure a scenario's outings to a hub as every page does, on the usual day where no date is given."""
    weights, groups = evaluation.weights, evaluation.groups
    answers = [outings_to(evaluation, hub_id, name, date, weekly=False) for name in purposes]
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


_Valued = TypeVar("_Valued", State, Together)


def _thinned(states: list[_Valued], most: int) -> list[_Valued]:
    """Leave out, one after the other, the state that adds least to the one before it; the ends stay."""
    kept = list(states)
    while len(kept) > most:
        gains = [kept[i].value - kept[i - 1].value for i in range(1, len(kept) - 1)]
        del kept[1 + gains.index(min(gains))]
    return kept


def _measured(task: DesignTask, choices: Sequence[Together], bound: Callable[[float], float]) -> tuple[Design, ...]:
    """Measure timetables by the ordinary evaluation, and keep those that serve more for more money."""
    found: list[Design] = []
    for choice in choices:
        design = _design(task, choice, bound(choice.usual.operated.cost_yen))
        if design is not None and (not found or design.outing_share > found[-1].outing_share):
            found.append(design)
    while len(found) > _SHOWN:
        gains = [b.outing_share - a.outing_share for a, b in pairwise(found[:-1])]
        del found[1 + gains.index(min(gains))]
    return tuple(
        replace(design, id=f"d{n}", scenario=replace(design.scenario, name=f"バスの設計 {n}"))
        for n, design in enumerate(found, start=1)
    )


def design_of(task: DesignTask, state: State, design_id: str) -> Design:
    """Measure one timetable of the usual days, without a bound but that everybody has an outing.

    Parameters
    ----------
    task
        The problem.
    state
        The timetable.
    design_id
        Of the design.
    """
    services = drawn(task.town, state.operated.services)
    scenario = scenario_of(task, services, f"バスの設計 {design_id}")
    figures = usual_figures(task, measured_scenario(task, scenario))
    return Design(design_id, state, scenario, figures, float(task.town.persons.sum()), state.operated)


def _design(task: DesignTask, choice: Together, bound_persons: float) -> Design | None:
    """Operate and measure a timetable of all days; None where all days together take too many drivers or too much money."""
    whole = choice.usual.operated
    if any(choice.others):
        whole = operated_on_all(choice, task.other_days, task.town, task.year_from)
        if not whole.allowed_by(task.town):
            return None
    scenario = scenario_of(task, drawn(task.town, whole.services), task.frame.name)
    evaluation = measured_scenario(task, scenario)
    others = tuple(
        OtherDesign(kind, state, figures_of(evaluation, task.hub_id, kind.purposes, kind.dates[0]))
        for kind, state in zip(task.other_days, choice.others, strict=True)
    )
    return Design("", choice.usual, scenario, usual_figures(task, evaluation), bound_persons, whole, others)
