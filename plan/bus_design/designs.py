"""The designs along the curve of cost and people with an outing, each with figures by the ordinary evaluation."""

from __future__ import annotations

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
from network.bus_design.town.town import SearchNumbers
from network.search_monitor import SearchMonitor
from plan.bus_design.blocked import why_nothing
from plan.bus_design.days import OtherDays, Together, together
from plan.bus_design.measured import Design, with_other_days
from plan.bus_design.request import BusDesignRequest, DesignTask

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
    lacking = [k for k, purposes in sorted(task.town.guaranteed.items()) if has[: task.town.sure, k].sum() < purposes]
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
        design = with_other_days(task, choice, bound(choice.usual.operated.cost_yen))
        if design is not None and (not found or design.outing_share > found[-1].outing_share):
            found.append(design)
    while len(found) > _SHOWN:
        gains = [b.outing_share - a.outing_share for a, b in pairwise(found[:-1])]
        del found[1 + gains.index(min(gains))]
    return tuple(
        replace(design, id=f"d{n}", scenario=replace(design.scenario, name=f"バスの設計 {n}"))
        for n, design in enumerate(found, start=1)
    )
