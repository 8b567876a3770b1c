"""Many regions as a prefecture sees them: the table of a batch read back, regions ranked, hubs and organisations by municipality."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.reasons import reason_of
from plan.batch.settings import FORMAT
from plan.batch.table import KEY, MUNICIPALITIES

_SEEN_DEGREES = 0.002
"""Bends of an edge that nobody sees on a map of a prefecture."""
CLASSES = 5
"""Regions on the map are coloured by fifths of their ranks."""


@dataclass(frozen=True)
class BatchIndicator:
    """An indicator of a batch: a column of its table."""

    id: str
    name: str
    unit: str
    better: str


@dataclass(frozen=True, eq=False)
class Prefecture:
    """The regions of a batch.

    Parameters
    ----------
    regions
        Those that were counted, as `plan.batch.table.batch_table` describes them.
    failed
        Those that were not: folder and problem.
    indicators
        What can be ranked by.
    """

    regions: pd.DataFrame
    failed: pd.DataFrame
    indicators: tuple[BatchIndicator, ...]


def read_prefecture(path: Path) -> Prefecture:
    """Read the table that the command `batch` wrote.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such file, or it is none of that command's.
    """
    try:
        table = pq.read_table(path)
        about = json.loads((table.schema.metadata or {})[KEY])
    except OSError as problem:
        raise RequestError(notice("batch_file_unreadable", file=path.name, reason=reason_of(problem))) from problem
    except (pa.ArrowInvalid, KeyError, ValueError) as problem:
        raise RequestError(notice("batch_file_foreign", file=path.name)) from problem
    if about.get("format") != FORMAT:
        raise RequestError(notice("batch_file_foreign", file=path.name))
    frame = table.to_pandas()
    is_failed = frame["problem"].notna() if len(frame) else pd.Series(dtype=bool)
    indicators = tuple(BatchIndicator(**known) for known in about["indicators"])
    return Prefecture(
        frame[~is_failed], frame.loc[is_failed, frame.columns.intersection(["folder", "problem"])], indicators
    )


def ranked(prefecture: Prefecture, indicator: BatchIndicator, *, per_person: bool = False) -> pd.DataFrame:
    """Rank regions by an indicator, the best first; of equals the one that stands first in the batch.

    Parameters
    ----------
    prefecture
        Its regions.
    indicator
        One of its indicators.
    per_person
        Whether persons are divided by the region's population: large regions must not come first for their size.

    Returns
    -------
    pandas.DataFrame
        Columns rank (from 1), name, municipality_code, value, fifth (0 the best), lat, lon, folder. Regions whose value is not
        known are left out.
    """
    regions = prefecture.regions
    value = pd.to_numeric(regions[indicator.id]).astype(float)
    if per_person:
        people = regions["population"].astype(float)
        value = value / people.where(people > 0)
    table = regions[["name", "municipality_code", "lat", "lon", "folder"]].assign(value=value)
    table = table[table["value"].notna()].sort_values("value", ascending=indicator.better == "lower", kind="stable")
    order = np.arange(len(table))
    table.insert(0, "rank", order + 1)
    table["fifth"] = order * CLASSES // max(len(table), 1)
    return table.reset_index(drop=True)


@dataclass(frozen=True)
class Outline:
    """An edge of a municipality: degrees."""

    lat: tuple[float, ...]
    lon: tuple[float, ...]


def outlines(folders: Sequence[Path]) -> list[Outline]:
    """Read where the municipalities of regions lie, for the ground of a map; a region without such a zone has none.

    Parameters
    ----------
    folders
        Of the regions; each municipality is drawn once, whatever regions are in it.

    Examples
    --------
    >>> len(outlines([Path("sample_regions/sanson")])), outlines([Path("nowhere")])
    (1, [])
    """
    found: dict[Outline, None] = {}
    for folder in folders:
        try:
            text = (folder / "zones" / "municipality.geojson").read_text(encoding="utf-8-sig")
            shapes = [shapely.geometry.shape(one["geometry"]) for one in json.loads(text)["features"]]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError):
            continue  # the ground alone is missing; what is wrong with the folder is told where it is opened
        parts = shapely.get_parts(shapely.simplify(shapely.unary_union(shapes), _SEEN_DEGREES))
        for ring in shapely.get_exterior_ring(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]):
            lon, lat = (tuple(axis) for axis in shapely.get_coordinates(ring).T.tolist())
            found.setdefault(Outline(lat, lon))
    return list(found)


def by_municipality(prefecture: Prefecture) -> pd.DataFrame:
    """Add up regions, people, hubs and organisations (地域運営組織) of each municipality.

    Returns
    -------
    pandas.DataFrame
        Columns municipality_code, municipality (its name), regions, population, hubs, organisations (missing where no region's plan
        tells), sorted by code. A region of several municipalities counts in each of them, which have names and no codes (empty); an
        organisation of all of them together is none of a single one's.
    """
    grouped = _shared_out(prefecture.regions).groupby(["municipality_code", "municipality"], sort=True)
    table = pd.DataFrame(
        {
            "regions": grouped.size(),
            "population": grouped["population"].sum(),
            "hubs": grouped["hubs"].sum(),
            "organisations": grouped["organisations"].sum(min_count=1),
        }
    )
    return table.reset_index()


def _shared_out(regions: pd.DataFrame) -> pd.DataFrame:
    """Give a region of several municipalities a row for each of them."""
    whole = regions[["municipality_code", "population", "hubs", "organisations"]].assign(municipality="")
    if MUNICIPALITIES not in regions:
        return whole
    is_shared = regions[MUNICIPALITIES].notna()
    parts = [
        {
            "municipality_code": "",
            "municipality": town["name"],
            "population": town["indicators"]["population"],
            "hubs": town["indicators"]["hubs_inside"],
        }
        for text in regions.loc[is_shared, MUNICIPALITIES]
        for town in json.loads(text)
    ]
    return pd.concat([whole[~is_shared], pd.DataFrame(parts, columns=whole.columns)], ignore_index=True)
