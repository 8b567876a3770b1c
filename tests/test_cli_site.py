"""The command `site`: keys as the contract has them, the exit statuses, plain words."""

from __future__ import annotations

import json

from click.testing import CliRunner, Result

import cli

KEYS = {
    "objective", "hubs", "value", "bound", "gap", "seconds", "assignment", "unreached", "covered_population", "alternatives",
}  # fmt: skip
OKUYAMA, SANSON = "sample_regions/okuyama", "sample_regions/sanson"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["site", *arguments])


def test_every_objective_answers_with_the_contracts_keys():
    for more in (
        ["--hubs", "2"],
        ["--hubs", "2", "--objective", "coverage", "--within", "10", "--weights", "pop_65_over@2030"],
        ["--hubs", "1", "--objective", "worst", "--fixed", "s02", "--forbid", "s03", "--mode", "walk"],
        ["--objective", "fewest", "--within", "60", "--allow-zones"],
        ["--hubs", "1", "--objective", "outings", "--purpose", "clinic"],
        ["--hubs", "1", "--objective", "least_regret", "--years", "2020,2040", "--curve", "2"],
        ["--budget-yen", "30000000", "--capacity", "600"],
    ):
        result = run(OKUYAMA, *more, "--json")
        assert result.exit_code == 0, result.stderr
        found = json.loads(result.stdout)
        assert set(found) >= KEYS
        assert found["gap"] == 0
        assert all(set(other) >= {"hubs", "value"} for other in found["alternatives"])
        assert set(found["assignment"].values()) <= set(found["hubs"])


def test_words_say_where_for_whom_and_how_sure():
    result = run(SANSON, "--hubs", "3", "--curve", "2")
    assert result.exit_code == 0
    assert "条件に合う候補の組合せ" in result.stdout
    assert "これより良い組合せがないことを確かめました" in result.stdout
    assert "拠点 2 か所" in result.stdout


def test_impossible_and_wrong_requests():
    result = run(SANSON, "--objective", "fewest", "--within", "3", "--json")
    assert result.exit_code == 1
    assert "3分以内に着ける候補地がありません" in json.loads(result.stdout)["notices"][0]["message"]
    assert run(SANSON, "--hubs", "99").exit_code == 1
    assert run(SANSON, "--hubs", "many").exit_code == 2
    assert run(SANSON, "--hubs", "1", "--objective", "nicest").exit_code == 2
    assert run(SANSON, "--hubs", "1", "--objective", "least_regret", "--years", "soon").exit_code == 2


YEAR_AND_WEIGHTS = ("site",)
"""Commands that know both --year and --weights."""


def test_every_command_that_knows_both_years_is_known_here():
    both = [
        name
        for name, command in cli.cli.commands.items()
        if {"year", "weights"} <= {option.name for option in cli.cli.get_command(None, name).params}  # type: ignore[arg-type, union-attr]
    ]
    assert tuple(both) == YEAR_AND_WEIGHTS


def test_years_that_disagree_are_refused_and_one_that_agrees_is_said():
    for objective in ("total_time", "coverage", "worst", "outings", "fewest"):
        more = ("--hubs", "1", "--within", "30", "--objective", objective, "--json")
        refused = run(OKUYAMA, *more, "--weights", "pop_65_over@2040", "--year", "2045")
        assert (refused.exit_code, json.loads(refused.stdout)["notices"][0]["code"]) == (1, "years_disagree")
    agreed = json.loads(run(OKUYAMA, "--hubs", "1", "--weights", "population@2045", "--year", "2045", "--json").stdout)
    alone = json.loads(run(OKUYAMA, "--hubs", "1", "--weights", "population@2045", "--json").stdout)
    assert agreed["year"] == alone["year"] == 2045
    assert (agreed["hubs"], agreed["covered_population"]) == (alone["hubs"], alone["covered_population"])
    words = run(OKUYAMA, "--hubs", "1", "--weights", "population@2045").stdout
    assert words.startswith("2045年の人口で数えました")
    assert "year" not in json.loads(run(OKUYAMA, "--hubs", "1", "--weights", "population", "--json").stdout)


def test_least_regret_says_that_the_year_of_its_weights_is_not_used():
    asked = ("--hubs", "1", "--objective", "least_regret", "--years", "2020,2040")
    plain, dated = (
        json.loads(run(OKUYAMA, *asked, "--weights", of, "--json").stdout) for of in ("population", "population@2030")
    )
    assert plain["hubs"] == dated["hubs"]
    (said,) = (n for n in dated["notices"] if n["code"] == "siting_regret_years")
    assert "2020・2040年" in said["message"]
    assert "population@2030" in said["message"]
    assert not [n for n in plain["notices"] if n["code"] == "siting_regret_years"]
    assert run(OKUYAMA, *asked, "--year", "2040").exit_code == 2


def test_candidate_sites_are_scored_and_the_ranking_says_why():
    found = json.loads(run(OKUYAMA, "--scores", "--json").stdout)
    assert [row["rank"] for row in found["scores"]] == sorted(row["rank"] for row in found["scores"])
    assert {"id", "name", "unit", "definition", "source", "weight"} <= set(found["criteria"][0])
    assert all(row["why"] for row in found["scores"])
    both = json.loads(run(OKUYAMA, "--scores", "--hubs", "1", "--score-weights", "public=5,bus=0", "--json").stdout)
    assert set(both) >= {*KEYS, "scores", "criteria"}
    assert {c["id"]: c["weight"] for c in both["criteria"]}["public"] == 5
    assert "位 " in run(OKUYAMA, "--scores").stdout
    assert run(OKUYAMA, "--scores", "--score-weights", "beauty=1").exit_code == 1
    assert run(OKUYAMA, "--scores", "--score-weights", "public").exit_code == 2


def test_sites_near_hazard_areas_are_left_out_by_distance():
    def hubs_and_text(*more: str) -> tuple[list[str], str]:
        found = json.loads(run(SANSON, "--hubs", "2", "--forbid", "s09", *more, "--json").stdout)
        return found.get("hubs", []), " ".join(n["message"] for n in found["notices"])

    assert hubs_and_text() == hubs_and_text("--hazard-distance-m", "0")
    hubs, notices = hubs_and_text("--hazard-distance-m", "62")
    assert set(hubs) <= {"s10", "s12", "s18", "s24"}
    assert "浸水想定区域から 62m 離れていない候補地" in notices
    hubs, notices = hubs_and_text("--hazard-distance-m", "1000")
    assert hubs == []
    assert "すべて除かれています" in notices
    assert "一緒には頼めません" in hubs_and_text("--hazard-distance-m", "50", "--allow-zones")[1]
    assert run(SANSON, "--hubs", "2", "--hazard-distance-m", "-1").exit_code == 2
    assert run(SANSON, "--hubs", "2", "--hazard-distance-m", "nan").exit_code == 1
