"""A photograph of a sheet laid straight: its marks found in any position, the page put back flat, millimetres on pixels.

The corners of all marks that are seen give a homography (least squares, outliers left out). What remains at them, from a fold,
a curled edge or a lens, is a smooth bend over the page: a thin-plate spline through the remains (Bookstein 1989, doi:10.1109/34.24792).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.reference import reference_table
from hall.paper.sheet_layout import CORNERS, Layout, Size, layout, size_of_mark

Picture = NDArray[np.uint8]
"""Height × width × 3, red, green, blue."""
Points = NDArray[np.float64]
"""Shape (n, 2): x to the right, y down."""

PX_PER_MM = 8
"""Of a straightened page: a pen of half a millimetre is four pixels wide."""

_MOST_PX = 3600  # a mark of 8 mm on an A3 is then still some seventy pixels wide
_BEND_STEP_MM = 6.0
_SMOOTHING = 0.002
_BENT_LEAST = 24  # corners of marks: fewer do not tell a bend from noise


@dataclass(frozen=True, eq=False)
class Straight:
    """A page laid straight.

    Parameters
    ----------
    picture
        The page, `PX_PER_MM` pixels a millimetre.
    place
        Its layout.
    missing
        Names of the corner marks that are not seen.
    photo_px
        For nodes of a grid every `grid_mm` millimetres: where they lie on the photograph. Shape (rows, columns, 2).
    grid_mm
        Step of that grid.
    """

    picture: Picture
    place: Layout
    missing: tuple[str, ...]
    photo_px: NDArray[np.float64]
    grid_mm: float

    def on_photo(self, page_mm: Points) -> Points:
        """Return where places of the page lie on the photograph, in pixels."""
        column, row = np.clip(page_mm / self.grid_mm, 0, np.array(self.photo_px.shape[1::-1]) - 1.001).T
        c, r = column.astype(int), row.astype(int)
        u, v = (column - c)[:, None], (row - r)[:, None]
        upper = self.photo_px[r, c] * (1 - u) + self.photo_px[r, c + 1] * u
        lower = self.photo_px[r + 1, c] * (1 - u) + self.photo_px[r + 1, c + 1] * u
        return np.asarray(upper * (1 - v) + lower * v)


def found_marks(photo: Picture) -> list[tuple[int, Points]]:
    """Find the marks of sheets on a photograph: number, and corners in pixels from the upper left one, clockwise."""
    import cv2

    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    factor = min(1.0, _MOST_PX / max(grey.shape))
    if factor < 1:
        grey = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    asked = cv2.aruco.DetectorParameters()
    asked.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    asked.minMarkerPerimeterRate = 0.01
    asked.adaptiveThreshWinSizeMax = 43
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36H11)
    corners, numbers, _ = cv2.aruco.ArucoDetector(family, asked).detectMarkers(grey)
    if numbers is None:
        return []
    found = [
        (int(n), (c.reshape(4, 2).astype(float) + 0.5) / factor - 0.5)
        for n, c in zip(numbers.ravel(), corners, strict=True)
    ]
    return [(n, c) for n, c in found if size_of_mark(n) is not None]


def size_seen(marks: list[tuple[int, Points]]) -> Size | None:
    """Return the size of the page that most marks belong to; None when no mark is seen."""
    sizes = [size for number, _ in marks if (size := size_of_mark(number)) is not None]
    return max(sorted(set(sizes)), key=sizes.count, default=None)


def straightened(photo: Picture, marks: list[tuple[int, Points]]) -> Straight | None:
    """Lay a page straight by its marks; None when they are too few or contradict each other.

    Parameters
    ----------
    photo
        As it was taken.
    marks
        As `found_marks` gives them, each number once.
    """
    import cv2

    size = size_seen(marks)
    if size is None:
        return None
    place = layout(size)
    by_number = {m.number: m for m in place.marks}
    seen = {n: c for n, c in marks if n in by_number}
    page = np.concatenate([np.array(by_number[n].corners_mm) for n in seen])
    pixels = np.concatenate(list(seen.values()))
    if len(seen) < reference_table("paper_marks")["marks_least"].value or not _spans(page, place):
        return None
    within = float(np.hypot(*np.ptp(pixels, axis=0))) * reference_table("paper_marks")["bend_share"].value
    plane, kept = cv2.findHomography(page, pixels, cv2.RANSAC, within)
    if plane is None or np.linalg.det(plane) <= 0:
        return None
    used = kept.ravel().astype(bool)
    plane, _ = cv2.findHomography(page[used], pixels[used], 0)
    missing = tuple(name for name, m in zip(CORNERS, place.marks, strict=False) if m.number not in seen)
    grid = _grid(plane, page[used], pixels[used], place)
    return Straight(_laid_flat(photo, grid, place), place, missing, grid, _BEND_STEP_MM)


def _spans(page: Points, place: Layout) -> bool:
    """Tell whether marks stand along more than one edge, far enough apart to know the plane."""
    wide, high = place.page_mm
    spread = np.ptp(page, axis=0)
    return bool(spread[0] > wide / 2 and spread[1] > high / 2)


def _grid(plane: NDArray[np.float64], page: Points, pixels: Points, place: Layout) -> NDArray[np.float64]:
    from scipy.interpolate import RBFInterpolator

    wide, high = place.page_mm
    xs, ys = (np.arange(0, length + 2 * _BEND_STEP_MM, _BEND_STEP_MM) for length in (wide, high))
    nodes = np.stack(np.meshgrid(xs, ys), axis=-1)
    flat = _projected(plane, nodes.reshape(-1, 2))
    remains = pixels - _projected(plane, page)
    if len(page) >= _BENT_LEAST:
        flat = flat + RBFInterpolator(page / wide, remains, smoothing=_SMOOTHING)(nodes.reshape(-1, 2) / wide)
    return np.asarray(flat.reshape(nodes.shape))


def _projected(plane: NDArray[np.float64], points: Points) -> Points:
    at = np.column_stack([points, np.ones(len(points))]) @ plane.T
    return np.asarray(at[:, :2] / at[:, 2:])


def _laid_flat(photo: Picture, grid: NDArray[np.float64], place: Layout) -> Picture:
    import cv2

    wide, high = (round(length * PX_PER_MM) for length in place.page_mm)
    # Pixel middles of the page in units of the grid.
    xs, ys = ((np.arange(n) + 0.5) / PX_PER_MM / _BEND_STEP_MM for n in (wide, high))
    at_x, at_y = np.meshgrid(xs.astype(np.float32), ys.astype(np.float32))
    nodes = grid.astype(np.float32)
    map_x, map_y = (cv2.remap(np.ascontiguousarray(nodes[..., axis]), at_x, at_y, cv2.INTER_LINEAR) for axis in (0, 1))
    finer = _pixels_for_one(grid)
    if finer > 1.3:
        photo = _as_picture(cv2.GaussianBlur(photo, (0, 0), 0.4 * finer))
    return _as_picture(cv2.remap(photo, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _pixels_for_one(grid: NDArray[np.float64]) -> float:
    """Return how many pixels of the photograph a pixel of the page covers, along an edge."""
    step = np.linalg.norm(np.diff(grid, axis=1), axis=-1)
    return float(np.median(step)) / _BEND_STEP_MM / PX_PER_MM


def _as_picture(array: Any) -> Picture:
    return np.asarray(array, dtype=np.uint8)
