"""Where residents' marks lie thick: squares under the villages, darker where more marks lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import shapely

from layers.features.isochrones import light_shape
from layers.style.colours import Classes, Swatch
from layers.style.map_part import Part

CLASSES = Classes(
    breaks=(2, 3, 5, 10),
    swatches=(
        Swatch("1つ", "#FBD9B5"),
        Swatch("2つ", "#F5B477"),
        Swatch("3つ以上", "#E98B33"),
        Swatch("5つ以上", "#B34700"),
        Swatch("10以上", "#6E2B00"),
    ),
    missing=Swatch("印なし", "#FFFFFF"),
    upper_closed=False,
)
"""Fixed classes, so that evenings compare; one warm hue, apart from the blue of the villages."""


def heat(squares: Iterable[tuple[shapely.Polygon, int]], title: str) -> list[Part]:
    """Draw squares by how many marks lie in them, and what the colours mean.

    Parameters
    ----------
    squares
        Outlines in degrees, and how many marks lie in each.
    title
        Of the legend.
    """
    by_class: dict[int, list[shapely.Polygon]] = defaultdict(list)
    most = 0
    for outline, marks in squares:
        by_class[int(CLASSES.classify([marks])[0])].append(outline)
        most = max(most, marks)
    if not most:
        return []
    codes = sorted(by_class)
    rows = [{"label": swatch.label, "colour": swatch.colour} for swatch in CLASSES.swatches]
    drawn = {
        "shapes": [light_shape(shapely.union_all(by_class[code])) for code in codes],
        "colours": [CLASSES.swatches[code].colour for code in codes],
    }
    return [
        Part("bands", drawn),
        Part("gain", {"title": title, "rows": rows, "most": float(most), "image": None, "bounds": None}),
    ]
