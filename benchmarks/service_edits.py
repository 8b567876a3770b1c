"""How long an edit of a bus service takes on `sanson`: the edit itself, the day's buses, outings of every village, cost.

    python benchmarks/service_edits.py [--quick] [--json] [--region DIR]

Stops move, departures shift, stops are put into a line, one change after the other, each one that was not asked before. Riders, which
ask for outings to every clinic and shop on seven days, are timed apart: while a line is being edited the last estimate stands.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo.region.region import Region, read_region  # noqa: E402
from geo.texts.errors import RegionUnreadableError, RequestError  # noqa: E402
from plan.applied import apply  # noqa: E402
from plan.file.plan_file import plan_bytes  # noqa: E402
from plan.outings.evaluation import outings_to  # noqa: E402
from plan.reach.evaluation import Evaluation, evaluate  # noqa: E402
from plan.scenario.edits import add_hub, add_scenario  # noqa: E402
from plan.scenario.scenario import FeedRoute, Plan  # noqa: E402
from plan.services.bus_riders import Riders, riders  # noqa: E402
from plan.services.edits import add_stop, move_stop  # noqa: E402
from plan.services.money import scenario_money  # noqa: E402
from plan.services.route_copies import copy_route  # noqa: E402
from plan.services.trip_edits import shift_trip  # noqa: E402
from plan.timetables.region_timetable import region_feeds  # noqa: E402

GOAL_S = 0.5
EDITS, QUICK_EDITS = 10, 3


def copied(region: Region) -> tuple[Plan, str, list[str]]:
    """Copy the two first routes of the first feed into a scenario with one hub."""
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案")
    village = region.villages.iloc[0]
    plan, _ = add_hub(
        plan, new, float(village["lat"]), float(village["lon"]), services=("medical", "shopping", "finance")
    )
    name, feed = sorted(region_feeds(region).items())[0]
    made: list[str] = []
    for route in list(feed.routes.index)[:2]:
        plan, ids = copy_route(plan, new, feed, FeedRoute(name, str(route)))
        made += ids
    return plan, new, made


def shown(region: Region, plan: Plan, scenario: str, known: Riders) -> tuple[Evaluation, dict[str, float]]:
    """Compute what the page shows after an edit, and tell how long each part took."""
    parts: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        found = work()
        parts[name] = time.perf_counter() - began
        return found

    evaluation = timed("apply_s", lambda: evaluate(apply(region, plan, scenario)))
    timed("timetable_s", evaluation.effective.timetable)
    timed("outings_s", lambda: outings_to(evaluation, "h1", "errands"))
    timed("cost_s", lambda: scenario_money(evaluation, known))
    timed("file_s", lambda: plan_bytes(plan))
    return evaluation, parts


def evaluation(region: Region, edits: int) -> dict[str, Any]:
    """Make edits of each kind one after the other."""
    plan, scenario, services = copied(region)
    first = evaluate(apply(region, plan, scenario))
    began = time.perf_counter()
    known = riders(first)
    found: dict[str, Any] = {"riders_first_s": time.perf_counter() - began}
    shown(region, plan, scenario, known)
    running = first.effective.running
    stops = plan.scenario(scenario).service(services[0]).stops
    trips = plan.scenario(scenario).service(services[0]).trips

    def move(at: Plan, n: int) -> Plan:
        stop = stops[1 + n % (len(stops) - 2)]
        return move_stop(at, scenario, stop.stop_id, stop.lat + 2e-4 * (1 + n), stop.lon + 1e-4, running=running)

    def shift(at: Plan, n: int) -> Plan:
        return shift_trip(at, scenario, services[0], trips[n % len(trips)].id, 60 * (1 + n))

    def widen(at: Plan, n: int) -> Plan:
        village = region.villages.iloc[(3 * n + 5) % len(region.villages)]
        place = float(village["lat"]), float(village["lon"])
        return add_stop(at, scenario, services[1], *place, running=running, position=1)[0]

    for name, edit in (("stop", move), ("departure", shift), ("route", widen)):
        totals: list[float] = []
        parts: dict[str, list[float]] = {}
        at = plan
        for n in range(edits):
            began = time.perf_counter()
            at = edit(at, n)
            parts.setdefault("edit_s", []).append(time.perf_counter() - began)
            last, took = shown(region, at, scenario, known)
            totals.append(time.perf_counter() - began)
            for part, seconds in took.items():
                parts.setdefault(part, []).append(seconds)
        found[name] = {**summary(totals), "parts": {part: statistics.median(s) for part, s in parts.items()}}
    began = time.perf_counter()
    riders(last)
    found["riders_after_edit_s"] = time.perf_counter() - began
    found["within_goal"] = all(found[name]["median_s"] <= GOAL_S for name in ("stop", "departure", "route"))
    return found


def summary(taken_s: Sequence[float]) -> dict[str, float]:
    """Sum up the seconds of several edits."""
    return {"edits": len(taken_s), "median_s": statistics.median(taken_s), "worst_s": max(taken_s)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer edits")
    parser.add_argument("--json", action="store_true", dest="as_json", help="figures on stdout as JSON")
    parser.add_argument("--region", type=Path, default=ROOT / "sample_regions" / "sanson")
    options = parser.parse_args(arguments)
    try:
        region = read_region(options.region)
        found = evaluation(region, QUICK_EDITS if options.quick else EDITS)
    except (RegionUnreadableError, RequestError) as problem:
        print(problem, file=sys.stderr)
        return 1
    if options.as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for name in ("stop", "departure", "route"):
            parts = "、".join(f"{part} {seconds:.3f}" for part, seconds in found[name]["parts"].items())
            print(f"{name}: median {found[name]['median_s']:.3f} s, worst {found[name]['worst_s']:.3f} s ({parts})")
        print(f"riders anew: {found['riders_after_edit_s']:.2f} s; within {GOAL_S} s: {found['within_goal']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
