"""The plot of cost against people with an outing."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from layers.charts.cost_plot import BASE_COLOUR, COLOUR, CostPoint, cost_plot_svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*points: CostPoint) -> ET.Element:
    return ET.fromstring(cost_plot_svg(points, cost_label="年の費用", people_label="人", year=None))


def test_more_cost_stands_further_right_and_more_people_higher() -> None:
    root = drawn(CostPoint("現況", 0, 700), CostPoint("<案>1", 14_310_000, 742))
    base, own = root.iter(f"{SVG}circle")
    assert (base.attrib["fill"], own.attrib["fill"]) == (BASE_COLOUR, COLOUR)
    assert float(own.attrib["cx"]) > float(base.attrib["cx"])
    assert float(own.attrib["cy"]) < float(base.attrib["cy"])
    texts = [t.text for t in root.iter(f"{SVG}text")]
    assert "<案>1" in texts
    assert "1,500万円" in texts


def test_names_at_one_place_stand_one_below_the_other() -> None:
    root = drawn(*(CostPoint(f"案{i}", 0, 500) for i in range(4)))
    levels = [float(t.attrib["y"]) for t in root.iter(f"{SVG}text") if (t.text or "").startswith("案")]
    assert len(set(levels)) == 4


def test_nothing_at_all_can_be_drawn() -> None:
    assert len(list(drawn(CostPoint("現況", 0, 0)).iter(f"{SVG}circle"))) == 1


def test_all_points_lie_inside() -> None:
    root = drawn(CostPoint("現況", 0, 0), CostPoint("案", 9_999_999, 9_999))
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(circle.attrib["cx"]) < width
        assert 0 < float(circle.attrib["cy"]) < height


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(2, 13)), min_size=1, max_size=7))
def test_no_name_covers_another_or_a_point(places: list[tuple[int, int, int]]) -> None:
    """Seven scenarios anywhere, with names of up to thirteen kanji: every letter is 12 units wide at most."""
    root = drawn(*(CostPoint("案" * size, x * 1e6, y * 10.0) for x, y, size in places))
    boxes = []
    for text in root.iter(f"{SVG}text"):
        if not (text.text or "").startswith("案案"):
            continue
        x, y, wide = float(text.attrib["x"]), float(text.attrib["y"]), 12.0 * len(text.text or "")
        west = x - wide if text.attrib["text-anchor"] == "end" else x
        boxes.append((west, y - 10, west + wide, y + 2))
    assert len(boxes) == len(places)
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
    for circle in root.iter(f"{SVG}circle"):
        x, y = float(circle.attrib["cx"]), float(circle.attrib["cy"])
        assert not any(b[0] < x < b[2] and b[1] < y < b[3] for b in boxes)
