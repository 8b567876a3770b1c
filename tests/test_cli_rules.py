"""The command `rules`: keys as the contract has them, the exit statuses, plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cli
from tests.plan.drawn_town import TOWN, plan_of_the_town, square, write_town


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["rules", *arguments])


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    """The drawn town with a plan whose hub area lies on farmland."""
    folder = write_town(tmp_path / "egaita", TOWN)
    scenario = plan_of_the_town()
    scenario["hubs"][0]["areas"] = [square(-50, -50, 600, 250)]
    scenario["hubs"][0]["facilities"][0]["works"].update(land_m2=12_000)
    plan = {"format_version": 1, "region": {"id": "egaita", "fingerprint": "0"}, "scenarios": [scenario]}
    path = folder / "plan.plan.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path


def test_the_answer_has_the_contracts_keys(plan_path: Path) -> None:
    result = run(str(plan_path), "--scenario", "s1", "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert set(found) >= {"results", "council", "notices_due", "permits", "notices"}
    keys = {"rule", "outcome", "severity", "law", "message", "why", "where"}
    assert all(set(r) >= keys for r in found["results"])
    outcomes = {r["rule"]: r["outcome"] for r in found["results"]}
    assert len(outcomes) == 28
    assert (outcomes["C3"], outcomes["H9"], outcomes["L1"]) == ("failed", "info", "passed")
    shared = next(r for r in found["results"] if r["rule"] == "C3")
    assert shared["where"]["type"] == "Polygon"
    assert [set(m) >= {"member", "because"} for m in found["council"]] == [True] * 4
    assert [set(p) >= {"permit", "route", "because"} for p in found["permits"]] == [True]
    assert found["notices"][0]["code"] == "plan_fingerprint_differs"


def test_words_say_what_to_mend_first(plan_path: Path) -> None:
    lines = run(str(plan_path), "--scenario", "s1").stdout.splitlines()
    assert lines[0] == "描いた町：描いた案"
    assert lines[1].startswith("要調整 ")
    assert lines[2].startswith("［要調整］")
    assert any(line.startswith("協議会：農業協同組合（") for line in lines)
    assert any(line.startswith("許可：開発許可、") for line in lines)


def test_the_present_has_nothing_to_check(plan_path: Path) -> None:
    found = json.loads(run(str(plan_path), "--scenario", "base", "--json").stdout)
    assert {r["outcome"] for r in found["results"]} == {"not_checked"}


def test_wrong_requests(plan_path: Path) -> None:
    unknown = run(str(plan_path), "--scenario", "s9", "--json")
    assert unknown.exit_code == 1
    assert "s9" in json.loads(unknown.stdout)["notices"][0]["message"]
    assert run(str(plan_path)).exit_code == 2
    assert run(str(plan_path.with_name("none.plan.json")), "--scenario", "s1").exit_code == 1
