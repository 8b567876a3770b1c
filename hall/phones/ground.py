"""What the phones' map draws: the region's own ground as one light file, made once when the hall opens."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import shapely

from geo.reference import reference_table
from hall.meeting.answers import Ground
from layers.base_map.addresses import leaflet_folder
from layers.base_map.region_files import RegionFiles, write_region_files
from plan.applied import EffectiveScenario
from plan.reach.bus_days import usual_day
from plan.timetables.bus_lines import bus_lines

WEB = Path(__file__).parent / "web"
_DECIMALS = 5
_KM_A_DEGREE = 111.32


@dataclass(frozen=True)
class HallMap:
    """What phones are given besides their pages.

    Parameters
    ----------
    files
        Content and media type of each file by its address; there is no other. The ground is packed (gzip).
    ground
        Where marks may lie.
    villages
        Names by id.
    """

    files: MappingProxyType[str, tuple[bytes, str]]
    ground: Ground
    villages: MappingProxyType[str, str]


def hall_map(effective: EffectiveScenario, cache: Path) -> HallMap:
    """Make what the phones' map draws.

    Parameters
    ----------
    effective
        The scenario that the hall looks at.
    cache
        The region's folder of base-map files.

    Raises
    ------
    OSError
        When the folder cannot be written.
    FileNotFoundError
        When Leaflet's files are not installed.
    """
    made = write_region_files(effective.region, cache)
    content: dict[str, Any] = {
        "home": _corners(made.home),
        "relief": _corners(made.relief_bounds) if made.relief_bounds else None,
        "features": [*_below(made), *_lines(effective), *_spots(effective)],
    }
    # Packed once: three hundred phones ask for it in the same minute, over one wireless network.
    drawn = gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
    leaflet = leaflet_folder()
    files = {
        "/map/ground.json": (drawn, "application/json"),
        "/web/leaflet.js": ((leaflet / "leaflet.js").read_bytes(), "text/javascript"),
        "/web/leaflet.css": ((leaflet / "leaflet.css").read_bytes(), "text/css"),
        "/web/phone.js": ((WEB / "phone.js").read_bytes(), "text/javascript"),
        "/web/phone.css": ((WEB / "phone.css").read_bytes(), "text/css"),
    }
    if made.relief:
        files["/map/relief.png"] = ((cache / made.relief).read_bytes(), "image/png")
    villages = effective.region.villages
    names = {str(i): str(name) for i, name in zip(villages.index, villages["name"], strict=True)}
    return HallMap(MappingProxyType(files), _ground(effective, made), MappingProxyType(names))


def _ground(effective: EffectiveScenario, made: RegionFiles) -> Ground:
    villages = effective.region.villages
    places = zip(villages.index, villages["lat"], villages["lon"], strict=True)
    south, west, north, east = made.home
    more = reference_table("hall")["beyond_region_km"].value / _KM_A_DEGREE
    at = MappingProxyType({str(i): (float(lat), float(lon)) for i, lat, lon in places})
    return Ground(south - more, west - more, north + more, east + more, at)


def _below(made: RegionFiles) -> Iterator[dict[str, Any]]:
    """List sea, border, rivers and roads as the screens draw them, without what phones have no use for."""
    folder = Path(made.folder)
    for kind, name in (("sea", made.sea), ("border", made.zones.get("municipality")), ("river", made.rivers)):
        for feature in _features(folder, name):
            if kind != "sea" or feature["properties"].get("k") == "sea":
                yield _drawn(kind, feature["geometry"])
    for feature in _features(folder, made.roads):
        yield _drawn("road", feature["geometry"], c=feature["properties"]["c"])


def _features(folder: Path, name: str | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / name).read_bytes())["features"] if name else []
    return found


def _lines(effective: EffectiveScenario) -> Iterator[dict[str, Any]]:
    """List the bus lines of the day that still run, and those of the scenario."""
    region, date = effective.region.as_read, usual_day(effective.region)
    dropped = {route.name for route in effective.dropped_routes}
    for line in bus_lines(region, date) if date is not None else ():
        if line.id not in dropped:
            for path in line.paths:
                yield _drawn("line", _line([(lon, lat) for lat, lon in path]))
    for service in effective.services:
        if service.geometry is not None:
            yield _drawn("line", _line(shapely.get_coordinates(service.geometry).tolist()))


def _spots(effective: EffectiveScenario) -> Iterator[dict[str, Any]]:
    for kind, frame in (("village", effective.region.villages), ("hub", effective.hubs)):
        for name, lat, lon in zip(frame["name"], frame["lat"], frame["lon"], strict=True):
            at = [round(float(lon), _DECIMALS), round(float(lat), _DECIMALS)]
            yield _drawn(kind, {"type": "Point", "coordinates": at}, n=str(name))


def _line(points: Any) -> dict[str, Any]:
    return {
        "type": "LineString",
        "coordinates": [[round(lon, _DECIMALS), round(lat, _DECIMALS)] for lon, lat in points],
    }


def _drawn(kind: str, geometry: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"k": kind, **more}, "geometry": geometry}


def _corners(bounds: tuple[float, float, float, float]) -> list[list[float]]:
    south, west, north, east = bounds
    return [[south, west], [north, east]]
