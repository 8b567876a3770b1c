"""One page that works alone (HTML): map, layers, scenarios to switch, figures; from a USB stick, with no request to anywhere."""

from __future__ import annotations

import base64
import functools
import html
import importlib.util
import json
import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.region.region import Region
from layers.base_map.road_lines import road_features
from layers.features.service_lines import service_colour
from layers.style.colours import CATEGORY_MARKS, CONSERVATION, HUB, RIVER, SPHERE, TIME
from plan.documents.blocks import DRAFT
from plan.documents.dates import day_text
from plan.documents.material import Material
from plan.documents.measured_by import CANDIDATES
from plan.figure_texts import NO_WAY, minutes, sources_line
from plan.organisation.shared_days import days_at_hubs
from plan.overview.verdicts import verdicts
from plan.reach.evaluation import Evaluation

_HERE = Path(__file__).parent
_FINE = 100_000  # degrees as whole numbers, about a metre
_ADDRESSES = re.compile(r"url\([^)]*\)")
_MAP_COMMENT = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_ALWAYS = ("population", "no_car", "hubs", "hub_daily_car", "hub_mean_car", "hub_unreached_bus")
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"


def page_alone(found: Material) -> bytes:
    """Write the page.

    Parameters
    ----------
    found
        What it is written from; all its scenarios can be switched to.

    Raises
    ------
    FileNotFoundError
        When the package that carries Leaflet is not installed.
    """
    title = html.escape(f"{found.place}　{found.chosen.effective.scenario_name}（{DRAFT}）")
    content = json.dumps(_content(found), ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    # Inside a script element only "<" can end it or begin a comment.
    content = content.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    style = _leaflet("leaflet.css") + _own("page_alone.css")
    parts = [
        '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{style}</style></head><body>",
        '<main id="map"></main><aside id="side"></aside>',
        f'<script type="application/json" id="content">{content}</script>',
        f"<script>{_leaflet('leaflet.js')}</script><script>{_own('page_alone.js')}</script></body></html>\n",
    ]
    return "".join(parts).encode()


@functools.cache
def _leaflet(name: str) -> str:
    """Read a file of Leaflet, without addresses of pictures and maps of its source that nobody may ask for."""
    spec = importlib.util.find_spec("leaflet")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(folder) / "static" / "leaflet" / name
        if path.is_file():
            text = _MAP_COMMENT.sub("", path.read_text(encoding="utf-8"))
            return _ADDRESSES.sub("none", text) if name.endswith(".css") else text
    raise FileNotFoundError(name)


@functools.cache
def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _content(found: Material) -> dict[str, Any]:
    region, people_texts = found.chosen.effective.region, found.chosen.people_texts()
    judged = verdicts(list(found.scenarios))
    kpis = [k.indicator for k in found.procedure.kpis]
    listed = [v for v in judged if v.id in {*_ALWAYS, *CANDIDATES, *kpis}]
    villages = region.villages
    return {
        "place": found.place,
        "written": f"{day_text(found.written_on)}作成　{DRAFT}",
        "notes": [sources_line(region)],
        "chosen": found.chosen.effective.scenario_id,
        "relief": _relief(region),
        "roads": _roads(region),
        "rivers": _lines([] if region.rivers is None else region.rivers.geometry),
        "outline": _lines([shapely.boundary(g) for g in _zone(region, "municipality")]),
        "villages": [
            [str(name), *_place(float(lat), float(lon)), people_texts[str(village)], _radius(float(people))]
            for village, name, lat, lon, people in villages[["name", "lat", "lon", "population"]].itertuples()
        ],
        "legend": [[s.label, s.colour, s.hatched] for s in TIME.classes.all_swatches],
        "colours": {"hub": HUB, "sphere": SPHERE, "kept": CONSERVATION, "river": RIVER},
        "scenarios": [_scenario(m) for m in found.scenarios],
        "figures": [
            [v.name, v.definition, *([f"{v.of[s].digits}{v.of[s].unit}", v.of[s].change, v.of[s].better] for s in v.of)]
            for v in listed
        ],
    }  # fmt: skip


def _zone(region: Region, name: str) -> Sequence[shapely.Geometry]:
    zone = region.zones.get(name)
    return [] if zone is None else list(zone.geometry)


def _relief(region: Region) -> list[Any] | None:
    if region.relief is None:
        return None
    r = region.relief
    picture = base64.b64encode(Path(r.picture).read_bytes()).decode()
    return [f"data:image/png;base64,{picture}", [[r.south, r.west], [r.north, r.east]]]


def _roads(region: Region) -> list[list[Any]]:
    return [[f["properties"]["c"], _packed(f["geometry"]["coordinates"])] for f in road_features(region.roads)]


def _lines(shapes: Iterable[shapely.Geometry]) -> list[list[int]]:
    parts = shapely.get_parts(np.array([s for s in shapes if s is not None], dtype=object))
    simple = shapely.simplify(parts, 3 / _FINE)
    return [_packed(shapely.get_coordinates(line).tolist()) for line in simple if not shapely.is_empty(line)]


def _packed(points: Sequence[Sequence[float]]) -> list[int]:
    """Write points lon, lat as whole numbers, each as its step from the one before: lat, lon, lat, lon and so on."""
    whole = np.rint(np.asarray(points, dtype=float)[:, 1::-1] * _FINE).astype(int)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=int))
    flat: list[int] = steps.ravel().tolist()
    return flat


def _place(lat: float, lon: float) -> tuple[float, float]:
    return round(lat, 5), round(lon, 5)


def _radius(people: float) -> float:
    return round(max(3.0, min(16.0, 16.0 * math.sqrt(max(people, 0.0) / 1000))), 1)


def _rings(shape: shapely.Geometry | None) -> list[list[list[int]]]:
    if shape is None:
        return []
    parts = [p for p in shapely.get_parts(shape) if isinstance(p, shapely.Polygon)]
    return [[_packed(list(ring.coords)) for ring in (p.exterior, *p.interiors)] for p in parts]


def _scenario(m: Evaluation) -> dict[str, Any]:
    effective = m.effective
    scenario = effective.scenario
    values = m.nearest_hub("car")["minutes"]
    codes = TIME.classes.classify(values.to_numpy(dtype=float))
    hubs = effective.hubs
    has_hubs = len(hubs) > 0
    days = days_at_hubs(scenario)
    return {
        "id": effective.scenario_id,
        "name": effective.scenario_name,
        "codes": [int(c) for c in codes] if has_hubs else [],
        "minutes": [minutes(float(v)) if math.isfinite(v) else NO_WAY for v in values] if has_hubs else [],
        "hubs": [
            [str(name), *_place(float(lat), float(lon)), days.get(str(hub_id), "")]
            for hub_id, name, lat, lon in hubs[["name", "lat", "lon"]].itertuples()
        ],
        "facilities": [
            [str(f["name"]), CATEGORY_MARKS[str(f["category"])], *_place(float(f["lat"]), float(f["lon"])), f["status"] == "open"]
            for f in effective.facilities[["name", "category", "lat", "lon", "status"]].to_dict("records")
        ],
        "spheres": [r for s in (scenario.spheres if scenario else ()) for r in _rings(s.area)],
        "kept": [r for a in (scenario.conservation_areas if scenario else ()) for r in _rings(a.shape)],
        "areas": [r for h in (scenario.hubs if scenario else ()) for a in h.areas for r in _rings(a.shape)],
        "lines": [
            [s.name, service_colour(i), _packed(list(s.line(0)))]
            for i, s in enumerate(effective.services)
            if len(s.line(0)) > 1
        ],
    }  # fmt: skip
