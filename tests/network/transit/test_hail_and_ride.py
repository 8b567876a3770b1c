"""自由乗降 on paper: a straight road of 2,400 m, a bus of 100 m a minute, and who may stop it where."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping

import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.gtfs.text import FeedText, Table, table_of_rows
from geo.gtfs.views import GtfsFeed
from geo.region.region import read_region
from network.roads.graph import RoadGraph
from network.roads.road_line import road_line
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from network.services.service_terms import FreeSection
from network.transit.door_to_door_times import DoorToDoor, door_to_door
from network.transit.hail_and_ride import along_line, with_hail_stops
from network.transit.rider_settings import BusSettings
from network.transit.service_day import services_day
from network.transit.timetable import Timetable, assemble
from tests.network.roads.by_hand import XY, both_ways, drawn, lat_lon, points, roads_of

DAY = datetime.date(2026, 11, 24)
NODES: Mapping[str, XY] = {"a": (0, 0), "b": (1200, 0), "c": (2400, 0), "d": (1200, 800)}
WALK = BusSettings(walk_m_per_min=50, walk_to_stop_m=500, change_min=2, change_walk_m=300)
HOMES = {"at 800": (800.0, 0.0), "beside 1650": (1650.0, 40.0), "start": (0.0, 0.0), "far": (1200.0, 700.0)}


@pytest.fixture(scope="module")
def roads() -> RoadGraph:
    edges = [
        *both_ways("a", "b", speed_kph=30.0),
        *both_ways("b", "c", speed_kph=30.0),
        *both_ways("b", "d", speed_kph=30.0),
    ]
    return roads_of(drawn(NODES, edges))


def table(name: str, header: str, *rows: str) -> Table:
    return table_of_rows(name, header.split(","), [row.split(",") for row in rows])


def town(*, route: str = ",", calls: tuple[str, str, str] = (",", ",", ","), shape: tuple[XY, ...] = ()) -> Timetable:
    """One bus from a (8:00) by c (8:24) back to a (9:00): continuous_pickup and drop_off of the route and of each call."""
    times = [("A", "08:00:00", calls[0]), ("C", "08:24:00", calls[1]), ("A", "09:00:00", calls[2])]
    drawn_shape = [f"sh,{i},{lat},{lon}" for i, (lat, lon) in enumerate(lat_lon(*xy) for xy in shape)]
    tables = [
        table("stops.txt", "stop_id,stop_name,stop_lat,stop_lon", *(f"{n.upper()},{n}停,{lat_lon(*NODES[n])[0]},{lat_lon(*NODES[n])[1]}" for n in "ac")),
        table("routes.txt", "route_id,route_long_name,route_type,continuous_pickup,continuous_drop_off", f"R,山線,3,{route}"),
        table("trips.txt", "route_id,service_id,trip_id,shape_id", f"R,D,t,{'sh' if shape else ''}"),
        table(
            "stop_times.txt",
            "trip_id,stop_sequence,stop_id,arrival_time,departure_time,continuous_pickup,continuous_drop_off",
            *(f"t,{i},{stop},{time},{time},{rules}" for i, (stop, time, rules) in enumerate(times)),
        ),
        table("shapes.txt", "shape_id,shape_pt_sequence,shape_pt_lat,shape_pt_lon", *drawn_shape),
    ]  # fmt: skip
    return Timetable.from_feeds({"": GtfsFeed(FeedText("town", {t.file: t for t in tables}))}, DAY)


def rides(timetable: Timetable, roads: RoadGraph, place: XY = (2400, 0)) -> DoorToDoor:
    return door_to_door(timetable, roads, points(HOMES), points({"end": place}), settings=WALK)


def clock(found: np.ndarray) -> list[str]:
    return [" ".join(f"{t // 3600}:{t % 3600 // 60:02d}:{t % 60:02d}" for t in row) for row in found.tolist()]


def test_from_stop_to_stop_nobody_between_gets_a_ride(roads):
    plain = town()
    assert with_hail_stops(plain, roads) is plain
    found = rides(plain, roads)
    assert clock(found.outward("start", "end")) == ["8:00:00 8:24:00"]
    assert clock(found.outward("at 800", "end")) == []


def test_where_the_bus_may_be_hailed_it_is_boarded_at_the_door(roads):
    found = rides(town(route="0,1"), roads)
    # 800 m on at 100 m a minute: 8:08. Places stand every 200 m, and from 1650 the one at 1600 is 90 m to walk (1:48).
    assert clock(found.outward("at 800", "end")) == ["8:08:00 8:24:00"]
    assert clock(found.outward("beside 1650", "end")) == ["8:14:12 8:24:00"]
    assert clock(found.outward("far", "end")) == [], "700 m to the road is farther than people walk"
    assert clock(found.outward("start", "end")) == ["8:00:00 8:24:00"]


def test_who_may_only_get_on_rides_home_to_a_stop(roads):
    only_on, both = rides(town(route="0,1"), roads), rides(town(route="0,0"), roads)
    # Back from c at 8:24 to a at 9:00 takes 36 minutes for 2,400 m: 24 minutes to the place 800 m from a.
    assert clock(only_on.homeward("at 800", "end")) == []
    assert clock(both.homeward("at 800", "end")) == ["8:24:00 8:48:00"]


def test_a_call_says_more_than_its_route_and_only_up_to_the_next(roads):
    first_leg = rides(town(route="1,1", calls=("0,1", ",", ",")), roads)
    assert clock(first_leg.outward("at 800", "end")) == ["8:08:00 8:24:00"]
    forbidden = rides(town(route="0,0", calls=("1,1", ",", ",")), roads)
    assert clock(forbidden.outward("at 800", "end")) == []
    assert clock(forbidden.homeward("at 800", "end")) == ["8:24:00 8:48:00"]


@pytest.mark.parametrize("rule", ["2", "3"])
def test_a_call_to_the_office_or_a_sign_to_the_driver_is_enough(roads, rule):
    assert clock(rides(town(route=f"{rule},1"), roads).outward("at 800", "end")) == ["8:08:00 8:24:00"]


def test_the_shape_shows_the_way_where_there_is_one(roads):
    # The bus goes up to d and back before c: 4,000 m in 24 minutes, so 1,200 m take 7:12.
    shape = (NODES["a"], NODES["b"], NODES["d"], NODES["b"], NODES["c"], NODES["b"], NODES["a"])
    found = rides(town(route="0,1", shape=shape), roads)
    # It comes by the far home, on its way down 100 m below at 8:13:12; and past b again at 8:16:48, which is worth a walk of
    # 400 m (8:00) from the home that it passed at 8:04:48.
    assert clock(found.outward("far", "end")) == ["8:11:12 8:24:00"]
    assert clock(found.outward("at 800", "end")) == ["8:08:48 8:24:00"]


def test_the_journey_is_told_by_the_stops_around(roads):
    found = rides(town(route="0,1"), roads)
    journey = found.journey("at 800", "end", found.outward("at 800", "end")[0])
    ride = journey.rides[0]
    assert found.timetable.stops["name"].loc[str(ride.start)] == "a停〜c停の間"
    assert (ride.departs_s, ride.arrives_s) == (8 * 3600 + 8 * 60, 8 * 3600 + 24 * 60)


def test_published_calls_stay_as_they_are(roads):
    plain, hailed = town(), with_hail_stops(town(route="0,0"), roads)
    own = hailed.stops.index.isin(plain.stops.index)[hailed.call_stop]
    assert hailed.arrival_s[own].tolist() == plain.arrival_s.tolist()
    assert hailed.may_board[own].tolist() == plain.may_board.tolist()
    assert (np.diff(hailed.departure_s) > 0).all()
    assert (~own).sum() == 2 * 11
    assert with_hail_stops(hailed, roads) is hailed


def test_without_any_way_one_rides_from_stop_to_stop():
    nowhere = roads_of(drawn({"x": (0, 0), "y": (10, 0)}, both_ways("x", "y", speed_kph=30.0)))
    hailed = with_hail_stops(town(route="0,0"), nowhere)
    assert len(hailed.call_stop) == 3


def test_a_feed_says_how_closely_hailing_is_counted():
    notices = [n for n in town(route="0,1").notices if n.code == "timetable_anywhere"]
    assert len(notices) == 1
    assert "200m ごと" in notices[0].message


def test_a_scenarios_free_section_is_hailed_too(roads):
    stops = tuple(ServiceStop(i, i, *lat_lon(*NODES[n])) for i, n in (("p1", "a"), ("p2", "c")))
    line = BusService("b1", "案の線", "fixed", stops=stops, trips=(ServiceTrip("t1", 0, (28800, 30240)),),
                   free_sections=(FreeSection(0, "p1", "p2"),))  # fmt: skip
    # Services keep places to 6 decimals of a degree: a few centimetres to walk, which is no walk.
    day, places, rules = services_day([line], DAY)
    found = rides(assemble(DAY, [day], [places], [rules]), roads)
    assert clock(found.outward("at 800", "end")) == ["8:08:00 8:24:00"]
    drawn_line = shapely.LineString([lat_lon(*NODES[n])[::-1] for n in "abdbc"])
    by_shape = BusService(**{**line.__dict__, "geometry": drawn_line})
    day, places, rules = services_day([by_shape], DAY)
    assert clock(rides(assemble(DAY, [day], [places], [rules]), roads).outward("far", "end")) == ["8:11:11 8:24:00"]


def test_stops_are_found_along_a_line_that_comes_back():
    there_and_back = shapely.LineString([(0, 0), (1000, 0), (0, 0)])
    stops = np.array([[0.0, 5.0], [500.0, 5.0], [1000.0, 5.0], [500.0, -5.0], [0.0, -5.0]])
    assert along_line(there_and_back, stops).tolist() == [0, 500, 1000, 1500, 2000]


def test_the_way_over_the_roads_is_the_quickest(roads):
    ends = points({"s": (300, 10), "t": (1200, 500)})
    line = road_line(roads, ends)
    assert line is not None
    assert line.length == pytest.approx(900 + 500, abs=0.01)
    assert shapely.get_coordinates(line)[0] == pytest.approx([300, 0], abs=0.01)
    same_street = road_line(roads, points({"s": (300, 10), "t": (900, -10)}))
    assert same_street is not None
    assert same_street.length == pytest.approx(600, abs=0.01)
    assert road_line(roads, pd.concat([points({"s": (300, 0)})] * 2)) is None
    one_way = roads_of(drawn(NODES, [("a", "b", {"speed_kph": 30.0}), ("b", "c", {"speed_kph": 30.0})]))
    assert road_line(one_way, points({"s": NODES["c"], "t": NODES["a"]})) is None


def test_from_node_to_node_the_way_is_that_of_networkx():
    region = read_region("sample_regions/okuyama")
    roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    nodes = {str(n): (data["y"], data["x"]) for n, data in region.roads.nodes(data=True)}
    quickest: dict[tuple[int, int], int] = {}
    for edge, (u, v) in enumerate(roads.edge_nodes.tolist()):
        if (u, v) not in quickest or roads.edge_car_min[edge] < roads.edge_car_min[quickest[u, v]]:
            quickest[u, v] = edge
    graph = nx.DiGraph()
    graph.add_weighted_edges_from((u, v, roads.edge_car_min[edge]) for (u, v), edge in quickest.items())
    ids = [str(n) for n in roads.node_ids]
    for first, second in ((0, 200), (35, 400), (310, 2)):
        ends = pd.DataFrame([nodes[ids[first]], nodes[ids[second]]], columns=["lat", "lon"])
        way = nx.shortest_path(graph, first, second, weight="weight")
        whole = sum(
            shapely.length(roads.segments[roads.edge_segment[quickest[leg]]]) for leg in itertools.pairwise(way)
        )
        line = road_line(roads, ends)
        assert line is not None
        assert line.length == pytest.approx(whole, abs=3)
