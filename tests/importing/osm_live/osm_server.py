"""A server on this machine that answers as Nominatim and Overpass do, for tests: no question leaves the house.

It keeps a file of OpenStreetMap and gives of it what an Overpass question asks for, so that a wrong question is seen.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import osmium
import shapely

STATEMENT = re.compile(r'^(way|nwr|wr)((?:\["[^"]+"(?:(?:=|~)"[^"]+")?\])+);$', re.M)
FILTER = re.compile(r'\["([^"]+)"(?:(=|~)"([^"]+)")?\]')
DATE = "2026-11-20"
Element = dict[str, Any]


def elements_of(path: Path) -> list[Element]:
    """Every thing of a file, as Overpass writes it."""
    found: list[Element] = []
    for thing in osmium.FileProcessor(str(path)):
        element: Element = {"id": thing.id}
        if isinstance(thing, osmium.osm.Node):
            element |= {"type": "node", "lat": thing.location.lat, "lon": thing.location.lon}
        elif isinstance(thing, osmium.osm.Way):
            element |= {"type": "way", "nodes": [node.ref for node in thing.nodes]}
        elif isinstance(thing, osmium.osm.Relation):
            kinds = {"n": "node", "w": "way", "r": "relation"}
            members = [{"type": kinds[m.type], "ref": m.ref, "role": m.role} for m in thing.members]
            element |= {"type": "relation", "members": members}
        if tags := dict(thing.tags):
            element["tags"] = tags
        found.append(element)
    return found


def answered(question: str, things: list[Element]) -> list[Element]:
    """What Overpass would find: things that fit a statement and touch the box, and all that they are made of."""
    head = re.match(r"\[out:json\]\[timeout:\d+\]\[bbox:([-\d.]+),([-\d.]+),([-\d.]+),([-\d.]+)\];\n\(\n", question)
    assert head is not None, question
    assert question.endswith("\n);\n(._;>;);\nout;")
    statements = STATEMENT.findall(question)
    assert len(statements) == question.count("\n") - 4, question
    south, west, north, east = (float(text) for text in head.groups())
    known = {(e["type"], e["id"]): e for e in things}

    def parts(element: Element) -> list[Element]:
        refs = [("node", ref) for ref in element.get("nodes", ())]
        refs += [(m["type"], m["ref"]) for m in element.get("members", ())]
        below = [known[ref] for ref in refs if ref in known and ref[0] != "relation"]
        return [*below, *(deeper for each in below for deeper in parts(each))]

    def touches(element: Element) -> bool:
        points = [p for p in [element, *parts(element)] if p["type"] == "node"]
        return any(south <= p["lat"] <= north and west <= p["lon"] <= east for p in points)

    found: dict[tuple[str, int], Element] = {}
    for element in things:
        tags = element.get("tags", {})
        if any(_fits(element["type"], tags, *statement) for statement in statements) and touches(element):
            found.update({(e["type"], e["id"]): e for e in [element, *parts(element)]})
    return list(found.values())


def _fits(kind: str, tags: dict[str, str], kinds: str, filters: str) -> bool:
    if kind != "way" and (kinds == "way" or kind[0] not in kinds):
        return False
    for key, sign, value in FILTER.findall(filters):
        there = tags.get(key)
        if there is None or (sign == "=" and there != value) or (sign == "~" and not re.search(value, there)):
            return False
    return True


def place_row(name: str, area: shapely.Geometry, **other: Any) -> dict[str, Any]:
    """One place as Nominatim tells it."""
    west, south, east, north = shapely.bounds(area)
    middle = shapely.centroid(area)
    return {
        "osm_type": "relation",
        "osm_id": 1,
        "lat": str(middle.y),
        "lon": str(middle.x),
        "class": "boundary",
        "type": "administrative",
        "importance": 0.5,
        "name": name,
        "display_name": f"{name}, 鳳珠郡, 石川県, 日本",
        "boundingbox": [str(south), str(north), str(west), str(east)],
        "geojson": json.loads(shapely.to_geojson(area)),
        **other,
    }


@dataclass(frozen=True)
class Reply:
    """What the server says instead, once."""

    status: int
    body: bytes = b"<html><body>runtime error: rate_limited</body></html>"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class OsmServer:
    """Answers from `places` and `things`; what stands in `instead` (by path) is said first, one after the other."""

    places: list[dict[str, Any]]
    things: list[Element]
    instead: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def overpass(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    @property
    def nominatim(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def reply(self, path: str, text: str) -> Reply:
        waiting = self.instead.get(path, [])
        if waiting:
            return waiting.pop(0)
        if path == "/search":
            name = parse_qs(text)["q"][0]
            content: Any = [p for p in self.places if p["name"] in name]
        elif path == "/api/interpreter":
            found = answered(parse_qs(text)["data"][0], self.things)
            stamp = {"timestamp_osm_base": f"{DATE}T08:00:00Z", "copyright": "…"}
            content = {"version": 0.6, "generator": "Overpass API", "osm3s": stamp, "elements": found}
        else:
            return Reply(404, b"not found")
        return Reply(200, json.dumps(content).encode(), {"Content-Type": "application/json"})


@contextmanager
def serving(server: OsmServer) -> Iterator[OsmServer]:
    """Let the server answer on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._say(parts.path, parts.query)

        def do_POST(self) -> None:
            self._say(self.path, self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _say(self, path: str, text: str) -> None:
            server.asked.append(path)
            server.headers.append(dict(self.headers))
            reply = server.reply(path, text)
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *text: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.port = http.server_address[1]
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
