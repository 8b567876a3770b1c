"""Imports damaged files, each in its turn, and tells what came of it: a line of JSON for each.

Run as a process of its own, so that a hang, a crash of a library or a memory without end is seen and stopped from outside.
"""

from __future__ import annotations

import datetime
import faulthandler
import json
import random
import re
import resource
import sys
import time
import traceback
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geo.texts.errors import RequestError
from geo.texts.notices import Notice
from importing import ImportOptions, import_files
from tests.importing.mutation_sources import FICTIONAL, SOURCES, Source, places_of
from tests.importing.mutations import mutated

HANG_S = 30
NEAR_DEGREES = 0.8
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
_ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,:']+[A-Za-z]{2,}){3}")
_QUOTED = re.compile("「[^」]*」|あるのは .* です")
_OF_PLACE = re.compile(
    "coordinates_|crs_|import_axes|import_far|import_shape|roads_(swapped|outside|far)|osm_outside|gtfs_stop_outside"
    "|fast_travel|stop_too_far|point_near"
)
"""Codes by which a user is told that something may stand in the wrong place."""


PERIOD = ImportOptions(first_day=datetime.date(2026, 4, 1), last_day=datetime.date(2027, 3, 31))
"""What a timetable does not tell."""


def cases() -> list[tuple[Source, int]]:
    return [(source, number) for source in SOURCES for number in range(source.cases)]


def main(sources: Path, part: int, parts: int, seed: int) -> None:
    warnings.simplefilter("error")
    homes: dict[str, tuple[float, ...]] = {}
    for source, number in cases()[part::parts]:
        faulthandler.dump_traceback_later(HANG_S, exit=True)
        with TemporaryDirectory() as scratch:
            if source.name not in homes:
                homes[source.name] = home_of(source, sources, Path(scratch) / "home")
            outcome = run(source, f"{seed} {source.name} {number}", sources, Path(scratch) / "case", homes[source.name])
        faulthandler.cancel_dump_traceback_later()
        sys.stdout.write(json.dumps(outcome, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def home_of(source: Source, sources: Path, scratch: Path) -> tuple[float, ...]:
    """Return the box of what the undamaged file brings, a little widened; of nothing where it cannot be imported at all."""
    _, boxes = attempt(source, sources / source.name, scratch)
    if not boxes:
        return ()
    west, south, east, north = zip(*boxes, strict=True)
    away = NEAR_DEGREES
    return min(west) - away, min(south) - away, max(east) + away, max(north) + away


def run(source: Source, case: str, sources: Path, scratch: Path, home: tuple[float, ...]) -> dict[str, Any]:
    chance = random.Random(case)
    scratch.mkdir(parents=True)
    (scratch / "in").mkdir()
    path, way = mutated(sources / source.name, scratch / "in", chance)
    outcome: dict[str, Any] = {"case": f"{case} {way}", "trouble": []}
    began = time.monotonic()
    try:
        report, boxes = attempt(source, path, scratch)
    except Exception:  # noqa: BLE001 - this is what the test is after
        outcome["trouble"] = [traceback.format_exc(limit=-6)]
        return outcome
    outcome["seconds"] = round(time.monotonic() - began, 2)
    outcome["peak_mb"] = _peak_mb()
    outcome["codes"] = sorted({n.code for n in report})
    outcome["kept"] = len(boxes)
    if not report:
        outcome["trouble"].append("nothing was said")
    outcome["trouble"] += [f"not Japanese: {n.message}" for n in report if not _JAPANESE.search(n.message)]
    outcome["trouble"] += [f"English: {n.message}" for n in report if _ENGLISH.search(_own_words(n))]
    outliers = [
        b for b in boxes if home and not (home[0] <= b[0] and home[1] <= b[1] and b[2] <= home[2] and b[3] <= home[3])
    ]
    if outliers and not any(_OF_PLACE.match(code) for code in outcome["codes"]):
        outcome["trouble"].append(f"{len(outliers)} of {len(boxes)} in the sea without a word: {outliers[:2]} {home}")
    return outcome


def attempt(source: Source, path: Path, scratch: Path) -> tuple[tuple[Notice, ...], list[tuple[float, ...]]]:
    region = scratch / "region"
    if source.abroad:
        region.mkdir(parents=True)
        (region / "region.toml").write_text(FICTIONAL, encoding="utf-8")
    try:
        report = import_files(source.kind, [path], region, options=PERIOD)
    except RequestError as problem:
        return problem.notices, []
    return report.notices, list(places_of(region))


def _own_words(told: Notice) -> str:
    """Return what a notice says without what it repeats of the file: quoted values, and the place in front."""
    message = told.message.replace(told.file or "", "").replace(told.field or "", "")
    return _QUOTED.sub("", message)


def _peak_mb() -> int:
    """Return the most memory that this process has held.

    On Linux the system's own account (ru_maxrss) begins with the peak of the process that started this one: tests that ran
    before in that process would be charged to a file.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        (peak_kb,) = re.findall(r"^VmHWM:\s+(\d+) kB$", status.read_text(encoding="ascii"), flags=re.M)
        return int(peak_kb) // 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
