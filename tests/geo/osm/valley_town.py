"""A made-up town of a few things, as OpenStreetMap has them: in the valley, beside it, and not to be taken."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

import shapely

from tests.importing.osm_live.osm_server import Element

TOWN = shapely.box(137.08, 37.28, 137.14, 37.32)

_POINTS = {
    1: (37.300, 137.090), 2: (37.300, 137.100), 3: (37.305, 137.120), 4: (37.310, 137.100), 5: (37.300, 137.190),
    11: (37.290, 137.100), 12: (37.290, 137.110), 13: (37.295, 137.110), 14: (37.295, 137.100),
    15: (37.291, 137.102), 16: (37.291, 137.104), 17: (37.293, 137.104), 18: (37.293, 137.102),
    21: (37.3010, 137.1010), 22: (37.3010, 137.1012), 23: (37.3012, 137.1012), 24: (37.3012, 137.1010),
    31: (37.2850, 137.1200), 32: (37.2850, 137.1220), 33: (37.2860, 137.1220),
}  # fmt: skip
_THINGS = {
    41: (37.3003, 137.0953, {"place": "hamlet", "name": "上野", "population": "120"}),
    42: (37.3052, 137.1150, {"place": "neighbourhood", "name": "<script>下野"}),
    43: (37.3001, 137.1600, {"place": "hamlet", "name": "隣の村"}),
    44: (37.3001, 137.1001, {"place": "island", "name": "能登島"}),
    51: (37.3002, 137.0990, {"amenity": "clinic", "name": "谷の診療所", "opening_hours": "Mo-Fr 09:00-17:00"}),
    52: (37.3002, 137.1890, {"shop": "supermarket", "name": "隣町のスーパー"}),
    53: (37.3006, 137.1002, {"shop": "gift;convenience", "name": "谷の店"}),
    54: (37.3006, 137.1004, {"amenity": "bench"}),
    55: (37.3006, 137.1006, {"disused:amenity": "fuel", "name": "谷の給油所"}),
    61: (37.3001, 137.0910, {"highway": "bus_stop", "name": "上野口", "operator": "谷バス;町営", "route_ref": "1; 2"}),
    62: (37.3002, 137.0911, {"highway": "bus_stop", "name": "上野口"}),
    63: (37.3050, 137.1190, {"disused:highway": "bus_stop", "name": "奥"}),
}
_WAYS = {
    101: ([1, 2, 3], {"highway": "primary", "name": "谷の道"}),
    102: ([2, 4], {"highway": "path"}),
    103: ([3, 5], {"highway": "tertiary"}),
    104: ([4, 3], {"highway": "service", "access": "private"}),
    105: ([21, 22, 23, 24, 21], {"amenity": "school", "name": "谷小学校", "building": "yes"}),
    106: ([11, 12, 13, 14, 11], {}),
    107: ([15, 16, 17, 18, 15], {}),
    108: ([31, 32, 33, 31], {"landuse": "orchard"}),
    109: ([31, 33], {"waterway": "stream"}),
}


def things() -> list[Element]:
    """All of it, in the order of a file."""
    points: list[Element] = [{"type": "node", "id": i, "lat": lat, "lon": lon} for i, (lat, lon) in _POINTS.items()]
    tagged: list[Element] = [
        {"type": "node", "id": i, "lat": lat, "lon": lon, "tags": tags} for i, (lat, lon, tags) in _THINGS.items()
    ]
    ways: list[Element] = [{"type": "way", "id": i, "nodes": refs, "tags": tags} for i, (refs, tags) in _WAYS.items()]
    members = [{"type": "way", "ref": 106, "role": "outer"}, {"type": "way", "ref": 107, "role": "inner"}]
    field = {"type": "relation", "id": 201, "members": members, "tags": {"type": "multipolygon", "landuse": "farmland"}}
    return [*points, *tagged, *ways, field]


def write_osm(path: Path, elements: list[Element]) -> Path:
    """Write things as OpenStreetMap XML, by hand."""
    lines = []
    for e in elements:
        place = f' lat="{e["lat"]}" lon="{e["lon"]}"' if e["type"] == "node" else ""
        lines.append(f'<{e["type"]} id="{e["id"]}" version="1"{place}>')
        lines += [f'<nd ref="{ref}"/>' for ref in e.get("nodes", ())]
        lines += [f'<member type="{m["type"]}" ref="{m["ref"]}" role="{m["role"]}"/>' for m in e.get("members", ())]
        lines += [f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in e.get("tags", {}).items()]
        lines.append(f"</{e['type']}>")
    path.write_text('<osm version="0.6">' + "\n".join(lines) + "</osm>", encoding="utf-8")
    return path
