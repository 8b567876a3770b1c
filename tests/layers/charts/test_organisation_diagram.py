"""The forms of an organisation as a picture: one body or two, everything inside, names escaped and cut."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from layers.charts.organisation_diagram import HEIGHT, WIDTH, DrawnOrganisation, organisation_diagram, wrapped
from tests.hostile_names import HOSTILE

LONG = "谷" * 60


def drawn(form: str, name: str = "谷の会", activities: tuple[str, ...] = ("配食",)) -> ET.Element:
    return ET.fromstring(organisation_diagram(DrawnOrganisation(form, name, name, activities, activities)))


def texts(root: ET.Element) -> list[str]:
    return [e.text or "" for e in root.iter() if e.tag.endswith("text")]


@pytest.mark.parametrize("form", ["", "integrated", "separated"])
@pytest.mark.parametrize("name", ["", "谷の会", LONG, *[h for h in HOSTILE if h.isprintable()]])
def test_every_box_lies_inside_whatever_the_names(form, name):
    root = drawn(form, name, (name or "名",) * 6)
    for box in (e for e in root.iter() if e.tag.endswith("rect")):
        x, y, w, h = (float(box.attrib[k]) for k in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= WIDTH
        assert 0 <= y <= y + h <= HEIGHT
    assert all(len(text) <= 40 for text in texts(root))
    assert "ほか 2" in texts(root)


def test_one_body_or_two():
    assert "一体型" in texts(drawn("integrated"))
    assert "形は未定" in texts(drawn(""))
    two = texts(drawn("separated"))
    assert {"協議する組織", "実行する組織", "連携", "協議機能", "実行機能"} <= set(two)
    assert {"話合い・", "協議重視", "経済活動", "重視", "生活サービス", "コミュニティビジネス"} <= set(two)


def test_nothing_is_lost_when_a_text_is_broken():
    assert "".join(wrapped("あいうえお", 2, 3)) == "あいうえお"
    assert wrapped("", 5, 1) == [""]
    assert wrapped("あ\n い", 5, 1) == ["あ い"]
