"""How long a change takes: from the browser's event to changed figures and a changed map, beside the floor of its way of input.

    python benchmarks/map_click.py [--quick] [--json] [--region NAME] [--only KIND ...] [--beside CHECKOUT] [--made VILLAGES SEGMENTS]

Serves the app on a sample region and, beside it, a bare page that only echoes (benchmarks/bare_page.py), opens both in Chromium
with every outside request refused, and changes one thing at a time, in the app and on the bare page in turn: a hub placed by a
click, a hub dragged while villages are coloured by the bus or by outings, on 現況 the purpose and the day, on 圏域・土地利用 the
corner of a hub area, on 路線 a stop's place, another stop in the line, and the first departure in the timetable, and on 将来 the
year, which the map draws by itself at once (told apart), before figures follow. The first of each kind warms up. Seconds are until
map and figures have first changed; "settled" is until the last figure has: on 路線 the burden waits for a new estimate of riders
and says so meanwhile. Machines differ and are shared: what counts is the ratio to the floor, which is that of all changes made in
the same way of input in the run, whatever stood beside them. Python's share is processor time within the page's fragments,
deferred figures included.

`--beside` makes the same changes, in turn, in the app of another checkout, too, and tells the ratios of ours to its: of
processor time in Python, and of seconds in the browser with the bootstrap's interval of 95 %.

`--made` makes a region of so many villages and road segments (benchmarks/made_regions.py), makes the same changes in turn there, too,
and tells how many times the seconds of the first region's they take.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import clocked_app  # noqa: E402
from benchmarks.browser import FLAGS, LAPTOP, Watched, chromium_executable, served, watch  # noqa: E402
from benchmarks.browser_stage import Stage  # noqa: E402
from benchmarks.made_regions import Size, work_of, write_regions  # noqa: E402
from benchmarks.map_changes import FLOORS, KINDS  # noqa: E402

FLOOR_GOAL, SETTLED_GOAL, PYTHON_GOAL_S = 2.0, 3.0, 0.15
MADE_GOAL = 1.5
"""Times the same change on the first region."""

COUNT, QUICK_COUNT = 10, 2
TRIES = 3
"""Of so many changes one at least must change a figure: a hub that nobody goes to tells nothing."""
RESAMPLED, SEED = 4_000, 1

OURS, BARE, BESIDE, MADE = "ours", "bare", "beside", "made"
Sample = dict[str, float]


@dataclass(frozen=True)
class Asked:
    """What stands on the stages: a sample region, and beside it what was asked for."""

    region: str
    beside: Path | None = None
    made: Size | None = None

    def query(self, side: str, home: Path) -> str:
        """Return the query by which a side opens its region, which is made first where it has to be."""
        if side != MADE or self.made is None:
            return f"region={self.region}"
        (folder,) = write_regions(home.parent / "regions", 1, self.made)
        return work_of(folder, home)


@contextlib.contextmanager
def stages(asked: Asked) -> Iterator[dict[str, tuple[Stage, str]]]:
    """Serve our app, the bare page, and what stands beside them; open each in one browser, with the query of its region."""
    from playwright.sync_api import sync_playwright

    apps = {OURS: (ROOT, ROOT / "app.py"), BARE: (ROOT, ROOT / "benchmarks" / "bare_page.py")}
    if asked.beside is not None:
        apps[BESIDE] = (asked.beside, asked.beside / "app.py")
    if asked.made is not None:
        apps[MADE] = (ROOT, ROOT / "app.py")
    with contextlib.ExitStack() as running:
        chromium = None
        found = {}
        playwright = running.enter_context(sync_playwright())
        chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))
        running.callback(chromium.close)
        for side, (root, app) in apps.items():
            store = Path(running.enter_context(tempfile.TemporaryDirectory())) / "home"
            store.mkdir()
            query = asked.query(side, store)
            log = store / "clock"
            log.touch()
            environment = {
                "KYOTEN_HOME": str(store),
                clocked_app.APP: str(app),
                clocked_app.LOG: str(log),
                "PYTHONPATH": "",
            }
            script = Path(clocked_app.__file__)
            address = running.enter_context(served(script, store / "server.log", environment, root=root))
            opened = Watched(chromium.new_context(viewport=LAPTOP, locale="ja-JP").new_page(), address)
            watch(opened)
            found[side] = Stage(opened, log), query
        yield found
        for stage, _ in found.values():
            stage.opened.assert_quiet()


def measured(on: dict[str, tuple[Stage, str]], kind: str, count: int) -> dict[str, list[Sample]]:
    """Make changes of a kind on each side in turn, the first of each left out."""
    known = KINDS[kind]
    made = {
        side: (FLOORS[known.way] if side == BARE else known.changes)(stage, query)
        for side, (stage, query) in on.items()
    }
    for changes in made.values():
        next(changes)
    seen: dict[str, list[Sample]] = {side: [] for side in on}
    for number in range(TRIES * count):
        order = list(on) if number % 2 == 0 else list(reversed(on))
        for side in order:
            if len(seen[side]) < count and (one := next(made[side])) is not None:
                seen[side].append(one)
        if all(len(samples) == count for samples in seen.values()):
            break
    missing = [side for side, samples in seen.items() if not samples]
    if missing:
        sys.exit(f"{kind}: no change of this kind changed the map and the figures ({', '.join(missing)})")
    return seen


def median(samples: Sequence[Sample], what: str) -> float:
    """Return the median of a measure."""
    return statistics.median(one[what] for one in samples)


def floors(seen: dict[str, dict[str, list[Sample]]]) -> dict[str, list[Sample]]:
    """Gather the changes on the bare page by way of input: one floor a way, from every kind of change that is made so."""
    found: dict[str, list[Sample]] = {}
    for kind, sides in seen.items():
        found.setdefault(KINDS[kind].way, []).extend(sides[BARE])
    return found


def summary(kind: str, seen: dict[str, list[Sample]], bare: list[Sample]) -> dict[str, Any]:
    """Sum up the changes of a kind, beside their floor and, where there is one, beside another checkout."""
    ours = seen[OURS]
    floor = median(bare, "seconds")
    row: dict[str, Any] = {
        "way": KINDS[kind].way,
        "changes": len(ours),
        "median_s": median(ours, "seconds"),
        "worst_s": max(one["seconds"] for one in ours),
        "floor_s": floor,
        "floor_least_s": min(one["seconds"] for one in bare),
        "floor_worst_s": max(one["seconds"] for one in bare),
        "ratio": median(ours, "seconds") / floor,
        "settled_s": median(ours, "settled"),
        "settled_ratio": median(ours, "settled") / median(bare, "settled"),
        "python_s": median(ours, "python"),
        "each_s": [one["seconds"] for one in ours],
    }
    row["within"] = (
        row["ratio"] <= FLOOR_GOAL and row["settled_ratio"] <= SETTLED_GOAL and row["python_s"] <= PYTHON_GOAL_S
    )
    if KINDS[kind].redraws_itself:
        row["redrawn_s"] = median(ours, "redrawn")
    if other := seen.get(BESIDE):
        row["beside"] = {
            "python_ratio": median(ours, "python") / median(other, "python"),
            "ratio": median(ours, "seconds") / median(other, "seconds"),
            "interval": interval([o["seconds"] for o in ours], [o["seconds"] for o in other]),
            "median_s": median(other, "seconds"),
        }
    if made := seen.get(MADE):
        ratio = median(made, "seconds") / median(ours, "seconds")
        row["made"] = {
            "median_s": median(made, "seconds"),
            "ratio": ratio,
            "settled_ratio": median(made, "settled") / median(ours, "settled"),
            "redrawn_s": median(made, "redrawn"),
            "python_s": median(made, "python"),
            "floor_ratio": median(made, "seconds") / floor,
            "each_s": [one["seconds"] for one in made],
            "within": ratio <= MADE_GOAL,
        }
    return row


def interval(ours: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """Return the bootstrap's interval of 95 % of the ratio of two medians."""
    chance = random.Random(SEED)
    ratios = sorted(
        statistics.median(chance.choices(ours, k=len(ours))) / statistics.median(chance.choices(other, k=len(other)))
        for _ in range(RESAMPLED)
    )
    return ratios[int(0.025 * RESAMPLED)], ratios[int(0.975 * RESAMPLED) - 1]


