"""The code of a straightened page, read where the layout has it: cell by cell, so that blur and shadow matter little."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hall.paper.paper_map import CODE_RIM_MM
from hall.paper.sheet_code import SheetCode
from hall.photos.straighten import PX_PER_MM, Straight

_CELLS = (25, 29, 33)
"""Cells along a side of the codes that may be printed (versions 2 to 4)."""
_SHIFTS_MM = (0.0, 0.15, -0.15, 0.3, -0.3)
_SAMPLE_PX, _QUIET = 6, 4


def read_code(page: Straight) -> SheetCode | None:
    """Return what the code of a page says; None when none of its codes can be read."""
    import cv2

    reader = cv2.QRCodeDetector()
    for clean in _cleaned(page):
        try:
            said, _, _ = reader.detectAndDecode(clean)
        except cv2.error:
            continue  # the reader fails on some pictures that hold no code
        code = SheetCode.read(said)
        if code is not None and code.size == page.place.size:
            return code
    return None


def _cleaned(page: Straight) -> Iterator[NDArray[np.uint8]]:
    """Draw each code anew from the cells that are seen, for every number of cells that it may have."""
    import cv2

    grey = np.asarray(cv2.cvtColor(page.picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    for left, top, side in page.place.codes_mm:
        inner = side - 2 * CODE_RIM_MM
        for shift_x in _SHIFTS_MM:
            for shift_y in _SHIFTS_MM:
                x, y = left + CODE_RIM_MM + shift_x, top + CODE_RIM_MM + shift_y
                for cells in _likely(grey, (x, y), inner):
                    shades = _shades(grey, (x, y), inner, cells)
                    yield _drawn(shades < _between(shades))
    for left, top, side in page.place.codes_mm:
        x0, y0, n = (round(v * PX_PER_MM) for v in (left, top, side))
        yield np.ascontiguousarray(grey[y0 : y0 + n, x0 : x0 + n])


def _likely(grey: NDArray[np.uint8], at_mm: tuple[float, float], side_mm: float) -> list[int]:
    """Order the numbers of cells by how well the alternating line of a code fits them; only the best two are tried."""
    fits = []
    for cells in _CELLS:
        shades = _shades(grey, at_mm, side_mm, cells)
        dark = shades < _between(shades)
        timing = dark[6, 8 : cells - 8]
        other = dark[8 : cells - 8, 6]
        wanted = np.arange(cells - 16) % 2 == 0
        fits.append((int(np.sum(timing != wanted)) + int(np.sum(other != wanted)), cells))
    return [cells for wrong, cells in sorted(fits)[:2] if wrong <= cells // 4]


def _shades(grey: NDArray[np.uint8], at_mm: tuple[float, float], side_mm: float, cells: int) -> NDArray[np.float64]:
    """Return the mean brightness of the middle of each cell."""
    import cv2

    fine = 5
    step = side_mm / cells * PX_PER_MM
    inside = np.linspace(0.3, 0.7, fine)
    places = ((np.arange(cells)[:, None] + inside) * step).ravel()
    x, y = (at * PX_PER_MM - 0.5 + places for at in at_mm)
    gx, gy = np.meshgrid(x.astype(np.float32), y.astype(np.float32))
    seen = cv2.remap(grey, gx, gy, cv2.INTER_LINEAR).astype(float)
    return np.asarray(seen.reshape(cells, fine, cells, fine).mean(axis=(1, 3)))


def _between(shades: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what separates dark from light at each cell: halfway between both nearby, so that a shadow may cross the code."""
    import cv2

    size = 9
    around = np.ones((size, size), dtype=np.uint8)
    values = shades.astype(np.float32)
    low, high = cv2.erode(values, around), cv2.dilate(values, around)
    return np.asarray(cv2.blur((low + high) / 2, (5, 5), borderType=cv2.BORDER_REPLICATE), dtype=float)


def _drawn(dark: NDArray[np.bool_]) -> NDArray[np.uint8]:
    cells = np.pad(np.where(dark, 0, 255).astype(np.uint8), _QUIET, constant_values=255)
    return np.ascontiguousarray(np.kron(cells, np.ones((_SAMPLE_PX, _SAMPLE_PX), dtype=np.uint8)))
