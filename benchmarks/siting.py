"""Choosing hubs against published optima, a plain model in HiGHS, and spopt, in one run.

python benchmarks/siting.py DATA --spopt PYTHON       everything; DATA is the folder of published data, PYTHON has spopt 0.7.0
python benchmarks/siting.py DATA --quick              fewer instances (under 50 s)
python benchmarks/siting.py DATA --only pmed,rural    some parts: pmed, centre, sf, cpmp, rural
python benchmarks/siting.py DATA --json               figures and ratios on stdout, nothing else
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np
import pandas as pd

from benchmarks import siting_instances as instances
from network.milp import minimise
from network.search_monitor import SearchMonitor
from network.siting.answer import Siting
from network.siting.exact.median import median_model
from network.siting.options import SitingOptions
from network.siting.rules import Rules
from network.siting.solver import solve

LIMIT_S = 60.0
QUICK_LIMIT_S = 4.0
CAPACITATED_LIMIT_S = 300.0
PARTS = ("pmed", "centre", "sf", "cpmp", "rural")
QUICK = {"pmed": (1, 6, 16), "cpmp": (1, 2), "rural": ((50, 30, 3), (100, 100, 5), (300, 100, 5))}

Row = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 1 when an answer differs from a published optimum or from another engine's."""
    parser = argparse.ArgumentParser(description="拠点の組合せ選びを、発表された最適値や spopt と比べます。")
    parser.add_argument("data", type=Path, help="発表されたデータのフォルダ")
    parser.add_argument("--quick", action="store_true", help="例題を減らして、50秒以内で終えます")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    parser.add_argument("--only", default=",".join(PARTS), help="行う部分（コンマ区切り）")
    parser.add_argument("--spopt", type=Path, help="spopt の入った Python（省くと spopt とは比べません）")
    parser.add_argument("--compare-limit", type=float, default=LIMIT_S, help="比べる相手の秒数の上限")
    parser.add_argument("--seeds", default="1,2", help="rural の乱数の種")
    parser.add_argument("--villages", default=",".join(map(str, instances.RURAL_VILLAGES)), help="rural の集落の数")
    options = parser.parse_args(arguments)
    if options.quick:
        options.compare_limit = min(options.compare_limit, QUICK_LIMIT_S)
    if not (options.data / "bench").is_dir():
        print(f"「{options.data}」に bench フォルダがありません。データの場所を確かめてください。", file=sys.stderr)
        return 1
    rows: list[Row] = []
    for part in options.only.split(","):
        for row in run(part, options):
            rows.append({"part": part, **row})
            if not options.json:
                print(as_text(rows[-1]), flush=True)
    summary = summaries(rows)
    if options.json:
        print(json.dumps({"quick": options.quick, "rows": rows, "summary": summary}, ensure_ascii=False, indent=1))
    else:
        for line in summary:
            print(line)
    return 0 if all(row["right"] for row in rows) else 1


def run(part: str, options: argparse.Namespace) -> Iterator[Row]:
    """Run one part."""
    if part in ("pmed", "centre"):
        numbers = QUICK["pmed"] if options.quick else range(1, 21)
        yield from (network(options, number, centre=part == "centre") for number in numbers)
    elif part == "sf":
        yield from stores(options.data)
    elif part == "cpmp":
        yield from (with_room(options.data, n) for n in (QUICK["cpmp"] if options.quick else range(1, 21)))
    else:
        yield from countryside(options)


def timed(minutes: pd.DataFrame, weights: pd.Series, limit_s: float = LIMIT_S, **asked: Any) -> tuple[Siting, Row]:
    """Solve and time; the quick answer is the first that a listener is told."""
    reports: list[tuple[float, float, float]] = []
    more = asked.pop("options", {})
    heard = SitingOptions(on_progress=lambda *progress: reports.append(progress), **more)
    start, start_cpu = time.perf_counter(), time.process_time()
    found = solve(minutes, weights, options=heard, time_limit_s=limit_s, **asked)
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    first = reports[0][2] if reports else seconds
    return found, {"value": found.value, "gap": found.gap, "seconds": seconds, "cpu_s": cpu, "first_s": first}


def network(options: argparse.Namespace, number: int, *, centre: bool) -> Row:
    """Solve an OR-Library network, p-median beside the plain model and spopt."""
    lengths, hubs = instances.pmed(options.data, number)
    ones = pd.Series(1.0, index=lengths.index)
    found, row = timed(lengths, ones, hubs=hubs, objective="worst" if centre else "total_time")
    right = instances.CENTRES[number - 1] if centre else instances.optima(options.data)[number]
    row |= {"name": f"pmed{number}", "published": right, "right": found.value == right}
    return row if centre else row | compared(lengths, ones, hubs, found, options)


def stores(data: Path) -> Iterator[Row]:
    """Solve San Francisco's four questions."""
    metres, people = instances.san_francisco(data)
    for objective, right in instances.SAN_FRANCISCO.items():
        hubs = None if objective == "fewest" else 4
        found, row = timed(metres, people, hubs=hubs, objective=objective, within_min=5_000.0)
        yield row | {"name": objective, "published": right, "right": abs(found.value - right) < 0.01}


