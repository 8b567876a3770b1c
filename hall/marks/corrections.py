"""What people make of marks that were read: kept or thrown away, colour and kind corrected, words typed beside them."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hall.marks.mark import Kind, Mark
from hall.marks.reading import SheetReading
from hall.photos.straighten import PX_PER_MM, Picture

_SHOWN_PX_PER_MM = 4
_PENS = {"red": (214, 40, 40), "blue": (30, 80, 200), "green": (20, 130, 60), "black": (20, 20, 20)}
_HALO = (255, 255, 255)
_AROUND_MM = 6.0
_THUMBNAIL_PX = 160


@dataclass(frozen=True)
class Correction:
    """What becomes of a mark.

    Parameters
    ----------
    kept
        Whether it goes on.
    colour, kind
        As a person sees them.
    words
        Typed by a person.
    group
        To which it was put by hand (KJ法); empty for none.
    moved_mm
        How far it stands to the right of where it was read, and how far below, in mm on paper.
    """

    kept: bool
    colour: str
    kind: Kind
    words: str = ""
    group: str = ""
    moved_mm: tuple[float, float] = (0.0, 0.0)


def corrected(reading: SheetReading, corrections: Sequence[Correction]) -> SheetReading:
    """Return a reading as people corrected it, one correction for each of its marks."""
    pairs = zip(reading.marks, corrections, strict=True)
    return replace(reading, marks=tuple(_corrected(m, c) for m, c in pairs if c.kept))


def _corrected(mark: Mark, wanted: Correction) -> Mark:
    path = mark.path_mm
    if wanted.kind == "point":
        path = np.array([mark.middle_mm])
    path = path + np.array(wanted.moved_mm)
    kind: Kind = wanted.kind if len(path) >= {"point": 1, "line": 2, "area": 3}[wanted.kind] else mark.kind
    return replace(
        mark, kind=kind, colour=wanted.colour, path_mm=path, words=wanted.words.strip(), group=wanted.group.strip()
    )


def grouped(readings: Iterable[SheetReading]) -> dict[str, list[tuple[SheetReading, Mark]]]:
    """Return the marks that were put into groups by hand, each with its sheet, by the group's name; the largest group first."""
    found: dict[str, list[tuple[SheetReading, Mark]]] = {}
    for reading in readings:
        for mark in reading.marks:
            if mark.group:
                found.setdefault(mark.group, []).append((reading, mark))
    return dict(sorted(found.items(), key=lambda group: -len(group[1])))


def cut_out(reading: SheetReading, mark: Mark) -> Picture:
    """Cut a mark out of the straightened page, with some of the map around it; a sticky note as it is.

    Parameters
    ----------
    reading
        In which the page was found.
    mark
        Of it.
    """
    if mark.picture is not None:
        return mark.picture
    assert reading.page is not None
    page = reading.page.picture
    (left, top), (right, low) = mark.path_mm.min(axis=0) - _AROUND_MM, mark.path_mm.max(axis=0) + _AROUND_MM
    high, wide = page.shape[:2]
    x0, y0 = max(0, round(left * PX_PER_MM)), max(0, round(top * PX_PER_MM))
    x1, y1 = min(wide, round(right * PX_PER_MM)), min(high, round(low * PX_PER_MM))
    return np.asarray(page[y0:y1, x0:x1], dtype=np.uint8)


def picture_address(picture: Picture, *, most_px: int = _THUMBNAIL_PX) -> str:
    """Write a picture, made small, as an address that a browser shows.

    Parameters
    ----------
    picture
        Red, green and blue.
    most_px
        Its longer side at most.
    """
    from PIL import Image

    small = Image.fromarray(picture)
    small.thumbnail((most_px, most_px))
    file = io.BytesIO()
    small.save(file, "JPEG", quality=85)
    return f"data:image/jpeg;base64,{base64.b64encode(file.getvalue()).decode()}"


def numbered(reading: SheetReading) -> Picture | None:
    """Draw the straightened page with the number of each mark beside it, from 1; None where no page was found."""
    import cv2

    if reading.page is None:
        return None
    share = _SHOWN_PX_PER_MM / PX_PER_MM
    shown = np.ascontiguousarray(
        cv2.resize(reading.page.picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    )
    for number, mark in enumerate(reading.marks, start=1):
        path = np.round(mark.path_mm * _SHOWN_PX_PER_MM).astype(np.int32)
        for colour, wide in ((_HALO, 5), (_PENS[mark.colour], 2)):
            if mark.kind == "point":
                cv2.circle(shown, (int(path[0, 0]), int(path[0, 1])), 14, colour, wide)
            else:
                cv2.polylines(shown, [path], mark.kind == "area", colour, wide)
        x, y = (round(v * _SHOWN_PX_PER_MM) for v in mark.middle_mm)
        for colour, wide in ((_HALO, 6), (_PENS[mark.colour], 2)):
            cv2.putText(shown, str(number), (x + 10, y - 10), cv2.FONT_HERSHEY_SIMPLEX, 0.8, colour, wide, cv2.LINE_AA)
    return np.asarray(shown, dtype=np.uint8)
