"""A printed sheet marked with pens and photographed, all computed: what is drawn stands at known millimetres of the page.

Light, tilt, turn, fold, shadow, blur, noise and JPEG are those of a telephone held over a table. Nothing here is used by
the reading itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

MM_PER_INCH = 25.4
PENS = {"red": (205, 30, 40), "blue": (35, 60, 185), "green": (20, 125, 60), "black": (28, 28, 32)}
HIGHLIGHTERS = {"yellow": (250, 250, 60), "pink": (255, 120, 180), "green": (140, 245, 110), "blue": (110, 205, 250)}
NOTES = {"yellow": (253, 236, 120), "pink": (250, 160, 185), "blue": (150, 205, 240), "green": (185, 230, 140)}
_CROSS_PEN_MM = 0.8
_FINE = 4  # subpixels that cv2 draws with, as a power of two

Picture = NDArray[np.uint8]
Points = NDArray[np.float64]
Box = tuple[tuple[float, float], ...]
Standing = Callable[[Points], Points]
"""From places on the page to places in space."""


@dataclass(frozen=True)
class Drawn:
    """A mark that is drawn.

    Parameters
    ----------
    kind
        point, line or area; note for a sticky note.
    colour
        Of the pen (or highlighter, or note).
    path_mm
        Of its middle line on the page; a point has one place.
    pen
        pen, highlighter or note.
    width_mm
        Of the stroke; of a point its diameter.
    filled
        Whether an area is filled.
    cross
        Whether a point is a cross instead of a dot.
    """

    kind: str
    colour: str
    path_mm: tuple[tuple[float, float], ...]
    pen: str = "pen"
    width_mm: float = 0.9
    filled: bool = False
    cross: bool = False

    @property
    def rgb(self) -> tuple[int, int, int]:
        return {"pen": PENS, "highlighter": HIGHLIGHTERS, "note": NOTES}[self.pen][self.colour]


@dataclass(frozen=True)
class Camera:
    """How a sheet is photographed.

    Parameters
    ----------
    turn_deg, tilt_deg, tilt_towards_deg
        The sheet turned on the table; the camera tilted, and towards which side.
    dpi
        Pixels of the photograph for an inch of paper, in the middle.
    light, tint
        Loss of light from one side to the other, and colour of the light.
    shadow
        Depth of a hand's shadow, 0 for none.
    fold_deg
        By how much half of the sheet stands up; fold_along 0 for a fold across, 1 for a fold along.
    blur_px, noise, quality
        Of the photograph; quality is JPEG's.
    """

    turn_deg: float = 0.0
    tilt_deg: float = 0.0
    tilt_towards_deg: float = 0.0
    dpi: float = 200.0
    light: float = 0.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    shadow: float = 0.0
    fold_deg: float = 0.0
    fold_along: int = 0
    blur_px: float = 0.6
    noise: float = 2.0
    quality: int = 85
    seed: int = 0
    margin: float = 0.06
    background: tuple[int, int, int] = field(default=(120, 95, 70))


def marked(page: Picture, dpi: float, marks: Sequence[Drawn]) -> Picture:
    """Draw marks on a printed page, ink over print."""
    shown = page.copy()
    # Sticky notes hide what is under them; ink lets it through, and what is drawn later lies above.
    for mark in sorted(marks, key=lambda m: m.pen != "note"):
        around = np.array(mark.path_mm) * dpi / MM_PER_INCH
        rim = (mark.width_mm + 1) * dpi / MM_PER_INCH
        x0, y0 = np.maximum(np.floor(around.min(axis=0) - rim), 0).astype(int)
        x1, y1 = np.ceil(around.max(axis=0) + rim).astype(int)
        part = shown[y0:y1, x0:x1]
        cover = _cover(mark, (x0, y0), part.shape[:2], dpi)[..., None]
        ink = np.array(mark.rgb, dtype=np.float32)
        over = ink if mark.pen == "note" else part * (ink / 255)
        part[:] = np.clip(part * (1 - cover) + over * cover, 0, 255).astype(np.uint8)
    return shown


def _cover(mark: Drawn, origin_px: tuple[int, int], shape: tuple[int, ...], dpi: float) -> NDArray[np.float32]:
    scale = dpi / MM_PER_INCH
    cover = np.zeros(shape, dtype=np.uint8)

    def pixels(path: object) -> NDArray[np.int32]:
        return np.round((np.array(path) * scale - 0.5 - np.array(origin_px)) * 2**_FINE).astype(np.int32)

    if mark.pen == "note" or (mark.kind == "area" and mark.filled):
        cv2.fillPoly(cover, [pixels(mark.path_mm)], (255,), cv2.LINE_AA, _FINE)
    elif mark.kind == "point" and not mark.cross:
        x, y = map(int, pixels(mark.path_mm)[0])
        cv2.circle(cover, (x, y), round(mark.width_mm / 2 * scale * 2**_FINE), (255,), -1, cv2.LINE_AA, _FINE)
    else:
        paths = [mark.path_mm] if mark.kind != "point" else _cross(mark)
        pen = max(1, round((mark.width_mm if mark.kind != "point" else _CROSS_PEN_MM) * scale))
        cv2.polylines(cover, [pixels(p) for p in paths], mark.kind == "area", (255,), pen, cv2.LINE_AA, _FINE)
    return np.asarray(cover, dtype=np.float32) / np.float32(255)


def _cross(mark: Drawn) -> list[tuple[tuple[float, float], ...]]:
    ((x, y),) = mark.path_mm
    half = mark.width_mm / 2
    return [((x - half, y - half), (x + half, y + half)), ((x - half, y + half), (x + half, y - half))]


def photographed(page: Picture, page_mm: tuple[float, float], camera: Camera) -> Picture:
    """Photograph a page lying on a table."""
    wide, high = page_mm
    chance = np.random.default_rng(camera.seed)
    halves = _halves(page_mm, camera)
    corners = np.concatenate([_seen(solid(np.array(box)), camera, page_mm) for box, solid in halves])
    scale = camera.dpi / MM_PER_INCH
    low, high_px = corners.min(axis=0), corners.max(axis=0)
    margin = camera.margin * (high_px - low).max()
    size = np.ceil((high_px - low + 2 * margin) * scale).astype(int)
    photo = np.full((size[1], size[0], 3), camera.background, dtype=np.uint8)
    to_page = np.array([page.shape[1] / wide, page.shape[0] / high])
    # A camera sees less than the paper holds: what is finer than its pixels is lost first.
    finer = page.shape[1] / wide / scale
    shown = cv2.GaussianBlur(page, (0, 0), 0.45 * finer) if finer > 1.2 else page
    for box, solid in halves:
        source = (np.array(box) * to_page).astype(np.float32)
        target = ((_seen(solid(np.array(box)), camera, page_mm) - low + margin) * scale).astype(np.float32)
        plane = cv2.getPerspectiveTransform(source, target)
        x0, y0 = np.floor(source.min(axis=0)).astype(int)
        x1, y1 = np.ceil(source.max(axis=0)).astype(int)
        inside = np.zeros(page.shape[:2], dtype=np.uint8)
        inside[y0:y1, x0:x1] = 255
        flat = cv2.warpPerspective(
            shown, plane, tuple(map(int, size)), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        cover = cv2.warpPerspective(inside, plane, tuple(map(int, size)), flags=cv2.INTER_LINEAR)[..., None] / 255
        photo = (photo * (1 - cover) + flat * cover).astype(np.uint8)
    return _exposed(photo, camera, chance)


def _halves(page_mm: tuple[float, float], camera: Camera) -> list[tuple[Box, Standing]]:
    """Return the flat parts of the page, each with how it stands in space (millimetres, middle of the page at the origin)."""
    wide, high = page_mm

    def flat(at: Points) -> Points:
        return np.column_stack([at - np.array(page_mm) / 2, np.zeros(len(at))])

    if not camera.fold_deg:
        return [(((0, 0), (wide, 0), (wide, high), (0, high)), flat)]
    turn = np.radians(camera.fold_deg)
    axis = camera.fold_along

    def up(at: Points) -> Points:
        solid = flat(at)
        beyond = solid[:, axis].copy()
        solid[:, axis] = beyond * np.cos(turn)
        solid[:, 2] = beyond * np.sin(turn)
        return solid

    first: Box
    second: Box
    if axis == 0:
        first, second = (
            ((0, 0), (wide / 2, 0), (wide / 2, high), (0, high)),
            ((wide / 2, 0), (wide, 0), (wide, high), (wide / 2, high)),
        )
    else:
        first, second = (
            ((0, 0), (wide, 0), (wide, high / 2), (0, high / 2)),
            ((0, high / 2), (wide, high / 2), (wide, high), (0, high)),
        )
    return [(first, flat), (second, up)]


def _seen(solid: Points, camera: Camera, page_mm: tuple[float, float]) -> Points:
    """Return where points in space are seen: the camera looks at the middle of the page from one and a half of its widths away."""
    turn, tilt, towards = np.radians([camera.turn_deg, camera.tilt_deg, camera.tilt_towards_deg])
    about_z = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    axis = np.array([np.cos(towards), np.sin(towards), 0])
    rotation, _ = cv2.Rodrigues(axis * tilt)
    at = solid @ about_z.T @ rotation.T
    away = 1.5 * max(page_mm)
    return at[:, :2] * away / (away - at[:, 2:3])


def _exposed(photo: Picture, camera: Camera, chance: np.random.Generator) -> Picture:
    high, wide = photo.shape[:2]
    coarse = 8  # light changes slowly
    y, x = np.mgrid[0 : high // coarse + 1, 0 : wide // coarse + 1].astype(np.float32) * coarse
    angle = chance.uniform(0, 2 * np.pi)
    along = ((x / wide - 0.5) * np.cos(angle) + (y / high - 0.5) * np.sin(angle)) + 0.5
    light = 1 - camera.light * along
    if camera.shadow:
        cx, cy = chance.uniform(0.25, 0.75, 2) * (wide, high)
        a, b, t = chance.uniform(0.15, 0.3) * wide, chance.uniform(0.1, 0.2) * high, chance.uniform(0, np.pi)
        u, v = (x - cx) * np.cos(t) + (y - cy) * np.sin(t), -(x - cx) * np.sin(t) + (y - cy) * np.cos(t)
        hand = ((u / a) ** 2 + (v / b) ** 2 < 1) | ((abs(v) < b / 2.5) & (u > 0))
        soft = cv2.GaussianBlur(hand.astype(np.float32), (0, 0), 0.012 * wide / coarse)
        light = light * (1 - camera.shadow * soft)
    lit = cv2.resize(light.astype(np.float32), (wide, high), interpolation=cv2.INTER_LINEAR)
    shown: NDArray[Any] = photo.astype(np.float32)
    shown *= lit[..., None] * np.array(camera.tint, dtype=np.float32)
    if camera.blur_px:
        shown = np.asarray(cv2.GaussianBlur(shown, (0, 0), camera.blur_px))
    shown += camera.noise * chance.standard_normal(shown.shape, dtype=np.float32)
    taken = np.clip(shown, 0, 255).astype(np.uint8)
    _, coded = cv2.imencode(".jpg", cv2.cvtColor(taken, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, camera.quality])
    seen = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    assert seen is not None
    return np.asarray(cv2.cvtColor(seen, cv2.COLOR_BGR2RGB), dtype=np.uint8)
