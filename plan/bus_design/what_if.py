"""What else may come: one road closed, longer stays, shorter or longer walks, other people; and whether designs still rank as they do."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely

from geo.files.crs import to_metric
from geo.reference import reference_table
from geo.reference.assumptions import known_assumptions
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.bus_design.town.town import Town
from network.population.people_groups import GROUPS
from network.roads.graph import EdgeId
from network.roads.travel_time import travel_times
from network.services.bus_service import ServiceStop
from plan.bus_design.designs import Designs
from plan.bus_design.measured import Design, measured_scenario, usual_figures
from plan.bus_design.request import DesignTask
from plan.figure_texts import persons, share
from plan.outings.evaluation import outings_to, purpose_named
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import RoadEdit

_ON_IT_M = 1.0
_SAME = 1e-9
_OLDEST = "pop_75_over"


@dataclass(frozen=True)
class RoadClosed:
    """A design with one road closed.

    Parameters
    ----------
    between
        Names of the stops between which the road is closed.
    outing_share, population_served
        Of the design then, by the ordinary evaluation: rides over the closed road don't run, and nobody drives round.
    """

    between: tuple[str, str]
    outing_share: float
    population_served: float


@dataclass(frozen=True)
class Supposed:
    """All designs under another assumption.

    Parameters
    ----------
    key
        What was changed: ``stay``, ``walk``, ``people`` or the purpose that alone counts.
    label
        In words.
    outing_shares
        By the order of the designs.
    same_order
        Whether the designs rank as they do.
    """

    key: str
    label: str
    outing_shares: tuple[float, ...]
    same_order: bool


@dataclass(frozen=True)
class WhatIf:
    """What else may come to a set of designs.

    Parameters
    ----------
    roads
        The worst closed road by the order of the designs; None where every road can be driven round.
    supposed
        The designs under other assumptions.
    """

    roads: tuple[RoadClosed | None, ...]
    supposed: tuple[Supposed, ...]


def what_if(found: Designs) -> WhatIf:
    """Measure designs with a road closed and under other assumptions."""
    return WhatIf(tuple(worst_road(found, design) for design in found.designs), supposed(found))


def worst_road(found: Designs, design: Design) -> RoadClosed | None:
    """Close a road that can't be driven round on each of the stretches with most people beyond, and return the worst; None where there is none.

    Parameters
    ----------
    found, design
        Which design.
    """
    task = found.task
    most = int(reference_table("bus_design")["town_roads_closed"].value)
    tried: list[RoadClosed] = []
    for a, b in _stretches(task.town, design):
        if len(tried) == most:
            break
        edges = _edges_between(task.town, a, b)
        if not edges or _driven_round(task.town, a, b, edges):
            continue
        closed = RoadEdit("close", edges, f"{a.name}と{b.name}のあいだの通行止め")
        scenario = replace(design.scenario, roads=(*design.scenario.roads, closed))
        figures = usual_figures(task, measured_scenario(task, scenario))
        tried.append(RoadClosed((a.name, b.name), figures.outing_share, figures.population_served))
    return min(tried, key=lambda one: one.outing_share, default=None)


def _stretches(town: Town, design: Design) -> Iterator[tuple[ServiceStop, ServiceStop]]:
    """Yield stretches from stop to stop, those first beyond which most people live, of equals the shortest."""
    beyond: dict[tuple[str, str], set[str]] = {}
    ends: dict[tuple[str, str], tuple[ServiceStop, ServiceStop]] = {}
    people = {stop.stop_id: float(n) for stop, n in zip(town.stops, town.persons, strict=True)}
    for line in design.scenario.services:
        for at, (a, b) in enumerate(itertools.pairwise(line.stops), start=1):
            key = (min(a.stop_id, b.stop_id), max(a.stop_id, b.stop_id))
            ends.setdefault(key, (a, b))
            beyond.setdefault(key, set()).update(stop.stop_id for stop in line.stops[at:])
    weight = {key: round(sum(people.get(stop, 0.0) for stop in sorted(stops)), 6) for key, stops in beyond.items()}
    minutes = {key: town.running.way(*ends[key]).minutes for key in ends}
    for key in sorted(weight, key=lambda k: (-weight[k], minutes[k], k)):
        yield ends[key]


def _edges_between(town: Town, a: ServiceStop, b: ServiceStop) -> tuple[EdgeId, ...]:
    """Return the edges, both ways, on which the middle of the way lies."""
    roads = town.running.roads
    line = town.running.way(a, b).line
    if len(line) < 2:
        return ()
    lon, lat = (np.array(values, dtype=np.float64) for values in zip(*line, strict=True))
    middle = shapely.line_interpolate_point(shapely.linestrings(to_metric(lat, lon, roads.crs)), 0.5, normalized=True)
    near_m = shapely.distance(roads.segments, middle)
    on_it = set(np.flatnonzero(near_m <= max(_ON_IT_M, float(near_m.min()))).tolist())
    return tuple(edge for edge, n in zip(roads.edge_ids, roads.edge_segment.tolist(), strict=True) if n in on_it)


def _driven_round(town: Town, a: ServiceStop, b: ServiceStop, edges: Sequence[EdgeId]) -> bool:
    """Return whether the next stop is still reached without being felt later, as interrupted timetables have it."""
    ends = pd.DataFrame([(s.lat, s.lon) for s in (a, b)], columns=["lat", "lon"])
    roads = town.running.roads
    graphs = (roads, roads.closing(edges))
    before, after = (float(travel_times(g, ends[:1], ends[1:]).minutes.to_numpy()[0, 0]) for g in graphs)
    return bool(after < before + town.assumptions["felt_change_min"])


def supposed(found: Designs) -> tuple[Supposed, ...]:
    """Measure all designs with longer stays, shorter and longer walks, the oldest instead of people without a car, and each purpose alone."""
    task, known = found.task, reference_table("bus_design")
    now = [design.figures.outing_share for design in found.designs]
    stays = [f"{purpose}_stay_min" for purpose in task.purposes if f"{purpose}_stay_min" in known_assumptions()]
    longer, less, more = (known[f"town_if_{name}"].value for name in ("stay", "walk_less", "walk_more"))
    rows = [
        ("stay", f"用事の時間が{longer:g}倍", _otherwise(found, dict.fromkeys(stays, longer))),
        ("walk", f"停留所まで歩ける距離が{less:g}倍", _otherwise(found, {"walk_to_stop_m": less})),
        ("walk", f"停留所まで歩ける距離が{more:g}倍", _otherwise(found, {"walk_to_stop_m": more})),
    ]
    measured = _otherwise(found, {})
    if all(_OLDEST in evaluation.weights for evaluation in measured):
        rows.append(("people", f"車のない人でなく{GROUPS[_OLDEST]}の人で数えると", measured))
    if len(task.purposes) > 1:
        name = {purpose: purpose_named(purpose, measured[0].effective).name for purpose in task.purposes}
        rows += [(purpose, f"用事を{name[purpose]}だけにすると", measured) for purpose in task.purposes]
    answers = []
    for key, label, evaluations in rows:
        group = _OLDEST if key == "people" else "no_car"
        purposes = (key,) if key in task.purposes else task.purposes
        shares = tuple(_share(task, evaluation, purposes, group) for evaluation in evaluations)
        answers.append(Supposed(key, label, shares, _ranks_alike(now, shares)))
    return tuple(answers)


def _otherwise(found: Designs, factors: dict[str, float]) -> tuple[Evaluation, ...]:
    """Measure every design with some assumptions so many times as large."""
    changed = {name: found.task.town.assumptions[name] * factor for name, factor in factors.items()}
    scenarios = [d.scenario for d in found.designs]
    return tuple(
        measured_scenario(found.task, replace(s, assumptions=s.assumptions.with_changes(changed))) for s in scenarios
    )


def _share(task: DesignTask, evaluation: Evaluation, purposes: Sequence[str], group: str) -> float:
    """Return the share of a group with an outing, averaged over purposes, counted where people live."""
    weights = evaluation.weights[group].fillna(0.0).to_numpy(dtype=np.float64)
    if not weights.sum():
        return 0.0
    date = task.date if task.dated else None
    answers = [outings_to(evaluation, task.hub_id, purpose, date, weekly=False) for purpose in purposes]
    shares = [weights @ answer.homes / weights.sum() for answer in answers]
    return float(np.mean(shares))


def _ranks_alike(one: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether no two designs change places."""
    pairs = itertools.combinations(zip(one, other, strict=True), 2)
    return all((a - b) * (c - d) >= -_SAME for (a, c), (b, d) in pairs)


def road_told(found: Designs, closed: RoadClosed | None) -> Notice:
    """Say what is left on a day on which the worst road is closed."""
    if closed is None:
        return notice("bus_design_road_round")
    start, end = closed.between
    left = persons(closed.population_served, found.task.year)
    return notice("bus_design_road_closed", start=start, end=end, persons=left, share=share(closed.outing_share))


def supposed_told(found: Designs, one: Supposed) -> Notice:
    """Say how the designs fare under an assumption, and which change places."""
    shares = "、".join(f"{d.id} {share(s)}" for d, s in zip(found.designs, one.outing_shares, strict=True))
    if one.same_order:
        return notice("bus_design_rank_same", supposed=one.label, shares=shares)
    return notice("bus_design_rank_changes", supposed=one.label, shares=shares)
