"""Writing the files of a region folder: whole or not at all, and the same bytes for the same content."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Hashable, Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo.files.crs import DEGREES
from geo.files.tables import as_spreadsheet_text
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.reasons import reason_of

_DEGREE_DECIMALS = 7
_FIXED_DATE = "2000-01-01T00:00:00.000Z"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that readers see the old content or the new, never half of it.

    Raises
    ------
    geo.texts.errors.RequestError
        When the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(0o644)
            Path(beside).replace(path)
        finally:
            Path(beside).unlink(missing_ok=True)
    except OSError as problem:
        raise RequestError(notice("output_unwritable", file=path.name, reason=reason_of(problem))) from problem


def table_bytes(rows: pd.DataFrame) -> bytes:
    """Return a table of texts as CSV.

    Notes
    -----
    UTF-8 with the mark by which spreadsheets know it. Text that a spreadsheet would take for a formula gets an apostrophe in
    front, which `geo.files.tables.read_table` takes off again, so that nothing changes on the way there and back.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([as_spreadsheet_text(cell) for cell in row] for row in rows.itertuples(index=False))
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def geojson_bytes(frame: gpd.GeoDataFrame, name: str) -> bytes:
    """Return shapes as GeoJSON in JGD2011 degrees, one feature a line."""
    columns = [c for c in frame.columns if c != frame.geometry.name]
    shapes = shapely.set_precision(np.asarray(frame.geometry.values, dtype=object), 10.0**-_DEGREE_DECIMALS)
    records = frame[columns].to_dict("records") if columns else [{} for _ in shapes]
    features = [
        f'{{"type": "Feature", "properties": {_properties(values)}, "geometry": {shapely.to_geojson(shape)}}}'
        for values, shape in zip(records, shapes, strict=True)
        if not shape.is_empty
    ]
    head = f'{{"type": "FeatureCollection", "name": {json.dumps(name, ensure_ascii=False)}, "features": [\n'
    return (head + ",\n".join(features) + "\n]}\n").encode("utf-8")


def _properties(values: Mapping[Hashable, object]) -> str:
    known = {str(k): _plain(v) for k, v in values.items() if v is not None and v is not pd.NA and v == v}
    return json.dumps(known, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, str | bool | int | float):
        return value
    item = getattr(value, "item", None)
    return item() if callable(item) else str(value)


def roads_bytes(roads: gpd.GeoDataFrame) -> bytes:
    """Return road lines as a GeoPackage (layer ``roads``, JGD2011 degrees), without the clock that GDAL would write into it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roads.gpkg"
        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _FIXED_DATE})
        try:
            pyogrio.write_dataframe(roads.to_crs(DEGREES), path, driver="GPKG", layer="roads")
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
        return path.read_bytes()


def put(path: Path, content: bytes, *, replace: bool) -> bool:
    """Put a whole file into the region, never over a different one unless told; tell whether there was another before.

    Raises
    ------
    geo.texts.errors.RequestError
        When a file with other content stands there and `replace` is not given.
    """
    before = path.read_bytes() if path.is_file() else None
    if before == content:
        return False
    if before is not None and not replace:
        raise RequestError(notice("import_exists", file=path.name))
    write_whole(path, content)
    return before is not None
