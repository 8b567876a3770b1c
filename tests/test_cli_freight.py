"""``freight``: what the buses of a scenario carry beside passengers, in JSON and in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from geo.region.region import read_region
from network.services.bus_service import ServiceStop, ServiceTrip, Vehicle
from network.services.consignment import Consignment
from plan.file.plan_file import plan_bytes
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan
from plan.services.edits import add_service
from tests.small_region import LAT, LON, STEP, write_small_region


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    region = read_region(write_small_region(tmp_path))
    plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "案")
    plan, _ = add_scenario(plan, "荷物のない案")
    stops = tuple(ServiceStop(f"p{i}", f"停{i}", LAT, LON + (2 * i) * STEP) for i in (1, 2))
    goods = Consignment("野菜", "produce", "p1", "p2", count=3, kg=10)
    plan, _ = add_service(
        plan, scenario, "谷線", stops=stops, trips=(ServiceTrip("t1", 0, (32_400, 33_600)),), vehicle=Vehicle(freight_kg=20),
        freight=(goods,),
    )  # fmt: skip
    path = tmp_path / "ekimei.plan.json"
    path.write_bytes(plan_bytes(plan))
    return path


def test_it_tells_loads_and_what_stays(plan_path):
    result = CliRunner().invoke(cli.cli, ["freight", str(plan_path), "--scenario", "s1", "--json"])
    assert result.exit_code == 0, result.output
    (service,) = json.loads(result.stdout)["services"]
    assert [(row["trip"], row["pieces"], row["kg"]) for row in service["loads"]] == [("t1", 2, 20.0)]
    output = CliRunner().invoke(cli.cli, ["freight", str(plan_path), "--scenario", "s1"]).stdout
    for text in (
        "荷物 3個のうち 2個を運べます",
        "9:00 停1 → 9:20 停2：野菜 2個（20 kg）",
        "残る：野菜 1個。積める重さ",
    ):
        assert text in output


def test_without_freight_it_says_what_to_do(plan_path):
    result = CliRunner().invoke(cli.cli, ["freight", str(plan_path), "--scenario", "s2"])
    assert result.exit_code == 0
    assert "荷物を載せる路線がありません" in result.stdout
