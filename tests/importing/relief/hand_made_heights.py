"""Small grids of heights written by the tests, in the forms in which they are handed out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import rasterio
from rasterio import Affine

GRID = """<?xml version="1.0" encoding="UTF-8"?>
<Dataset xsi:schemaLocation="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema FGD_GMLSchema.xsd"
 xmlns:gml="http://www.opengis.net/gml/3.2" xmlns="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema">
<DEM gml:id="DEM001"><mesh>55360000</mesh><coverage gml:id="DEM001-3">
<gml:boundedBy><gml:Envelope srsName="{crs}">
<gml:lowerCorner>{south} {west}</gml:lowerCorner><gml:upperCorner>{north} {east}</gml:upperCorner>
</gml:Envelope></gml:boundedBy>
<gml:gridDomain><gml:Grid dimension="2"><gml:limits><gml:GridEnvelope><gml:low>0 0</gml:low><gml:high>{high}</gml:high>
</gml:GridEnvelope></gml:limits></gml:Grid></gml:gridDomain>
<gml:rangeSet><gml:DataBlock><gml:tupleList>
{cells}
</gml:tupleList></gml:DataBlock></gml:rangeSet>
<gml:coverageFunction><gml:GridFunction><gml:sequenceRule order="+x-y">Linear</gml:sequenceRule>
<gml:startPoint>{start}</gml:startPoint></gml:GridFunction></gml:coverageFunction>
</coverage></DEM></Dataset>
"""


def gsi_text(
    cells: Sequence[str],
    columns: int,
    rows: int,
    *,
    box: tuple[float, float, float, float],
    start: str = "0 0",
    crs: str = "fguuid:jgd2011.bl",
) -> str:
    """Return a grid of 基盤地図情報: cells as 「地表面,12.30」, box as south, west, north, east."""
    south, west, north, east = box
    return GRID.format(
        south=south, west=west, north=north, east=east, crs=crs, start=start,
        high=f"{columns - 1} {rows - 1}", cells="\n".join(cells),
    )  # fmt: skip


def write_tif(
    path: Path,
    heights: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    box: tuple[float, float, float, float],
    *,
    crs: str | None = "EPSG:6668",
    dtype: str = "float32",
    nodata: float | None = -9999.0,
) -> Path:
    """Write heights (rows from the north) over a box (south, west, north, east) as GeoTIFF."""
    south, west, north, east = box
    rows, columns = heights.shape
    transform = Affine((east - west) / columns, 0.0, west, 0.0, -(north - south) / rows, north)
    with rasterio.open(
        path, "w", driver="GTiff", width=columns, height=rows, count=1, dtype=dtype, crs=crs, transform=transform,
        nodata=nodata, compress="deflate",
    ) as out:  # fmt: skip
        out.write(heights.astype(dtype), 1)
    return path
