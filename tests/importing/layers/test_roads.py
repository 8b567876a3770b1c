"""Road lines: classes in Japanese become those of OpenStreetMap, other shapes are left out."""

from __future__ import annotations

from shapely import LineString, Point

from importing.layers.roads import road_lines, with_class_column
from tests.importing.hand_made_layers import layer_of

LINE = LineString([(137, 36, 1), (137.1, 36, 1)])


def test_classes_and_numbers() -> None:
    layer = layer_of({"種別": ["国道", "", "secondary"], "速度": ["60", "x", ""]}, [LINE, LINE, LINE])
    frame, notices = road_lines(layer, {"highway": "種別", "speed_kph": "速度"})
    assert frame["highway"].iloc[0] not in ("", "国道")
    assert frame["highway"].iloc[2] == "secondary"
    assert frame["speed_kph"].iloc[0] == 60
    assert frame["speed_kph"].isna().tolist() == [False, True, True]
    assert [n.code for n in notices] == ["import_road_classes", "import_road_class_blank"]
    assert not frame.geometry.has_z.any()


def test_other_shapes_are_left_out() -> None:
    layer = layer_of({"名": ["a", "b", "c"]}, [Point(137, 36), LINE, LineString()])
    assert road_lines(layer, {"name": "名"})[0]["name"].tolist() == ["b"]


def test_the_column_of_classes_is_known_by_its_values() -> None:
    layer = layer_of({"番号": ["1", "2"], "区分": ["国道", "町道"]}, [LINE, LINE])
    matched, notices = with_class_column(layer, {})
    assert (matched, [n.code for n in notices]) == ({"highway": "区分"}, ["import_columns_used"])
    assert with_class_column(layer, {"highway": "番号"}) == ({"highway": "番号"}, [])
    assert with_class_column(layer, {"name": "区分"}) == ({"name": "区分"}, [])
