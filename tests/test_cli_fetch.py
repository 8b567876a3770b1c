"""`fetch` makes a region from servers that answer as OpenStreetMap's do, or says in Japanese why not, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner, Result

import cli
from geo.region.region import read_region
from geo.region.region_file import read_region_file
from tests.geo.osm.valley_town import TOWN, things
from tests.importing.osm_live.osm_server import DATE, OsmServer, Reply, place_row, serving
from tests.test_cli import heeding_ctrl_c

ROOT = Path(__file__).resolve().parent.parent
REPORT_KEYS = {"kind", "rows_read", "rows_kept", "columns", "crs", "encoding", "notices"}
NOW = {"Retry-After": "0"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[OsmServer]:
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path / "store"))
    monkeypatch.setenv("NO_PROXY", "*")
    # OSMnx is polite to Nominatim for a second each time; this server needs no such rest.
    monkeypatch.setattr("osmnx._nominatim.time", SimpleNamespace(sleep=lambda seconds: None))
    point = place_row("谷町一丁目", TOWN, geojson={"type": "Point", "coordinates": [137.1, 37.3]})
    with serving(OsmServer([place_row("谷町", TOWN), point], things())) as found:
        monkeypatch.setenv("KYOTEN_OVERPASS", found.overpass)
        monkeypatch.setenv("KYOTEN_NOMINATIM", found.nominatim)
        yield found


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli.cli, ["fetch", *(str(a) for a in arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def failure(*arguments: object) -> list[str]:
    result = run(*arguments, "--json")
    assert result.exit_code == 1, result.output
    return [n["code"] for n in json.loads(result.stdout)["notices"]]


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / name, dtype=str, keep_default_na=False)


def left_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name != "store")


def test_a_town_becomes_a_region_that_opens(server: OsmServer, tmp_path: Path) -> None:
    out = tmp_path / "tani"
    result = run("石川県谷町", "--out", out, "--json", "--code", "17463", "--year", 2020)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    assert set(found) == {"place", "found", "date", "imports", "out", "notices"}
    assert (found["place"], found["date"], found["out"]) == ("石川県谷町", DATE, str(out))
    assert all(set(report) == REPORT_KEYS for report in found["imports"])
    kept = {report["kind"]: report["rows_kept"] for report in found["imports"]}
    # by hand: 3 open roads both ways, of which one is cut in two at the path; 5 facilities and 2 stops, poles of a pair being one
    assert kept == {
        "zone:municipality": 1, "roads": 8, "facilities": 7, "bus_stops": 2, "villages": 2, "zone:farmland": 2,
    }  # fmt: skip
    region = read_region(out)
    assert (region.name, region.municipality_code, list(region.villages["name"])) == (
        "谷町",
        "17463",
        ["上野", "<script>下野"],
    )
    about, _ = read_region_file(out)
    assert about is not None
    assert [(s.name, s.year, s.licence) for s in about.sources] == [("© OpenStreetMap contributors", DATE, "ODbL 1.0")]
    assert "谷町：道、集落" in result.stderr
    assert left_in(tmp_path) == ["tani"]


def test_what_is_outside_the_town_is_kept_as_a_destination_only(server: OsmServer, tmp_path: Path) -> None:
    out = tmp_path / "tani"
    assert run("谷町", "--out", out).exit_code == 0
    facilities = table(out, "facilities.csv").set_index("name")
    assert facilities["outside"].to_dict()["隣町のスーパー"] == "true"
    assert set(facilities["outside"].drop("隣町のスーパー")) == {"false"}
    assert facilities["status"].to_dict()["谷の給油所"] == "closed"
    assert facilities["category"].to_dict()["谷の店"] == "shopping"
    assert "隣の村" not in set(table(out, "villages.csv")["name"])
    stops = table(out, "bus_stops.csv")
    assert stops[["name", "operators", "routes"]].to_numpy().tolist() == [
        ["上野口", "谷バス、町営", "1、2"],
        ["上野口", "", ""],
    ]
    fields = gpd.read_file(out / "zones" / "farmland.geojson")
    assert sorted(len(shape.interiors) for shape in fields.geometry) == [0, 1]


def test_an_answer_is_kept_and_asked_for_anew_when_told(server: OsmServer, tmp_path: Path) -> None:
    assert run("谷町", "--out", tmp_path / "a").exit_code == 0
    assert server.asked == ["/search", "/api/interpreter"]
    again = run("谷町", "--out", tmp_path / "b")
    assert (again.exit_code, len(server.asked)) == (0, 2)
    assert f"前に取り寄せた控え（{DATE} 時点）" in again.stdout
    server.things = [e for e in server.things if e["id"] != 51]
    anew = run("谷町", "--out", tmp_path / "c", "--refresh")
    assert (anew.exit_code, server.asked[2:]) == (0, ["/search", "/api/interpreter"])
    assert "控え" not in anew.stdout
    assert "谷の診療所" not in set(table(tmp_path / "c", "facilities.csv")["name"])
    assert run("谷町", "--out", tmp_path / "d").exit_code == 0
    assert len(server.asked) == 4
    same = [(tmp_path / f / "facilities.csv").read_bytes() for f in "cd"]
    assert same[0] == same[1]
    assert all(h["User-Agent"].startswith("Kyoten") and h["Accept-Language"] == "ja" for h in server.headers)


def test_the_same_answer_gives_the_same_bytes(server: OsmServer, tmp_path: Path) -> None:
    for parent in ("a", "b"):
        assert run("谷町", "--out", tmp_path / parent / "tani").exit_code == 0
    files = [
        {p.relative_to(tmp_path / parent): p.read_bytes() for p in (tmp_path / parent).rglob("*") if p.is_file()}
        for parent in ("a", "b")
    ]
    assert files[0] == files[1]
    assert len(files[0]) == 7


@pytest.mark.parametrize(
    ("path", "replies", "code"),
    [
        ("/search", [Reply(429, headers=NOW)] * 3, "fetch_busy"),
        ("/search", [Reply(403)], "fetch_refused"),
        ("/search", [Reply(200, b"<html>login</html>")], "fetch_garbled"),
        ("/search", [Reply(200, b'{"error": 1}', JSON)], "fetch_garbled"),
        ("/search", [Reply(200, b'[{"name": 1}]', JSON)], "fetch_garbled"),
        ("/search", [Reply(200, b"[]", JSON)], "fetch_place_unknown"),
        ("/api/interpreter", [Reply(429, headers=NOW)] * 3, "fetch_busy"),
        ("/api/interpreter", [Reply(504, headers=NOW)] * 3, "fetch_busy"),
        ("/api/interpreter", [Reply(429, headers={"Retry-After": "4000"})], "fetch_busy"),
        ("/api/interpreter", [Reply(400)], "fetch_refused"),
        ("/api/interpreter", [Reply(200)], "fetch_garbled"),
        ("/api/interpreter", [Reply(200, b"[]", JSON)], "fetch_garbled"),
        ("/api/interpreter", [Reply(200, b'{"elements": [{"type": "node"}]}', JSON)], "fetch_garbled"),
        ("/api/interpreter", [Reply(200, b'{"elements": [], "remark": "timed out"}', JSON)], "fetch_cut_off"),
        ("/api/interpreter", [Reply(200, b'{"elements": []}', JSON)], "fetch_nothing"),
        ("/api/interpreter", [Reply(200, b'{"elements"', {"Content-Length": "4000"})], "fetch_no_internet"),
    ],
)
def test_what_a_server_refuses_or_garbles_is_told_and_leaves_nothing(
    server: OsmServer, tmp_path: Path, path: str, replies: list[Reply], code: str
) -> None:
    server.instead[path] = list(replies)
    assert failure("谷町", "--out", tmp_path / "tani") == [code]
    assert left_in(tmp_path) == []
    assert server.asked.count(path) == len(replies)
    if code not in ("fetch_place_unknown", "fetch_nothing"):
        # a bad answer is not kept: the next try asks again and succeeds
        assert run("谷町", "--out", tmp_path / "tani").exit_code == 0


def test_a_busy_server_is_asked_again_after_the_pause_that_it_wants(server: OsmServer, tmp_path: Path) -> None:
    server.instead["/api/interpreter"] = [Reply(429, headers=NOW), Reply(504, headers=NOW)]
    result = run("谷町", "--out", tmp_path / "tani")
    assert result.exit_code == 0
    assert result.stderr.count("混み合っています") == 2


@pytest.mark.parametrize(
    ("name", "area", "code"),
    [
        ("広野県", shapely.box(136, 36, 137, 37), "fetch_place_too_large"),
        ("Andorra", shapely.box(1.4, 42.4, 1.8, 42.7), "fetch_outside_japan"),
    ],
)
def test_a_place_that_cannot_be_a_town_of_japan_is_told(
    server: OsmServer, tmp_path: Path, name: str, area: shapely.Geometry, code: str
) -> None:
    server.places.append(place_row(name, area))
    assert failure(name, "--out", tmp_path / "r") == [code]
    assert "/api/interpreter" not in server.asked


def test_a_place_without_an_area_is_told(server: OsmServer, tmp_path: Path) -> None:
    server.places = server.places[1:]
    assert failure("谷町一丁目", "--out", tmp_path / "r") == ["fetch_place_no_area"]


def test_a_margin_that_asks_for_half_the_country_is_told(server: OsmServer, tmp_path: Path) -> None:
    assert failure("谷町", "--out", tmp_path / "r", "--margin-km", 200) == ["fetch_margin_too_large"]
    assert failure("谷町", "--out", tmp_path / "r", "--margin-km", "nan") == ["import_margin_wrong"]


def test_things_that_are_not_there_are_told_and_the_rest_stands(server: OsmServer, tmp_path: Path) -> None:
    server.things = [e for e in server.things if (e["type"] == "node" and e["id"] < 50) or e["type"] == "way"]
    result = run("谷町", "--out", tmp_path / "r", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert [n["message"] for n in found["notices"] if n["code"] == "fetch_kind_none"] == [
        "OpenStreetMap に、この範囲の停留所が一つもありません。ほかのデータから取り込んでください。"
    ]


def test_a_folder_in_use_is_left_alone_before_anybody_is_asked(server: OsmServer, tmp_path: Path) -> None:
    used = tmp_path / "used"
    used.mkdir()
    (used / "memo.txt").write_text("大事", encoding="utf-8")
    assert failure("谷町", "--out", used) == ["fetch_folder_used"]
    assert failure("谷町", "--out", used / "memo.txt") == ["fetch_folder_used"]
    assert server.asked == []
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("谷町", "--out", empty).exit_code == 0


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "http://", "http://[", "file:///etc/passwd"])
def test_an_address_that_is_none_is_told(server: OsmServer, tmp_path: Path, url: str) -> None:
    assert failure("谷町", "--out", tmp_path / "r", "--overpass", url) == ["fetch_server_wrong"]
    assert server.asked == []


@pytest.mark.parametrize("option", ["--nominatim", "--overpass"])
def test_without_internet_it_says_what_to_do(server: OsmServer, tmp_path: Path, option: str) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # taken, and nobody listens
        url = f"http://127.0.0.1:{held.getsockname()[1]}/"
        result = run("谷町", "--out", tmp_path / "r", option, url)
    assert result.exit_code == 1
    assert "127.0.0.1 につながりません" in result.stderr
    assert ".osm.pbf のファイルを import で取り込めます" in result.stderr
    assert "Traceback" not in result.output
    assert left_in(tmp_path) == []


def test_a_kept_answer_that_is_broken_is_told(server: OsmServer, tmp_path: Path) -> None:
    assert run("谷町", "--out", tmp_path / "a").exit_code == 0
    for kept in (tmp_path / "store" / "osm").iterdir():
        kept.write_text('{"elements": [', encoding="utf-8")
    assert failure("谷町", "--out", tmp_path / "b") == ["fetch_cache_broken"]
    assert run("谷町", "--out", tmp_path / "b", "--refresh").exit_code == 0
    assert run("谷町", "--out", tmp_path / "c").exit_code == 0


def test_a_fetch_that_is_stopped_leaves_no_half_made_region(server: OsmServer, tmp_path: Path) -> None:
    server.instead["/api/interpreter"] = [Reply(429, headers={"Retry-After": "100"})]
    command = heeding_ctrl_c("cli.py", "fetch", "谷町", "--out", str(tmp_path / "tani"), "--json")
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ})
    assert started.stderr is not None
    for line in iter(started.stderr.readline, b""):
        if "混み合っています" in line.decode():
            break
    time.sleep(0.2)
    started.send_signal(signal.SIGINT)
    output, _ = started.communicate(timeout=30)
    assert started.returncode == 1
    assert [n["code"] for n in json.loads(output)["notices"]] == ["interrupted"]
    assert left_in(tmp_path) == []
