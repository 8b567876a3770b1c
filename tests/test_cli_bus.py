"""``bus``: designs in JSON and in words, the plan file that the other commands open, impossible wishes."""

from __future__ import annotations

import datetime
import json

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

import cli
from network.transit.timetable import Timetable
from tests.small_region import write_small_region


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    return str(write_small_region(tmp_path_factory.mktemp("region")))


def asked(*words):
    return CliRunner().invoke(cli.cli, ["bus", *map(str, words)])


def test_designs_are_printed_and_the_plan_opens_elsewhere(region, tmp_path):
    out = tmp_path / "p.plan.json"
    result = asked(region, "--hub", "f-clinic", "--vehicles", 1, "--drivers", 1, "--rounds", 8, "--out", out, "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["designs"][0]["vehicles"] == 1
    compared = CliRunner().invoke(cli.cli, ["compare", str(out), "--region", region, "--json"])
    assert compared.exit_code == 0, compared.output
    again = tmp_path / "again.plan.json"
    asked(region, "--hub", "f-clinic", "--vehicles", 1, "--drivers", 1, "--rounds", 8, "--out", again, "--seed", 5)
    assert again.read_bytes() == out.read_bytes()


def test_every_design_is_written_as_workbook_geopackage_and_feed(region, tmp_path):
    asked_for = (region, "--hub", "f-clinic,s1", "--vehicles", 1, "--drivers", 1, "--rounds", 6, "--date", "2026-04-01")
    result = asked(*asked_for, "--files", tmp_path / "one", "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    names = [f"{row['id']}{end}" for row in document["designs"] for end in (".xlsx", ".gpkg", "_gtfs.zip")]
    assert sorted(names) == sorted(path.name for path in (tmp_path / "one").iterdir())
    assert document["files"] == [str(tmp_path / "one" / name) for name in names]
    for row in document["designs"]:
        feed = Timetable.from_gtfs(
            tmp_path / "one" / f"{row['id']}_gtfs.zip", datetime.date.fromisoformat(document["date"])
        )
        assert len(feed.trips) == row["trips"]
        book = CalamineWorkbook.from_path(tmp_path / "one" / f"{row['id']}.xlsx")
        cost = book.get_sheet_by_name("費用の内訳").to_python()[-1]
        assert cost[0] == "合計"
        assert cost[-1] == round(row["annual_cost_yen"])
    assert "export_readings_missing" in {told["code"] for told in document["notices"]}
    asked(*asked_for, "--files", tmp_path / "two")
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_several_hubs_are_designed_for_one_after_the_other(region):
    result = asked(region, "--hub", "f-clinic,s1", "--vehicles", 1, "--drivers", 1, "--rounds", 3, "--json")
    document = json.loads(result.stdout)
    assert {row["id"].split("-d")[0] for row in document["designs"]} == {"f-clinic", "s1"}
    assert len(document["hubs"]) == 2


def test_impossible_wishes_say_what_blocks_them(region):
    result = asked(region, "--hub", "f-clinic", "--vehicles", 1, "--drivers", 1, "--budget-yen", 10, "--json")
    assert result.exit_code == 1
    assert "予算を増やしてください" in json.loads(result.stdout)["notices"][0]["message"]
    assert asked(region, "--hub", "nowhere", "--vehicles", 1, "--drivers", 1).exit_code == 1
    assert asked(region, "--vehicles", 1, "--drivers", 1).exit_code == 2
