"""Shaded relief: the base map where there is no internet."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from geo.texts.messages import notice
from geo.texts.notices import Notice

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Relief:
    """A shaded relief picture and where it lies.

    Parameters
    ----------
    picture
        PNG file.
    south, west, north, east
        Its bounds in degrees.
    """

    picture: Path
    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        """Refuse bounds that enclose nothing."""
        if not (self.south >= -90 and self.north <= 90 and self.west >= -180 and self.east <= 180):
            raise ValueError("bounds must lie on Earth")
        if not (self.south < self.north and self.west < self.east):
            raise ValueError("south < north and west < east must hold")


def read_relief(folder: Path) -> tuple[Relief | None, list[Notice]]:
    """Read relief.png and relief.toml of a region folder; None where there is no usable pair."""
    picture, toml = folder / "relief.png", folder / "relief.toml"
    if not picture.is_file():
        return None, []
    if not _is_png(picture):
        return None, [notice("relief_not_png", file=picture.name)]
    try:
        bounds = tomllib.loads(toml.read_text(encoding="utf-8"))
        return Relief(picture, *(float(bounds[k]) for k in ("south", "west", "north", "east"))), []
    except (OSError, KeyError, TypeError, ValueError, RecursionError, OverflowError):
        return None, [notice("relief_bounds_missing", file="relief.toml")]


def _is_png(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_PNG)) == _PNG
    except OSError:
        return False
