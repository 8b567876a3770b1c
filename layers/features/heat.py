"""Where residents' marks lie thick: spots on squares of the ground, darker and larger where more marks lie."""

from __future__ import annotations

from collections.abc import Iterable

from layers.style.colours import Classes, Swatch
from layers.style.map_part import Part, degrees

CLASSES = Classes(
    breaks=(2, 3, 5, 10),
    swatches=(
        Swatch("1つ", "#F7D774"),
        Swatch("2つ", "#F0B429"),
        Swatch("3つ以上", "#D98200"),
        Swatch("5つ以上", "#A85400"),
        Swatch("10以上", "#6E2B00"),
    ),
    missing=Swatch("印なし", "#FFFFFF"),
    upper_closed=False,
)
"""Fixed classes, so that evenings compare; one warm hue, apart from the blue of the villages."""


def heat(squares: Iterable[tuple[float, float, int]], title: str) -> list[Part]:
    """Draw squares by how many marks lie in them, and what the colours mean.

    Parameters
    ----------
    squares
        Latitude and longitude of each one's middle in degrees, and how many marks lie in it.
    title
        Of the legend.
    """
    # The fullest are drawn last, so that none of them is hidden.
    listed = sorted(squares, key=lambda square: square[2])
    if not listed:
        return []
    marks = [count for _, _, count in listed]
    drawn = {
        "lat": degrees(lat for lat, _, _ in listed),
        "lon": degrees(lon for _, lon, _ in listed),
        "marks": marks,
        "colours": [CLASSES.swatches[code].colour for code in CLASSES.classify(marks).tolist()],
    }
    rows = [{"label": swatch.label, "colour": swatch.colour} for swatch in CLASSES.swatches]
    explained = {"title": title, "rows": rows, "most": float(marks[-1]), "image": None, "bounds": None}
    return [Part("heat", drawn), Part("gain", explained)]
