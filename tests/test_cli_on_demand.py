"""The command `on-demand`: a day of a sample town, as JSON and in words, and its exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cli
from geo.region.region import read_region
from network.services.bus_service import BusService, Vehicle
from plan.file.plan_file import plan_bytes
from plan.scenario.scenario import Hub, Plan, Scenario

OKUYAMA = "sample_regions/okuyama"


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    region = read_region(OKUYAMA)
    at = region.facilities.iloc[0]
    hub = Hub("h1", "拠点", float(at["lat"]), float(at["lon"]))
    services = (BusService("b1", "たに号", "on_demand", vehicle=Vehicle(seats=8)), BusService("b2", "線", "fixed"))
    plan = Plan("okuyama", region.fingerprint, (Scenario("s1", "案", hubs=(hub,), services=services),))
    path = tmp_path / "okuyama.plan.json"
    path.write_bytes(plan_bytes(plan))
    return path


def run(path: Path, *more: str) -> Result:
    return CliRunner().invoke(cli.cli, ["on-demand", str(path), "--region", OKUYAMA, "--scenario", "s1", *more])


def test_a_day_as_json_and_in_words(plan_path):
    result = run(plan_path, "--service", "b1", "--seed", "2", "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["bookings"] == found["served"] + len(found["refused"]) > 0
    assert len(found["passengers"]) == 2 * found["served"]
    assert set(found) >= {"share_served", "mean_waiting_min", "detour", "vehicle_hours", "vehicle_km", "vehicles"}
    assert run(plan_path, "--service", "b1", "--seed", "2", "--json").stdout == result.stdout
    as_text = run(plan_path, "--service", "b1", "--seed", "2")
    assert f"{found['served']} 件を受けました" in as_text.stdout
    assert "一例です" in as_text.stdout


def test_what_cannot_be_asked(plan_path):
    for more in (["--service", "b2"], ["--service", "b9"], ["--service", "b1", "--date", "2020-04-05"]):
        result = run(plan_path, *more, "--json")
        assert result.exit_code == 1
        assert json.loads(result.stdout)["notices"][0]["severity"] == "error"
    assert run(plan_path, "--service", "b1", "--vehicles", "0").exit_code == 2
