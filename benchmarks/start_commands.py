"""How long each command takes on `sanson` in a new process, beside the libraries that it cannot do without.

    python benchmarks/start_commands.py [--quick] [--json]

The floor imports geopandas, networkx, scipy.sparse.csgraph, pandas, shapely and click, and does nothing. Which commands there are is
read from the command line itself; the call of each is its plainest case on sanson in tests/checkouts/cases.py, where every command
must have one. Bytecode is compiled before. Floor and command take turns, each command with Kyoten's home empty, then with what the
first run left there; each ratio is that of medians of the same run. Processor seconds, of all processes together, stand beside those
of the clock: on a shared machine they swing less. Calls with a wrong folder or option are measured too.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cli import cli  # noqa: E402
from tests.checkouts.cases import GROUPS, SANSON  # noqa: E402
from tests.checkouts.inputs import write_inputs  # noqa: E402

FLOOR = "import geopandas, networkx, scipy.sparse.csgraph, pandas, shapely, click"
ROUNDS, QUICK_ROUNDS = 5, 1
TIMES_OF_FLOOR = {"check": 2.0, "times": 2.0, "compare": 4.0}
OTHERS, EMPTY, REFUSED = 2.5, 1.5, 1.0
"""Times of the floor for other commands; how much more while the caches are empty; for a call that is refused."""
WITHOUT_GOAL = ("sheets", "report", "bus")
"""Their time is the paper's, and the search's; of sheets, each after the first has a goal of its own."""
SHEET_CPU_S = 1.0
"""The most that each further sheet of a district may take of the processor."""
SHEETS = """
import sys, time
from pathlib import Path
from geo.region.region import read_region
from plan.applied import apply
from plan.reach.evaluation import evaluate
from reports.printed.sheet_files import write_sheets
began = []
town = evaluate(apply(read_region(sys.argv[1])))
write_sheets(town, Path(sys.argv[2]), which="district", on_step=lambda _: began.append(time.process_time()))
print((began[-1] - began[0]) / (len(began) - 1))
"""
WRONG = {
    "a wrong folder": ("check", "nowhere"),
    "a folder that is no region's": ("times", "inputs", "--to", "f002", "--out", "t.csv"),
    "a wrong option": ("diagnose", SANSON, "--nix"),
    "a wrong value": ("times", SANSON, "--to", "f002", "--out", "t.csv", "--mode", "bus", "--date", "x"),
    "a wrong kind": ("import", "nix", "x.csv", "--region", "imported"),
    "a wrong coordinate system": ("import", "villages", f"{SANSON}/villages.csv", "--region", "imported", "--crs", "x"),
    "a missing file": ("import", "villages", "nowhere.csv", "--region", "imported"),
}

Used = tuple[float, float]
"""Seconds by the clock, and of the processor."""


def calls() -> tuple[dict[str, list[str]], list[str]]:
    """Return the plainest call on sanson of every command that has one, and the commands that have none."""
    found: dict[str, list[str]] = {}
    for name in sorted(cli.commands):
        known = [
            case["args"]
            for group in GROUPS
            if not group.needs
            for case in group.cases
            if "args" in case
            and case["args"][0] == name
            and (case["name"] in group.first or (not group.first and any(SANSON in word for word in case["args"])))
        ]
        plain = [[word for word in args if word != "--json"] for args in known]
        if plain:
            found[name] = min(plain, key=lambda args: (any("{out}" in word for word in args), len(args)))
    return found, sorted(set(cli.commands) - set(found))


def used(line: Sequence[str], folder: Path, home: Path, *, refused: bool = False) -> Used:
    """Run a program in a folder and tell what it took.

    Raises
    ------
    RuntimeError
        When a call that should be answered isn't.
    """
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    env = {**os.environ, "KYOTEN_HOME": str(home)}
    done = subprocess.run(line, cwd=folder, env=env, capture_output=True, check=False)
    taken_s, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if (done.returncode != 0) != refused:
        raise RuntimeError(f"{' '.join(line)}: {done.stderr.decode(errors='replace')}")
    return taken_s, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(rounds: int, folder: Path, *, quick: bool) -> dict[str, Any]:
    """Measure the floor and every command in turns; quickly, those with a goal, and few with what they left before."""
    shutil.copytree(ROOT / "sample_regions", folder / "samples", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    write_inputs(folder / "inputs", ROOT / "sample_regions")
    known, without = calls()
    known = {name: args for name, args in known.items() if not (quick and name in WITHOUT_GOAL)}
    taken: dict[str, list[Used]] = {"floor": []}
    for number in range(rounds):
        for name, args in known.items():
            if not quick or name in TIMES_OF_FLOOR:
                taken["floor"].append(used([sys.executable, "-c", FLOOR], folder, folder))
            home = folder / f"home-{name}-{number}"
            for state in ("empty", "filled") if not quick or name in TIMES_OF_FLOOR else ("empty",):
                out = folder / f"out-{name}-{state}-{number}"
                out.mkdir()
                shutil.rmtree(folder / "made", ignore_errors=True)
                line = [sys.executable, str(ROOT / "cli.py"), *(word.replace("{out}", str(out)) for word in args)]
                taken.setdefault(f"{name} {state}", []).append(used(line, folder, home))
        for name, wrong in WRONG.items():
            line = [sys.executable, str(ROOT / "cli.py"), *wrong]
            taken.setdefault(name, []).append(used(line, folder, folder / "home", refused=True))
    floor_s, floor_cpu_s = (statistics.median(part) for part in zip(*taken.pop("floor"), strict=True))
    rows = []
    for name, some in taken.items():
        seconds, cpu_s = (statistics.median(part) for part in zip(*some, strict=True))
        goal = goal_of(name)
        rows.append(
            {
                "call": name,
                "seconds": seconds,
                "cpu_s": cpu_s,
                "times_floor": seconds / floor_s,
                "cpu_times_floor": cpu_s / floor_cpu_s,
                "goal": goal,
                "reached": None if goal is None else seconds / floor_s <= goal,
            }
        )
    floor = {"seconds": floor_s, "cpu_s": floor_cpu_s, "further_sheet_cpu_s": further_sheet_s(folder, rounds)}
    return {"rounds": rounds, "load": os.getloadavg()[0], "floor": floor, "not_measured": without, "calls": rows}


def further_sheet_s(folder: Path, rounds: int) -> float:
    """Tell what each sheet of a district after the first takes of the processor; all are bound and the map is drawn after the last."""
    line = [sys.executable, "-c", SHEETS, SANSON, str(folder / "by-district")]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "KYOTEN_HOME": str(folder / "home")}
    told = [
        subprocess.run(line, cwd=folder, env=env, capture_output=True, text=True, check=True) for _ in range(rounds)
    ]
    return statistics.median(float(one.stdout) for one in told)


def goal_of(call: str) -> float | None:
    """Say how many times the floor a call may take; None where there is no goal."""
    if call in WRONG:
        return REFUSED
    name, state = call.split(" ")
    if name in WITHOUT_GOAL:
        return None
    return TIMES_OF_FLOOR.get(name, OTHERS) * (EMPTY if state == "empty" else 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="each call once, few of them twice")
    parser.add_argument("--json", action="store_true", dest="as_json", help="figures on stdout as JSON")
    options = parser.parse_args(arguments)
    compileall.compile_dir(ROOT, quiet=2, rx=None, maxlevels=8)
    with tempfile.TemporaryDirectory() as scratch:
        found = measured(QUICK_ROUNDS if options.quick else ROUNDS, Path(scratch), quick=options.quick)
    if options.as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    floor = found["floor"]
    print(f"floor {floor['seconds']:.2f} s, processor {floor['cpu_s']:.2f} s; load {found['load']:.1f}")
    print("| call | s | × floor | goal | processor, s | × floor |\n|---|--:|--:|--:|--:|--:|")
    for row in found["calls"]:
        goal = "" if row["goal"] is None else f"{row['goal']:g}"
        figures = f"{row['seconds']:.2f} | {row['times_floor']:.2f} | {goal}"
        print(f"| {row['call']} | {figures} | {row['cpu_s']:.2f} | {row['cpu_times_floor']:.2f} |")
    print(f"each further sheet of a district: processor {floor['further_sheet_cpu_s']:.2f} s; goal {SHEET_CPU_S:g}")
    print(f"not measured, no call on sanson ends by itself: {', '.join(found['not_measured'])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
