"""Do two checkouts give the same answers, byte for byte? Every command, every file handed out, every plan saved anew.

python tests/compare_checkouts.py OLD NEW            all sample regions, and 能登町 where the published data is there
python tests/compare_checkouts.py OLD NEW --quick    the small samples, the buses of sanson, one walk over its screens
python tests/compare_checkouts.py --list             the cases, and nothing is run

OLD and NEW are folders (git worktree add). Both are run by the same Python, from outside: commands through cli.py, screens
through app.py, so that modules may move between them. Masked are only the seconds that a search says it took, and the
folders in which both are run. What OLD can't do yet is listed as new. Exit status 1 when anything differs.
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import contextlib
import fnmatch
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.checkouts.cases import GROUPS, Group
from tests.checkouts.differences import Finding, differing, findings, without_path
from tests.checkouts.inputs import write_inputs
from tests.geo.osm.valley_town import TOWN, things
from tests.importing.osm_live.osm_server import OsmServer, place_row, serving

DRIVE = ROOT / "tests" / "checkouts" / "drive.py"
SAMPLES = "sample_regions"


def main() -> int:
    """Run what is asked for in both checkouts and tell what differs."""
    asked = _arguments()
    groups, left_out = _chosen(asked)
    say(*(f"{group.name}/{case['name']}" for group in groups for case in group.cases))
    say(*(f"left out, no published data: {name}" for name in left_out))
    if asked.list:
        return 0
    began = time.monotonic()
    with _scratch(asked.keep) as scratch, _openstreetmap(groups) as osm:
        found = _samples(asked.old, asked.new)
        with ThreadPoolExecutor(asked.jobs) as pool:
            for group, more in zip(groups, pool.map(lambda g: _compare(g, asked, scratch, osm), groups), strict=True):
                say(f"{time.monotonic() - began:6.0f} s  {group.name}: {_summary(more)}")
                found += more
    say(*(f"{f.kind}: {f.case}: {f.text}" for f in found))
    bad = [f for f in found if f.kind != "new"]
    count = sum(len(group.cases) for group in groups)
    used = os.times()
    took = f"{time.monotonic() - began:.0f} s, of the processor {used.children_user + used.children_system:.0f} s"
    say(f"{count} cases, {len(found) - len(bad)} new, {len(bad)} differences, {took}")
    return 1 if bad else 0


def say(*lines: str) -> None:
    """Print at once: a run takes minutes."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("old", type=Path, nargs="?", metavar="OLD", help="folder of the older checkout")
    parser.add_argument("new", type=Path, nargs="?", metavar="NEW", help="folder of the newer checkout")
    parser.add_argument("--list", action="store_true", help="print the cases and leave")
    parser.add_argument("--quick", action="store_true", help="small samples only")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="cases to run, such as 'noto/*' or '*/times*'")
    parser.add_argument("--jobs", type=int, default=1, help="groups that run side by side (1)")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="a new folder in which all answers are left to be looked at"
    )
    parser.add_argument("--python", default=sys.executable, help="the Python that runs both (this one)")
    asked = parser.parse_args()
    if not asked.list and not all(p is not None and (p / "cli.py").is_file() for p in (asked.old, asked.new)):
        parser.error("OLD and NEW must be folders of checkouts")
    return asked