def line(kind: str, row: dict[str, Any]) -> str:
    """Write a kind's figures in a line."""
    text = (
        f"{kind:15} {row['way']:5} {row['median_s']:7.3f} {row['worst_s']:7.3f} {row['floor_s']:7.3f} {row['ratio']:6.2f} "
        f"{row['settled_s']:8.3f} {row['settled_ratio']:6.2f} {row['python_s']:7.3f}  "
        f"{'' if row['within'] else 'not within the goal'}"
    )
    if "redrawn_s" in row:
        text += (
            f"\n    the map by itself: {row['redrawn_s']:.3f} s, × {row['redrawn_s'] / row['floor_s']:.2f} of the floor"
        )
        if "made" in row:
            text += f"; the made region's {row['made']['redrawn_s']:.3f} s"
    if "beside" in row:
        beside = row["beside"]
        low, high = beside["interval"]
        text += f"\n    beside: Python × {beside['python_ratio']:.2f}, browser × {beside['ratio']:.2f} (95 %: {low:.2f} to {high:.2f})"
    if "made" in row:
        made = row["made"]
        text += (
            f"\n    made: {made['median_s']:.3f} s, × {made['ratio']:.2f} of the first region's (settled × {made['settled_ratio']:.2f}, "
            f"× {made['floor_ratio']:.2f} of the floor), Python {made['python_s']:.3f} s{'' if made['within'] else '  not within the goal'}"
        )
    return text


