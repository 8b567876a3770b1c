"""How long an edited hub area takes to be checked against every rule, and how long proposals take.

    python benchmarks/rules.py [--quick] [--json] [--region DIR] [--plan FILE --scenario ID]

The plan has a living sphere, a proposed hub area and proposed conservation areas for every hub. Each edit moves one corner of a hub
area, as a hand on the map does; the first check, which indexes zones and walks, is told apart.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo.region.region import Region, read_region  # noqa: E402
from geo.texts.errors import RegionUnreadableError, RequestError  # noqa: E402
from plan.applied import apply  # noqa: E402
from plan.file.plan_file import open_plan  # noqa: E402
from plan.land.zone_edits import redraw_hub_area, set_spheres  # noqa: E402
from plan.land.zones import conservation_proposal, hub_area_proposals, with_conservation_areas, with_hub_areas  # noqa: E402
from plan.rules import check  # noqa: E402
from plan.rules.registry import RULES  # noqa: E402
from plan.scenario.drawn_areas import Sphere  # noqa: E402
from plan.scenario.scenario import Plan  # noqa: E402
from plan.spheres.answer import SphereRequest, spheres_of  # noqa: E402

GOAL_S = 0.5
EDITS, QUICK_EDITS = 40, 12
STEP_DEGREES = 0.00002


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Time one piece of work: by the clock, and of the processor."""
    began, began_cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - began_cpu


def summary(taken: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Sum up the seconds of several edits."""
    clock_s, cpu_s = zip(*taken, strict=True)
    medians = {"median_s": statistics.median(clock_s), "cpu_median_s": statistics.median(cpu_s)}
    return {"edits": len(taken), **medians, "worst_s": max(clock_s), "cpu_worst_s": max(cpu_s)}


def drawn(region: Region, plan: Plan, scenario_id: str) -> tuple[Plan, dict[str, float]]:
    """Draw everything that a land-use plan has, from proposals; give the plan and what each step took."""
    took: dict[str, float] = {}
    hubs = tuple(h.id for h in plan.scenario(scenario_id).hubs)
    began = time.perf_counter()
    found = spheres_of(apply(region, plan, scenario_id), SphereRequest(hubs))
    members = found.members.hub
    spheres = [Sphere(h, tuple(members.index[members == h]), found.areas.get(h)) for h in hubs]
    plan = set_spheres(plan, scenario_id, spheres)
    took["spheres_s"] = time.perf_counter() - began
    began = time.perf_counter()
    proposals = hub_area_proposals(apply(region, plan, scenario_id))
    took["hub_areas_s"] = time.perf_counter() - began
    for proposal in proposals:
        plan = with_hub_areas(plan, scenario_id, proposal)
    began = time.perf_counter()
    effective = apply(region, plan, scenario_id)
    kept = [conservation_proposal(effective, s.hub_id) for s in spheres if s.area is not None]
    took["conservation_s"] = time.perf_counter() - began
    for proposal in kept:
        plan = with_conservation_areas(plan, scenario_id, proposal)
    return plan, took


def edited(plan: Plan, scenario_id: str, number: int) -> Plan:
    """Move one corner of a hub area a little outwards or inwards."""
    areas = [a for h in plan.scenario(scenario_id).hubs for a in h.areas]
    area = areas[number % len(areas)]
    corners = shapely.get_coordinates(area.shape)[:-1].copy()
    at = number % len(corners)
    centre = corners.mean(axis=0)
    corners[at] += (corners[at] - centre) * (STEP_DEGREES * (number + 1))
    return redraw_hub_area(plan, scenario_id, area.id, shapely.Polygon(corners))


def measured(region: Region, plan: Plan, scenario_id: str, edits: int) -> dict[str, Any]:
    """Check once, then after every edit."""
    plan, took = drawn(region, plan, scenario_id)
    scenario = plan.scenario(scenario_id)
    first_s, _ = seconds(lambda: check(apply(region, plan, scenario_id)))
    plans = [edited(plan, scenario_id, n) for n in range(edits)]
    again = [seconds(lambda p=p: check(apply(region, p, scenario_id))) for p in plans]
    # A hub that moves changes walks and minutes too.
    hub = scenario.hubs[0]
    moved = [
        replace(plan, scenarios=tuple(_with_hub_at(s, hub.id, n) if s.id == scenario_id else s for s in plan.scenarios))
        for n in range(max(edits // 4, 1))
    ]
    of_hub = [seconds(lambda p=p: check(apply(region, p, scenario_id))) for p in moved]
    found = {
        "rules": len(RULES),
        "hubs": len(scenario.hubs),
        "hub_areas": sum(len(h.areas) for h in scenario.hubs),
        "conservation_areas": len(scenario.conservation_areas),
        **took,
        "first_s": first_s,
        "area_edited": summary(again),
        "hub_moved": summary(of_hub),
    }
    return {**found, "within_goal": found["area_edited"]["worst_s"] <= GOAL_S}


def _with_hub_at(scenario: Any, hub_id: str, number: int) -> Any:
    """Move a hub a few metres."""
    hubs = tuple(replace(h, lat=h.lat + STEP_DEGREES * (number + 1)) if h.id == hub_id else h for h in scenario.hubs)
    return replace(scenario, hubs=hubs)


def main() -> int:
    """Run the benchmark."""
    sample = ROOT / "sample_regions" / "sanson"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer edits")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout, nothing else")
    parser.add_argument("--region", type=Path, default=sample)
    parser.add_argument("--plan", type=Path, help="the region's example.plan.json where not given")
    parser.add_argument("--scenario", default="c2")
    asked = parser.parse_args()
    try:
        region = read_region(asked.region)
        plan = open_plan(asked.plan or asked.region / "example.plan.json")
        found = measured(region, plan, asked.scenario, QUICK_EDITS if asked.quick else EDITS)
    except (RegionUnreadableError, RequestError) as problem:
        print(*(n.message for n in problem.notices), sep="\n", file=sys.stderr)
        return 1
    about = {"region": region.id, "scenario": asked.scenario, "villages": len(region.villages), "goal_s": GOAL_S}
    if asked.json:
        print(json.dumps({**about, "quick": asked.quick, **found}, ensure_ascii=False, indent=1))
        return 0
    print(
        f"{region.id}, {found['hubs']} hubs, {found['hub_areas']} hub areas, {found['conservation_areas']} conservation areas"
    )
    print(f"first check of {found['rules']} rules {found['first_s']:.2f} s")
    print(f"proposals: hub areas {found['hub_areas_s']:.2f} s, conservation areas {found['conservation_s']:.2f} s")
    for what in ("area_edited", "hub_moved"):
        row = found[what]
        clock = f"median {row['median_s']:.3f} s, worst {row['worst_s']:.3f} s of {row['edits']}"
        print(f"{what}: {clock} (processor {row['cpu_median_s']:.3f} s, {row['cpu_worst_s']:.3f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
