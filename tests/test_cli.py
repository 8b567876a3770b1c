"""The command line: keys as the contract has them, plain words, the three exit statuses, and never a traceback."""

from __future__ import annotations

import csv
import datetime
import json
import math
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

import cli
from geo.region.region import read_region
from network.transit.door_to_door_times import door_to_door
from network.transit.rider_settings import BusSettings
from plan.applied import apply
from plan.indicators.registry import INDICATORS
from plan.reach.destinations import destinations
from plan.reach.evaluation import evaluate
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import LAT, LON, VILLAGES, small_plan, write_small_plan, write_small_region, write_two_towns

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted(p.parent for p in (ROOT / "sample_regions").glob("*/region.toml"))
NOTICE_KEYS = {"code", "severity", "file", "row", "field", "message"}


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_small_region(tmp_path / "tameshi")


@pytest.fixture
def plan(region: Path) -> Path:
    return write_small_plan(region, read_region(region).fingerprint)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli.cli, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def heeding_ctrl_c(*arguments: str) -> list[str]:
    """The line of a program that stops at Ctrl+C even where the tests themselves run in the background, which ignores it."""
    heed = "signal.signal(signal.SIGINT, signal.SIG_DFL)"
    anew = f"import os, signal, sys; {heed}; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    return [sys.executable, "-c", anew, *arguments]


def document(*arguments: object, status: int = 0) -> dict[str, Any]:
    """What a command prints with --json: one document on stdout, progress apart."""
    result = run(*arguments, "--json")
    assert result.exit_code == status, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    for known in found["notices"]:
        assert set(known) == NOTICE_KEYS
    return found


def failure(*arguments: object) -> list[str]:
    """The codes with which a request fails, alike in words and in JSON."""
    found = document(*arguments, status=1)
    assert list(found) == ["notices"]
    as_text = run(*arguments)
    assert as_text.exit_code == 1
    assert as_text.stdout == ""
    for known in found["notices"]:
        assert known["message"] in as_text.stderr
    assert "error" in {known["severity"] for known in found["notices"]}
    return [known["code"] for known in found["notices"]]


def test_check_counts_and_tells(region: Path) -> None:
    found = document("check", region)
    assert {k: found[k] for k in ("region", "villages", "population", "facilities", "sites", "feeds")} == {
        "region": "tameshi", "villages": 7, "population": 215, "facilities": 5, "sites": 2, "feeds": [],
    }  # fmt: skip
    assert found["roads"] == {
        "nodes": 5, "edges": 4, "directed_edges": 8, "components": 1, "share_in_largest": 1.0,
    }  # fmt: skip
    assert [n["code"] for n in found["notices"]] == ["villages_empty", "villages_off_road"]
    result = run("check", region)
    assert result.exit_code == 0
    assert "集落 7、人口 215人" in result.stdout
    assert "［注意］villages.csv：1 の集落（5人）は道から" in result.stdout
    assert "道を読んでいます" in result.stderr


def test_a_region_without_roads_tells_the_rest_and_exits_1(tmp_path: Path) -> None:
    region = write_small_region(tmp_path / "tameshi", roads=False)
    found = document("check", region, status=1)
    assert (found["population"], found["roads"]["edges"]) == (215, 0)
    assert "roads_missing" in [n["code"] for n in found["notices"]]
    assert document("diagnose", region, status=1)["villages"][0]["hub_car_min"] is None
    assert document("compare", write_small_plan(region), status=1)["indicators"]


def test_a_region_that_cannot_open_gives_notices_alone(tmp_path: Path, region: Path) -> None:
    assert failure("check", tmp_path / "none") == ["folder_missing"]
    assert failure("check", region / "villages.csv") == ["folder_missing"]
    (region / "villages.csv").unlink()
    for command in (("check",), ("diagnose",), ("times", "--to", "f-shop", "--out", tmp_path / "x.csv")):
        assert failure(command[0], region, *command[1:]) == ["required_file_missing"]


