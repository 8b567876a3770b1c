"""A small printed sheet for tests: the map of the region drawn by hand, as a picture."""

from __future__ import annotations

import functools
import io
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from geo.region.region import read_region
from hall.paper.paper_map import sheet_codes, sheet_pages
from hall.paper.sheet_code import SheetCode
from hall.paper.sheet_layout import PAGE_MM as PAGES_MM
from hall.photos.straighten import Picture
from plan.applied import apply
from plan.reach.evaluation import evaluate
from reports.printed.page import png_bytes
from tests.small_region import write_small_region

PAGE_MM = PAGES_MM["A4"]


@functools.cache
def printed_sheet(dpi: int, meeting: str = "") -> tuple[Picture, SheetCode]:
    """Print an A4 of the small region."""
    with tempfile.TemporaryDirectory() as folder:
        evaluation = evaluate(apply(read_region(write_small_region(Path(folder) / "tameshi")), None))
        (page,) = sheet_pages(evaluation, size="A4", meeting=meeting)
        (code,) = sheet_codes(evaluation, "A4", meeting)
        with Image.open(io.BytesIO(png_bytes(page, dpi=dpi))) as picture:
            return np.asarray(picture.convert("RGB")), code
