"""Tables to hand over: CSV that a spreadsheet opens as it is, and GeoJSON for QGIS."""

from __future__ import annotations

import io
import json
import math
from typing import Any

import pandas as pd

from geo.reference.categories import CATEGORIES
from plan.figure_texts import NO_WAY
from plan.overview.diagnosis import village_rows
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TRAVEL_MODES, modes_on_offer

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> object:
    """Quote text that a spreadsheet would run as a formula; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def csv_bytes(table: pd.DataFrame, *, decimals: int | None = None, mark: bool = True) -> bytes:
    """Write a table as CSV.

    Parameters
    ----------
    table
        Its index is left out.
    decimals
        Decimals of numbers that are not whole; as many as there are where not given. Infinite is ``inf``.
    mark
        Begin with the mark by which spreadsheets know UTF-8 and show the Japanese; programs need none.
    """
    buffer = io.StringIO()
    safe = table.map(safe_cell).rename(columns=lambda c: str(safe_cell(str(c))))
    number = None if decimals is None else f"%.{decimals}f"
    safe.to_csv(buffer, index=False, lineterminator="\r\n", float_format=number)
    return buffer.getvalue().encode("utf-8-sig" if mark else "utf-8")


def village_table(evaluation: Evaluation) -> pd.DataFrame:
    """Return the figures of every village with Japanese headings: people, hub, and minutes by mode and service."""
    hub_names, modes = evaluation.effective.hubs["name"].to_dict(), modes_on_offer(evaluation.effective)
    rows = []
    for row in village_rows(evaluation):
        cells: dict[str, Any] = {
            "集落ID": row["village_id"],
            "集落": row["name"],
            "人口（人）": _whole(row["population"]),
            "世帯数（世帯）": _whole(row["households"]),
            "車のない人（人・試算）": round(row["no_car"], 1),
        }
        for mode in modes:
            mode_label = TRAVEL_MODES[mode]
            cells[f"拠点（{mode_label}）"] = hub_names.get(row[f"hub_{mode}"], NO_WAY)
            cells[f"拠点まで{mode_label}（分）"] = round(row[f"hub_{mode}_min"], 1)
            services = row[f"services_{mode}_min"]
            cells |= {f"{CATEGORIES[c]}まで{mode_label}（分）": round(m, 1) for c, m in services.items()}
        rows.append(cells)
    return pd.DataFrame(rows)


def _whole(count: float) -> float | int:
    """Write people as 12 and not as 12.0, where they are whole."""
    return int(count) if count == int(count) else count


def hubs_geojson(evaluation: Evaluation) -> bytes:
    """Write hubs, villages and the line from each village to its hub as GeoJSON (JGD2011 degrees)."""
    effective = evaluation.effective
    villages = effective.region.villages
    nearest = evaluation.nearest_hub("car")
    features = [
        _feature("Point", [hub["lon"], hub["lat"]], _hub_properties(str(hub_id), hub))
        for hub_id, hub in effective.hubs.iterrows()
    ]
    places = {hub: [at["lon"], at["lat"]] for hub, at in effective.hubs.iterrows()}
    for village, place in villages.iterrows():
        hub = nearest.at[village, "nearest"]
        minutes = float(str(nearest.at[village, "minutes"]))
        properties = {
            "kind": "village",
            "id": village,
            "name": place["name"],
            "population": float(place["population"]),
            "hub": hub,
            "car_min": round(minutes, 2) if math.isfinite(minutes) else None,
        }
        here = [place["lon"], place["lat"]]
        features.append(_feature("Point", here, properties))
        if hub is not None:
            features.append(
                _feature("LineString", [here, places[hub]], {"kind": "link", "village": village, "hub": hub})
            )
    content = {"type": "FeatureCollection", "name": effective.scenario_name, "features": features}
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()


def _hub_properties(hub_id: str, hub: pd.Series) -> dict[str, Any]:
    return {"kind": "hub", "id": hub_id, "name": hub["name"], "services": list(hub["services"])}


def _feature(kind: str, coordinates: list[Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}
