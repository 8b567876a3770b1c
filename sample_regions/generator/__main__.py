"""Make sample regions anew: ``python -m sample_regions.generator [name …]`` (all without a name)."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

REGIONS = ("model_chiku", "okuyama", "sanson")


def main(names: list[str]) -> int:
    """Write the named regions beside the generator; 2 for a name that isn't one."""
    unknown = [n for n in names if n not in REGIONS]
    if unknown:
        sys.stderr.write(
            f"見本地域の名前ではありません：{'、'.join(unknown)}（{'、'.join(REGIONS)} から選んでください）\n"
        )
        return 2
    for name in names or REGIONS:
        folder = Path(__file__).resolve().parents[1] / name
        import_module(f"sample_regions.generator.regions.{name}").make(folder)
        sys.stderr.write(f"{name} を作りました\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
