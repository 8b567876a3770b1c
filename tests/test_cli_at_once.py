"""What is wrong with a call is told at once: nothing that takes long to load is loaded to refuse an option or a folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli import cli

ROOT = Path(__file__).resolve().parents[1]
SANSON = "sample_regions/sanson"

PLAIN = {
    "cattrs", "geopandas", "highspy", "matplotlib", "networkx", "numpy", "osmium", "pandas", "pyogrio", "pyproj", "requests",
    "scipy", "shapely", "streamlit",
}  # fmt: skip
"""What takes long to load."""
OF_PLANS = {"cattrs", "numpy", "shapely"}
"""What reading a plan file needs."""

LOADED = """
import sys, cli
try:
    cli.cli.main(sys.argv[1:])
except SystemExit as end:
    print(end.code, *sorted({name.partition(".")[0] for name in sys.modules}), sep="\\n")
"""


def answered(*call: str) -> tuple[str, set[str], str]:
    """Give the exit status of a call in a new process, what it loaded, and what it told on stderr."""
    line = [sys.executable, "-c", LOADED, *call]
    found = subprocess.run(line, capture_output=True, check=True, cwd=ROOT, timeout=120)
    # Help comes before the status; the names of modules hold no blanks.
    lines = found.stdout.decode().splitlines()
    at = max(i for i, text in enumerate(lines) if text in ("0", "1", "2"))
    return lines[at], set(lines[at + 1 :]), found.stderr.decode()


def filled(command: click.Command, region: str, plan: str) -> list[str]:
    """Give the required options and arguments of a command, with a region and a plan in their places."""
    words: list[str] = []
    for param in command.params:
        if isinstance(param, click.Argument):
            words.append({"REGION": region, "PLAN": plan}.get(str(param.metavar), "x"))
        elif param.required:
            words += [param.opts[0], "1" if param.type is click.INT else "x"]
    return words


READING = sorted(n for n, c in cli.commands.items() if {str(p.metavar) for p in c.params} & {"REGION", "PLAN"})
OF_REGIONS = [n for n in READING if "REGION" in {str(p.metavar) for p in cli.commands[n].params}]


def test_help_loads_nothing_heavy() -> None:
    for call in (["--help"], *([name, "--help"] for name in ("check", "site"))):
        status, loaded, _ = answered(*call)
        assert status == "0"
        assert loaded & PLAIN == set()


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_a_wrong_option_loads_nothing_heavy(name: str) -> None:
    status, loaded, told = answered(name, *filled(cli.commands[name], SANSON, f"{SANSON}/example.plan.json"), "--nix")
    assert status == "2"
    assert "--nix" in told
    assert loaded & PLAIN == set()


@pytest.mark.parametrize(
    "call",
    [
        f"times {SANSON} --to f001 --out t.csv --mode bus --date 2024-13-01",
        f"times {SANSON} --to f001 --out t.csv --mode bus --depart 8-9",
        f"times {SANSON} --to f001 --out t.csv --mode bus --depart 09:00-08:00",
        f"times {SANSON} --to f001 --out t.csv --mode bus --depart 08:00-09:00 --percentile 101",
        f"times {SANSON} --to f001 --out t.csv --percentile 50",
        f"outings {SANSON} --to f001 --date x",
        f"diagnose {SANSON} --scenario c1",
        f"site {SANSON} --hubs 1 --years 20",
        f"site {SANSON} --scores --score-weights services=x",
        f"spheres {SANSON} --hubs f001 --move v001",
        f"sheets {SANSON} --out s --scenario c1",
        f"import villages {SANSON}/villages.csv --region r --columns name",
    ],
)
def test_a_wrong_value_loads_nothing_heavy(call: str) -> None:
    status, loaded, _ = answered(*call.split())
    assert status == "2"
    assert loaded & PLAIN == set()


@pytest.mark.parametrize("name", OF_REGIONS)
@pytest.mark.parametrize("folder", ["nowhere", "sample_regions", "cli.py"])
def test_a_wrong_folder_loads_nothing_heavy(name: str, folder: str) -> None:
    status, loaded, told = answered(name, *filled(cli.commands[name], folder, "x"))
    assert status == "1"
    assert folder in told if folder != "sample_regions" else "villages.csv" in told
    assert loaded & PLAIN == set()


@pytest.mark.parametrize("name", sorted(set(READING) - set(OF_REGIONS)))
def test_a_wrong_plan_or_a_wrong_folder_of_a_plan_loads_what_a_plan_needs(name: str) -> None:
    plan = f"{SANSON}/example.plan.json"
    for call, place in (
        (filled(cli.commands[name], "", "nowhere.plan.json"), "nowhere.plan.json"),
        ([*filled(cli.commands[name], "", plan), "--region", "nowhere"], "nowhere"),
    ):
        status, loaded, told = answered(name, *call)
        assert status == "1"
        assert place in told
        assert loaded & PLAIN <= OF_PLANS
