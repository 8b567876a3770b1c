"""Damages the files of a region's folder, opens what is left, and tells what came of it."""

from __future__ import annotations

import csv
import faulthandler
import io
import json
import random
import shutil
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.region.region import Region, read_region
from geo.texts.errors import RegionUnreadableError, RequestError
from geo.texts.notices import Notice
from importing import import_files
from plan.applied import apply
from plan.indicators.registry import indicator_rows
from plan.reach.evaluation import evaluate
from plan.scenario.scenario import BASE
from tests.importing.mutations import OF_LAYERS, OF_TABLES, OF_TEXTS, bytes_changed, cut_off, layer_of, removed, text_of

HANG_S = 30
REQUIRED = ("region.toml", "villages.csv")
TABLES = ("villages", "facilities", "sites", "residents")
"""Whose rows are counted: a row that is in the file and not in the region is told with the file's name."""


@dataclass
class Outcome:
    """What came of a damaged folder: what was done, what was said, what went wrong."""

    case: str
    ways: str = ""
    codes: tuple[str, ...] = ()
    seconds: float = 0.0
    opened: bool = False
    trouble: list[str] = field(default_factory=list)


def damaged(source: Path, scratch: Path, case: str) -> Outcome:
    """Damage one to three files of a copy, open it, measure the present, and look for what was lost without a word."""
    chance, outcome = random.Random(case), Outcome(case)
    folder = Path(shutil.copytree(source, scratch / "region"))
    outcome.ways = _damage(folder, chance)
    began = time.monotonic()
    try:
        region = read_region(folder)
        outcome.opened = True
        outcome.codes = tuple(sorted({n.code for n in region.notices}))
        outcome.trouble += _lost(folder, region)
        current = evaluate(apply(region, None, BASE))
        indicator_rows(current)
    except (RegionUnreadableError, RequestError) as problem:
        outcome.codes = tuple(sorted({n.code for n in problem.notices}))
        outcome.trouble += [] if problem.notices else ["refused without a word"]
    except Exception:  # noqa: BLE001 - this is what is looked for
        outcome.trouble.append(traceback.format_exc(limit=-6))
    outcome.seconds = time.monotonic() - began
    return outcome


def _damage(folder: Path, chance: random.Random) -> str:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    done = []
    for path in chance.sample(files, k=min(len(files), chance.choice([1, 1, 2, 3]))):
        ways = [cut_off, bytes_changed]
        if path.suffix in (".csv", ".txt"):
            ways += 3 * OF_TABLES
        elif path.suffix in (".toml", ".graphml"):
            ways += OF_TEXTS
        elif path.suffix == ".geojson":
            ways += OF_TEXTS + (OF_LAYERS if layer_of(path).shape[0] else [])
        if path.name not in REQUIRED:
            ways.append(removed)
        way = chance.choice(ways)
        way(path, chance)
        done.append(f"{path.relative_to(folder).as_posix()}:{way.__name__}")
    return " ".join(done)


def _lost(folder: Path, region: Region) -> list[str]:
    """Name the tables that have more rows than the region took, of which nothing was said."""
    trouble = []
    for name in TABLES:
        path, table = folder / f"{name}.csv", getattr(region, name)
        read = 0 if table is None else len(table)
        written = _rows_in(path)
        if read < written and not _named(f"{name}.csv", region.notices):
            trouble.append(f"{name}.csv: {written - read} of {written} rows lost without a word")
    return trouble


def _rows_in(path: Path) -> int:
    if not path.is_file():
        return 0
    text = text_of(path).replace("\0", "")
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0
    return max(0, len(rows) - 1)


def _named(name: str, notices: tuple[Notice, ...]) -> bool:
    return any(n.file is not None and Path(n.file).name == name for n in notices)


def write_real_region(sources: Path, folder: Path) -> Path:
    """Import published files into a region of their own: a real town with villages, roads, zones and candidate sites."""
    for kind, name in (
        ("villages", "koaza.gpkg"),
        ("roads", "roads.fgb"),
        ("sites", "shelters.json"),
        ("facilities", "shelters.json"),
        ("zone:landslide", "landslide.fgb"),
    ):
        import_files(kind, [sources / name], folder)
    return folder


def main(source: Path, first: int, last: int) -> None:
    """Damage a region again and again, and print a line of JSON for each case."""
    for number in range(first, last):
        faulthandler.dump_traceback_later(HANG_S, exit=True)
        with TemporaryDirectory() as scratch:
            outcome = damaged(source, Path(scratch), f"region {number}")
        faulthandler.cancel_dump_traceback_later()
        sys.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
