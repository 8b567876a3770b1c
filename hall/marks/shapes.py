"""Ink becomes marks: filled patches and closed outlines are areas, small blots and crosses are points, the rest are lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from geo.reference import reference_table
from hall.marks.ink import Ink, Mask, opened, widened, without_specks
from hall.marks.joined import joined
from hall.marks.mark import Kind, Mark, Pen, colour_of
from hall.marks.strokes import Stroke, strokes_of
from hall.photos.straighten import PX_PER_MM, Points


@dataclass(frozen=True, eq=False)
class _Piece:
    """A part of one ink that hangs together: a patch, or strokes."""

    mask: Mask
    origin: tuple[int, int]
    pen: Pen


def marks_in(ink: Ink, shade: str, mask: Mask, origin_mm: tuple[float, float]) -> list[Mark]:
    """Read the marks of one ink.

    Parameters
    ----------
    ink
        All of what is drawn on the map.
    shade
        Of the ink.
    mask
        Where it is, without sticky notes.
    origin_mm
        Upper left corner of the map on the page.
    """
    table = reference_table("paper_marks")
    marks: list[Mark] = []
    strokes: dict[Pen, list[Stroke]] = {"pen": [], "highlighter": []}
    blots: list[Mark] = []
    for piece in _pieces(without_specks(mask, table["speck_mm2"].value), ink, shade):
        solid = opened(piece.mask, table[f"filled_{piece.pen}_mm"].value / 2)
        if _mm2(solid) >= table["filled_least_mm2"].value:
            marks += [_mark(k, shade, piece.pen, p + piece.origin, w) for k, p, w in _patches(solid)]
            rest = without_specks(piece.mask & ~widened(solid, 0.4), table["speck_mm2"].value)
        else:
            rest = piece.mask
        for x0, y0, part in _parts(rest):
            at = (piece.origin[0] + x0, piece.origin[1] + y0)
            found = [_moved(s, at) for s in strokes_of(part)]
            long = [s for s in found if s.length >= table["line_least_mm"].value * PX_PER_MM or s.closed]
            if max(part.shape) <= table["point_most_mm"].value * PX_PER_MM or not long:
                if rest is piece.mask:
                    blots.append(_blot(part, at, shade, piece.pen))
                    strokes[piece.pen] += found if _is_slim(found) else []
            elif (crossing := _cross(found)) is not None:
                blots.append(_mark("point", shade, piece.pen, crossing[None], _size(part)))
            else:
                strokes[piece.pen] += long
    hiding = widened(ink.any, 0.3)
    lines: list[Mark] = []
    for pen, found in strokes.items():
        for stroke in joined(found, hiding):
            kind, path = _form(stroke)
            if kind != "point":
                lines.append(_mark(kind, shade, pen, path, stroke.width))
    # A blot that became part of a stroke is no point.
    marks += lines + [b for b in blots if not any(_on(b, m) for m in lines)]
    return [_on_page(m, ink, origin_mm) for m in marks]


def _pieces(mask: Mask, ink: Ink, shade: str) -> Iterator[_Piece]:
    for x0, y0, part in _parts(mask):
        high, wide = part.shape
        here = np.s_[y0 : y0 + high, x0 : x0 + wide]
        yield _Piece(part, (x0, y0), "pen" if shade == "black" else _pen(part, ink.chroma[here], ink.luminance[here]))


def _pen(part: Mask, chroma: np.ndarray, luminance: np.ndarray) -> Pen:
    """Tell a highlighter: light where its colour is strongest, and broad."""
    import cv2

    table = reference_table("paper_marks")
    strong = part & (chroma >= np.quantile(chroma[part], 0.6))
    inside = cv2.distanceTransform(np.pad(part, 1).astype(np.uint8), cv2.DIST_L2, 5)
    broad = 2 * float(inside.max()) >= table["highlighter_least_mm"].value * PX_PER_MM
    light = float(np.median(luminance[strong])) > table["highlighter_luminance"].value
    return "highlighter" if light and broad else "pen"


def _parts(mask: Mask) -> Iterator[tuple[int, int, Mask]]:
    """Go over what hangs together: left, top, and the mask of its box."""
    import cv2

    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    for number in range(1, count):
        x, y, wide, high = (int(boxes[number, i]) for i in range(4))
        yield x, y, labels[y : y + high, x : x + wide] == number


def _patches(solid: Mask) -> Iterator[tuple[Kind, Points, float]]:
    import cv2

    for x, y, part in _parts(solid):
        size = _size(part)
        if size <= reference_table("paper_marks")["blot_most_mm"].value * PX_PER_MM:
            yield "point", _middle(part, (x, y))[None], size
        else:
            outlines, _ = cv2.findContours(np.pad(part, 1).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
            outline = max(outlines, key=len).reshape(-1, 2).astype(float) - 1 + (x, y)
            yield "area", outline, size


def _blot(part: Mask, at: tuple[int, int], shade: str, pen: Pen) -> Mark:
    return _mark("point", shade, pen, _middle(part, at)[None], _size(part))


def _is_slim(found: list[Stroke]) -> bool:
    """Tell whether a small piece may be the middle of a stroke: one stroke, clearly longer than wide."""
    return len(found) == 1 and found[0].length > 1.5 * found[0].width and not found[0].closed


def _cross(found: list[Stroke]) -> Points | None:
    """Return where two short strokes cross near their middles; None when it is no cross."""
    table = reference_table("paper_marks")
    if len(found) != 2 or max(s.length for s in found) > table["cross_most_mm"].value * PX_PER_MM:
        return None
    first, second = (shapely.LineString(s.path) for s in found)
    at = shapely.intersection(first, second)
    if at.is_empty:
        return None
    place = at.centroid
    shares = [line.project(place, normalized=True) for line in (first, second)]
    return np.array([place.x, place.y]) if all(0.2 < share < 0.8 for share in shares) else None


def _form(stroke: Stroke) -> tuple[Kind, Points]:
    """Tell a closed outline from a line: it ends where it began, nearly, or crosses itself there."""
    table = reference_table("paper_marks")
    path, length = stroke.path, stroke.length
    if length < table["line_least_mm"].value * PX_PER_MM:
        return "point", path
    if stroke.closed:
        return ("area" if length >= table["outline_least_mm"].value * PX_PER_MM else "point"), path[:-1]
    if length >= table["outline_least_mm"].value * PX_PER_MM:
        gap = float(np.linalg.norm(path[-1] - path[0]))
        near = max(table["outline_gap_mm"].value * PX_PER_MM, table["outline_gap_share"].value * length)
        if gap <= near and _roundness(path) > table["outline_roundness"].value:
            return "area", path
        loop = _loop(path, length)
        if loop is not None:
            return "area", loop
    return "line", path


def _loop(path: Points, length: float) -> Points | None:
    """Return the loop of an outline whose ends run past each other: what lies between the places where it touches itself."""
    table = reference_table("paper_marks")
    near = table["loop_touch_mm"].value * PX_PER_MM
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    tail = (1 - table["loop_share"].value) * length
    first, last = np.flatnonzero(along <= tail), np.flatnonzero(along >= length - tail)
    apart = np.linalg.norm(path[first][:, None] - path[last][None], axis=2)
    i, j = np.unravel_index(int(apart.argmin()), apart.shape)
    a, b = int(first[i]), int(last[j])
    if apart[i, j] > near or along[b] - along[a] < table["loop_share"].value * length:
        return None
    loop = path[a : b + 1]
    return loop if _roundness(loop) > table["outline_roundness"].value else None


def _roundness(path: Points) -> float:
    """Return 1 for a circle, less for what is flat or folded."""
    area = abs(shapely.Polygon(path).area) if len(path) > 3 else 0.0
    around = float(np.linalg.norm(np.diff(np.vstack([path, path[:1]]), axis=0), axis=1).sum())
    return 4 * np.pi * area / max(around, 1e-9) ** 2


def _mark(kind: Kind, shade: str, pen: Pen, path: Points, width: float) -> Mark:
    return Mark(kind, colour_of(shade), shade, pen, np.asarray(path, dtype=float), width)


def _on(point: Mark, mark: Mark) -> bool:
    """Tell whether a blot lies on a stroke that was put together of pieces."""
    if mark.kind == "point":
        return False
    ring = mark.path_mm if mark.kind == "line" else np.vstack([mark.path_mm, mark.path_mm[:1]])
    return bool(shapely.LineString(ring).distance(shapely.Point(point.path_mm[0])) < max(mark.width_mm, 4.0))


def _on_page(mark: Mark, ink: Ink, origin_mm: tuple[float, float]) -> Mark:
    """Turn pixels of the map into millimetres of the page, with no more places than the form needs."""
    path = (mark.path_mm + 0.5) / PX_PER_MM + np.array(origin_mm)
    if mark.kind != "point":
        line = shapely.LineString(path).simplify(reference_table("paper_marks")["simplify_mm"].value)
        path = shapely.get_coordinates(line)
    touches = mark.shade == "black" and _near_print(mark, ink)
    return Mark(mark.kind, mark.colour, mark.shade, mark.pen, path, mark.width_mm / PX_PER_MM, touches)


def _near_print(mark: Mark, ink: Ink) -> bool:
    import cv2

    table = reference_table("paper_marks")
    drawn = np.zeros(ink.chroma.shape, dtype=np.uint8)
    places = np.round(mark.path_mm).astype(np.int32)
    wide = max(1, round(mark.width_mm))
    if mark.kind == "point":
        cv2.circle(drawn, tuple(map(int, places[0])), wide // 2 + 1, (1,), -1)
    else:
        cv2.polylines(drawn, [places], mark.kind == "area", (1,), wide)
    ring = widened(drawn.astype(bool), table["print_ring_mm"].value) & ~widened(drawn.astype(bool), 0.4)
    return _mm2(ink.print_seen & ring) > table["print_touch_mm2"].value


def _moved(stroke: Stroke, by: tuple[int, int]) -> Stroke:
    return Stroke(stroke.path + np.array(by), stroke.closed, stroke.width)


def _middle(part: Mask, at: tuple[int, int]) -> Points:
    y, x = np.nonzero(part)
    return np.array([x.mean() + at[0], y.mean() + at[1]])


def _size(part: Mask) -> float:
    return float(max(part.shape))


def _mm2(mask: Mask) -> float:
    return float(mask.sum()) / PX_PER_MM**2