@contextlib.contextmanager
def _scratch(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def published_data() -> Path | None:
    """Find the published data as the tests do; None where it is absent."""
    found = Path(os.environ.get("KYOTEN_REAL_DATA") or ROOT.parent / "shared" / "data")
    return found if found.is_dir() else None


def _chosen(asked: argparse.Namespace) -> tuple[list[Group], list[str]]:
    """Return the groups with the cases asked for, and the names of those that have no data here."""
    data = published_data()
    groups, left_out = [], []
    for group in GROUPS:
        wanted = [c for c in group.cases if fnmatch.fnmatch(f"{group.name}/{c['name']}", asked.only)]
        if not wanted or (asked.quick and not group.quick):
            continue
        if group.needs and (data is None or not (data / group.needs).exists()):
            left_out.append(group.name)
            continue
        cases = tuple(c for c in group.cases if c in wanted or c["name"] in group.first)
        groups.append(Group(group.name, cases, group.quick, group.needs, group.first))
    return groups, left_out


def _samples(old: Path, new: Path) -> list[Finding]:
    """Compare the sample regions themselves: everything else rests on them."""
    differences = differing(old / SAMPLES, new / SAMPLES)
    return [
        Finding(SAMPLES, "differs", text)
        for text in differences
        if not text.partition(":")[0].endswith((".py", ".pyc"))
    ]


def _compare(group: Group, asked: argparse.Namespace, scratch: Path, osm: str) -> list[Finding]:
    folders = [_run(group, checkout, scratch / side / group.name, asked.python, osm)
               for side, checkout in (("old", asked.old), ("new", asked.new))]  # fmt: skip
    found = list(findings(group.name, [case["name"] for case in group.cases], *folders))
    for folder in folders if asked.keep is None else ():
        shutil.rmtree(folder)
    return found


def _run(group: Group, checkout: Path, folder: Path, python: str, osm: str) -> Path:
    """Run a group in one checkout, in a folder of its own; give the folder, with nothing left in it but answers."""
    folder.mkdir(parents=True)
    home, log = folder.with_name(f"{group.name}-home"), folder.with_name(f"{group.name}.log")
    ignored = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(checkout / SAMPLES, folder / "samples", ignore=ignored)
    write_inputs(folder / "inputs", ROOT / SAMPLES)
    if group.needs:
        (folder / "published").symlink_to(published_data() or "nowhere")
    listed = folder.with_name(f"{group.name}.json")
    listed.write_text(json.dumps(_addressed(group.cases, osm), ensure_ascii=False), encoding="utf-8")
    environment = {**os.environ, "KYOTEN_HOME": str(home), "PYTHONWARNINGS": "ignore", "PYTHONUTF8": "1", "NO_PROXY": "*",
                   "PYTHONPYCACHEPREFIX": str(folder.parent / "bytecode")}  # fmt: skip
    with log.open("wb") as stream:
        done = subprocess.run(
            [python, str(DRIVE), str(checkout.resolve()), str(listed)], cwd=folder, env=environment, stdout=stream,
            stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    if done.returncode:
        say(
            f"{group.name} broke off in {checkout}:",
            *log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:],
        )
    for brought in ("samples", "inputs"):
        shutil.rmtree(folder / brought)
    (folder / "published").unlink(missing_ok=True)
    _keep_work(home, folder / "work")
    _take_out(folder, (str(folder), "{here}"), (str(checkout.resolve()), "{checkout}"), (str(home), "{home}"))
    return folder


def _addressed(cases: Sequence[dict[str, Any]], osm: str) -> list[dict[str, Any]]:
    return [{**c, "args": [a.replace("{osm}", osm) for a in c["args"]]} if "args" in c else c for c in cases]


def _keep_work(home: Path, kept: Path) -> None:
    """Keep the plans that the screens saved, in the order of their content: their names are random."""
    kept.mkdir()
    for number, content in enumerate(sorted(p.read_bytes() for p in home.glob("*.plan.json"))):
        (kept / f"{number:02}.plan.json").write_bytes(content)


def _take_out(folder: Path, *names: tuple[str, str]) -> None:
    """Mask the folders in what was printed and shown; files that were handed out stay as they are."""
    shown = [p for p in folder.glob("out/*/*") if p.name in ("stdout", "stderr", "status") or p.match("page-*.txt")]
    for path in shown:
        content = path.read_bytes()
        for name, instead in names:
            content = without_path(content, name, instead)
        path.write_bytes(content)


@contextlib.contextmanager
def _openstreetmap(groups: Sequence[Group]) -> Iterator[str]:
    """Answer as OpenStreetMap's servers do, on this machine, where a case asks them."""
    if not any("{osm}" in word for group in groups for case in group.cases for word in case.get("args", ())):
        yield ""
        return

    with serving(OsmServer([place_row("谷町", TOWN)], things())) as server:
        yield f"http://127.0.0.1:{server.port}"


def _summary(found: Sequence[Finding]) -> str:
    kinds = [f.kind for f in found]
    return "、".join(f"{kinds.count(k)} {k}" for k in dict.fromkeys(kinds)) or "the same"


if __name__ == "__main__":
    sys.exit(main())
