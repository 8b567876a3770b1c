"""Hubs by grade as a map: branches are tied to the nearest core, labels stay inside, names are escaped."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from layers.charts.hub_network import HEIGHT, WIDTH, NetworkHub, hub_network


def root_of(region, *hubs: NetworkHub) -> ET.Element:
    return ET.fromstring(hub_network(region, hubs))


def lines(root: ET.Element) -> list[ET.Element]:
    return [e for e in root.iter() if e.tag.endswith("}line")]


def hubs_at(region, *grades: str) -> list[NetworkHub]:
    frame = region.villages.iloc[: len(grades)]
    return [
        NetworkHub(f"拠点{i}", lat, lon, grade, ["医療 火木"])
        for i, (lat, lon, grade) in enumerate(zip(frame["lat"], frame["lon"], grades, strict=True))
    ]


def test_a_branch_is_tied_to_the_nearest_core_and_nothing_without_one(region):
    assert len(lines(root_of(region, *hubs_at(region, "core", "branch", "")))) == 1
    assert lines(root_of(region, *hubs_at(region, "branch", "branch"))) == []
    assert lines(root_of(region, *hubs_at(region, "core", "core"))) == []


def test_labels_and_stars_stay_inside_and_names_are_escaped(region):
    at = hubs_at(region, "core")[0]
    bad = NetworkHub("<script>alert(1)</script>" * 3, at.lat, at.lon, "core", [f"サービス{n}" * 9 for n in range(9)])
    root = root_of(region, bad)
    for text in (e for e in root.iter() if e.tag.endswith("text")):
        assert 0 <= float(text.attrib["x"]) <= WIDTH
        assert 0 <= float(text.attrib["y"]) <= HEIGHT
    assert "<script>alert" not in hub_network(region, [bad])
    assert any("ほか 5" in (e.text or "") for e in root.iter())
