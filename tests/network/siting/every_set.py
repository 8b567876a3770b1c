"""Siting the slow way: every set of sites, plain loops, nothing shared with the code under test."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from hypothesis import strategies as st

from network.siting.answer import Objective

SAME = 1e-6


@dataclass(frozen=True)
class Case:
    """A small question of siting: minutes by village and site, weights by year and village."""

    objective: Objective
    minutes: Mapping[str, Mapping[str, float]]
    weights: Mapping[str, Mapping[str, float]]
    hubs: int | None
    within_min: float = 20.0
    fixed: Sequence[str] = ()
    forbidden: Sequence[str] = ()
    costs: Mapping[str, float] = field(default_factory=dict)
    budget: float | None = None
    capacity: float | None = None
    groups: Sequence[tuple[Sequence[str], int]] = ()
    shared: Sequence[tuple[Sequence[str], int]] = ()
    outing: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)

    @property
    def sites(self) -> list[str]:
        return sorted(set(next(iter(self.minutes.values()))) - set(self.forbidden))

    def weight(self, village: str) -> float:
        return sum(year[village] for year in self.weights.values())


def sets_of(case: Case) -> Iterator[tuple[str, ...]]:
    """Every set that keeps the rules, smaller ones first, then by id."""
    if case.budget is None and case.objective != "fewest":
        assert case.hubs is not None
        sizes = range(case.hubs, case.hubs + 1)
    else:
        sizes = range(1, (case.hubs or len(case.sites)) + 1)
    for size in sizes:
        for hubs in combinations(case.sites, size):
            right = set(case.fixed) <= set(hubs)
            right = right and (case.budget is None or sum(case.costs[h] for h in hubs) <= case.budget + SAME)
            right = right and all(len(set(group) & set(hubs)) <= number for group, number in case.shared)
            if right and all(len(set(group) & set(hubs)) >= number for group, number in case.groups):
                yield hubs


def best_assignments(case: Case, hubs: Sequence[str]) -> Iterator[dict[str, str]]:
    """The nearest hub of every village or, with a capacity, every assignment that fits."""
    if case.capacity is None:
        way = {v: [(t[h], h) for h in hubs if math.isfinite(t[h])] for v, t in case.minutes.items()}
        for v, some in case.outing.items():
            way[v] = [(minutes, h) for minutes, h in way[v] if some[h]] or way[v]
        yield {v: min(found)[1] for v, found in way.items() if found}
        return
    villages = [v for v, t in case.minutes.items() if any(math.isfinite(t[s]) for s in case.sites)]
    for picks in product(hubs, repeat=len(villages)):
        own = dict(zip(villages, picks, strict=True))
        fits = all(
            sum(max(w[v] for w in case.weights.values()) for v in own if own[v] == h) <= case.capacity + SAME
            for h in hubs
        )
        if fits and all(math.isfinite(case.minutes[v][h]) for v, h in own.items()):
            yield own


def answer(case: Case) -> tuple[tuple[str, ...], float] | None:
    """The best set and its value; None when there is none."""
    reachable = {v for v, t in case.minutes.items() if any(math.isfinite(t[s]) for s in case.sites)}
    measured = []
    for hubs in sets_of(case):
        for own in best_assignments(case, hubs):
            lost = sum(case.weight(v) for v in reachable - set(own))
            measured.append((lost, hubs, own))
    if not measured:
        return None
    if case.objective in ("total_time", "worst", "least_regret"):
        fewest_lost = min(lost for lost, _, _ in measured)
        measured = [m for m in measured if m[0] <= fewest_lost + SAME]
    totals = [
        {y: sum(w[v] * case.minutes[v][h] for v, h in own.items()) for y, w in case.weights.items()}
        for _, _, own in measured
    ]
    least = {y: min(t[y] for t in totals) for y in case.weights}
    figures = [
        (_loss(case, hubs, own, total, least), hubs) for (_, hubs, own), total in zip(measured, totals, strict=True)
    ]
    best = min(loss for loss, _ in figures)
    if math.isinf(best):
        return None
    hubs = min((h for loss, h in figures if loss <= best + SAME), key=lambda h: (len(h), h))
    return hubs, -best if case.objective in ("coverage", "outings") else best


def _loss(
    case: Case,
    hubs: tuple[str, ...],
    own: Mapping[str, str],
    total: Mapping[str, float],
    least: Mapping[str, float],
) -> float:
    way = {v: case.minutes[v][h] for v, h in own.items()}
    people = {v for v in case.minutes if case.weight(v) > 0}
    match case.objective:
        case "total_time":
            return sum(total.values())
        case "coverage":
            return -sum(case.weight(v) for v in way if way[v] <= case.within_min)
        case "outings":
            return -sum(case.weight(v) for v in own if case.outing[v][own[v]])
        case "worst":
            return max((way[v] for v in way if v in people), default=0.0)
        case "fewest":
            good = all(v in way and way[v] <= case.within_min for v in people)
            return float(len(hubs)) if good else math.inf
        case _:
            return max(total[y] - least[y] for y in total)


TIMES = st.one_of(st.integers(0, 40).map(float), st.integers(0, 400).map(lambda tenths: tenths / 10), st.just(math.inf))


@st.composite
def cases(
    draw: st.DrawFn,
    objective: Objective,
    *,
    capacity: bool = False,
    sites: tuple[int, int] = (2, 6),
    most_hubs: int = 12,
) -> Case:
    """Draw a question, with any of the conditions; everyone is somewhere, ways may be missing."""
    ids = [f"s{i:02}" for i in range(draw(st.integers(*sites)))]
    return draw(_on_sites(objective, ids, capacity=capacity, most_hubs=most_hubs))


@st.composite
def _on_sites(draw: st.DrawFn, objective: Objective, sites: list[str], *, capacity: bool, most_hubs: int) -> Case:
    villages = [f"v{i}" for i in range(draw(st.integers(1, 4 if capacity else 6)))]
    years = ["2020", "2035", "2050"][: draw(st.integers(1, 3))] if objective == "least_regret" else [""]
    minutes = {v: {s: draw(TIMES) for s in sites} for v in villages}
    weights = {y: {v: float(draw(st.integers(0, 9))) for v in villages} for y in years}
    forbidden = draw(st.lists(st.sampled_from(sites), max_size=1)) if len(sites) > 2 else []
    allowed = sorted(set(sites) - set(forbidden))
    fixed = draw(st.lists(st.sampled_from(allowed), max_size=1))
    costs = {s: float(draw(st.integers(1, 9))) for s in sites}
    budget = draw(st.one_of(st.none(), st.integers(3, 25).map(float)))
    number = draw(st.integers(1, min(most_hubs, len(allowed))))
    group = draw(st.lists(st.sampled_from(allowed), min_size=1, max_size=3, unique=True))
    groups = [(group, 1)] if draw(st.booleans()) else []
    return Case(
        objective=objective,
        minutes=minutes,
        weights=weights,
        hubs=number,
        within_min=float(draw(st.integers(5, 35))),
        fixed=fixed,
        forbidden=forbidden,
        costs=costs,
        budget=budget,
        capacity=float(draw(st.integers(3, 25))) if capacity else None,
        groups=groups,
        shared=[(draw(st.lists(st.sampled_from(allowed), max_size=3, unique=True)), 1)] if draw(st.booleans()) else [],
        outing={v: {s: draw(st.booleans()) for s in sites} for v in villages} if objective == "outings" else {},
    )
