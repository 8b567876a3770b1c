"""How long a changed day, purpose or hub takes: outings of every village, people with one, and all indicators of buses.

    python benchmarks/outings.py [--quick] [--json] [--region DIR]

Each change is one that was not asked before; what stays (walks to stops, the day's rides) is kept, as in a session at work.
"""

from __future__ import annotations

import argparse
import datetime
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
from network.outings.purposes import PURPOSES  # noqa: E402
from plan.applied import apply  # noqa: E402
from plan.indicators.bus_indicators import BUS_INDICATORS  # noqa: E402
from plan.outings.evaluation import outings_to  # noqa: E402
from plan.reach.evaluation import Evaluation, evaluate  # noqa: E402
from plan.scenario.scenario import Hub, Plan, Scenario  # noqa: E402

GOAL_S = 0.5
HUBS, QUICK_HUBS = 20, 6
_WEEK = datetime.timedelta(days=7)


def with_hub(region: Region, number: int) -> Evaluation:
    """Measure the region with one hub that gathers daily services, a little beside a village."""
    village = region.villages.iloc[number % len(region.villages)]
    services = ("medical", "shopping", "finance")
    hub = Hub("h1", "拠点", float(village["lat"]) + 2e-4, float(village["lon"]) - 2e-4, services=services)
    return evaluate(apply(region, Plan(region.id, region.fingerprint, (Scenario("s1", "案", hubs=(hub,)),)), "s1"))


def seconds(work: Callable[[], object]) -> float:
    """Time one piece of work."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def summary(taken_s: Sequence[float]) -> dict[str, float]:
    """Sum up the seconds of several changes."""
    return {"changes": len(taken_s), "median_s": statistics.median(taken_s), "worst_s": max(taken_s)}


def measured(region: Region, hubs: int) -> dict[str, Any]:
    """Change the purpose, the day and the hub, one thing at a time."""
    first = with_hub(region, 0)
    found: dict[str, Any] = {"first_s": seconds(lambda: outings_to(first, "h1", "clinic"))}
    day = first.effective.timetable().date
    found["purpose"] = summary([seconds(lambda p=p: outings_to(first, "h1", p)) for p in PURPOSES if p != "clinic"])
    days = [day + n * datetime.timedelta(days=1) + 4 * _WEEK for n in range(7)]
    found["day"] = summary([seconds(lambda d=d: outings_to(first, "h1", "clinic", d)) for d in days])
    moved = [with_hub(region, n) for n in range(1, hubs + 1)]
    found["hub"] = summary([seconds(lambda m=m: outings_to(m, "h1", "errands")) for m in moved])
    found["first_indicators_s"] = seconds(lambda: [known.compute(first) for known in BUS_INDICATORS])
    indicators = [seconds(lambda m=m: [known.compute(m) for known in BUS_INDICATORS]) for m in moved]
    found["indicators"] = {**summary(indicators), "count": len(BUS_INDICATORS)}
    found["within_goal"] = all(found[change]["worst_s"] <= GOAL_S for change in ("purpose", "day", "hub"))
    return found


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer hubs")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout, nothing else")
    parser.add_argument("--region", type=Path, default=ROOT / "sample_regions" / "sanson")
    asked = parser.parse_args()
    try:
        region = read_region(asked.region)
        found = measured(region, QUICK_HUBS if asked.quick else HUBS)
    except (RegionUnreadableError, RequestError) as problem:
        print(*(n.message for n in problem.notices), sep="\n", file=sys.stderr)
        return 1
    about = {"region": region.id, "villages": len(region.villages), "homes": len(region.people), "goal_s": GOAL_S}
    if asked.json:
        print(json.dumps({**about, "quick": asked.quick, **found}, ensure_ascii=False, indent=1))
        return 0
    print(f"{region.id}: {about['villages']} villages, {about['homes']} homes; first answer {found['first_s']:.2f} s")
    for change in ("purpose", "day", "hub", "indicators"):
        row = found[change]
        print(f"{change}: median {row['median_s']:.3f} s, worst {row['worst_s']:.3f} s of {row['changes']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
