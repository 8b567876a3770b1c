"""A mark as it is read: what, in which colour, where on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hall.photos.straighten import Picture, Points

Kind = Literal["point", "line", "area"]
Pen = Literal["pen", "highlighter", "note"]


@dataclass(frozen=True, eq=False)
class Mark:
    """A mark on a page.

    Parameters
    ----------
    kind
        What it is.
    colour
        red, blue, green or black: the pen's, of other inks the nearest.
    shade
        The ink as it looks; beside the colours there is yellow.
    pen
        What it was made with; a sticky note is an area.
    path_mm
        One place of a point; the line; the outline of an area, its first place not repeated. Shape (n, 2), from the upper left
        corner of the page.
    width_mm
        Of the stroke; of a point its size.
    touches_print
        Whether black ink lies against dark print, so that its form may be wrong.
    picture
        What a sticky note looks like.
    words
        What a person typed beside it.
    group
        To which a person put it (KJ法); empty for none.
    """

    kind: Kind
    colour: str
    shade: str
    pen: Pen
    path_mm: Points
    width_mm: float
    touches_print: bool = False
    picture: Picture | None = None
    words: str = ""
    group: str = ""

    @property
    def middle_mm(self) -> tuple[float, float]:
        """A place that stands for it: the middle of its extent, of a line the middle of its length."""
        import shapely

        if self.kind == "point":
            middle = shapely.Point(self.path_mm[0])
        elif self.kind == "line":
            middle = shapely.LineString(self.path_mm).interpolate(0.5, normalized=True)
        else:
            middle = shapely.MultiPoint(self.path_mm).envelope.centroid
        return float(middle.x), float(middle.y)


def colour_of(shade: str, hue_deg: float | None = None) -> str:
    """Return the pen's colour nearest to a shade.

    Examples
    --------
    >>> colour_of("blue"), colour_of("yellow"), colour_of("yellow", 40.0)
    ('blue', 'green', 'red')
    """
    if shade != "yellow":
        return shade
    return "red" if hue_deg is not None and hue_deg < 50 else "green"
