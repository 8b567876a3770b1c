"""The command `project`: keys as the contract has them, the file unrounded, settlers and plans taken in."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

import cli
from geo.region.region import read_region
from plan.applied import apply
from plan.file.plan_file import read_plan

SANSON = str(Path(__file__).resolve().parents[1] / "sample_regions" / "sanson")
KEYS = {"years", "total", "band", "by_village", "ageing_rate", "method", "notices"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["project", *arguments])


def test_the_answer_has_the_contracts_keys_and_the_file_its_columns(tmp_path: Path) -> None:
    out = tmp_path / "people.csv"
    result = run(SANSON, "--to", "2045", "--out", str(out), "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert set(found) >= KEYS
    assert found["years"] == [2020, 2025, 2030, 2035, 2040, 2045]
    assert len(found["band"]) == len(found["ageing_rate"]) == len(found["total"]) == 6
    table = pd.read_csv(out)
    assert list(table.columns) == ["village_id", "year", "sex", "age_from", "persons"]
    assert table.groupby("year")["persons"].sum().tolist() == pytest.approx(found["total"], abs=1e-4)
    assert (table["persons"] % 1 != 0).any()


def test_households_and_services_follow_the_people() -> None:
    plan = ("--plan", str(Path(SANSON) / "example.plan.json"), "--scenario", "c4")
    found = json.loads(run(SANSON, "--to", "2045", *plan, "--json").stdout)
    households = found["households"]
    assert len(households["total"]) == len(found["years"])
    assert households["counted_by"] == "size"
    # The same households as on every page that counts the year.
    scenario = read_plan((Path(SANSON) / "example.plan.json").read_bytes())
    later = apply(read_region(SANSON), scenario, "c4", 2045).region.villages["households"]
    assert households["total"][-1] == pytest.approx(later.sum())
    assert sum(v[-1] for v in households["by_village"].values()) == pytest.approx(households["total"][-1])
    services = {(s["place"], s["service"]): s for s in found["viability"]}
    shop = services["f004", "shopping"]
    assert (shop["needs"], shop["measured_by"], shop["unjudged"]) == (220, "users", "")
    assert shop["below"] == sorted(shop["below"])
    assert [low <= n <= high for n, (low, high) in zip(shop["people"], shop["band"], strict=True)] == [True] * 6
    assert services["f001", "government"]["unjudged"] == "no_threshold"


def test_settlers_change_it_and_are_told_apart_by_type() -> None:
    alone, settled = (
        json.loads(run(SANSON, "--to", "2050", *extra, "--json").stdout)["total"][-1]
        for extra in ((), ("--settlers", "family=3,retired_couple=1.5"))
    )
    assert settled > alone + 200


def test_the_settlers_of_a_scenario_come_without_being_asked_for(tmp_path: Path) -> None:
    plan = json.loads((Path(SANSON) / "example.plan.json").read_text(encoding="utf-8"))
    plan["scenarios"][0]["future"] = {"settlers": [{"kind": "family", "households_a_year": 3, "from": 2026}]}
    path = tmp_path / "with.plan.json"
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    chosen = ("--plan", str(path), "--scenario", plan["scenarios"][0]["id"], "--json")
    with_plan = json.loads(run(SANSON, "--to", "2040", *chosen).stdout)
    alone = json.loads(run(SANSON, "--to", "2040", "--json").stdout)
    assert with_plan["total"][1] == alone["total"][1]
    assert with_plan["total"][2] > alone["total"][2] + 30


def test_without_json_villages_stand_in_tens() -> None:
    lines = run(SANSON, "--to", "2070").stdout.splitlines()
    villages = [line for line in lines if line.startswith("  ")]
    assert len(villages) == 91
    assert all(line.endswith(("0人", "10人未満")) and not line.endswith("：0人") for line in villages)


@pytest.mark.parametrize("settlers", ["family", "circus=3", "family=-1", "family=many"])
def test_settlers_that_cannot_be_are_wrong_usage(settlers: str) -> None:
    result = run(SANSON, "--to", "2040", "--settlers", settlers)
    assert result.exit_code == 2
    assert "young_couple" in result.stderr


def test_a_year_beyond_the_last_fails_in_japanese() -> None:
    result = run(SANSON, "--to", "2100", "--json")
    assert result.exit_code == 1
    assert [n["code"] for n in json.loads(result.stdout)["notices"]] == ["year_not_projected"]


def test_a_projection_across_kinds_says_that_other_commands_do_not_count_on_it() -> None:
    code = "projection_here_only"
    for more, said in (((), False), (("--across-kinds",), True)):
        found = json.loads(run("sample_regions/model_chiku", "--to", "2045", *more, "--json").stdout)
        assert (code in [n["code"] for n in found["notices"]]) == said
