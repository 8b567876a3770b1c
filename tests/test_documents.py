"""What stands in the documents has the form that readers count on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from cli import cli

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
PARTS = ["Context", "Choice", "What it costs"]
LONGEST_DECISION_WORDS = 450  # about a page


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_a_page_with_context_choice_and_cost(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, flags=re.M) == PARTS
    assert re.search(r"\A# \d+\. .+\n\n\*\*一言で\*\*：.+。\n\n", text)
    bodies = re.split(r"^## .+$", text, flags=re.M)[1:]
    assert all(len(body.split()) > 10 for body in bodies)
    assert len(text.split()) <= LONGEST_DECISION_WORDS


def test_decisions_are_numbered_one_after_the_other_and_listed() -> None:
    titled = [re.match(r"# (\d+)\. (.+)", page.read_text(encoding="utf-8")) for page in DECISIONS]
    numbers = [int(title[1]) for title in titled if title]
    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert [int(page.name[:2]) for page in DECISIONS] == numbers
    index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| \[.+\]\((.+)\) \| (.+) \|$", index, flags=re.M)
    assert rows == [(title[1], page.name, title[2]) for title, page in zip(titled, DECISIONS, strict=True) if title]


def test_the_hosted_checks_are_the_readmes_own_commands() -> None:
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```powershell\n(.*?)```", readme, flags=re.S)
    testing = next(block for block in blocks if "pytest" in block)
    commands = [line.replace("py -3.11", "python") for line in testing.splitlines() if line[:1] not in ("#", "")]
    steps = re.findall(r"^ +- run: (.+)$", workflow, flags=re.M)
    assert steps == ["make test PYTHON=python", *commands]
    assert {"ubuntu-latest", "windows-latest"} == set(re.findall(r"runs-on: (\S+)", workflow))
    assert re.findall(r"python: \[(.+)\]", workflow) == ['"3.11", "3.x"'] * 2
    assert "has not been run" in workflow


def test_what_runs_before_a_commit_is_what_make_runs() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"^ +entry: (.+)$", hooks, flags=re.M)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    ours = {f"$(BIN)/{entry}" for entry in entries if not entry.startswith("python -m pytest")}
    assert ours == {
        line.strip() for line in makefile.splitlines() if re.match(r"\t\$\(BIN\)/(ruff|mypy|lint-imports)", line)
    }
    assert "http" not in hooks
    assert "python -m pytest -q tests/test_house.py" in entries


def test_every_room_says_what_belongs_there_and_what_not() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition("\n## 部屋")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:3] == "| `"]
    described = [row[0].strip("`/") for row in rows]
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    rooms = {str(Path(path).parent) for path in listed.splitlines()} - {"."}
    assert sorted(described) == sorted(room for room in rooms if room.partition("/")[0] not in ("tests", "docs"))
    assert [row[0] for row in rows if not re.fullmatch(r"[^。]+。置かない：[^。]+", row[1])] == []
    assert [row[0] for row in rows if not re.fullmatch(r".+\. Not: .+", row[2])] == []


def test_the_readme_names_commands_that_there_are() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.S)
    named = set(re.findall(r"^(?:kyoten|python cli\.py) (\S+)", "\n".join(blocks), flags=re.M))
    assert {"run", "check", "import", "fetch"} <= named
    assert sorted(named - set(cli.commands)) == []
