"""Designs of bus systems against the obvious: today's lines, a spoke to each valley, a tour over all villages, an example plan.

python benchmarks/route_design_town.py --quick --json     sanson and two generated towns, a short search each
python benchmarks/route_design_town.py                    sanson and ten generated towns
--vehicles N, --seconds S

All with the same vehicles, drivers, contract by the hour, layovers and drivers' rules; outings by the ordinary evaluation.
A rival that takes more vehicles or drivers, or breaks a rule, is marked so and compared all the same.
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np

from benchmarks.made_regions import Size, write_region
from geo.region.region import Region, read_region
from geo.texts.errors import KyotenError
from network.bus_design.town.patterns import Pattern, patterns, timed_pattern
from network.bus_design.town.spokes import spoke_systems
from network.bus_design.town.timetable import CONTRACT, drawn, operated
from network.bus_design.town.town import SearchNumbers
from network.operations.cost import yearly_cost
from network.operations.schedule import grouped
from network.operations.service_year import service_year
from network.services.bus_service import BusService
from network.services.service_terms import CostTerms
from plan.applied import apply
from plan.bus_design.designs import Design, designs, figures_of, measured_scenario, scenario_of
from plan.bus_design.request import BusDesignRequest, DesignTask, design_task
from plan.file.plan_file import read_plan
from plan.scenario.scenario import Plan
from plan.services.route_copies import copy_route
from plan.timetables.region_timetable import region_feeds

SEEDS = (2301, 2302, 2303, 2304, 2305, 2306, 2307, 2308, 2309, 2310)
"""Of the generated towns; fixed before the first run."""
SIZE = Size(villages=25, segments=1_500)
QUICK_TOWNS, QUICK_S, LONG_S = 2, 12.0, 60.0


@dataclass(frozen=True)
class Rival:
    """A system that is compared."""

    name: str
    cost_yen: float
    outing_share: float
    allowed: bool


def main(arguments: list[str] | None = None) -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description="バスの設計を、今の路線や分かりやすい引き方と比べます。")
    parser.add_argument("--quick", action="store_true", help="見本の町と、二つの作った町だけを、短く")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    parser.add_argument("--vehicles", type=int, default=2, help="車両と運転者の数")
    parser.add_argument("--seconds", type=float, help="一つの町を探す秒数")
    options = parser.parse_args(arguments)
    seconds = options.seconds or (QUICK_S if options.quick else LONG_S)
    start, rows = time.process_time(), []
    for name, region, hub in _towns(QUICK_TOWNS if options.quick else len(SEEDS)):
        rows += _compared(name, region, hub, options.vehicles, seconds)
        if not options.json:
            print("\n".join(_as_text(row) for row in rows if row["town"] == name), flush=True)
    if options.json:
        print(json.dumps({"rows": rows, "processor_s": time.process_time() - start}, ensure_ascii=False))
    return 0


def _towns(generated: int) -> Iterator[tuple[str, Region, str]]:
    yield "sanson", read_region(ROOT / "sample_regions" / "sanson"), "f001"
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS[:generated]):
            path = Path(folder) / f"r{seed}"
            write_region(path, number, SIZE, seed=seed)
            yield f"generated {seed}", read_region(path), "f0"


def _compared(town: str, region: Region, hub: str, vehicles: int, seconds: float) -> list[dict[str, Any]]:
    request = BusDesignRequest(hub, vehicles, vehicles, seconds=seconds)
    plan = Plan(region.id, region.fingerprint)
    task = design_task(apply(region), plan, request)
    found = designs(task, request)
    rivals = [*_today(task), *_spokes(task), *_tour(task), *_example(region, task)]
    return [_row(town, rival, found.designs) for rival in rivals]


def _row(town: str, rival: Rival, ours: Sequence[Design]) -> dict[str, Any]:
    within = [d for d in ours if d.cost_yen <= rival.cost_yen]
    as_good = [d for d in ours if d.figures.outing_share >= rival.outing_share]
    return {
        "town": town,
        "rival": rival.name,
        "rival_cost_yen": rival.cost_yen,
        "rival_outing_share": rival.outing_share,
        "rival_within_rules": rival.allowed,
        "our_share_at_its_cost": max((d.figures.outing_share for d in within), default=None),
        "our_cost_at_its_share": min((d.cost_yen for d in as_good), default=None),
    }


def _as_text(row: dict[str, Any]) -> str:
    share, cost = row["our_share_at_its_cost"], row["our_cost_at_its_share"]
    return (
        f"{row['town']:<15} {row['rival']:<28} {row['rival_cost_yen'] / 1e6:6.2f} M yen {row['rival_outing_share']:6.1%}"
        f"{'' if row['rival_within_rules'] else ' (breaks a rule)'}: ours at its cost {'none' if share is None else f'{share:.1%}'},"
        f" at its share {'none' if cost is None else f'{cost / 1e6:.2f} M yen'}"
    )


def _measured(name: str, task: DesignTask, services: Sequence[BusService]) -> Rival:
    """Reckon and measure services as designs are, all under one contract by the hour."""
    terms = CostTerms("vehicle_hour", contract=CONTRACT)
    ours = tuple(replace(s, vehicle=task.town.vehicle, cost=terms, depot=None, other_runs=()) for s in services)
    [shared] = grouped(ours)
    year = service_year(shared, task.town.running, task.year_from, task.town.assumptions)
    cost = yearly_cost(year.volume, terms, vehicle_class=shared.vehicle_class, assumptions=task.town.assumptions)
    figures = figures_of(measured_scenario(task, scenario_of(task, ours, name)), task.hub_id, task.purposes)
    failed = any(f.outcome == "failed" for f in year.findings) or year.drivers > task.town.drivers
    within = not failed and year.volume.vehicles <= task.town.vehicles
    return Rival(name, cost.yen, figures.outing_share, within)


def _today(task: DesignTask) -> list[Rival]:
    """(a) Today's local lines, which the designs replace."""
    services = _todays_services(task)
    return [_measured("today's lines", task, services)] if services else []


