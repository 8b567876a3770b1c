"""A design as every page measures it: figures on the usual day and on days of other kinds, cost of all days together."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.bus_design.town.search import State
from network.bus_design.town.timetable import Operated, drawn
from network.services.bus_service import BusService
from plan.applied import apply
from plan.bus_design.days import OtherDays, Together, cost_on, operated_on_all
from plan.bus_design.request import DesignTask
from plan.outings.evaluation import outings_to
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import Scenario


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


def with_other_days(task: DesignTask, choice: Together, bound_persons: float) -> Design | None:
    """Operate and measure a timetable of all days; None where all days together take too many drivers or too much money.

    Parameters
    ----------
    task
        The problem.
    choice
        Timetables of the usual days and of the others.
    bound_persons
        Of the usual days, for what they cost.
    """
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
