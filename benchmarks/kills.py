"""How savings stand being killed: servers killed at random moments while they save, what they acknowledged, what they leave.

Each round a server of its own (a fork, so that a thousand need minutes and not hours) saves one version after the other and
says each one's number once it is saved; it is killed after a random time. Counted are acknowledged versions that are neither
the plan nor a version kept beside it, files that can't be read, and files that are left behind.

    python benchmarks/kills.py            1,000 kills, some minutes
    python benchmarks/kills.py --quick    50
    python benchmarks/kills.py --json     one JSON document
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from plan.workspace.saving import look, save
from plan.workspace.versions import versions

KILLS, QUICK = 1_000, 50
LONGEST_S = 0.06
_TEXT, _TIMES = "{:05d}.{:05d}", 500
_KEPT = 20
"""As many versions are kept; older ones may be gone."""


@dataclass
class Count:
    """What a number of kills came to."""

    kills: int = 0
    saved: int = 0
    lost: int = 0
    broken: int = 0
    left_behind: int = 0
    seconds: float = 0.0


def kill_often(kills: int, folder: Path, *, seed: int = 7) -> Count:
    """Kill servers that save, and count what is lost.

    Raises
    ------
    RuntimeError
        On systems that do not fork.
    """
    if not hasattr(os, "fork"):
        raise RuntimeError("this system does not fork: tests/plan/workspace/test_two_servers.py starts whole processes")
    hand, count, path = random.Random(seed), Count(), folder / "a.plan.json"
    began = time.monotonic()
    save(look(path), _content(0, 0))
    for number in range(1, kills + 1):
        acknowledged = _one(path, number, hand.uniform(0.0, LONGEST_S))
        there, broken = _there(path)
        count.kills += 1
        count.saved += len(acknowledged)
        count.lost += len(set(acknowledged[-_KEPT:]) - there)
        count.broken += broken
    save(look(path), _content(kills + 1, 0))  # the next save sweeps what the last kill left
    allowed = {path, path.with_name("a.versions"), *versions(path)}
    count.left_behind = len(set(folder.rglob("*")) - allowed)
    count.seconds = time.monotonic() - began
    return count


def _content(number: int, at: int) -> bytes:
    return (_TEXT.format(number, at) * _TIMES).encode()


def _one(path: Path, number: int, after_s: float) -> list[str]:
    """Let a server save until it is killed, and return what it acknowledged."""
    reading, writing = os.pipe()
    server = os.fork()
    if server == 0:
        os.close(reading)
        seen = look(path)
        for at in range(100_000):
            seen, _ = save(seen, _content(number, at))
            os.write(writing, f"{_TEXT.format(number, at)}\n".encode())
        os._exit(0)
    os.close(writing)
    time.sleep(after_s)
    os.kill(server, signal.SIGKILL)
    os.waitpid(server, 0)
    with os.fdopen(reading) as said:
        return said.read().split()


def _there(path: Path) -> tuple[set[str], int]:
    """Name the versions on disk, and count those that are not whole."""
    texts = [p.read_text() for p in (*versions(path), path)]
    heads = [text[: len(_TEXT.format(0, 0))] for text in texts]
    return set(heads), sum(text != head * _TIMES for text, head in zip(texts, heads, strict=True))


def main() -> None:
    """Kill and count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help=f"{QUICK} kills")
    options.add_argument("--json", action="store_true", help="one JSON document")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        count = kill_often(QUICK if asked.quick else KILLS, Path(folder))
    if asked.json:
        print(json.dumps(asdict(count)))
    else:
        print(f"{count.kills:,} kills, {count.saved:,} saves acknowledged, {count.seconds:.0f} s")
        print(f"lost {count.lost}, not whole {count.broken}, left behind {count.left_behind}")


if __name__ == "__main__":
    main()
