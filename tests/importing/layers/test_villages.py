"""Layers of points and areas become rows of villages.csv, their figures worked out on paper."""

from __future__ import annotations

from shapely import Point, box

from importing.layers.villages import village_rows
from tests.importing.hand_made_layers import layer_of

MATCHED = {"village_id": "番号", "name": "名", "population": "人口"}
WEST, EAST, FAR = box(137.0, 36.0, 137.1, 36.1), box(137.1, 36.0, 137.2, 36.1), box(138.0, 36.0, 138.1, 36.1)


def test_points_keep_their_place_and_rows() -> None:
    layer = layer_of(
        {"番号": ["v1", "v2"], "名": ["上野", "中野"], "人口": ["1,200", "50"]}, [Point(137, 36), Point(137.5, 36.25)]
    )
    rows, _ = village_rows(layer, MATCHED, [], dissolve=False)
    assert rows.index.tolist() == [1, 2]
    assert rows["population"].tolist() == ["1200", "50"]
    assert [(float(a), float(b)) for a, b in zip(rows["lat"], rows["lon"], strict=True)] == [(36, 137), (36.25, 137.5)]


def test_areas_of_one_id_become_one_village_with_all_its_people() -> None:
    columns = {"番号": ["v1", "v1", "v2"], "名": ["上野", "上野", "遠野"], "人口": ["10", "20", "5"]}
    joined, notices = village_rows(layer_of(columns, [WEST, EAST, FAR]), MATCHED, [], dissolve=True)
    assert joined[["village_id", "population"]].to_numpy().tolist() == [["v1", "30"], ["v2", "5"]]
    assert 137.0 < float(joined["lon"].iloc[0]) < 137.2
    assert notices
    apart, _ = village_rows(layer_of(columns, [WEST, EAST, FAR]), MATCHED, [], dissolve=False)
    assert apart["population"].tolist() == ["10", "20", "5"]


def test_a_sum_over_a_part_that_is_secret_stays_unknown() -> None:
    columns = {"番号": ["v1", "v1"], "名": ["上野", "上野"], "人口": ["10", "X"]}
    rows, _ = village_rows(layer_of(columns, [WEST, EAST]), MATCHED, [], dissolve=True)
    assert rows["population"].tolist() == [""]


def test_people_live_where_addresses_stand_in_the_area() -> None:
    layer = layer_of({"番号": ["v1"], "名": ["上野"], "人口": ["10"]}, [WEST])
    homes = layer_of({"a": [1]}, [Point(137.01, 36.09)])
    rows, _ = village_rows(layer, MATCHED, [homes], dissolve=False)
    assert (float(rows["lat"].iloc[0]), float(rows["lon"].iloc[0])) == (36.09, 137.01)
