"""Many regions: Kyoten's batch beside one plain process and two plain processes over the same regions, in one run.

python benchmarks/batch.py            200 regions of 20 villages and 2,000 segments
python benchmarks/batch.py --quick    12 regions (under 50 s)
python benchmarks/batch.py --json     figures on stdout, nothing else

Plain processes import nothing of Dask: each takes every second region, one after the other. Compared is what is gained over one
process: batch should keep at least 0.9 of what two plain processes gain. The seconds of a plain process over all regions are taken
from a sample of them in a quick run, which is said.
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.made_regions import Size, write_regions

WORKERS = 2
PLAIN = """
import sys
from plan.batch.region_task import measured
from plan.batch.settings import BatchSettings
for folder in sys.argv[1:]:
    assert "made_of" in measured(folder, BatchSettings.usual().document()), folder
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 1 when a region fails, or the second run counts anything."""
    parser = argparse.ArgumentParser(description="多くの地域をまとめて数える速さを、素のプロセスと比べます。")
    parser.add_argument("--quick", action="store_true", help="少ない地域で、50秒以内で終えます")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    parser.add_argument("--regions", type=int, help="地域の数")
    options = parser.parse_args(arguments)
    count = options.regions or (12 if options.quick else 200)
    with tempfile.TemporaryDirectory(prefix="kyoten-batch-") as folder:
        found = run(Path(folder), count, quick=options.quick)
    print(json.dumps(found, ensure_ascii=False, indent=1) if options.json else as_text(found))
    return 0 if found["failed"] == 0 and found["second_run_finished"] == 0 else 1


def run(folder: Path, count: int, *, quick: bool) -> dict[str, Any]:
    """Make the regions and count them in three ways, each with a home of its own: nothing kept by one helps another."""
    regions = [str(region) for region in write_regions(folder / "regions", count, Size())]
    sample = regions[: max(2, count // 4)] if quick else regions
    one_s = plain_s(folder / "home1", [sample]) * count / len(sample)
    two_s = plain_s(folder / "home2", [regions[::2], regions[1::2]])
    document, batch_s = batch(folder, "homeb", regions)
    again, again_s = batch(folder, "homeb", regions)
    costs = list(document["costs"].values())
    return {
        "regions": count,
        "one_process_s": one_s,
        "one_process_regions": len(sample),
        "two_processes_s": two_s,
        "batch_s": batch_s,
        "gain_two_processes": one_s / two_s,
        "gain_batch": one_s / batch_s,
        "batch_of_two_processes": two_s / batch_s,
        "processor_seconds_per_region": sum(c["seconds"] for c in costs) / len(costs),
        "memory_mb_per_region_max": max((c["memory_mb"] or 0.0) for c in costs),
        "memory_mb_first": costs[0]["memory_mb"],
        "memory_mb_last": costs[-1]["memory_mb"],
        "failed": len(document["failed"]),
        "second_run_finished": len(again["finished"]),
        "second_run_s": again_s,
    }


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a process whose kept arrays lie in a folder; numpy uses one core a process, as Dask's workers do."""
    return {**os.environ, "KYOTEN_HOME": str(home), "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


def plain_s(home: Path, shares: list[list[str]]) -> float:
    """Time plain processes, one for each share."""
    start = time.perf_counter()
    running = [
        subprocess.Popen([sys.executable, "-c", PLAIN, *share], cwd=ROOT, env=environment(home / str(n)))
        for n, share in enumerate(shares)
    ]
    if any(process.wait() for process in running):
        raise RuntimeError("a plain process failed")
    return time.perf_counter() - start


def batch(folder: Path, home: str, regions: list[str]) -> tuple[dict[str, Any], float]:
    """Time the command."""
    out = folder / "out.parquet"
    line = [sys.executable, "cli.py", "batch", *regions, "--out", str(out), "--workers", str(WORKERS), "--json"]
    start = time.perf_counter()
    told = subprocess.run(line, cwd=ROOT, env=environment(folder / home), capture_output=True, text=True, check=False)
    return json.loads(told.stdout), time.perf_counter() - start


def as_text(found: dict[str, Any]) -> str:
    """Write the figures for a reader."""
    return "\n".join(
        f"{name}: {value:.2f}" if isinstance(value, float) else f"{name}: {value}" for name, value in found.items()
    )


if __name__ == "__main__":
    sys.exit(main())
