"""A printed sheet in light greys, so that what is drawn on it with pens stands out."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.colors import ListedColormap, to_rgba
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Annotation, Text
from numpy.typing import NDArray

from reports.printed.page import Page

_FILL_FROM, _STROKE_FROM, _TEXT, _RELIEF_FROM, _ARROW = 0.80, 0.45, 0.40, 0.72, 0.60
"""The darkest grey of areas, lines, letters, relief and arrows (0 black, 1 white): a black pen is darker than all of them."""
_LUMINANCE = np.array([0.299, 0.587, 0.114])
_SHADES = 256


def greyed(page: Page, part: Artist | None = None) -> Page:
    """Turn what is drawn on a sheet, or a part of it, to greys; the sheet itself is changed.

    Parameters
    ----------
    page
        As drawn.
    part
        Axes of the page; all of it where none is given.
    """
    for artist in (part or page.figure).findobj():
        if isinstance(artist, Annotation) and artist.arrow_patch is not None:
            artist.arrow_patch.set_color(str(_ARROW))
        if isinstance(artist, Text):
            artist.set_color(str(_TEXT))
        elif isinstance(artist, Line2D):
            artist.set_color(_grey(artist.get_color(), _STROKE_FROM))
            artist.set_markerfacecolor(_grey(artist.get_markerfacecolor(), _STROKE_FROM))
            artist.set_markeredgecolor(_grey(artist.get_markeredgecolor(), _STROKE_FROM))
        elif isinstance(artist, Patch):
            face, edge = _grey(artist.get_facecolor(), _FILL_FROM), _grey(artist.get_edgecolor(), _STROKE_FROM)
            artist.set_alpha(None)  # it is in the colours; set for all of the patch it would show an edge that has none
            artist.set(facecolor=face, edgecolor=edge)
        elif isinstance(artist, Collection):
            artist.set_edgecolor([_grey(colour, _STROKE_FROM) for colour in artist.get_edgecolor()])
        elif isinstance(artist, AxesImage):
            _grey_picture(artist)
    return page


def _grey(colour: Any, darkest: float) -> tuple[float, float, float, float]:
    red, green, blue, alpha = to_rgba(colour)
    shade = darkest + (1 - darkest) * float(np.dot((red, green, blue), _LUMINANCE))
    return shade, shade, shade, alpha


def _grey_picture(image: AxesImage) -> None:
    picture: NDArray[np.float64] = np.asarray(image.get_array(), dtype=float)
    if picture.ndim == 2:
        shades = np.linspace(_RELIEF_FROM, 1.0, _SHADES)
        image.set_cmap(ListedColormap(np.column_stack([shades] * 3)))
        return
    scale = 255.0 if picture.max() > 1 else 1.0
    shade = _RELIEF_FROM + (1 - _RELIEF_FROM) * (picture[..., :3] / scale) @ _LUMINANCE
    image.set_data(np.dstack([shade] * 3))
