"""Areas of any layer become zones, each its own or all of them one."""

from __future__ import annotations

from shapely import box

from importing.layers.zones import zone_areas
from tests.importing.hand_made_layers import layer_of

BESIDE = [box(137, 36, 137.1, 36.1), box(137.1, 36, 137.3, 36.1)]


def test_areas_keep_their_attributes() -> None:
    frame, notices = zone_areas(layer_of({"種別": ["急傾斜", "土石流"]}, BESIDE), dissolve=False)
    assert (frame["種別"].tolist(), notices) == (["急傾斜", "土石流"], [])
    assert [tuple(b) for b in frame.bounds.to_numpy().tolist()] == [shape.bounds for shape in BESIDE]


def test_all_areas_become_one() -> None:
    frame, notices = zone_areas(layer_of({"種別": ["x", "y"]}, BESIDE), dissolve=True)
    assert len(frame) == 1
    assert frame.geometry.iloc[0].equals(box(137, 36, 137.3, 36.1))
    assert [n.code for n in notices] == ["import_areas_joined"]
    alone, notices = zone_areas(layer_of({"種別": ["x"]}, BESIDE[:1]), dissolve=True)
    assert (alone["種別"].tolist(), notices) == (["x"], [])