def with_room(data: Path, number: int) -> Row:
    """Solve a capacitated instance."""
    case = instances.capacitated(data, number)
    room = {"capacity_persons": case.capacity, "demand_persons": case.demand.to_dict()}
    ones = pd.Series(1.0, index=case.lengths.index)
    found, row = timed(case.lengths, ones, CAPACITATED_LIMIT_S, hubs=case.hubs, options=room)
    return row | {"name": f"cpmp{number}", "published": case.optimum, "right": found.value == case.optimum}


def countryside(options: argparse.Namespace) -> Iterator[Row]:
    """Solve the rural grid."""
    grid: Sequence[tuple[int, int, int]] = [
        (villages, sites, hubs)
        for villages in map(int, options.villages.split(","))
        for sites in instances.RURAL_SITES
        for hubs in instances.RURAL_HUBS
    ]
    for villages, sites, hubs in QUICK["rural"] if options.quick else grid:
        for seed in map(int, options.seeds.split(",")):
            minutes, people = instances.rural(villages, sites, seed)
            found, row = timed(minutes, people, hubs=hubs)
            row |= {"name": f"{villages}x{sites} p{hubs} seed{seed}", "right": found.proven}
            yield row | compared(minutes, people, hubs, found, options)


def compared(minutes: pd.DataFrame, people: pd.Series, hubs: int, found: Siting, options: argparse.Namespace) -> Row:
    """Solve the same by the plain model in HiGHS and, where it is given, by spopt with HiGHS."""
    if options.compare_limit <= 0:
        return {}
    cost = (minutes.to_numpy().T * people.to_numpy()).T
    sites = cost.shape[1]
    rules = Rules(hubs, hubs, np.zeros(sites, dtype=bool), np.zeros((0, sites)), np.zeros(0))
    start, start_cpu = time.perf_counter(), time.process_time()
    outcome = minimise(median_model(cost, np.ones(cost.shape, dtype=bool), rules), SearchMonitor(options.compare_limit))
    row: Row = {
        "plain_s": time.perf_counter() - start,
        "plain_cpu_s": time.process_time() - start_cpu,
        "plain_proven": outcome.status == "proven",
    }
    if options.spopt is not None:
        row |= by_spopt(minutes, people, hubs, options)
        theirs = row["spopt_value"]
        row["agrees"] = not row["spopt_proven"] or abs(theirs - found.value) <= 1e-6 * max(1.0, abs(theirs))
    return row


def by_spopt(minutes: pd.DataFrame, people: pd.Series, hubs: int, options: argparse.Namespace) -> Row:
    """Ask spopt in its own Python."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "instance.npz"
        np.savez(path, cost=minutes.to_numpy(), weights=people.to_numpy())
        script = Path(__file__).with_name("siting_spopt.py")
        command = [str(options.spopt), str(script), str(path), str(hubs), str(options.compare_limit)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(answer.stdout.strip().splitlines()[-1])
    return {f"spopt_{key}": found[key] for key in ("value", "proven", "cpu_s")} | {"spopt_s": found["seconds"]}


def as_text(row: Row) -> str:
    """Write a row for the screen."""
    text = f"{row['part']} {row['name']}: {row['value']:,.2f} gap {row['gap']:.4f} {row['seconds']:.2f}s first {row['first_s']:.3f}s"
    text += f" published {row['published']:,}" if "published" in row else ""
    for other in ("plain", "spopt"):
        if f"{other}_s" in row:
            limit = "" if row[f"{other}_proven"] else " (limit)"
            text += f" | {other} {row[f'{other}_s']:.2f}s{limit} ×{row[f'{other}_s'] / row['seconds']:.0f}"
    return text if row["right"] else f"{text}  NOT RIGHT"


def summaries(rows: list[Row]) -> list[str]:
    """Sum up each part."""
    lines = []
    for part in dict.fromkeys(row["part"] for row in rows):
        own = [row for row in rows if row["part"] == part]
        seconds, cpu = [row["seconds"] for row in own], [row["cpu_s"] for row in own]
        line = (
            f"{part}: {sum(row['right'] for row in own)} of {len(own)} right, {sum(row['gap'] == 0 for row in own)} proven; "
            f"median {statistics.median(seconds):.3f}s, longest {max(seconds):.2f}s, "
            f"processor median {statistics.median(cpu):.3f}s, longest {max(cpu):.2f}s, "
            f"quick answer at most {max(row['first_s'] for row in own):.3f}s"
        )
        for other in ("plain", "spopt"):
            for what, mine in (("s", "seconds"), ("cpu_s", "cpu_s")):
                ratios = [row[f"{other}_{what}"] / row[mine] for row in own if f"{other}_{what}" in row]
                if ratios:
                    line += f"; {other}/ours {what} median ×{statistics.median(ratios):.0f}, least ×{min(ratios):.1f}"
        lines.append(line)
    return lines


if __name__ == "__main__":
    sys.exit(main())
