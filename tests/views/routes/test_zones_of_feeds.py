"""路線: a route of today's feed that runs in zones on request alone is listed, and copied as 予約制乗合."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from network.services.bus_service import BusService
from tests.views.table import Table

CORNERS = [[137.54, 35.298], [137.56, 35.298], [137.56, 35.302], [137.54, 35.302], [137.54, 35.298]]
ZONE = {
    "id": "area1",
    "type": "Feature",
    "properties": {"stop_name": "東谷地区"},
    "geometry": {"type": "Polygon", "coordinates": [CORNERS]},
}
CALLS = (
    "trip_id,arrival_time,departure_time,stop_id,stop_sequence,location_id,pickup_type,drop_off_type,"
    "start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_booking_rule_id"
)
RIDES = ("Z,,,,1,area1,2,1,9:00:00,15:00:00,b1", "Z,,,,2,area1,1,2,9:00:00,15:00:00,b1")


def with_zone(gtfs: Path, *, alone: bool) -> None:
    """Add a route of a zone to the valley's feed, or let it be all that the feed has."""
    for file, row in (("routes", "R2,A,,おでかけ号,3"), ("trips", "R2,D,Z")):
        head, *rows = (gtfs / f"{file}.txt").read_text(encoding="utf-8").splitlines()
        (gtfs / f"{file}.txt").write_text("\n".join([head, *([] if alone else rows), row]) + "\n", encoding="utf-8")
    _, *rows = (gtfs / "stop_times.txt").read_text(encoding="utf-8").splitlines()
    timed = [] if alone else [row + ",,,,,," for row in rows]
    (gtfs / "stop_times.txt").write_text("\n".join([CALLS, *timed, *RIDES]) + "\n", encoding="utf-8")
    if alone:
        (gtfs / "stops.txt").write_text("stop_id,stop_name,stop_lat,stop_lon\n", encoding="utf-8")
    zones = {"type": "FeatureCollection", "features": [ZONE]}
    (gtfs / "locations.geojson").write_text(json.dumps(zones, ensure_ascii=False), encoding="utf-8")
    (gtfs / "booking_rules.txt").write_text(
        "booking_rule_id,booking_type,phone_number\nb1,1,0761-00-0000\n", encoding="utf-8"
    )


@pytest.mark.parametrize("alone", [False, True])
def test_a_route_of_zones_alone_is_listed_and_becomes_rides_on_request(bus_valley: Path, alone: bool) -> None:
    with_zone(bus_valley / "gtfs", alone=alone)
    table = Table().go("routes")
    listed = table.app.selectbox(key="route_copied")
    assert listed.options == (["おでかけ号"] if alone else ["谷 谷線", "おでかけ号"])
    listed.set_value(listed.options[-1])
    table.press("route_copy")
    service: BusService = table.plan.scenario("s1").services[-1]
    assert (service.kind, service.name) == ("on_demand", "東谷地区")
    assert service.slots_s == tuple(hour * 3600 for hour in range(9, 16))
    assert service.area is not None
    for tab in ("区域", "時刻表", "運行・運賃", "試算", "書き出し"):
        table.tab(tab, "route_tab")
    table.tab("試算", "route_tab").press("on_demand_run")
    for page in ("now", "compare", "data"):
        table.go(page)
