"""The worked examples of docs/worked_examples.md, applied to a copy of the code and run as they stand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "worked_examples.md"
LEFT_OUT = ("tests/", "benchmarks/", "docs/", "sample_regions/sanson/", "sample_regions/okuyama/")
TIMEOUT_S = 300


class Block(NamedTuple):
    """A block of the page: what it is written in, and its lines."""

    language: str
    text: str


def examples() -> dict[str, list[Block]]:
    """Blocks of the page by the headings under which they stand."""
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.M)[1:]
    blocks = [re.findall(r"^```(\w+)\n(.*?)^```$", part, flags=re.M | re.S) for part in parts[1::2]]
    return {head: [Block(*block) for block in found] for head, found in zip(parts[::2], blocks, strict=True)}


EXAMPLES = examples()


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """Return a copy of the code with one sample, which an example may change."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if not name.startswith(LEFT_OUT) and (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    yield tmp_path
    shutil.rmtree(tmp_path)


def write(folder: Path, block: Block) -> None:
    """Write a new file, whose path stands in the first line."""
    path = folder / block.text.partition("\n")[0].removeprefix("# ")
    assert not path.exists(), f"{path} is no new file"
    path.parent.mkdir(exist_ok=True)
    path.write_text(block.text, encoding="utf-8")


def change(folder: Path, block: Block) -> None:
    """Add the lines with a plus where the others stand, which must be one place."""
    head, *lines = block.text.splitlines(keepends=True)
    path = folder / head.removeprefix("--- ").strip()
    old = "".join(line[1:] for line in lines if line[0] == " ")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} holds these lines {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(folder: Path, *command: str) -> str:
    """Run Python in the copy, and return what it prints."""
    settings = {"PYTHONPATH": str(folder), "KYOTEN_HOME": str(folder / "home"), "PYTHONUTF8": "1"}
    ended = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, check=False, timeout=TIMEOUT_S,
        env={**os.environ, **settings}, encoding="utf-8",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_works_as_it_is_written(example: str, copy: Path) -> None:
    printed = ""
    for block in EXAMPLES[example]:
        match block.language:
            case "python":
                write(copy, block)
            case "diff":
                change(copy, block)
            case "sh":
                printed = run(copy, *block.text.split()[1:])
            case "text":
                assert block.text.strip() in printed
            case "pycon":
                (copy / "session.txt").write_text(block.text, encoding="utf-8")
                run(copy, "-m", "doctest", "session.txt")
            case other:
                pytest.fail(f"nothing is known to be done with {other}")


def test_every_kind_of_addition_has_its_example() -> None:
    kinds = {head.rpartition(" ")[2]: {block.language for block in blocks} for head, blocks in EXAMPLES.items()}
    assert list(kinds) == ["indicator", "rule", "reader", "page"]
    assert all(languages & {"sh", "pycon"} for languages in kinds.values())
