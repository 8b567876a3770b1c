"""The commands `tax` and `company`: the contract's keys, the briefing's figures, and failures in plain Japanese."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cli

EXAMPLE = Path(__file__).resolve().parents[1] / "docs" / "company.toml"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.cli, [str(a) for a in arguments])


@pytest.mark.parametrize(
    ("taxable", "invested", "refund"),
    [
        (1_500_000, 50_000, 2_400),
        (2_500_000, 100_000, 9_800),
        (5_000_000, 300_000, 59_600),
        (1_980_000, 100_000, 6_400),
    ],
)
def test_tax_prints_the_figures_of_the_briefing(taxable: int, invested: int, refund: int) -> None:
    result = run("tax", "--taxable", taxable, "--investment", invested, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert {"deduction_yen", "refund_yen", "refund_with_surtax_yen", "notices"} <= set(found)
    assert (found["deduction_yen"], found["refund_yen"]) == (invested - 2_000, refund)


def test_the_income_caps_and_the_year_is_questioned() -> None:
    options = ("--taxable", 2_500_000, "--investment", 2_000_000, "--income", 3_000_000, "--year", 2026)
    found = json.loads(run("tax", *options, "--json").stdout)
    assert found["deduction_yen"] == 1_198_000
    assert [n["code"] for n in found["notices"]] == ["tax_other_year"]
    words = run("tax", *options).stdout
    assert "2016・2017年度の制度による試算" in words
    assert "今も使えるか、要確認" in words
    assert "1,198,000円" in words


def test_an_impossible_amount_is_one_document_and_status_one() -> None:
    result = run("tax", "--taxable", -5, "--investment", 100_000, "--json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)["notices"]
    assert problem["severity"] == "error"
    assert "課税所得" in problem["message"]


@pytest.mark.parametrize("arguments", [("--taxable", "x", "--investment", 1), ("--taxable", 1), ("--investment", 1)])
def test_a_wrong_usage_is_status_two(arguments: tuple[object, ...]) -> None:
    result = run("tax", *arguments, "--json")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert "使い方は" in result.stderr


def test_company_prints_every_requirement_with_the_reason() -> None:
    result = run("company", EXAMPLE, "--json")
    assert result.exit_code == 0, result.stderr
    results = json.loads(result.stdout)["results"]
    assert all({"requirement", "outcome", "why"} <= set(r) for r in results)
    assert {r["outcome"] for r in results} == {"met"}
    words = run("company", EXAMPLE).stdout
    assert words.count("［満たす］") == 13
    assert "満たす 13、満たさない 0、分からない 0" in words


@pytest.mark.parametrize("content", ["employees = -1", "emploees = 3", "employees", "listed = 'no'"])
def test_a_file_that_is_wrong_is_told_by_its_name(content: str, tmp_path: Path) -> None:
    path = tmp_path / "kaisha.toml"
    path.write_text(content, encoding="utf-8")
    result = run("company", path, "--json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)["notices"]
    assert problem["message"].startswith("kaisha.toml")
    assert problem["severity"] == "error"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("company", tmp_path / "nix.toml")
    assert result.exit_code == 1
    assert "nix.toml" in result.stderr
