"""Rides on request: published instances against their known optima, and country days against first come, first served.

python benchmarks/on_demand.py DATA             the instances and 40 days; DATA is the folder of published data
python benchmarks/on_demand.py DATA --quick     fewer rounds and days (under 50 s)
python benchmarks/on_demand.py DATA --json      figures and ratios on stdout, nothing else
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.on_demand_instances import KM_PER_S, OPTIMA, country_day, published
from network.on_demand.dispatching import dispatch, first_come_first_served

INSTANCES = ("a2-16", "a2-20", "a2-24", "b2-16", "b2-20", "b2-24")
DAYS = [(bookings, vehicles, seed) for bookings, vehicles in ((8, 1), (16, 2), (30, 3), (40, 4)) for seed in range(10)]

Row = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 1 when somebody of an instance is refused or a day serves fewer than first come, first served."""
    parser = argparse.ArgumentParser(description="予約制乗合の配車を、発表された最適値や先着順と比べます。")
    parser.add_argument("data", type=Path, help="発表されたデータのフォルダ")
    parser.add_argument("--quick", action="store_true", help="回数と日数を減らして、50秒以内で終えます")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    options = parser.parse_args(arguments)
    if not (options.data / "bench" / "darp").is_dir():
        print(
            f"「{options.data}」に bench/darp フォルダがありません。データの場所を確かめてください。", file=sys.stderr
        )
        return 1
    rows = []
    for row in (*instances(options), *days(options)):
        rows.append(row)
        if not options.json:
            print(as_text(row), flush=True)
    if options.json:
        print(json.dumps({"quick": options.quick, "rows": rows, "summary": summary(rows)}, indent=1))
    else:
        print(summary(rows))
    return 0 if all(row["right"] for row in rows) else 1


def instances(options: argparse.Namespace) -> Iterator[Row]:
    """Solve the published instances; every answer has passed the independent check."""
    for name in INSTANCES:
        day = published(options.data, name)
        start = time.process_time()
        found = dispatch(day, rounds=100 if options.quick else 1_000)
        row: Row = {"part": "darp", "name": name, "served": found.bookings_served, "asked": len(day.bookings)}
        row |= {"cost": round(found.drive_s / 60, 2), "cpu_s": time.process_time() - start, "right": not found.refused}
        if name in OPTIMA:
            row |= {"optimum": OPTIMA[name], "above": row["cost"] / OPTIMA[name] - 1}
        yield row


def days(options: argparse.Namespace) -> Iterator[Row]:
    """Answer the calls of country days, and the same calls first come, first served."""
    for bookings, vehicles, seed in DAYS[::8] if options.quick else DAYS:
        day = country_day(bookings, vehicles, seed)
        start = time.process_time()
        found = dispatch(day, rounds=20 if options.quick else 60)
        cpu_s = time.process_time() - start
        plain = first_come_first_served(day)
        yield {
            "part": "days",
            "name": f"{bookings} bookings, {vehicles} vehicles, seed {seed}",
            "served": found.bookings_served,
            "asked": bookings,
            "first_come": plain.bookings_served,
            "policy": found.policy,
            "shift_hours": sum(s.end_s - s.start_s for s in day.shifts) / 3_600,
            "km_per_booking": found.drive_s * KM_PER_S / max(1, found.bookings_served),
            "first_come_km_per_booking": plain.drive_s * KM_PER_S / max(1, plain.bookings_served),
            "waiting_min": found.mean_waiting_min,
            "detour": found.detour,
            "cpu_s": cpu_s,
            "right": found.bookings_served >= plain.bookings_served,
        }


def as_text(row: Row) -> str:
    """Write a row for the screen."""
    text = f"{row['name']}: {row['served']} of {row['asked']} served"
    if row["part"] == "darp":
        text += f", cost {row['cost']:.2f}"
        text += f" (optimum {row['optimum']:.2f}, {row['above']:+.2%})" if "optimum" in row else ""
    else:
        text += f" (first come {row['first_come']}), {row['km_per_booking']:.1f} km a booking"
        text += f" ({row['first_come_km_per_booking']:.1f}), {row['policy']}"
    return f"{text}, {row['cpu_s']:.2f} s" + ("" if row["right"] else "  NOT RIGHT")


def summary(rows: list[Row]) -> dict[str, Any]:
    """Sum up."""
    published_rows = [row for row in rows if row["part"] == "darp"]
    own = [row for row in rows if row["part"] == "days"]
    return {
        "instances_solved": sum(row["right"] for row in published_rows),
        "worst_above_known_optimum": max(row["above"] for row in published_rows if "above" in row),
        "days": len(own),
        "days_not_fewer_than_first_come": sum(row["right"] for row in own),
        "days_more_than_first_come": sum(row["served"] > row["first_come"] for row in own),
        "served_ratio_median": statistics.median(row["served"] / max(1, row["first_come"]) for row in own),
        "days_by_insertion": sum(row["policy"] == "insertion" for row in own),
        "cpu_s_median": statistics.median(row["cpu_s"] for row in own),
    }


if __name__ == "__main__":
    sys.exit(main())
