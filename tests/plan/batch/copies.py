"""Copies of a sample region that differ: of equal bytes one is counted, and serves for both."""

from __future__ import annotations

import shutil
from pathlib import Path


def copied(folder: Path) -> Path:
    """Make a region of its own: the model district with as many empty lines as its name's place in the alphabet."""
    shutil.copytree("sample_regions/model_chiku", folder)
    with (folder / "villages.csv").open("a") as file:
        file.write("\n" * (1 + ord(folder.name) - ord("a")))
    return folder
