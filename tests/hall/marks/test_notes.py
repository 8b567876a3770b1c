"""Sticky notes are found with their corners, cut out upright, and what is written on them is no mark."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hall.marks.ink import Ink, ink_of
from hall.marks.notes import notes_on
from hall.photos.flatten import EvenPage
from hall.photos.straighten import PX_PER_MM, Picture
from tests.photographed_sheet import MM_PER_INCH, NOTES, Drawn, marked

ORIGIN = (19.7, 19.7)


def turned(x: float, y: float, wide: float, high: float, degrees: float) -> tuple[tuple[float, float], ...]:
    turn = np.radians(degrees)
    along, down = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    corners = [
        np.array([x, y]) + a * wide / 2 * along + b * high / 2 * down for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    return tuple((float(px), float(py)) for px, py in corners)


def seen(*marks: Drawn) -> tuple[Ink, Picture]:
    """The ink of a map, and the whole page with the map at its place."""
    page = np.full((100 * PX_PER_MM, 120 * PX_PER_MM, 3), 255, dtype=np.uint8)
    drawn = np.asarray(
        cv2.GaussianBlur(marked(page, PX_PER_MM * MM_PER_INCH, list(marks)), (0, 0), 1.0), dtype=np.uint8
    )
    x, y = (round(o * PX_PER_MM) for o in ORIGIN)
    even = EvenPage((drawn[y:, x:] / 255).astype(np.float32), np.zeros(drawn[y:, x:].shape[:2], dtype=bool))
    return ink_of(even), drawn


@pytest.mark.parametrize("colour", sorted(NOTES))
@pytest.mark.parametrize("degrees", [0.0, 14.0, -35.0])
def test_a_note_is_found_where_it_lies(colour: str, degrees: float) -> None:
    corners = turned(70, 60, 50, 38, degrees)
    ink, picture = seen(Drawn("note", colour, corners, pen="note"), Drawn("line", "black", ((60, 60), (80, 62))))
    (note,), covered = notes_on(ink, picture, ORIGIN)
    assert (note.kind, note.pen) == ("area", "note")
    assert note.path_mm == pytest.approx(np.array(corners), abs=0.6)
    assert note.picture is not None
    assert note.picture.shape[1] / note.picture.shape[0] == pytest.approx(50 / 38, rel=0.05)
    assert not (ink.any & ~covered).any()
    # The words are on the picture.
    assert note.picture.max(axis=2).min() < 90


def test_strokes_and_round_patches_are_no_notes() -> None:
    blob = tuple((70 + 18 * np.cos(t), 60 + 18 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 60))
    ink, picture = seen(
        Drawn("line", "yellow", ((40, 30), (110, 34)), pen="highlighter", width_mm=5),
        Drawn("area", "green", blob, filled=True),
    )
    assert notes_on(ink, picture, ORIGIN)[0] == []
