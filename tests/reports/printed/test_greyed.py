"""A sheet in greys: no colour is left, dark areas become light, and letters stay the darkest."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.patches import Circle, Rectangle
from PIL import Image

from reports.printed.greyed import greyed
from reports.printed.page import Page, png_bytes


def pixels(page: Page) -> np.ndarray:
    with Image.open(io.BytesIO(png_bytes(page, dpi=60))) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def test_all_kinds_of_drawing_become_grey_and_stay_lighter_than_a_pen() -> None:
    page = Page.blank((100.0, 60.0))
    axes = page.panel(0, 0, 100, 60)
    axes.set(xlim=(0, 100), ylim=(0, 60))
    axes.imshow(np.zeros((4, 4)), extent=(0, 20, 0, 20), cmap="gray", vmin=0, vmax=1, aspect="auto")
    axes.imshow(np.full((4, 4, 3), (0.0, 0.2, 0.9)), extent=(20, 40, 0, 20), aspect="auto")
    axes.set(xlim=(0, 100), ylim=(0, 60))
    axes.plot([5, 95], [30, 50], color="#0000AA", lw=4, marker="*", ms=20, mfc="#AA0000", mec="#003300")
    axes.add_patch(Rectangle((50, 5), 20, 20, fc="#3A3A3A", ec="none", alpha=0.9))
    axes.add_patch(Circle((85, 12), 8, fc="#E08000", ec="black", lw=3))
    axes.annotate("", xy=(10, 55), xytext=(10, 25), arrowprops={"arrowstyle": "-|>", "color": "black", "lw": 3})
    axes.text(50, 40, "■", color="white", fontsize=30)
    before = pixels(page)
    after = pixels(greyed(page))
    assert np.ptp(before, axis=2).max() > 100
    assert np.ptp(after, axis=2).max() == 0
    assert after.min() >= 0.39 * 255
    # The dark square has a light ground now, and still no edge.
    square = after[60 - 58 : -2, :][-30:-10, 125:160]
    assert square.min() > 0.75 * 255


def test_only_the_part_that_is_named_changes() -> None:
    page = Page.blank((50.0, 50.0))
    page.block(0, 0, 25, 50, "#CC0000")
    axes = page.panel(25, 0, 25, 50)
    axes.add_patch(Rectangle((0, 0), 1, 1, fc="#CC0000"))
    greyed(page, axes)
    shown = pixels(page)
    assert np.ptp(shown[:, 10], axis=1).max() > 150
    assert np.ptp(shown[:, -10], axis=1).max() == 0