def test_times_are_written_with_their_decimals(region: Path, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "times.csv"
    found = document("times", region, "--mode", "car", "--to", "f-shop,s2,f-shop", "--out", out)
    assert {k: found[k] for k in ("rows", "unreachable", "out")} == {"rows": 7, "unreachable": 2, "out": str(out)}
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0] == {"village_id": "v1", "f-shop": "12.0000", "s2": "24.0000"}
    assert rows[5] == {"village_id": "v6", "f-shop": "inf", "s2": "inf"}
    assert document("times", region, "--to", "h2", "--plan", plan, "--scenario", "s2", "--out", out)["scenario"] == "s2"
    assert document("times", region, "--to", "h1", "--plan", plan, "--out", out)["scenario"] == "s1"
    result = run("times", region, "--mode", "walk", "--to", "f-shop", "--out", out)
    assert "7 集落から 1 か所まで" in result.stdout
    assert out.read_text(encoding="utf-8").splitlines()[1] == "v1,20.0000"


def test_times_that_cannot_be_computed_are_said(region: Path, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "times.csv"
    assert failure("times", region, "--to", "f-shop,nix,v1", "--out", out) == ["id_not_found", "id_not_found"]
    assert failure("times", region, "--to", "h1", "--out", out) == ["id_not_found"]
    assert failure("times", region, "--to", ",", "--out", out) == ["id_not_found"]
    assert failure("times", region, "--mode", "bus", "--to", "f-shop", "--date", "2024-10-01", "--out", out) == [
        "region_without_feeds"
    ]
    assert failure("times", region, "--to", "f-shop", "--out", tmp_path) == ["output_unwritable"]
    assert failure("times", region, "--to", "f-shop", "--out", plan / "x.csv") == ["output_unwritable"]
    assert failure("times", region, "--to", "f-shop", "--plan", plan, "--scenario", "s9", "--out", out) == [
        "scenario_not_found"
    ]
    assert not out.exists()


def test_times_by_bus_are_those_of_the_day_that_is_named(tmp_path: Path) -> None:
    out, okuyama = tmp_path / "bus.csv", ROOT / "sample_regions" / "okuyama"
    today = apply(read_region(okuyama))
    hub = str(today.hubs.index[0])
    bus = ("times", okuyama, "--mode", "bus", "--to", hub, "--out", out)
    timetable = today.timetable(datetime.date(2025, 6, 3))
    settings = BusSettings.of(today.assumptions)
    found = door_to_door(timetable, today.roads, today.region.villages, destinations(today, [hub]), settings=settings)
    for options, expected in (
        ((), found.shortest_min()),
        (("--depart", "08:00-12:00"), found.percentile_min(8 * 3600, 12 * 3600, 50)),
        (("--depart", "8:00-25:10", "--percentile", "5"), found.percentile_min(8 * 3600, 90_600, 5)),
    ):
        outings_found = document(*bus, "--date", "2025-06-03", *options)
        assert (outings_found["date"], outings_found["rows"]) == ("2025-06-03", len(today.region.villages))
        assert outings_found["unreachable"] == int(np.isinf(expected.to_numpy()).sum()) < len(expected)
        written = pd.read_csv(out, index_col="village_id")
        np.testing.assert_allclose(written.to_numpy(), expected.to_numpy(), atol=1e-4)
    assert datetime.date.fromisoformat(document(*bus)["date"]).weekday() == 1
    assert [n["code"] for n in document(*bus, "--date", "1999-01-01")["notices"]] == ["timetable_no_trips"]
    assert "バスの日は 2025-06-03 です。" in run(*bus, "--date", "2025-06-03").stdout


@pytest.mark.parametrize(
    "options",
    [
        ("--date", "2025-02-30"),
        ("--date", "火曜日"),
        ("--depart", "8-10"),
        ("--depart", "10:00-8:00"),
        ("--depart", "8:00-8:00"),
        ("--depart", "8:00-9:00", "--percentile", "101"),
        ("--depart", "8:00-9:00", "--percentile", "nan"),
        ("--percentile", "50"),
    ],
)
def test_a_question_about_buses_that_has_no_answer_is_wrong_usage(region: Path, options: tuple[str, ...]) -> None:
    result = run("times", region, "--mode", "bus", "--to", "f-shop", "--out", "x.csv", *options)
    assert result.exit_code == 2
    assert "--" in result.stderr
    assert re.search("[ぁ-ん]", result.stderr)


def test_outings_are_given_village_by_village(region: Path, plan: Path) -> None:
    write_feed(region / "gtfs" / "town", CLINIC_TRIPS)
    found = document("outings", region, "--to", "f-clinic")
    assert {"villages", "population_with_outing", "share"} <= set(found)
    assert (found["population_with_outing"], found["date"], found["purpose"]) == (130, "2026-04-07", "clinic")
    by_id = {row["village_id"]: row for row in found["villages"]}
    assert {"village_id", "outings", "walk", "best", "stay_max_min", "days_per_week"} <= set(by_id["v4"])
    assert by_id["v4"]["best"] == {
        "leave": "10:05", "arrive": "10:30", "stay_min": 150, "depart": "13:00", "home": "13:25", "away_min": 200,
    }  # fmt: skip
    assert (by_id["v4"]["outings"], by_id["v4"]["stay_max_min"], by_id["v4"]["days_per_week"]) == (1, 210, 5)
    assert (by_id["v6"]["outings"], by_id["v6"]["best"], by_id["v6"]["stay_max_min"]) == (0, None, None)
    sunday = document("outings", region, "--to", "f-clinic", "--date", "2026-04-12", "--purpose", "office")
    assert [n["code"] for n in sunday["notices"]] == ["timetable_no_trips", "outing_place_closed"]
    assert sunday["population_with_outing"] == 0
    there = document("outings", region, "--to", "h1", "--plan", plan, "--scenario", "s2", "--purpose", "errands")
    assert (there["scenario"], there["to"]) == ("s2", "h1")
    text = run("outings", region, "--to", "f-clinic").stdout
    assert text.startswith("上野診療所へ「通院」（2026-04-07）：バスか徒歩で行って帰れる住民 130人（60%）")
    assert "谷口：行って帰れる組合せ 1、10:05 に出て 10:30 着、150分いて、13:00 に出て 13:25 に帰宅" in text
    assert "上野：歩いて行けます、週7日（毎日）" in text
    assert "奥谷：行って帰れる組合せはありません" in text


def test_outings_that_cannot_be_counted_are_said(region: Path) -> None:
    assert failure("outings", region, "--to", "f-clinic") == ["region_without_feeds"]
    assert failure("outings", region, "--to", "nix") == ["id_not_found"]
    for wrong, message in (
        (("--date", "4月7日"), "--date は 2026-04-07 のように、暦にある日を書いてください。"),
        (
            ("--purpose", "dancing"),
            "--purpose には clinic、shopping、school、office、errands のどれかを指定してください。",
        ),
    ):
        answer = run("outings", region, "--to", "f-clinic", *wrong)
        assert answer.exit_code == 2
        assert message in answer.stderr


def test_diagnose_gives_the_figures_of_the_functions(region: Path, plan: Path) -> None:
    found = document("diagnose", region)
    today = evaluate(apply(read_region(region)))
    assert [row["id"] for row in found["indicators"]] == [known.id for known in INDICATORS]
    for known, row in zip(INDICATORS, found["indicators"], strict=True):
        assert set(row) == {"id", "name", "value", "unit", "definition", "source"}
        value = known.compute(today)
        assert row["value"] == (None if math.isinf(value) else pytest.approx(value, abs=1e-6))
    assert {"category", "mode", "within_min", "population", "share"} <= set(found["services"][0])
    assert [row["village_id"] for row in found["villages"]] == [f"v{n}" for n in range(1, 8)]
    assert found["villages"][5]["hub_car_min"] is None
    with_plan = document("diagnose", region, "--plan", plan, "--scenario", "s2")
    assert with_plan["scenario"] == "s2"
    assert [n["code"] for n in with_plan["notices"]] == ["hub_in_zone"]
    result = run("diagnose", region)
    assert "車で30分以内に拠点へ行ける住民：200人" in result.stdout
    assert "医療まで徒歩で30分以内の住民：200人（93%）" in result.stdout


def test_compare_sets_every_scenario_beside_the_present(region: Path, plan: Path) -> None:
    found = document("compare", plan)
    assert [list(row["values"]) for row in found["indicators"]] == [["base", "s1", "s2"]] * len(INDICATORS)
    assert {"id", "name", "unit", "values", "better"} <= set(found["indicators"][0])
    assert {row["better"] for row in found["indicators"]} == {"higher", "lower"}
    assert [(g["scenario"], g["village_id"]) for g in found["gainers"]][:3] == [
        ("s1", "v4"),
        ("s1", "v3"),
        ("s1", "v5"),
    ]
    assert [row["village_id"] for row in found["losers"]] == ["v1", "v1"]
    one = document("compare", plan, "--scenario", "s2", "--scenario", "base", "--scenario", "s2")
    assert list(one["scenarios"]) == ["base", "s2"]
    assert {g["scenario"] for g in one["gainers"]} == {"s2"}
    result = run("compare", plan)
    assert "現況 200人、下野案 210人（10人 増）" in result.stdout


def test_compare_tells_of_each_municipality_where_there_are_several(tmp_path: Path, plan: Path) -> None:
    folder = write_two_towns(tmp_path / "two")
    two = write_small_plan(folder, read_region(folder).fingerprint)
    workbook = tmp_path / "two.xlsx"
    found = document("compare", two, "--xlsx", workbook)
    assert [(town["name"], town["villages"]) for town in found["municipalities"]] == [("上町", 2), ("下町", 5)]
    next_door = [
        row["values"]
        for town in found["municipalities"]
        for row in town["indicators"]
        if row["id"] == "hub_neighbour_car"
    ]
    assert next_door == [{"base": 0, "s1": 150, "s2": 150}, {"base": 60, "s1": 0, "s2": 0}]
    assert "市町村ごと" in CalamineWorkbook.from_path(workbook).sheet_names
    lines = run("compare", two).stdout.splitlines()
    assert "上町・人口：現況 150人、下野案 150人（変わらず）、二つの拠点案 150人（変わらず）" in lines
    assert "municipalities" not in document("compare", plan), "of one municipality nothing new is said"


def test_compare_takes_the_region_from_elsewhere(region: Path, plan: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.plan.json"
    away.write_bytes(plan.read_bytes())
    assert "region" not in failure("compare", away)[0]
    assert document("compare", away, "--region", region)["gainers"] == document("compare", plan)["gainers"]
    (region / "sites.csv").write_text("site_id,name,lat,lon\n", encoding="utf-8")
    codes = {n["code"]: n["severity"] for n in document("compare", away, "--region", region)["notices"]}
    assert codes["plan_fingerprint_differs"] == "warning"
    assert codes["plan_site_unknown"] == "warning"


def test_compare_writes_a_workbook(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "案.xlsx"
    assert document("compare", plan, "--xlsx", out)["xlsx"] == str(out)
    assert out.read_bytes().startswith(b"PK")
    assert failure("compare", plan, "--xlsx", tmp_path) == ["output_unwritable"]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"format_version": 99}', b'{"format_version": 1}'])
def test_a_broken_plan_is_said(region: Path, tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "broken.plan.json"
    broken.write_bytes(content)
    assert failure("compare", broken, "--region", region)[0].startswith("plan_")
    assert failure("diagnose", region, "--plan", broken)[0].startswith("plan_")


def test_a_plan_that_is_no_file_is_said(region: Path, tmp_path: Path) -> None:
    assert failure("compare", region) == ["plan_unreadable"]
    assert failure("compare", tmp_path / "none.plan.json") == ["plan_unreadable"]


def test_import_makes_a_region_that_opens(tmp_path: Path) -> None:
    source = tmp_path / "人口.csv"
    source.write_text(VILLAGES.replace("population", "JINKO").replace("name,", "集落名,"), encoding="utf-8")
    target = tmp_path / "made"
    found = document(
        "import", "villages", source, "--region", target, "--columns", "population=JINKO, households=households",
        "--name", "作った村", "--code", "30999", "--year", "2015", "--note", "試しのデータ", "--source", "手描き,2024,自由",
    )  # fmt: skip
    assert set(found) == {"kind", "rows_read", "rows_kept", "columns", "crs", "encoding", "notices"}
    assert (found["kind"], found["rows_read"], found["rows_kept"]) == ("villages", 7, 7)
    assert found["columns"]["population"] == "JINKO"
    place = read_region(target)
    assert (place.name, place.municipality_code, place.base_year) == ("作った村", "30999", 2015)
    assert (place.notes, place.sources[0].name) == (("試しのデータ",), "手描き")
    assert place.total_population == 215
    facilities = tmp_path / "店.csv"
    facilities.write_text(f"名称,緯度,経度\n下野商店,{LAT},{LON}\n上野公園,{LAT},{LON}\n", encoding="utf-8")
    result = run("import", "facilities", facilities, "--region", target, "--only", "商店", "--category", "shopping")
    assert result.exit_code == 0
    assert "件を読み、1 件を" in result.stdout
    assert list(read_region(target).facilities["category"]) == ["shopping"]


def test_an_import_that_fails_is_said(tmp_path: Path) -> None:
    assert failure("import", "castles", tmp_path / "x.csv", "--region", tmp_path / "r") == ["import_kind_unknown"]
    assert failure("import", "villages", tmp_path / "none.csv", "--region", tmp_path / "r")
    assert failure("import", "villages", tmp_path, "--region", tmp_path / "r")
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    ("kind", "text", "file", "kept", "code"),
    [
        ("riders", "令和5年度\n路線名,4月,5月\n西線,10,20\n合計,10,20\n", "boardings.csv", 2, "table_totals_left"),
        ("contracts", "契約名,年度,委託料（千円）\n西線,R5年度,240\n", "bus_contracts.csv", 1, "import_unit"),
        ("wishes", "氏名,集落,目的,頻度\n山田,上野,通院,月1回\n", "wishes.csv", 1, "import_personal_left"),
    ],
)
def test_tables_of_the_office_come_into_a_region_that_opens(
    region: Path, tmp_path: Path, kind: str, text: str, file: str, kept: int, code: str
) -> None:
    source = tmp_path / "役場の表.csv"
    source.write_bytes(text.encode("cp932"))
    found = document("import", kind, source, "--region", region)
    assert (found["kind"], found["rows_kept"], found["encoding"]) == (kind, kept, "cp932")
    assert code in [n["code"] for n in found["notices"]]
    assert (region / file).is_file()
    assert file not in {n["file"] for n in document("check", region)["notices"]}
    assert f"{kept} 件を" in run("import", kind, source, "--region", region).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "「chek」という命令はありません。あるのは batch、bus、check、company、compare"),
        (["check"], "REGION を指定してください"),
        (["check", "x", "--jsn"], "「--jsn」という指定はありません"),
        (["times", "x", "--to", "a"], "--out を指定してください"),
        (["times", "x", "--to", "a", "--out"], "--out の値を書いてください"),
        (["times", "x", "--to", "a", "--out", "b", "--mode", "plane"], "--mode には car、walk、bus のどれか"),
        (["times", "x", "--to", "a", "--out", "b", "--date", "2024-10-01"], "--mode bus"),
        (["diagnose", "x", "--scenario", "s1"], "--plan で案のファイルも"),
        (["import", "villages", "--region", "r"], "FILE… を指定してください"),
        (["import", "villages", "f", "--region", "r", "--margin-km", "far"], "--margin-km には数を"),
        (["import", "villages", "f", "--region", "r", "--columns", "population"], "population=JINKO のように"),
    ],
)
def test_wrong_usage_is_said_and_exits_2(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert "--help" in result.stderr


def test_help_is_japanese_and_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert {
        "check",
        "compare",
        "diagnose",
        "import",
        "outings",
        "sheets",
        "times",
    } <= set(cli.cli.commands)
    for name, command in cli.cli.commands.items():
        assert name in result.stdout
        inside = run(name, "--help")
        assert inside.exit_code == 0
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.help
                assert option.opts[0] in inside.stdout


def test_an_interrupt_is_said(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("plan.overview.region_check.checked", interrupt)
    assert [n["code"] for n in document("check", region, status=1)["notices"]] == ["interrupted"]


def test_a_file_that_vanishes_under_way_is_said(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vanish(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(region / "villages.csv"))

    monkeypatch.setattr("geo.region.region.read_region", vanish)
    assert failure("check", region) == ["file_unreadable"]


@pytest.mark.parametrize("sample", SAMPLES, ids=[p.name for p in SAMPLES])
def test_every_command_answers_on_every_sample(sample: Path, tmp_path: Path) -> None:
    found = document("check", sample)
    assert found["region"] == sample.name
    assert not [n for n in found["notices"] if n["severity"] == "error"]
    diagnosed = document("diagnose", sample)
    assert sum(row["population"] for row in diagnosed["villages"]) == found["population"]
    compared = document("compare", sample / "example.plan.json", "--xlsx", tmp_path / "x.xlsx")
    assert len(compared["scenarios"]) >= 3
    assert [n["code"] for n in compared["notices"] if n["code"].startswith("plan_")] == []
    hub = read_region(sample).facilities.index[0]
    for mode in ("car", "walk"):
        times = document("times", sample, "--mode", mode, "--to", hub, "--out", tmp_path / "t.csv")
        assert (times["rows"], times["unreachable"]) == (found["villages"], 0)


# ---- as a program of its own


def command(*arguments: object, **extra: Any) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    return subprocess.run(line, capture_output=True, check=False, timeout=120, **extra)


def test_help_comes_at_once_and_without_a_screen() -> None:
    assert command("--help").returncode == 0
    # What is slow to load is loaded by the command that needs it, not by asking for help.
    heavy = "import sys, cli; print(sorted({'streamlit', 'folium', 'geopandas', 'scipy', 'pandas'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", heavy], capture_output=True, check=True, cwd=ROOT)
    assert found.stdout.strip() == b"[]"


def test_a_program_of_its_own_prints_json_in_utf_8(region: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    found = command("check", region, "--json", cwd=region, env=env)
    assert found.returncode == 0
    assert "試し村" in json.loads(found.stdout.decode("utf-8"))["name"]
    result = command("check", region, env=env)
    assert result.returncode == 0
    assert b"Traceback" not in result.stderr


def test_a_command_is_spared_the_search_for_cycles_and_the_last_one_too(region: Path) -> None:
    code = (
        "import atexit, gc, sys, cli\n"
        "before = gc.get_stats()[2]['collections']\n"
        "told = lambda: print(gc.get_stats()[2]['collections'] - before, gc.get_freeze_count() > 100_000, file=sys.stderr)\n"
        "atexit.register(told)\n"
        "cli.main()"
    )
    line = [sys.executable, "-c", code, "diagnose", str(region)]
    found = subprocess.run(line, capture_output=True, check=True, cwd=ROOT)
    assert found.stderr.splitlines()[-1] == b"0 True"


def test_no_command_loads_a_screen(region: Path, plan: Path) -> None:
    code = (
        "import sys, cli\n"
        "try:\n    cli.cli.main(['compare', sys.argv[1], '--json', '--xlsx', sys.argv[2]])\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "print(sorted({'streamlit', 'folium', 'matplotlib', 'osmnx'} & set(sys.modules)), file=sys.stderr)"
    )
    line = [sys.executable, "-c", code, str(plan), str(region / "x.xlsx")]
    found = subprocess.run(line, capture_output=True, check=True, cwd=ROOT)
    assert found.stderr.splitlines()[-1] == b"[]"
    assert json.loads(found.stdout)["scenarios"]["base"] == "現況"


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_reader_that_goes_away_ends_it_quietly(region: Path, form: list[str]) -> None:
    line = [sys.executable, str(ROOT / "cli.py"), "diagnose", str(region), *form]
    program = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    stderr = program.stderr.read().decode()
    program.stderr.close()
    assert program.wait(timeout=60) == 1
    assert "Traceback" not in stderr
    assert "Error" not in stderr


if Path("/dev/full").exists():

    def test_a_full_disk_behind_stdout_is_said(region: Path) -> None:
        with Path("/dev/full").open("wb") as full:
            line = [sys.executable, str(ROOT / "cli.py"), "check", str(region), "--json"]
            found = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
        assert found.returncode == 1
        assert "標準出力" in found.stderr.decode()
        assert b"Traceback" not in found.stderr
        assert b"Exception" not in found.stderr


if os.name == "posix":

    def test_ctrl_c_ends_it_in_words(region: Path) -> None:
        (region / "region.toml").unlink()
        os.mkfifo(region / "region.toml")
        line = heeding_ctrl_c(str(ROOT / "cli.py"), "check", str(region), "--json")
        program = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        # Opening waits until the program opens its end; from then on it waits for what never comes.
        with (region / "region.toml").open("wb"):
            time.sleep(0.2)
            program.send_signal(signal.SIGINT)
            out, stderr = program.communicate(timeout=60)
        assert program.returncode == 1
        assert b"Traceback" not in stderr
        assert [n["code"] for n in json.loads(out)["notices"]] == ["interrupted"]


def test_a_defect_is_told_without_a_traceback(region: Path) -> None:
    code = (
        "import sys, cli\n"
        "sys.excepthook = cli.unforeseen\n"
        "import plan.overview.region_check\n"
        "plan.overview.region_check.checked = lambda region, on_step: 1 / 0\n"
        "cli.cli.main(['check', *sys.argv[1:]])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(region), "--json"], capture_output=True, check=False, cwd=ROOT
    )
    assert found.returncode == 1
    assert b"Traceback" not in found.stderr
    [known] = json.loads(found.stdout)["notices"]
    assert known["code"] == "unforeseen"
    assert "ZeroDivisionError" in known["message"]


def test_the_plan_of_the_drawing_is_as_the_file_says(plan: Path) -> None:
    ids = [s["id"] for s in small_plan()["scenarios"]]  # type: ignore[attr-defined]
    assert list(document("compare", plan)["scenarios"]) == ["base", *ids]
