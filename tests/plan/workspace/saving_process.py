"""A server that saves again and again, as a process of its own: what it prints was acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

from plan.workspace.saving import look, save


def main(path: Path, name: str, times: int) -> None:
    """Save texts of this name, each one after the other."""
    seen = look(path)
    _tell("ready")
    sys.stdin.readline()
    for number in range(times):
        content = f"{name}{number:04d}".encode() * 500
        seen, _ = save(seen, content)
        _tell(f"{name}{number:04d}")


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
