"""The question to Overpass brings what the reader of files takes, by the one table of tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.osm.elements import read_elements
from geo.osm.places import bus_stops
from geo.osm.tags import CLOSED_PREFIXES, PLANNED_PREFIXES, facility_keys, facility_of, tag_table
from importing.osm_live.answer import is_answer, write_answer
from importing.osm_live.question import overpass_question
from tests.geo.osm.valley_town import things, write_osm
from tests.importing.osm_live.osm_server import Element, answered, elements_of

BOX = (137.0, 37.0, 137.5, 37.5)


def asked(elements: list[Element], *zones: str) -> set[int]:
    question = overpass_question(BOX, zones=zones, answer_s=180)
    return {e["id"] for e in answered(question, elements)}


def node(number: int, tags: dict[str, str]) -> Element:
    return {"type": "node", "id": number, "lat": 37.3, "lon": 137.1, "tags": tags}


def test_every_value_of_the_table_is_asked_for_open_closed_and_planned() -> None:
    wanted = [
        {prefix + tag.key: value}
        for tag in tag_table().facilities
        for value in tag.values
        for prefix in ("", *CLOSED_PREFIXES, *PLANNED_PREFIXES)
    ]
    assert all(facility_of(tags) is not None for tags in wanted)
    elements = [node(i, tags) for i, tags in enumerate(wanted)]
    assert asked(elements) == set(range(len(wanted)))


@pytest.mark.parametrize(
    ("value", "found"),
    [("gift;convenience", True), ("convenience; gift", True), ("inconvenience", False), ("gift", False)],
)
def test_several_values_in_one_tag_are_found_and_likenesses_are_not(value: str, found: bool) -> None:
    assert bool(asked([node(1, {"shop": value})])) is found
    assert (facility_of({"shop": value}) is not None) is found


def test_roads_and_ferries_are_asked_for_and_other_routes_are_not() -> None:
    ways = [
        {"highway": "residential"},
        {"route": "ferry"},
        {"route": "ferry", "motor_vehicle": "yes"},
        {"route": "bus"},
        {"railway": "rail"},
    ]
    elements: list[Element] = [
        node(90, {}),
        node(91, {}),
        *({"type": "way", "id": i, "nodes": [90, 91], "tags": tags} for i, tags in enumerate(ways)),
    ]
    assert asked(elements) - {90, 91} == {0, 1, 2}


def test_what_the_reader_of_files_finds_in_the_valley_is_what_is_asked_for() -> None:
    found = asked(things(), "farmland")
    assert {101, 102, 103, 105, 106, 107, 108, 201, 41, 42, 43, 51, 52, 53, 55, 61, 62, 63} <= found
    assert not found & {44, 54, 109}
    assert 201 not in asked(things())


def test_nothing_beyond_the_box_is_asked_for() -> None:
    question = overpass_question((137.0, 37.0, 137.15, 37.5), zones=(), answer_s=180)
    found = {e["id"] for e in answered(question, things())}
    assert 52 not in found
    assert 5 in found  # a road that touches the box comes whole


def test_an_answer_written_down_is_the_same_as_the_file_that_it_came_from(tmp_path: Path) -> None:
    plain = write_osm(tmp_path / "valley.osm", things())
    content = {"elements": [*reversed(things()), things()[0]]}
    assert is_answer(content)
    assert write_answer(content, tmp_path / "valley.osm.pbf", BOX) == len(things())
    assert elements_of(tmp_path / "valley.osm.pbf") == elements_of(plain)


@pytest.mark.parametrize(
    "content",
    [
        None, [], {}, {"elements": None}, {"elements": [1]}, {"elements": [{}]},
        {"elements": [{"type": "node", "id": 1, "lat": "37", "lon": 137}]},
        {"elements": [{"type": "way", "id": 1}]},
        {"elements": [{"type": "way", "id": 1, "nodes": ["1"]}]},
        {"elements": [{"type": "relation", "id": 1, "members": [{"type": "node"}]}]},
        {"elements": [{"type": "area", "id": 1}]},
        {"elements": [{"type": "node", "id": 1, "lat": 1, "lon": 1, "tags": []}]},
    ],
)  # fmt: skip
def test_what_is_no_answer_is_known(content: object) -> None:
    assert not is_answer(content)


def test_stops_out_of_use_are_counted_and_not_taken(tmp_path: Path) -> None:
    path = write_osm(tmp_path / "valley.osm", things())
    elements, _ = read_elements(path, facility_keys(), lambda tags: "bus_stop" in tags.values())
    stops, notices = bus_stops(elements, "valley.osm")
    assert list(stops["stop_id"]) == ["osm-n61", "osm-n62"]
    assert [n.code for n in notices] == ["osm_stops_idle"]
