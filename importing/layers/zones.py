"""Zones from any layer of areas into zones/NAME.geojson."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import DEGREES
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.files.layers import Layer


def zone_areas(layer: Layer, *, dissolve: bool) -> tuple[gpd.GeoDataFrame, list[Notice]]:
    """Turn a layer into areas in degrees.

    Parameters
    ----------
    layer
        Its attributes are kept as they are.
    dissolve
        Whether all areas become one (settlements into the municipality, for example).

    Returns
    -------
    geopandas.GeoDataFrame, list of Notice
        Areas, whole as `importing.files.layers.read_layer` mended them.
    """
    assert layer.shapes is not None
    frame = gpd.GeoDataFrame(layer.table, geometry=shapely.force_2d(np.asarray(layer.shapes.values)), crs=DEGREES)
    notices = []
    if dissolve and len(frame) > 1:
        notices.append(notice("import_areas_joined", file=layer.file, count=len(frame)))
        whole = shapely.union_all(np.asarray(frame.geometry.values))
        frame = gpd.GeoDataFrame(pd.DataFrame(index=[0]), geometry=[whole], crs=DEGREES)
    return frame, notices
