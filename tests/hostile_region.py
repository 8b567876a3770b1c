"""The hand-drawn valley with its bus, where every name is one that somebody may write to do harm or by mistake."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

from geo.region.region import read_region
from plan.file.plan_file import plan_bytes
from plan.scenario.edits import add_hub, add_scenario, rename_scenario
from plan.scenario.scenario import Plan
from tests.hostile_names import HOSTILE
from tests.views.bus_valley import write_bus_valley

NAMED = ("villages.csv", "facilities.csv", "sites.csv", "gtfs/stops.txt", "gtfs/routes.txt")
_COLUMNS = ("name", "stop_name", "route_long_name", "district", "operator")
_HUBS = ((35.3005, 137.41), (35.34, 137.4505), (35.3003, 137.56))


def write_hostile_region(folder: Path) -> Path:
    """Write the region and a plan of three scenarios with three hubs each."""
    write_bus_valley(folder)
    names = itertools.cycle(HOSTILE)
    for table in NAMED:
        _rename(folder / table, names)
    about = folder / "region.toml"
    text = about.read_text(encoding="utf-8").replace('"たにま村"', json.dumps(next(names), ensure_ascii=False))
    notes = json.dumps(list(HOSTILE[:6]), ensure_ascii=False)
    about.write_text(text.replace('["絵に描いた村です"]', notes), encoding="utf-8")
    region = read_region(folder)
    plan = Plan(region.id, region.fingerprint)
    for number in range(3):
        plan, scenario = add_scenario(plan, f"案{number + 1}")
        plan = rename_scenario(plan, scenario, next(names))
        for lat, lon in _HUBS:
            plan, _ = add_hub(plan, scenario, lat, lon, name=next(names))
    (folder / "example.plan.json").write_bytes(plan_bytes(plan))
    return folder


def _rename(path: Path, names: Iterator[str]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column in _COLUMNS:
            if column in row:
                row[column] = next(names)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
