"""Feeds put together: ids apart, operators shared, and nothing left of a route that goes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.gtfs.merging import feed_of_rows, merged_tables, prefixed, rows_of, without_routes
from tests.geo.gtfs.small_feed import TABLES, feed_of

SECOND = {
    "routes.txt": TABLES["routes.txt"] + "R2,9000000000011,2,峠線,3,0072B2,FFFFFF\n",
    "trips.txt": TABLES["trips.txt"] + "R2,週末,T3,,L2\n",
    "stops.txt": TABLES["stops.txt"] + "S4,滝,37.302,137.102,Z1,0,\n",
    "stop_times.txt": TABLES["stop_times.txt"] + "T3,9:00:00,9:00:00,S1,1,0,\nT3,9:05:00,9:05:00,S4,2,0,\n",
    "calendar.txt": TABLES["calendar.txt"] + "週末,0,0,0,0,0,1,1,20260401,20270331\n",
    "shapes.txt": TABLES["shapes.txt"] + "L2,37.301,137.101,1\nL2,37.302,137.102,2\n",
}


def test_a_route_goes_with_what_only_it_uses(tmp_path: Path) -> None:
    whole = rows_of(feed_of(tmp_path, SECOND).text)
    left = without_routes(whole, ["R2"])
    assert left["trips.txt"]["trip_id"].tolist() == ["T1", "T2"]
    assert left["stops.txt"]["stop_id"].tolist() == ["S1", "S2", "S3"]
    assert left["calendar.txt"]["service_id"].tolist() == ["平日"]
    assert set(left["shapes.txt"]["shape_id"]) == {"L1"}
    assert set(left["stop_times.txt"]["trip_id"]) == {"T1", "T2"}
    other = without_routes(whole, ["R1"])
    assert other["stops.txt"]["stop_id"].tolist() == ["S1", "S4"]
    assert (len(other["fare_rules.txt"]), len(other["fare_attributes.txt"]), len(other["frequencies.txt"])) == (0, 0, 0)
    nothing = without_routes(whole, ["R1", "R2"])
    assert {file for file, rows in nothing.items() if len(rows)} == {
        "agency.txt", "agency_jp.txt", "feed_info.txt", "translations.txt",
    }  # fmt: skip
    assert len(whole["trips.txt"]) == 3


def test_ids_get_a_prefix_and_operators_do_not(tmp_path: Path) -> None:
    found = prefixed(rows_of(feed_of(tmp_path).text), "x_")
    assert found["trips.txt"].iloc[0].tolist() == ["x_R1", "x_平日", "x_T1", "x_B1", "x_L1"]
    assert found["routes.txt"][["route_id", "agency_id"]].to_numpy().tolist() == [["x_R1", "9000000000011"]]
    assert found["translations.txt"]["record_id"].tolist() == ["", "x_S2", ""]
    assert found["stops.txt"]["parent_station"].tolist() == ["", "", ""]


def test_tables_of_two_feeds() -> None:
    one = {"agency.txt": pd.DataFrame({"agency_id": ["a"], "note": ["x"]})}
    other = {"agency.txt": pd.DataFrame({"agency_name": ["町", "隣町"], "agency_id": ["a", "b"]})}
    merged = merged_tables([one, other])["agency.txt"]
    # In the standard's order, what it does not know behind; an operator stands there once.
    assert merged.columns.tolist() == ["agency_id", "agency_name", "note"]
    assert merged.to_numpy().tolist() == [["a", "", "x"], ["b", "隣町", ""]]


def test_rows_become_a_feed_again(tmp_path: Path) -> None:
    rows = rows_of(feed_of(tmp_path).text)
    again = rows_of(feed_of_rows("again", rows))
    assert {file: frame.to_numpy().tolist() for file, frame in again.items()} == {
        file: frame.to_numpy().tolist() for file, frame in rows.items()
    }
