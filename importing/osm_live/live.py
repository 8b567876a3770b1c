"""OpenStreetMap live: where a place is (Nominatim) and what stands in a box (Overpass), asked through OSMnx.

This is the only file, with `importing.osm_live.asking`, that uses the network, and only when somebody asks for it.
"""

from __future__ import annotations

import re
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import shapely

from geo.reference import reference_table
from geo.region.land.zones import areas_of
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.osm_live.answer import is_answer, write_answer
from importing.osm_live.asking import Asking, asked
from importing.osm_live.question import Box, overpass_question

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Found = TypeVar("Found")


@dataclass(frozen=True)
class Boundary:
    """A place as Nominatim knows it.

    Parameters
    ----------
    name
        Short name in Japanese.
    full_name
        With all that it belongs to.
    area
        Degrees.
    """

    name: str
    full_name: str
    area: shapely.Geometry


@dataclass(frozen=True)
class Things:
    """What Overpass answered.

    Parameters
    ----------
    count
        Nodes, ways and relations.
    date
        Day of the data (YYYY-MM-DD); None where the server does not tell.
    kept
        Whether the answer is one kept from before.
    """

    count: int
    date: str | None
    kept: bool


def ask_boundary(place: str, asking: Asking) -> Boundary:
    """Ask where a place is.

    Parameters
    ----------
    place
        As people write it: 石川県能登町.
    asking
        Whom to ask.

    Raises
    ------
    geo.texts.errors.RequestError
        When nobody can be asked, or no area bears this name.
    """
    from osmnx import geocode_to_gdf
    from osmnx._errors import InsufficientResponseError

    try:
        found = asked(asking, asking.nominatim_url, lambda: geocode_to_gdf(place), _are_places).iloc[0]
    except InsufficientResponseError as problem:
        raise RequestError(notice("fetch_place_unknown", place=place)) from problem
    except TypeError as problem:  # so OSMnx says that there are points of this name, but no area
        raise RequestError(notice("fetch_place_no_area", place=place)) from problem
    area = found["geometry"]
    area = area if area.is_valid else areas_of(shapely.make_valid(area))
    full_name = str(found.get("display_name") or place)
    return Boundary(str(found.get("name") or full_name.split(",")[0]), full_name, area)


def _are_places(answer: Any) -> bool:
    return isinstance(answer, list) and all(
        isinstance(row, dict)
        and isinstance(row.get("importance"), int | float)
        and isinstance(row.get("geojson"), dict)
        and "type" in row["geojson"]
        and isinstance(row.get("boundingbox"), list)
        and {"lat", "lon"} <= row.keys()
        for row in answer
    )


def ask_things(box: Box, path: Path, asking: Asking, *, zones: tuple[str, ...]) -> Things:
    """Ask for all roads, facilities, villages and zones of a box, and write them as a file for the reader of files.

    Parameters
    ----------
    box
        What stands in it or touches it.
    path
        .osm.pbf, not there yet.
    asking
        Whom to ask.
    zones
        Names of the zones to ask for.

    Raises
    ------
    geo.texts.errors.RequestError
        When nobody can be asked, the answer cannot be used, or there is nothing at all.

    Notes
    -----
    OSMnx offers no public way to put a question of one's own, and its own questions would name each of our hundred tags
    three times over: its inner function is asked, which a test watches over.
    """
    from osmnx._overpass import _overpass_request

    answer_s = int(reference_table("osm_limits")["answer_s"].value)
    question = OrderedDict(data=overpass_question(box, zones=zones, answer_s=answer_s))
    heard: list[bool] = []

    def are_things(content: Any) -> bool:
        heard.append(True)
        return is_answer(content)

    answer = asked(asking, asking.overpass_url, lambda: _overpass_request(question), are_things)
    if not is_answer(answer):
        raise RequestError(notice("fetch_cache_broken", file=asking.cache_folder.name))
    return Things(write_answer(answer, path, box), _day_of(answer), kept=not heard)


def _day_of(answer: Mapping[str, Any]) -> str | None:
    server = answer.get("osm3s")
    match = _DAY.match(str(server.get("timestamp_osm_base"))) if isinstance(server, dict) else None
    return match[0] if match else None


def anew(asking: Asking, work: Callable[[Asking], Found]) -> Found:
    """Do something with answers that are not kept from before; they take the place of those when all went well."""
    asking.cache_folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=asking.cache_folder) as fresh:
        found = work(replace(asking, cache_folder=Path(fresh)))
        for answer in sorted(Path(fresh).iterdir()):
            answer.replace(asking.cache_folder / answer.name)
    return found
