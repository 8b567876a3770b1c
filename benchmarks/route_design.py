"""Route sets for published networks: mean travel time, the bound, and the published sets under our own evaluator.

python benchmarks/route_design.py INSTANCE_DIR --routes N --max-stops M --json    one design on stdout, nothing else
python benchmarks/route_design.py INSTANCE_DIR --routes N --max-stops M --quick   8 s of processor time
--seed S, --seconds T, --rounds R, --min-stops K, --side operator
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.texts.errors import RequestError
from network.bus_design.route_design import DesignOptions, design
from network.bus_design.stop_network import StopNetwork, read_stop_network

QUICK_S = 8.0
FEW_STOPS, FEW_S, MANY_S = 20, 30.0, 240.0
WALL_TIMES = 4.0
"""On a machine with much else to do, a search ends after so many times its processor time."""


def main(arguments: list[str] | None = None) -> int:
    """Design and print; 1 when no set can join all stops or the data can't be read."""
    parser = argparse.ArgumentParser(description="停留所の網に、路線の組を引きます。")
    parser.add_argument("instance", type=Path, help="○○_nodes.txt、○○_links.txt、○○_demand.txt のフォルダ")
    parser.add_argument("--routes", type=int, required=True, help="路線の数")
    parser.add_argument("--max-stops", type=int, required=True, help="一つの路線の停留所の数の上限")
    parser.add_argument("--min-stops", type=int, default=2, help="一つの路線の停留所の数の下限")
    parser.add_argument("--side", choices=("passengers", "operator"), default="passengers", help="だれのための組か")
    parser.add_argument("--seed", type=int, default=1, help="乱数の種")
    parser.add_argument("--seconds", type=float, help="計算に使う秒数（省くと、停留所20までは30秒、ほかは240秒）")
    parser.add_argument("--rounds", type=int, help="探す回数（同じ種と回数なら同じ答え）")
    parser.add_argument("--quick", action="store_true", help="8秒だけ探します")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    options = parser.parse_args(arguments)
    start = time.process_time()
    try:
        network = read_stop_network(options.instance)
        seconds = options.seconds or (QUICK_S if options.quick else FEW_S if network.size <= FEW_STOPS else MANY_S)
        asked = DesignOptions(
            min_stops=options.min_stops,
            side=options.side,
            seed=options.seed,
            rounds=options.rounds,
            seconds=WALL_TIMES * seconds,
            on_progress=lambda *_: options.rounds is None and time.process_time() - start > seconds,
        )
        row = found_row(network, options.routes, options.max_stops, asked)
    except RequestError as error:
        print(json.dumps({"notices": [told.message for told in error.notices]}, ensure_ascii=False))
        return 1
    row["processor_s"] = time.process_time() - start
    print(json.dumps(row, ensure_ascii=False) if options.json else as_text(row))
    return 0


def found_row(network: StopNetwork, routes: int, max_stops: int, asked: DesignOptions) -> dict[str, Any]:
    """Design one set and write down its figures."""
    found = design(network, routes=routes, max_stops=max_stops, options=asked)
    return {
        "routes": [[int(stop) if stop.isdecimal() else stop for stop in route] for route in found.routes],
        "mean_travel_min": found.figures.mean_travel_min,
        "lower_bound": found.lower_bound_min,
        "seconds": found.seconds,
        "total_route_min": found.figures.total_route_min,
        "shares_by_changes": found.figures.shares,
        "bound_holds_for": "all simple routes" if found.bound_for_all else "routes of the pool",
        "pool": {"routes": found.pool_size, "all_simple_paths": found.pool_complete},
        "rounds": found.rounds,
        "seed": asked.seed,
    }


def as_text(row: dict[str, Any]) -> str:
    """Write the figures for people."""
    lines = [" - ".join(map(str, route)) for route in row["routes"]]
    lines.append(f"mean {row['mean_travel_min']:.3f} min, bound {row['lower_bound']:.3f} ({row['bound_holds_for']})")
    direct, once = row["shares_by_changes"][:2]
    lines.append(f"direct {direct:.2%}, one change {once:.2%}, all routes {row['total_route_min']:g} min one way")
    lines.append(f"{row['pool']['routes']} candidates, {row['rounds']} rounds, {row['processor_s']:.1f} s of processor")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
