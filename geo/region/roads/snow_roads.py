"""Roads that are cleared of snow (除雪路線): an optional file of a region folder, lines in any coordinate system."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from geo.region.land.zones import read_rivers
from geo.texts.notices import Notice

FILE = "snow_roads.geojson"


def read_snow_roads(folder: Path, *, fictional: bool = False) -> tuple[gpd.GeoDataFrame | None, list[Notice]]:
    """Read snow_roads.geojson of a region folder.

    Parameters
    ----------
    folder
        The region's folder.
    fictional
        Turns the check off that lines lie in Japan.

    Returns
    -------
    geopandas.GeoDataFrame or None, list of Notice
        Lines in JGD2011 degrees; None where there is no such file or it cannot be used. Other shapes are left out.

    Examples
    --------
    >>> read_snow_roads(Path("sample_regions/model_chiku"))
    (None, [])
    """
    path = folder / FILE
    return read_rivers(path, FILE, fictional=fictional) if path.is_file() else (None, [])
