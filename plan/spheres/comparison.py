"""Living spheres beside a layer of districts that the user has: how far they agree, who differs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd

from geo.region.land.zones import read_areas
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.applied import EffectiveScenario
from plan.spheres.agreement import Agreement, agreement
from plan.spheres.answer import Spheres
from plan.spheres.districts import district_at


def read_districts(path: Path, *, fictional: bool) -> tuple[gpd.GeoDataFrame, list[Notice]]:
    """Read a layer of districts in any vector format and coordinate system.

    Raises
    ------
    geo.texts.errors.RequestError
        When it holds no area.
    """
    areas, notices = read_areas(path, path.name, fictional=fictional)
    if areas is None or areas.empty:
        errors = [n for n in notices if n.code == "file_unreadable"]
        raise RequestError(*(errors or [notice("districts_without_area", file=path.name)]))
    return areas, notices


def compared(effective: EffectiveScenario, hub_of: dict[str, str], districts: gpd.GeoDataFrame) -> Agreement:
    """Compare who belongs to which hub with the districts in which the villages lie.

    Parameters
    ----------
    effective
        What holds in the scenario.
    hub_of
        Hub by village.
    districts
        Areas in degrees.
    """
    villages = effective.region.villages
    division = villages.index.to_series().map(hub_of).astype(object)
    return agreement(division.where(division.notna(), None), district_at(districts, villages))


def compared_with_file(effective: EffectiveScenario, found: Spheres, path: Path) -> tuple[dict[str, Any], list[Notice]]:
    """Compare spheres with a file of districts, in the form of ``spheres --compare --json``."""
    districts, notices = read_districts(path, fictional=effective.region.fictional)
    hub_of = {str(v): h for v, h in found.members.hub.items() if h is not None}
    agreed = compared(effective, hub_of, districts)
    return agreement_document(agreed), [*notices, *nobody_in(agreed, path.name)]


def nobody_in(found: Agreement, name: str) -> list[Notice]:
    """Say that a layer of districts holds no village that has a sphere: its 1 would mean nothing."""
    return [] if found.compared else [notice("districts_without_village", layer=name)]


def agreement_document(found: Agreement) -> dict[str, Any]:
    """Put a comparison into the form of JSON."""
    differs = [
        {"village_id": str(v), "district": row["given"], "hub": row["of"], "usual_hub": row["usual"]}
        for v, row in found.differs.iterrows()
    ]
    return {"adjusted_rand": found.adjusted_rand, "villages": found.compared, "differs": differs}
