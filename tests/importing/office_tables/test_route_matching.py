"""Names in a town's table held against feeds: an id where one thing bears the name, the name where not."""

from __future__ import annotations

import pandas as pd

from importing.office_tables.feed_names import FeedNames
from importing.office_tables.route_matching import with_feed_ids

COLUMNS = ["feed", "route_id", "route", "trip_id", "trip", "stop_id", "stop"]
ROUTE, OTHER = ("town", "R1"), ("city", "R1")
NAMES = FeedNames(
    routes={"谷線": frozenset({ROUTE}), "r1": frozenset({ROUTE, OTHER})},
    stops={"役場前": frozenset({("town", "S1")}), "駅前": frozenset({("town", "S2"), ("town", "S3")})},
    trips={ROUTE: {"1便": frozenset({"T1"}), "07:30": frozenset({"T2"}), "朝": frozenset({"T1", "T2"})}},
)


def matched(names: FeedNames = NAMES, **cells: str) -> tuple[list[str], list[str]]:
    row = pd.DataFrame([{column: cells.get(column, "") for column in COLUMNS}])
    found, notices = with_feed_ids(row, names, "a.csv")
    return found.iloc[0].tolist(), [n.code for n in notices]


def test_names_that_one_thing_bears_get_its_id() -> None:
    row, codes = matched(route="谷線", trip="1便", stop="役場前")
    assert row == ["town", "R1", "谷線", "T1", "1便", "S1", "役場前"]
    assert codes == ["riders_matched"]
    assert matched(route="谷線", trip="7:30発")[0][3] == "T2"
    assert matched(route="谷線", trip="朝")[0][3] == ""


def test_a_name_of_several_things_stays_a_name() -> None:
    row, codes = matched(stop="駅前")
    assert (row[5:], codes) == (["", "駅前"], ["riders_stops_several"])
    assert matched(route_id="R1")[0][:3] == ["", "", "R1"]
    assert matched(route_id="R1", feed="city")[0][:3] == ["city", "R1", "R1"]


def test_what_nobody_bears_is_told() -> None:
    row, codes = matched(route="峠線", stop_id="S9")
    assert row == ["", "", "峠線", "", "", "", "S9"]
    assert codes == ["riders_unmatched", "riders_unmatched"]
    assert matched(FeedNames(), route="谷線")[1] == ["riders_no_feeds"]
