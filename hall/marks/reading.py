"""A photograph of a sheet is read: laid straight, evenly lit, its ink turned into marks with their places on the ground."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.texts.messages import notice
from geo.texts.notices import Notice
from hall.marks.ink import Ink, ink_of
from hall.marks.mark import Mark
from hall.marks.notes import notes_on
from hall.marks.shapes import marks_in
from hall.paper.sheet_code import SheetCode
from hall.photos.flatten import EvenPage, evenly_lit
from hall.photos.read_code import read_code
from hall.photos.scanned_pdf import is_pdf, pictures_in
from hall.photos.straighten import PX_PER_MM, Picture, Points, Straight, found_marks, straightened

_DECIMALS = 7
_FRAME_MM = 0.7  # the printed frame of the map
_MOST_PX = 120_000_000


@dataclass(frozen=True, eq=False)
class SheetReading:
    """What a photograph says.

    Parameters
    ----------
    file
        Its name.
    photo
        As it was taken, upright as the camera noted it; None when it is no picture.
    code
        Which sheet it shows; None when that cannot be read.
    page
        The page laid straight; None when it is not found.
    marks
        Read on it, notes first.
    notices
        What is to be known or done.
    """

    file: str
    photo: Picture | None
    code: SheetCode | None
    page: Straight | None
    marks: tuple[Mark, ...]
    notices: tuple[Notice, ...]

    @property
    def features(self) -> list[dict[str, Any]]:
        """The marks as GeoJSON, in degrees."""
        if self.code is None:
            return []
        return [feature(m, self.code, self.file) for m in self.marks]


def read_file(content: bytes, file: str) -> list[SheetReading]:
    """Read the marks on a photograph, or on each picture of a scanned PDF.

    Parameters
    ----------
    content
        A picture, or a PDF as an office's machine scans it.
    file
        Its name; of a PDF with several pictures each is told by its place.
    """
    if not is_pdf(content):
        return [read_photo(content, file)]
    pictures = pictures_in(content)
    if not pictures:
        return [SheetReading(file, None, None, None, (), (notice("paper_pdf_without_pictures", file=file),))]
    names = [file] if len(pictures) == 1 else [f"{file}（{n}枚目）" for n in range(1, len(pictures) + 1)]
    return [read_photo(picture, name) for picture, name in zip(pictures, names, strict=True)]


def read_photo(content: bytes, file: str) -> SheetReading:
    """Read the marks on a photograph or scan of a sheet.

    Parameters
    ----------
    content
        A JPEG, PNG or other picture.
    file
        Its name, for notices and features.
    """
    photo = _opened(content)
    if photo is None:
        return SheetReading(file, None, None, None, (), (notice("paper_photo_unreadable", file=file),))
    seen = found_marks(photo)
    if any(count > 1 for count in Counter(number for number, _ in seen).values()):
        return SheetReading(file, photo, None, None, (), (notice("paper_two_sheets", file=file),))
    page = straightened(photo, seen)
    if page is None:
        return SheetReading(file, photo, None, None, (), (notice("paper_corners_unseen", file=file),))
    notices = [notice("paper_corner_missing", file=file, corners="、".join(page.missing))] if page.missing else []
    code = read_code(page)
    if code is None:
        return SheetReading(file, photo, None, page, (), (*notices, notice("paper_code_unreadable", file=file)))
    marks = read_marks(page)
    touching = sum(m.touches_print for m in marks)
    if touching:
        notices.append(notice("paper_black_on_print", file=file, count=touching))
    return SheetReading(file, photo, code, page, marks, tuple(notices))


def read_marks(page: Straight) -> tuple[Mark, ...]:
    """Read the marks on the map of a straightened page, sticky notes first."""
    left, top, wide, high = page.place.map_mm
    rim = _FRAME_MM
    x0, y0, x1, y1 = (round(v * PX_PER_MM) for v in (left + rim, top + rim, left + wide - rim, top + high - rim))
    origin = x0 / PX_PER_MM, y0 / PX_PER_MM
    even = evenly_lit(page.picture)
    ink = ink_of(EvenPage(even.colour[y0:y1, x0:x1], even.dark_patch[y0:y1, x0:x1]))
    notes, covered = notes_on(ink, page.picture, origin)
    bare = Ink(
        {s: m & ~covered for s, m in ink.by_shade.items()}, ink.chroma, ink.brightness, ink.luminance, ink.print_seen
    )
    found = [mark for shade, mask in bare.by_shade.items() for mark in marks_in(bare, shade, mask, origin)]
    return (*notes, *sorted(found, key=lambda m: (m.colour, m.kind, m.middle_mm[1], m.middle_mm[0])))


def feature(mark: Mark, code: SheetCode, file: str, **more: Any) -> dict[str, Any]:
    """Return a mark as a GeoJSON feature in degrees."""
    x_mm, y_mm = mark.middle_mm
    properties = {
        "colour": mark.colour, "kind": mark.kind, "sheet_id": code.sheet_id, "file": file, "page": code.page,
        "pen": mark.pen, "shade": mark.shade, "x_mm": round(x_mm, 2), "y_mm": round(y_mm, 2),
        "touches_print": mark.touches_print, "words": mark.words, **({"group": mark.group} if mark.group else {}), **more,
    }  # fmt: skip
    return {"type": "Feature", "geometry": _geometry(mark, code), "properties": properties}


def _geometry(mark: Mark, code: SheetCode) -> dict[str, Any]:
    places = [_degrees(code, x, y) for x, y in mark.path_mm]
    if mark.kind == "point":
        return {"type": "Point", "coordinates": places[0]}
    if mark.kind == "line":
        return {"type": "LineString", "coordinates": places}
    outline = _simple(mark.path_mm)
    if _turns_clockwise(outline):
        outline = outline[::-1]  # on paper y goes down; GeoJSON's rings go against the clock, seen with north up
    places = [_degrees(code, x, y) for x, y in outline]
    return {"type": "Polygon", "coordinates": [[*places, places[0]]]}


def _simple(outline: Points) -> Points:
    """Return an outline that does not cross itself: of a knot the largest part."""
    import shapely

    area = shapely.Polygon(outline)
    if area.is_valid:
        return outline
    parts = [p for p in shapely.get_parts(shapely.make_valid(area)) if p.geom_type == "Polygon"]
    if not parts:
        return shapely.get_coordinates(shapely.box(*area.bounds))[:-1]
    return np.asarray(shapely.get_coordinates(max(parts, key=lambda p: p.area).exterior)[:-1])


def _degrees(code: SheetCode, x_mm: float, y_mm: float) -> list[float]:
    lat, lon = code.degrees_at(x_mm, y_mm)
    return [round(lon, _DECIMALS), round(lat, _DECIMALS)]


def _turns_clockwise(path: Points) -> bool:
    """Tell whether an outline goes clockwise as seen on paper."""
    x, y = path.T
    return bool(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) > 0)


def _opened(content: bytes) -> Picture | None:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > _MOST_PX:
                return None
            # Telephones say in the file which way is up.
            return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None


def sheet_lines(readings: Iterable[SheetReading]) -> list[dict[str, Any]]:
    """Return for each photograph which sheet it shows and how many marks were read."""
    return [
        {
            "file": r.file,
            "sheet_id": r.code.sheet_id if r.code is not None else None,
            "page": r.code.page if r.code is not None else None,
            "marks": len(r.marks),
            "notices": [n.as_dict() for n in r.notices],
        }
        for r in readings
    ]
