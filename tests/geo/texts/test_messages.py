"""Every text is Japanese, has a code that is used, and says its place first."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import catalogue, notice, text
from geo.texts.notices import SEVERITIES

ROOT = Path(geo.__file__).resolve().parent.parent
TEXTS = ROOT / "geo/texts"
CATALOGUES = {path.name.split(".")[1]: catalogue(path.name.split(".")[1]) for path in TEXTS.glob("notices.*.toml")}
JAPANESE = CATALOGUES["ja"].notices
REFUSALS = CATALOGUES["ja"].refusals
ROOMS = ("geo", "network", "importing", "plan", "layers", "reports", "hall", "views", "commands", "app.py", "cli.py")
LATIN_WORDS = {
    # what stands in files and on the command line
    "id", "csv", "toml", "roads", "graphml", "gpkg", "osm", "pbf", "km", "m", "h", "UTF", "Shift", "JIS", "cp", "EPSG", "GTFS",
    "PNG", "JGD", "car", "walk", "mon", "wed", "fri", "highway", "villages", "residents", "relief", "south", "west", "north",
    "east", "category", "facilities", "sites", "kind", "status", "zone", "landslide", "village", "timetable",
    # formats, datums and sources that planners read under these names
    "CSV", "JSON", "GeoJSON", "GeoPackage", "Shapefile", "JPEG", "MB", "TKY", "Datum", "OpenStreetMap", "farmland",
    "import", "complete", "ways", "bus", "stops", "outside",
    # examples of how options are written, and the parts of an installation
    "population", "JINKO", "services", "public", "Leaflet", "requirements",
    # what stands in timetable feeds
    "pop", "over",
    "txt", "calendar", "dates", "BOM", "https", "ja", "Hrkt", "Asia", "Tokyo", "JPY", "B", "FY", "fares", "go", "to", "town", "trips", "per", "week",
    "routes", "stop", "times",
}  # fmt: skip
WORDS_OF_PLAN_FILES = {
    "kg", "based", "on", "hub", "indicator", "existing", "moved", "new", "open", "close", "move", "true", "false", "scale", "Polygon",
    "LineString",
}  # fmt: skip
WORDS_OF_FILES = {"XML", "GraphML", "zip", "gz", "shx", "shp", "Excel", "x", "y"}


def codes_in_use() -> set[str]:
    """Text constants of all code, of which the codes of notices are some."""
    found: set[str] = set()
    paths = [
        p for room in ROOMS for p in [ROOT / room, *(ROOT / room).rglob("*.py")] if p.suffix == ".py" and p.is_file()
    ]
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return found


def codes_asked_for() -> dict[str, str]:
    """Codes that stand as first argument of `notice`, with the file."""
    asked: dict[str, str] = {}
    for path in (p for room in ROOMS if (ROOT / room).is_dir() for p in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "notice"):
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                asked[str(node.args[0].value)] = path.name
    return asked


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_asked_for_has_a_text() -> None:
    assert {code: file for code, file in codes_asked_for().items() if code not in JAPANESE} == {}


def test_every_text_is_asked_for_somewhere() -> None:
    assert sorted(set(JAPANESE) - codes_in_use()) == []


@pytest.mark.parametrize("code", JAPANESE)
def test_each_text_is_plain_japanese(code: str) -> None:
    severity, text = JAPANESE[code]
    assert severity in SEVERITIES
    assert re.search("[ぁ-ん]", text)
    assert text.endswith(("。", "}"))
    plain = re.sub(r"\{\w+\}|--[\w-]+( [\w:]+)?", "", text)
    assert set(re.findall(r"[A-Za-z]+", plain)) <= LATIN_WORDS
    assert not re.search("エラーが発生|限界集落|最適", text)


@pytest.mark.parametrize("code", JAPANESE)
def test_each_text_takes_its_parameters_and_leaves_none(code: str) -> None:
    values: dict[str, Any] = {name: f"<{name}>" for name in parameters(JAPANESE[code][1])}
    message = text(code, values)
    assert all(value in message for value in values.values())
    assert "{" not in message
    assert notice(code, **values).message == message


@pytest.mark.parametrize("code", REFUSALS)
def test_each_refusal_is_japanese_that_fits_into_a_sentence(code: str) -> None:
    text = REFUSALS[code]
    assert code not in JAPANESE
    assert re.search("[ぁ-ん]", text)
    assert not text.endswith(("。", "："))
    plain = re.sub(r"\{\w+\}", "", text)
    assert set(re.findall(r"[A-Za-z]+", plain)) <= LATIN_WORDS | WORDS_OF_PLAN_FILES | WORDS_OF_FILES
    assert not re.search("エラーが発生|限界集落|最適", text)


@pytest.mark.parametrize("code", REFUSALS)
def test_each_refusal_takes_its_parameters_and_leaves_none(code: str) -> None:
    values = {name: f"<{name}>" for name in parameters(REFUSALS[code])}
    message = text(code, values)
    assert all(value in message for value in values.values())
    assert str(ValueRefusedError(code, **values)) == message


def test_a_refused_value_makes_no_notice() -> None:
    with pytest.raises(KeyError):
        notice("place_impossible", severity="error", lat=0, lon=0)


def test_texts_are_read_once_and_not_before_the_first() -> None:
    program = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
def times_read():
    return sum(name.endswith("notices.ja.toml") for name in opened)
import geo.texts.errors, geo.texts.messages as messages
refused = geo.texts.errors.ValueRefusedError("place_impossible", lat=95, lon=137)
before = times_read()
messages.notice("file_empty"), str(refused), messages.severity_of("file_empty")
print(before, times_read())
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


def test_no_text_asks_for_what_a_notice_already_has() -> None:
    own = {"code", "file", "row", "field", "severity"}
    assert {code for code, (_, text) in JAPANESE.items() if parameters(text) & own} == set()


def test_all_languages_have_the_same_codes_and_parameters() -> None:
    for known in CATALOGUES.values():
        assert {c: parameters(w) for c, (_, w) in known.notices.items()} == {
            c: parameters(w) for c, (_, w) in JAPANESE.items()
        }
        assert {c: parameters(w) for c, w in known.refusals.items()} == {c: parameters(w) for c, w in REFUSALS.items()}


@pytest.mark.parametrize(
    ("place", "start"),
    [
        ({"file": "病院.csv", "row": 14, "field": "lat"}, "病院.csv の 14 行目、lat："),
        ({"file": "病院.csv"}, "病院.csv："),
        ({"field": "daily_min"}, "daily_min："),
        ({"row": 3}, "3 行目："),
        ({}, "中身がありません"),
    ],
)
def test_a_message_begins_with_its_place(place: dict[str, object], start: str) -> None:
    assert notice("file_empty", **place).message.startswith(start)  # type: ignore[arg-type]


def test_an_unknown_code_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        notice("no_such_code")
