"""Services on the map, and their diagram."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pandas as pd
from shapely import Polygon

from layers.charts.time_distance import time_distance_svg
from layers.features.buses import buses
from layers.features.service_lines import COLOURS, service_areas, service_colour, service_lines, service_ways
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from network.services.service_terms import FreeSection
from plan.timetables.bus_lines import BusLine
from plan.timetables.time_distance import TimeDistance, time_distance

A, B, C = (ServiceStop(f"p{i}", f"停<{i}>", 35.0 + i / 100, 137.0) for i in range(3))
FREE = (FreeSection(0, "p1", "p2"),)
LINE = BusService(
    "b1", "谷線", "fixed", stops=(A, B, C), free_sections=FREE, trips=(ServiceTrip("t1", 0, (28800, 29000, 29400)),)
)
OTHER = BusService("b2", "山線", "fixed", stops=(C, A))


def test_the_chosen_one_has_numbered_stops_and_the_others_only_lines() -> None:
    data = service_lines((LINE, OTHER), chosen="b1", chosen_stop="p1").data
    assert [(s["label"], s["id"]) for s in data["stops"]] == [("1", "p0"), ("2", "p1"), ("3", "p2")]
    assert [line["colour"] for line in data["lines"]] == [COLOURS[1]]
    assert data["colour"] == COLOURS[0]
    assert (data["chosen"], data["editable"], data["known"]) == ("p1", True, [])


def test_ways_that_nobody_edits_keep_the_colours_of_their_places() -> None:
    data = service_ways((LINE, OTHER), shown={"b2"}).data
    assert [(line["colour"], box["name"]) for line, box in zip(data["lines"], data["boxes"], strict=True)] == [
        (COLOURS[1], "山線")
    ]
    assert (data["stops"], data["known"], data["editable"]) == ([], [], False)
    assert data["lines"] == service_lines((LINE, OTHER), chosen="b1").data["lines"]


def test_areas_are_drawn_in_the_colours_of_their_services() -> None:
    area = Polygon([(137, 35), (137.1, 35), (137.1, 35.1)])
    called = BusService("b3", "のりあい", "on_demand", area=area)
    data = service_areas((LINE, OTHER, called), shown={"b1", "b3"}, chosen="b3").data
    assert [(a["id"], a["colour"]) for a in data["areas"]] == [("b3", COLOURS[2])]
    assert data["chosen"] == "b3"
    assert service_areas((LINE, OTHER, called), shown={"b1"}).data["areas"] == []


def test_a_line_that_is_dropped_leaves_the_others_their_colours() -> None:
    ways = (((35.0, 137.0), (35.1, 137.0)),)
    lines = [BusLine(f"gtfs:{i}", str(i), f"{i}線", ways, (("上", "下"),) * len(ways)) for i in range(3)]
    nowhere = pd.DataFrame({"lat": [], "lon": []})
    all_of_them, left = (buses(lines, nowhere, dropped=gone).data["lines"] for gone in ((), {"gtfs:0"}))
    assert left == all_of_them[1:]


def test_the_way_back_is_numbered_from_its_own_beginning() -> None:
    assert [s["id"] for s in service_lines((LINE,), chosen="b1", direction=1).data["stops"]] == ["p2", "p1", "p0"]


def test_a_loop_draws_its_first_stop_once() -> None:
    loop = BusService("b1", "環", "fixed", stops=(A, B, A))
    assert [s["id"] for s in service_lines((loop,), chosen="b1").data["stops"]] == ["p0", "p1"]


def test_stops_of_others_can_be_called_at() -> None:
    known = [ServiceStop("gtfs:1", "役場前", 35.1, 137.0)]
    short = BusService("b1", "谷線", "fixed", stops=(A,))
    assert {s["id"] for s in service_lines((short, OTHER), chosen="b1", known=known).data["known"]} == {"p2", "gtfs:1"}


def test_free_stretches_are_cut_out_of_the_way() -> None:
    (free,) = service_lines((LINE,), chosen="b1").data["free"]
    assert free == [[35.01, 137.0], [35.02, 137.0]]
    assert service_lines((LINE,), chosen="b1", direction=1).data["free"] == []


def test_nothing_drawn_is_nothing_to_edit() -> None:
    data = service_lines((), chosen=None).data
    assert (data["stops"], data["path"], data["editable"]) == ([], [], False)


def test_colours_go_round() -> None:
    assert service_colour(len(COLOURS)) == COLOURS[0]


def test_the_diagram_is_sound_and_its_names_are_text() -> None:
    root = ET.fromstring(time_distance_svg(time_distance(LINE), "#A3307F"))
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"停<0>", "停<2>", "8時", "9時"} <= set(texts)
    (line,) = root.iter("{http://www.w3.org/2000/svg}polyline")
    xs = [float(p.split(",")[0]) for p in line.attrib["points"].split()]
    assert xs == sorted(xs)


def test_a_diagram_without_trips_has_its_stops() -> None:
    root = ET.fromstring(time_distance_svg(TimeDistance((("役場前", 0.0), ("谷口", 4.0)), ()), "#000"))
    assert not list(root.iter("{http://www.w3.org/2000/svg}polyline"))
