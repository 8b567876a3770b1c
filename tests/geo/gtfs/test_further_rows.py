"""Zones and fares of the second form: what goes with a route, ids that change together, fares that would reach others."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from geo.gtfs.further_fields import FURTHER_SPECS, WRITTEN_SPECS
from geo.gtfs.further_rows import fares_reach_others, location_rows, locations_file, one_form_of_networks
from geo.gtfs.merging import Rows, prefixed, rows_of, without_routes
from tests.geo.gtfs.flex_fares_feed import FLEX_FARES, ZONES
from tests.geo.gtfs.small_feed import feed_of


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, Rows]:
    return rows_of(feed_of(tmp_path, FLEX_FARES).text)


def ids(tables: dict[str, Rows], file: str) -> list[str]:
    return tables[file].iloc[:, 0].tolist()


FILES = (
    "locations.geojson", "booking_rules.txt", "location_groups.txt", "location_group_stops.txt", "areas.txt", "timeframes.txt",
    "rider_categories.txt", "fare_media.txt", "fare_products.txt", "fare_leg_rules.txt", "stops.txt", "calendar.txt",
)  # fmt: skip


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (["R3"], (["area1"], ["b1"], [], [], ["A1"], ["昼"], ["大人", "子"], ["現金", "券"], ["P1", "P2", "P2", "P3"],
                  ["L1", "L2"], ["S1", "S2"], ["平日", "受付"])),
        (["R2"], (["area2"], ["b2"], ["g1"], ["g1"], ["A1", "A2"], ["昼", "夜"], ["大人", "子"], ["現金", "券"],
                  ["P1", "P2", "P2", "P3"], ["L1", "L2", "L3"], ["S1", "S2", "S4"], ["平日", "夜"])),
        (["R2", "R3"], ([], [], [], [], ["A1"], ["昼"], ["大人"], ["現金"], ["P1", "P3"],
                        ["L1"], ["S1", "S2"], ["平日"])),
        (["R1"], (["area1", "area2"], ["b1", "b2"], ["g1"], ["g1"], ["A2"], ["夜"], ["大人", "子"], ["現金", "券"],
                  ["P2", "P2", "P3"], ["L2", "L3"], ["S4"], ["平日", "受付", "夜"])),
        (["R1", "R2", "R3"], ([],) * len(FILES)),
    ],
)  # fmt: skip
def test_zones_and_fares_go_with_the_routes_that_alone_use_them(
    whole: dict[str, Rows], gone: list[str], left: tuple[list[str], ...]
) -> None:
    found = without_routes(whole, gone)
    assert [ids(found, file) for file in FILES] == list(left)
    if gone == ["R2", "R3"]:
        assert len(found["fare_transfer_rules.txt"]) == 0, "nobody changes to a line that is gone"


def test_nothing_goes_where_no_route_goes(whole: dict[str, Rows]) -> None:
    assert all(found.equals(whole[file]) for file, found in without_routes(whole, []).items())


def test_ids_change_in_every_place_that_refers_to_them(whole: dict[str, Rows]) -> None:
    found = prefixed(whole, "x_")
    for file, spec in WRITTEN_SPECS.items():
        for field in spec.fields if file in found else ():
            if field.kind == "id" and field.name in found[file] and field.name != "agency_id":
                old, new = whole[file][field.name], found[file][field.name]
                assert new.tolist() == [f"x_{cell}" if cell else "" for cell in old], (file, field.name)
    for file, spec in FURTHER_SPECS.items():
        for field in spec.fields if file in found else ():
            if field.refers and field.name in found[file]:
                known = {cell for t, c in field.refers if t in found and c in found[t] for cell in found[t][c]}
                assert set(found[file][field.name]) - {""} <= known, (file, field.name)
    calls = found["stop_times.txt"]
    assert set(calls["location_id"]) - {""} == set(found["locations.geojson"]["location_id"])
    assert set(calls["location_group_id"]) - {""} == {"x_g1"}
    assert set(calls["pickup_booking_rule_id"]) - {""} == set(found["booking_rules.txt"]["booking_rule_id"])


def test_zones_are_written_as_they_were_read() -> None:
    content = json.dumps({"type": "FeatureCollection", "features": ZONES}).encode()
    rows = location_rows(content)
    assert rows is not None
    assert json.loads(locations_file(rows)) == json.loads(content)


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"features": 3}', b'{"features": [1]}', b"\xff\xfe", b'{"features": [{"a": NaN}]}']
)
def test_zones_that_cannot_be_read(content: bytes) -> None:
    assert location_rows(content) is None


def test_fares_without_a_network_or_leg_group_would_reach_others(whole: dict[str, Rows]) -> None:
    assert not fares_reach_others(whole, beside=True)
    legs, changes = whole["fare_leg_rules.txt"], whole["fare_transfer_rules.txt"]
    for open_legs in (legs.assign(network_id=["bus", "", "door"]), legs.drop(columns="network_id")):
        assert fares_reach_others({**whole, "fare_leg_rules.txt": open_legs}, beside=False)
    any_change = {**whole, "fare_transfer_rules.txt": changes.assign(to_leg_group_id=["", "L2"])}
    assert fares_reach_others(any_change, beside=True)
    assert not fares_reach_others(any_change, beside=False)
    assert not fares_reach_others({"routes.txt": whole["routes.txt"]}, beside=True)


def test_networks_stand_in_one_place() -> None:
    routes = pd.DataFrame({"route_id": ["a", "b", "c"], "network_id": ["n1", "", "n2"]}, dtype=object)
    members = pd.DataFrame({"network_id": ["n9"], "route_id": ["b"]}, dtype=object)
    named = pd.DataFrame({"network_id": ["n9"], "network_name": ["ほか"]}, dtype=object)
    found = one_form_of_networks({"routes.txt": routes, "route_networks.txt": members, "networks.txt": named})
    assert found["routes.txt"].columns.tolist() == ["route_id"]
    assert found["route_networks.txt"].to_numpy().tolist() == [["n9", "b"], ["n1", "a"], ["n2", "c"]]
    assert found["networks.txt"].to_numpy().tolist() == [["n9", "ほか"], ["n1", ""], ["n2", ""]]
    alone = {"routes.txt": routes}
    assert one_form_of_networks(alone)["routes.txt"].equals(routes)
