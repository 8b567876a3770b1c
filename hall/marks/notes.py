"""Sticky notes (付箋): wide patches of one light colour with straight sides, cut out as pictures, upright."""

from __future__ import annotations

import numpy as np

from geo.reference import reference_table
from hall.marks.ink import SHADES, Ink, Mask, opened, widened
from hall.marks.mark import Mark, colour_of
from hall.photos.straighten import PX_PER_MM, Picture, Points


def notes_on(ink: Ink, picture: Picture, origin_mm: tuple[float, float]) -> tuple[list[Mark], Mask]:
    """Find the sticky notes on a map.

    Parameters
    ----------
    ink
        What is drawn on the map.
    picture
        The whole straightened page.
    origin_mm
        Upper left corner of the map on the page.

    Returns
    -------
    list[Mark], Mask
        The notes, from above, and where they lie on the map with what is written on them.
    """
    import cv2

    table = reference_table("paper_marks")
    covered = np.zeros(ink.chroma.shape, dtype=bool)
    found = []
    for shade in SHADES:
        # What is written on a note makes no hole in it.
        light = ink.by_shade[shade] & (ink.luminance > table["note_luminance"].value)
        closed = cv2.morphologyEx(light.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((25, 25), dtype=np.uint8)).astype(
            bool
        )
        wide = opened(closed, table["note_least_mm"].value / 2)
        count, labels = cv2.connectedComponents(wide.astype(np.uint8))
        for number in range(1, count):
            patch = labels == number
            note = _note(patch, light, shade, picture, origin_mm)
            if note is not None:
                found.append(note)
                covered |= _around(note, origin_mm, covered.shape)
    return sorted(found, key=lambda n: (n.middle_mm[1], n.middle_mm[0])), covered


def _around(note: Mark, origin_mm: tuple[float, float], shape: tuple[int, ...]) -> Mask:
    """Return where a note lies on the map, with a rim."""
    import cv2

    lain = np.zeros(shape, dtype=np.uint8)
    corners = np.round((note.path_mm - np.array(origin_mm)) * PX_PER_MM).astype(np.int32)
    cv2.fillPoly(lain, [corners], (1,))
    return widened(lain.astype(bool), reference_table("paper_marks")["note_rim_mm"].value)


def _note(patch: Mask, light: Mask, shade: str, picture: Picture, origin_mm: tuple[float, float]) -> Mark | None:
    import cv2

    table = reference_table("paper_marks")
    outlines, _ = cv2.findContours(patch.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    box = cv2.minAreaRect(np.concatenate(outlines))
    area = box[1][0] * box[1][1]
    square = patch.sum() / max(area, 1.0) >= table["note_fill"].value
    even = light[patch].mean() >= table["note_even"].value
    if not (square and even):
        return None
    corners = (np.asarray(cv2.boxPoints(box), dtype=float) + 0.5) / PX_PER_MM + np.array(origin_mm)
    corners = _from_upper_left(corners)
    size = float(min(box[1])) / PX_PER_MM
    return Mark("area", colour_of(shade), shade, "note", corners, size, picture=_cut_out(picture, corners))


def _from_upper_left(corners: Points) -> Points:
    """Order the corners clockwise from the one that is the note's upper left when the page is held upright."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(*(corners - middle).T[::-1]))]
    # Of the four turns the one whose first side points most to the right.
    sides = np.roll(around, -1, axis=0) - around
    first = int(np.argmax(sides[:, 0] / np.linalg.norm(sides, axis=1)))
    return np.roll(around, -first, axis=0)


def _cut_out(picture: Picture, corners_mm: Points) -> Picture:
    import cv2

    wide, high = (
        max(8, round(float(np.linalg.norm(corners_mm[i] - corners_mm[j])) * PX_PER_MM)) for i, j in ((0, 1), (1, 2))
    )
    source = (corners_mm * PX_PER_MM - 0.5).astype(np.float32)
    target = np.array([(0, 0), (wide - 1, 0), (wide - 1, high - 1), (0, high - 1)], dtype=np.float32)
    plane = cv2.getPerspectiveTransform(source, target)
    return np.asarray(
        cv2.warpPerspective(picture, plane, (wide, high), borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8
    )
