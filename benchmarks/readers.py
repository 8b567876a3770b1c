"""Rows a second of our import readers beside plain pandas, geopandas and osmium, on the same files in one run.

python benchmarks/readers.py            five rounds (a minute or two)
python benchmarks/readers.py --quick    three rounds, fewer on a slow machine (under 50 s)
python benchmarks/readers.py --json     figures and ratios on stdout, nothing else

Each round reads every file three ways, one after the other; medians of processor time are compared. The aim is that
ours costs less than three times the peer; each line says whether it does, and the exit status is 0 either way.

ours    what an import does until rows can be written: encoding, heads and columns are found, rows checked and placed
        in JGD2011 degrees, what is odd told. Of OpenStreetMap's roads: until a graph is made and the file stands in the
        region. Of a feed: all tables with types; "checked" is what an import does, text and every check instead.
peer    plain reading that ends with the same usable thing: pandas and points_from_xy (areas from mesh codes);
        geopandas.read_file and to_crs(6668), for areas also make_valid of those that are broken (a second line of each
        such file tells the cost beside a peer that leaves them broken); pandas.read_csv of every table of a feed, times as seconds and stops as
        points; osmium's FileProcessor building the same shapes (of roads the lines of ways, no graph).
bare    the same without that: read_csv, read_excel, read_file, or the tags alone. Nothing is compared with the aim.

The peers are told encoding, columns and heads, and check nothing. Files with fewer than 10,000 rows are repeated in a
temporary folder, and it is said how often (of OpenStreetMap: nodes, ways and relations; of a feed: the rows of all
tables). Without ../shared/data (or KYOTEN_REAL_DATA) the files are written from the sample region sanson.
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import functools
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import osmium

from benchmarks import reader_peers as peers
from benchmarks.reader_files import File, from_sample, layer, published
from geo.gtfs.rules.registry import check_feed
from geo.gtfs.text import read_feed_text
from geo.gtfs.views import GtfsFeed, read_gtfs
from geo.osm.tags import CLOSED_PREFIXES, PLANNED_PREFIXES, tag_table
from importing.columns.kinds import parse_kind
from importing.files.layers import Layer
from importing.layers.road_network import import_road_network
from importing.layers.work import Work, work_layer
from importing.region_files.report import ImportOptions

LEAST_ROWS = 10_000
FULL, QUICK = (5, 600.0), (3, 32.0)
"""Rounds, and the seconds that they may take altogether."""

AIM = 3.0
NEEDED = "gtfs_jp/toyota_kikan_GTFS.zip"
KINDS = {
    "csv": "facilities",
    "mesh text": "mesh",
    "xlsx": "facilities",
    "shp areas": "villages",
    "shp points": "facilities",
    "fgb lines": "roads",
    "fgb areas": "zone:landslide",
    "gpkg areas": "villages",
}
VIEWS = [name for name, member in vars(GtfsFeed).items() if isinstance(member, functools.cached_property)]
"""All tables of a feed that we give with types."""

PLAIN = {"csv": peers.points, "mesh text": peers.cells, "xlsx": peers.points}
AREAS = [name for name in KINDS if name.endswith(" areas")]

Read = Callable[[], object]


@dataclass(frozen=True)
class Case:
    """A file and three ways to read it."""

    name: str
    file: File
    ours: Read
    peer: Read
    bare: Read


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="ファイルを読む速さを、pandas・geopandas・osmium と比べます。")
    parser.add_argument("--quick", action="store_true", help="くり返しを減らして、50秒以内で終えます")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    parser.add_argument("--rows", type=int, default=LEAST_ROWS, help="小さいファイルをくり返して、この行数以上にします")
    options = parser.parse_args(arguments)
    data = real_data()
    if data is None and not options.json:
        print("公開データ（../shared/data）がないので、見本の地域から書いたファイルで比べます。", file=sys.stderr)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        files = (
            from_sample(ROOT / "sample_regions" / "sanson", scratch, options.rows)
            if data is None
            else published(data, scratch, options.rows)
        )
        region = scratch / "region"
        region.mkdir()
        results = measure(cases_of(files, region, fictional=data is None), *(QUICK if options.quick else FULL))
    if options.json:
        print(
            json.dumps(
                {"quick": options.quick, "published": data is not None, "aim": AIM, "cases": results},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        print(f"medians of {results[0]['rounds']} rounds")
        for result in results:
            print(as_text(result))
    return 0


def real_data() -> Path | None:
    """Find the folder of published data."""
    named = os.environ.get("KYOTEN_REAL_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if (folder / NEEDED).is_file() else None


def cases_of(files: dict[str, File], region: Path, *, fictional: bool) -> list[Case]:
    """Say for each file how it is read."""
    cases = []
    for name, file in files.items():
        if name in KINDS:
            cases += layer_cases(name, file, region, fictional=fictional)
        elif name.startswith("gtfs"):
            cases += feed_cases(name, file)
        else:
            cases += osm_cases(name, file, region)
    return cases


def layer_cases(name: str, file: File, region: Path, *, fictional: bool) -> list[Case]:
    """Read a table or a layer; areas beside a peer that mends broken ones, as we do, and beside one that leaves them."""
    path = file.path

    def ours() -> object:
        return imported(path, KINDS[name], region, fictional=fictional)

    def degrees() -> object:
        return peers.degrees(path)

    if name in PLAIN:
        return [Case(name, file, ours, lambda: PLAIN[name](path), lambda: peers.table(path))]
    if name not in AREAS:
        return [Case(name, file, ours, degrees, lambda: layer(path))]
    mended = Case(name, file, ours, lambda: peers.areas(path), lambda: layer(path))
    return [mended, Case(f"{name}, peer mends none", file, ours, degrees, lambda: layer(path))]


def feed_cases(name: str, file: File) -> list[Case]:
    """Read a feed, without and with our checks."""
    path = file.path
    plain: tuple[Read, Read] = (lambda: peers.placed_feed(path), lambda: peers.feed(path))
    return [
        Case(name, file, lambda: typed_feed(path), *plain),
        Case(f"{name}, checked", file, lambda: checked_feed(path), *plain),
    ]


def osm_cases(name: str, file: File, region: Path) -> list[Case]:
    """Read roads and facilities of an OpenStreetMap file."""
    path = file.path
    roads, facilities = osmium.filter.KeyFilter("highway"), osmium.filter.TagFilter(*facility_tags())
    return [
        Case(
            f"{name} roads",
            file,
            lambda: import_road_network(path, region, replace=True, fictional=True),
            lambda: peers.ways(path, roads),
            lambda: peers.tagged(path, roads),
        ),
        Case(
            f"{name} facilities",
            file,
            lambda: imported(path, "facilities", region, fictional=True),
            lambda: peers.things(path, facilities),
            lambda: peers.tagged(path, facilities),
        ),
    ]


def facility_tags() -> list[tuple[str, str]]:
    """List the keys and values that make a facility, those no longer or not yet in use included."""
    prefixes = ("", *CLOSED_PREFIXES, *PLANNED_PREFIXES)
    return [(prefix + tag.key, value) for prefix in prefixes for tag in tag_table().facilities for value in tag.values]


def imported(path: Path, kind: str, region: Path, *, fictional: bool) -> tuple[Layer, dict[str, str]]:
    """Read a file as an import does, until its rows are usable."""
    work = Work(parse_kind(kind), region, {}, None, 10.0, None, ImportOptions(), fictional, lambda _: None)
    return work_layer(work, path)


def typed_feed(path: Path) -> object:
    """Read a feed and give its tables with types, wrong rows left out."""
    feed, _ = read_gtfs(path)
    return [getattr(feed, view) for view in VIEWS]


def checked_feed(path: Path) -> object:
    """Read a feed and check it by every rule."""
    text, _ = read_feed_text(path)
    if text is None:
        raise ValueError(f"no feed: {path}")
    return check_feed(GtfsFeed(text))


def measure(cases: list[Case], rounds: int, at_most_s: float) -> list[dict[str, Any]]:
    """Read every file in every way, round after round, and compare the medians; no round begins that would not end in time."""
    spent: dict[tuple[str, str], list[float]] = {}
    gc.freeze()
    start, done = time.monotonic(), 0
    while done < rounds and (done == 0 or time.monotonic() - start < at_most_s * done / (done + 1)):
        for case in cases:
            for way, read in (("ours", case.ours), ("peer", case.peer), ("bare", case.bare)):
                spent.setdefault((case.name, way), []).append(seconds(read))
        done += 1
    results = []
    for case in cases:
        ours, peer, bare = (statistics.median(spent[case.name, way]) for way in ("ours", "peer", "bare"))
        results.append(
            {
                "case": case.name,
                "rows": case.file.rows,
                "copies": case.file.copies,
                "rounds": done,
                "ours_s": ours,
                "peer_s": peer,
                "bare_s": bare,
                "ours_rows_per_s": case.file.rows / ours,
                "peer_rows_per_s": case.file.rows / peer,
                "bare_rows_per_s": case.file.rows / bare,
                "ratio": ours / peer,
                "ratio_bare": ours / bare,
                "within_3": ours / peer < AIM,
            }
        )
    return results


def seconds(read: Read) -> float:
    """Return the processor time of one reading, which a busy machine does not lengthen; what was read before is cleared away first."""
    gc.collect()
    start = time.process_time()
    read()
    return time.process_time() - start


def as_text(result: dict[str, Any]) -> str:
    """Write one case as a line."""
    copies = f" (original x {result['copies']})" if result["copies"] > 1 else ""
    return (
        f"{result['case']}: {result['rows']:,} rows{copies}; ours {result['ours_rows_per_s']:,.0f} rows/s, "
        f"peer {result['peer_rows_per_s']:,.0f}, bare {result['bare_rows_per_s']:,.0f}: "
        f"{result['ratio']:.2f} times the peer ({result['ratio_bare']:.2f} times bare reading), "
        f"less than {AIM:g}: {'holds' if result['within_3'] else 'DOES NOT HOLD'}"
    )


if __name__ == "__main__":
    sys.exit(main())
