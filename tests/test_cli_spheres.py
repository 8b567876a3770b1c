"""The command `spheres`: keys as the contract has them, a file whose features carry their hub, plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pyogrio
import pytest
from click.testing import CliRunner, Result

import cli
from tests.small_region import write_small_plan, write_small_region


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_small_region(tmp_path_factory.mktemp("spheres") / "tameshi"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["spheres", *arguments])


def test_the_answer_has_the_contracts_keys_and_the_file_its_hubs(folder: str, tmp_path: Path):
    out = tmp_path / "spheres.geojson"
    result = run(folder, "--hubs", "s1,f-school", "--move", "v5=s1", "--out", str(out), "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert {"spheres", "unassigned", "challenged"} <= set(found)
    assert [set(s) for s in found["spheres"]] == [{"hub", "villages", "population", "area_km2"}] * 2
    assert [row["village_id"] for row in found["unassigned"]] == ["v1", "v6"]
    assert found["challenged"] == [{"village_id": "v5", "own_min": 24.0, "other_hub": "f-school", "other_min": 0.0}]
    assert {f["properties"]["hub"] for f in json.loads(out.read_text("utf-8"))["features"]} == {"s1", "f-school"}


def test_a_geopackage_is_written_for_qgis(folder: str, tmp_path: Path):
    out = tmp_path / "spheres.gpkg"
    result = run(folder, "--hubs", "s1,f-school", "--gpkg", str(out), "--date", "2026-04-01", "--json")
    assert json.loads(result.stdout)["gpkg"] == str(out)
    assert {"spheres", "villages", "layer_styles"} <= {name for name, _ in pyogrio.list_layers(out).tolist()}


def test_land_is_divided_only_where_it_is_asked_for(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    hubs = ("--hubs", "s1,f-school", "--json")
    files = (("--out", str(tmp_path / "s.geojson")), ("--gpkg", str(tmp_path / "s.gpkg")), ("--areas",))
    drawn = [json.loads(run(folder, *hubs, *extra).stdout)["spheres"] for extra in files]
    assert drawn[0] == drawn[1] == drawn[2]
    assert all(s["area_km2"] > 0 for s in drawn[0] if s["villages"])

    def never(*_: object) -> None:
        raise AssertionError("land is divided")

    monkeypatch.setattr("plan.spheres.answer.sphere_areas", never)
    plain = json.loads(run(folder, *hubs).stdout)["spheres"]
    assert plain == [{**s, "area_km2": None} for s in drawn[0]]
    assert "km²" not in run(folder, *hubs[:2]).stdout


def test_a_layer_of_districts_is_compared(folder: str):
    urban = f"{folder}/zones/flood.geojson"
    found = json.loads(run(folder, "--hubs", "s1,f-school", "--compare", urban, "--json").stdout)
    assert found["agreement"] == {"adjusted_rand": 1.0, "villages": 2, "differs": []}


def test_words_say_who_lives_where_and_why_not(folder: str):
    result = run(folder, "--hubs", "s1,f-school", "--within", "10", "--compare", f"{folder}/zones/flood.geojson")
    assert result.exit_code == 0
    for text in (
        "旧下野小学校：2集落、70人",
        "上野（100人）：市街化区域・用途地域の中にあるため、対象外です",
        "谷口（30人）：どの拠点も",
        "調整ランド指数",
    ):
        assert text in result.stdout


def test_hubs_of_a_plan_and_wrong_requests(folder: str):
    plan = str(write_small_plan(Path(folder)))
    result = run(folder, "--hubs", "h1,h2", "--plan", plan, "--scenario", "s2", "--json")
    assert [s["hub"] for s in json.loads(result.stdout)["spheres"]] == ["h1", "h2"]
    assert run(folder, "--hubs", "h1", "--json").exit_code == 1
    assert run(folder, "--hubs", "s1", "--start", "districts").exit_code == 1
    assert run(folder, "--hubs", "s1", "--compare", f"{folder}/none.geojson").exit_code == 1
    assert run(folder).exit_code == 2
    assert run(folder, "--hubs", "s1", "--move", "v5").exit_code == 2
    assert run(folder, "--hubs", "s1", "--start", "somehow").exit_code == 2