def _todays_services(task: DesignTask) -> list[BusService]:
    plan, feeds = task.plan, region_feeds(task.region.as_read)
    for route in task.frame.dropped_routes:
        plan, _ = copy_route(plan, task.frame.id, feeds[route.feed], route)
    return [s for s in plan.scenario(task.frame.id).services if s.kind == "fixed" and s.trips]


def _spokes(task: DesignTask) -> list[Rival]:
    """(b) A spoke to each valley, all at equal headways: the best of each number of spokes and headway that the rules allow."""
    numbers = SearchNumbers.reference()
    found = patterns(task.town, numbers)
    starts = range(numbers.first_start_s, numbers.last_start_s + 1, numbers.step_s)
    kept: list[Rival] = []
    for runs in spoke_systems(found, task.town.persons, starts):
        made = operated(task.town, found, runs, task.year_from)
        if made.allowed_by(task.town):
            kept.append(_measured("spokes", task, drawn(task.town, made.services)))
    if not kept:
        return []
    best = max(kept, key=lambda rival: (rival.outing_share, -rival.cost_yen))
    per_yen = max(kept, key=lambda rival: rival.outing_share / rival.cost_yen)
    rows = [replace(best, name="spokes, most outings")]
    return rows if per_yen is best else [*rows, replace(per_yen, name="spokes, most for the money")]


def _tour(task: DesignTask) -> list[Rival]:
    """(c) A tour over all villages, nearest first and mended by 2-opt, cut into loops within the longest run, driven in turn all day."""
    numbers, drive = SearchNumbers.reference(), task.town.drive_min
    left = [k for k in np.flatnonzero(task.town.persons > 0).tolist() if np.isfinite(drive[0, k + 1] + drive[k + 1, 0])]
    order: list[int] = []
    while left:
        here = order[-1] + 1 if order else 0
        order.append(min(left, key=lambda k: (drive[here, k + 1], k)))
        left.remove(order[-1])
    order = _two_opt(drive, order)
    loops: list[Pattern] = []
    calls: tuple[int, ...] = ()
    for k in order:
        longer = timed_pattern(task.town, (*calls, k), loop=True)
        if longer is not None and longer.run_s <= numbers.longest_run_s:
            calls = (*calls, k)
            continue
        loops += [p for p in [timed_pattern(task.town, calls, loop=True)] if calls and p is not None]
        calls = (k,)
    loops += [p for p in [timed_pattern(task.town, calls, loop=True)] if calls and p is not None]
    best: list[Rival] = []
    for count in range(1, len(loops) + 1):
        runs = _rounds(loops[:count], task.town.vehicles, numbers)
        made = operated(task.town, loops, runs, task.year_from)
        if made.allowed_by(task.town):
            best.append(_measured(f"tour, {count} of {len(loops)} loops", task, drawn(task.town, made.services)))
    return best[-1:]


def _two_opt(drive: np.ndarray, order: list[int]) -> list[int]:
    def length(tour: list[int]) -> float:
        stops = [0, *(k + 1 for k in tour), 0]
        return float(drive[stops[:-1], stops[1:]].sum())

    changed = True
    while changed:
        changed = False
        for i in range(len(order) - 1):
            for j in range(i + 2, len(order) + 1):
                tried = [*order[:i], *reversed(order[i:j]), *order[j:]]
                if length(tried) < length(order) - 1e-9:
                    order, changed = tried, True
    return order


def _rounds(loops: Sequence[Pattern], vehicles: int, numbers: SearchNumbers) -> list[tuple[int, int]]:
    """Drive the loops in turn, each vehicle as soon as it is ready, until the last start of the day."""
    free = [numbers.first_start_s] * vehicles
    runs: list[tuple[int, int]] = []
    for turn in range(len(loops) * math.ceil(24 / len(loops))):
        k, at = turn % len(loops), min(range(vehicles), key=lambda n: (free[n], n))
        if free[at] > numbers.last_start_s:
            break
        runs.append((k, free[at]))
        # A pause every other run keeps the unbroken driving within the limit.
        free[at] += loops[k].ready_s + (1800 if len(runs) % (2 * vehicles) < vehicles else 0)
    return sorted(runs, key=lambda run: (run[1], run[0]))


def _example(region: Region, task: DesignTask) -> list[Rival]:
    """(e) The sample's own example plan: today's lines and what its scenarios add."""
    path = region.folder / "example.plan.json"
    if not path.is_file():
        return []
    rivals = []
    for scenario in read_plan(path.read_bytes()).scenarios:
        fixed = [s for s in scenario.services if s.kind == "fixed" and s.trips]
        if fixed:
            try:
                both = [*_todays_services(task), *(replace(s, id=f"{scenario.id}-{s.id}") for s in fixed)]
                rivals.append(_measured(f"example plan {scenario.id}", task, both))
            except KyotenError:
                continue
    return rivals


if __name__ == "__main__":
    raise SystemExit(main())
