"""Asking leaves no trace in the libraries that it goes through, and what comes live equals what a file would have given."""

from __future__ import annotations

import datetime
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import pytest
import shapely
from osmnx import settings

from geo.files.crs import DEGREES
from geo.texts.errors import RequestError
from importing.osm_live.asking import Asking
from importing.osm_live.fetched_region import FetchOptions, fetch_region
from importing.region_files.report import ImportOptions
from importing.region_files.write import geojson_bytes
from importing.run import import_files
from tests.geo.osm.valley_town import TOWN, things, write_osm
from tests.importing.osm_live.osm_server import DATE, OsmServer, Reply, elements_of, place_row, serving

ON = datetime.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr("osmnx._nominatim.time", SimpleNamespace(sleep=lambda seconds: None))


@pytest.fixture
def server() -> Iterator[OsmServer]:
    with serving(OsmServer([place_row("谷町", TOWN)], things())) as found:
        yield found


def asking(server: OsmServer, folder: Path) -> Asking:
    return Asking(folder / "cache", server.overpass, server.nominatim)


def everything_set() -> dict[str, object]:
    names = [name for name in dir(settings) if not name.startswith("_")]
    return {name: getattr(settings, name) for name in names} | {"getaddrinfo": socket.getaddrinfo}


def test_the_libraries_are_left_as_they_were(server: OsmServer, tmp_path: Path) -> None:
    before = everything_set()
    server.instead["/api/interpreter"] = [Reply(400)]
    with pytest.raises(RequestError, match="断られました（400）"):
        fetch_region("谷町", tmp_path / "r", asking=asking(server, tmp_path), on=ON)
    assert everything_set() == before
    fetch_region("谷町", tmp_path / "r", asking=asking(server, tmp_path), on=ON)
    assert everything_set() == before


def test_the_day_of_the_fetch_is_noted_where_the_server_tells_none(server: OsmServer, tmp_path: Path) -> None:
    body = b'{"elements": [{"type": "node", "id": 1, "lat": 37.3, "lon": 137.1, "tags": {"place": "hamlet"}}]}'
    server.instead["/api/interpreter"] = [Reply(200, body)]
    assert fetch_region("谷町", tmp_path / "r", asking=asking(server, tmp_path), on=ON).date == "2026-11-24"
    assert fetch_region("谷町", tmp_path / "s", asking=asking(server, tmp_path / "b"), on=ON).date == DATE


def offline(source: Path, area: shapely.Geometry, folder: Path, margin_km: float) -> None:
    """The same region by hand from the file, kind by kind."""
    edge = folder.with_name("edge.geojson")
    edge.write_bytes(geojson_bytes(gpd.GeoDataFrame({"name": ["谷町"]}, geometry=[area], crs=DEGREES), "edge"))
    wide, narrow = ("roads", "facilities", "bus_stops"), ("villages", "zone:farmland")
    for kind in (*wide, *narrow):
        margin = margin_km if kind in wide else 0.0
        with suppress(RequestError):  # there is none of it: then the live region must have none either
            import_files(kind, [source], folder, clip=edge, margin_km=margin, options=ImportOptions(region_name="谷町"))


def contents(folder: Path) -> dict[str, str]:
    found = {p.relative_to(folder).as_posix(): p.read_text("utf-8-sig") for p in folder.rglob("*") if p.is_file()}
    return {name: text for name, text in found.items() if name not in ("region.toml", "zones/municipality.geojson")}


def without_outside(text: str) -> list[str]:
    return [line.removesuffix(",outside").removesuffix(",false").removesuffix(",true") for line in text.splitlines()]


def compare(server: OsmServer, source: Path, area: shapely.Geometry, tmp_path: Path, margin_km: float) -> set[str]:
    options = FetchOptions(margin_km)
    fetch_region("谷町", tmp_path / "live", asking=asking(server, tmp_path), on=ON, options=options)
    offline(source, area, tmp_path / "file", margin_km)
    live, file = contents(tmp_path / "live"), contents(tmp_path / "file")
    assert live.keys() == file.keys()
    for name, text in live.items():
        assert without_outside(text) == without_outside(file[name]), name
    return set(live)


def test_what_comes_live_equals_what_the_file_gives(server: OsmServer, tmp_path: Path) -> None:
    source = write_osm(tmp_path / "valley.osm", things())
    names = compare(server, source, TOWN, tmp_path, 10.0)
    assert names == {"roads.graphml", "villages.csv", "facilities.csv", "bus_stops.csv", "zones/farmland.geojson"}


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["tsukuba.osm", "aist.osm"])
def test_a_real_town_comes_live_as_its_file_gives_it(real_data: Path, tmp_path: Path, name: str) -> None:
    source = real_data / "osm" / name
    elements = elements_of(source)
    west, south, east, north = shapely.total_bounds(
        shapely.points([(e["lon"], e["lat"]) for e in elements if e["type"] == "node"])
    )
    area = shapely.box(west, south, (west + east) / 2, north)
    with serving(OsmServer([place_row("谷町", area)], elements)) as server:
        assert "roads.graphml" in compare(server, source, area, tmp_path, 0.2)