def processor_s() -> float:
    """Return the processor time of this process and of all that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_COUNT} changes of a kind instead of {COUNT}")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--region", default="sanson", help="sample region (folder name)")
    parser.add_argument("--only", choices=list(KINDS), nargs="+", default=list(KINDS), help="kinds of change")
    parser.add_argument("--beside", type=Path, help="another checkout, whose app makes the same changes in turn")
    parser.add_argument(
        "--made",
        type=int,
        nargs=2,
        metavar=("VILLAGES", "SEGMENTS"),
        help="the same changes on a made region of this size, too",
    )
    parser.add_argument("--count", type=int, help="changes of a kind")
    asked = parser.parse_args()
    count = asked.count or (QUICK_COUNT if asked.quick else COUNT)
    seen: dict[str, dict[str, list[Sample]]] = {}
    beside, made = asked.beside and asked.beside.resolve(), Size(*asked.made) if asked.made else None
    with stages(Asked(asked.region, beside, made)) as on:
        for kind in asked.only:
            seen[kind] = measured(on, kind, count)
            print(f"{kind}: {len(seen[kind][OURS])}", file=sys.stderr, flush=True)
    bare = floors(seen)
    results = {kind: summary(kind, sides, bare[KINDS[kind].way]) for kind, sides in seen.items()}
    if not asked.json:
        print(
            f"{asked.region}: seconds, medians; goals: × floor ≤ {FLOOR_GOAL:g}, settled ≤ {SETTLED_GOAL:g}, Python ≤ {PYTHON_GOAL_S} s"
        )
        print("kind            way    median   worst   floor  ratio  settled  ratio  Python")
        for kind, row in results.items():
            print(line(kind, row))
    used = processor_s()
    if asked.json:
        goals = {"ratio": FLOOR_GOAL, "settled_ratio": SETTLED_GOAL, "python_s": PYTHON_GOAL_S}
        within = all(row["within"] for row in results.values())
        print(
            json.dumps(
                {
                    "region": asked.region,
                    "goals": goals,
                    "within_goal": within,
                    "processor_s": used,
                    "load": os.getloadavg(),
                    **results,
                },
                indent=1,
            )
        )
    else:
        print(f"processor time of all: {used:.0f} s; load {', '.join(f'{one:.1f}' for one in os.getloadavg())}")


if __name__ == "__main__":
    main()
