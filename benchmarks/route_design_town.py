"""Designs of bus systems against the obvious: today's lines, a spoke to each valley, tours over the villages, an example plan.

python benchmarks/route_design_town.py --quick --json     sanson and a generated town, a short search each
python benchmarks/route_design_town.py                    sanson, 能登町, two towns of real feeds and ten generated towns
--vehicles N, --seconds S, --rounds R, --towns NAME[,NAME…]

All with the same vehicles, drivers, contract by the hour, layovers and drivers' rules; outings by the ordinary evaluation.
A rival that takes more vehicles or drivers, or breaks a rule, is marked so and compared all the same. Tours need PyVRP (requirements-test.txt).
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.route_design_rivals import Rival, example, spokes, todays_lines, tours
from benchmarks.route_design_towns import SEEDS, BenchmarkTown, towns
from plan.applied import apply
from plan.bus_design.designs import designs
from plan.bus_design.measured import Design
from plan.bus_design.request import BusDesignRequest, design_task
from plan.scenario.scenario import Plan

QUICK_TOWNS, QUICK_S, LONG_S = 1, 12.0, 60.0


def main(arguments: list[str] | None = None) -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description="バスの設計を、今の路線や分かりやすい引き方と比べます。")
    parser.add_argument("--quick", action="store_true", help="見本の町と、一つの作った町だけを、短く")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    parser.add_argument("--vehicles", type=int, default=2, help="車両と運転者の数")
    parser.add_argument("--seconds", type=float, help="一つの町を探す秒数")
    parser.add_argument("--rounds", type=int, help="探す回数（同じ回数なら、どの機械でも同じ表）")
    parser.add_argument("--towns", help="この町だけ（名前をコンマで）")
    options = parser.parse_args(arguments)
    seconds = options.seconds or (QUICK_S if options.quick else LONG_S)
    wanted = options.towns.split(",") if options.towns else None
    start, rows = time.process_time(), []
    with tempfile.TemporaryDirectory() as folder:
        for town in towns(Path(folder), QUICK_TOWNS if options.quick else len(SEEDS), real=not options.quick):
            if wanted is not None and town.name not in wanted:
                continue
            of_town = compared(town, options.vehicles, seconds, options.rounds)
            rows += of_town
            if not options.json:
                print("\n".join(map(_as_text, of_town)), flush=True)
    if options.json:
        print(json.dumps({"rows": rows, "processor_s": time.process_time() - start}, ensure_ascii=False))
    return 0


def compared(town: BenchmarkTown, vehicles: int, seconds: float, rounds: int | None) -> list[dict[str, Any]]:
    """Compare a town's designs with every rival; from a feed, with the vehicles and drivers that its buses take.

    Parameters
    ----------
    town
        Which.
    vehicles
        And drivers.
    seconds, rounds
        Of the search.
    """
    region, begun = town.region, time.process_time()
    effective, plan = apply(region), Plan(region.id, region.fingerprint)
    request = BusDesignRequest(town.hub, vehicles, vehicles, seconds=seconds, rounds=rounds)
    task = design_task(effective, plan, request)
    today = todays_lines(task, same_days=town.from_feed)
    if town.from_feed:
        (buses,) = today
        request = replace(request, vehicles=buses.vehicles, drivers=max(buses.drivers, buses.vehicles))
        task = design_task(effective, plan, request)
        today = todays_lines(task, same_days=True)
    found = designs(task, request)
    spent_s = time.process_time() - begun
    rivals = [*today, *spokes(task), *tours(task), *example(region, task)]
    about = {
        "vehicles": request.vehicles,
        "rounds": found.rounds,
        "stopped": found.stopped,
        "design_processor_s": spent_s,
    }
    return [{**_row(town.name, rival, found.designs), **about} for rival in rivals]


def _row(town: str, rival: Rival, ours: Sequence[Design]) -> dict[str, Any]:
    within = [d for d in ours if d.cost_yen <= rival.cost_yen]
    as_good = [d for d in ours if d.figures.outing_share >= rival.outing_share]
    return {
        "town": town,
        "rival": rival.name,
        "rival_cost_yen": rival.cost_yen,
        "rival_outing_share": rival.outing_share,
        "rival_within_rules": rival.allowed,
        "rival_vehicles": rival.vehicles,
        "our_share_at_its_cost": max((d.figures.outing_share for d in within), default=None),
        "our_cost_at_its_share": min((d.cost_yen for d in as_good), default=None),
    }


def _as_text(row: dict[str, Any]) -> str:
    share, cost = row["our_share_at_its_cost"], row["our_cost_at_its_share"]
    return (
        f"{row['town']:<15} {row['rival']:<28} {row['rival_cost_yen'] / 1e6:6.2f} M yen {row['rival_outing_share']:6.1%}"
        f"{'' if row['rival_within_rules'] else ' (breaks a rule)'}: ours at its cost {'none' if share is None else f'{share:.1%}'},"
        f" at its share {'none' if cost is None else f'{cost / 1e6:.2f} M yen'}"
        f" ({row['vehicles']} vehicles, {row['rounds']} rounds, {row['design_processor_s']:.0f} s)"
    )


if __name__ == "__main__":
    raise SystemExit(main())
