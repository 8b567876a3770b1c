"""Marks as files: GeoJSON, and sticky notes as pictures beside it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hall.marks.reading import SheetReading, feature
from hall.photos.straighten import Picture
from plan.workspace.atomic_write import write_atomically


def write_features(readings: Iterable[SheetReading], out: Path) -> list[Path]:
    """Write the marks of photographs as one GeoJSON, and the notes on them as pictures into a folder beside it.

    Parameters
    ----------
    readings
        In their order.
    out
        The GeoJSON; the folder is called after it.

    Raises
    ------
    OSError
        When they cannot be written.
    """
    features: list[dict[str, Any]] = []
    notes: list[tuple[Path, Picture]] = []
    folder = out.with_name(f"{out.stem}_notes")
    for reading in readings:
        if reading.code is None:
            continue
        for mark in reading.marks:
            more: dict[str, Any] = {}
            if mark.picture is not None:
                path = folder / f"note{len(notes) + 1:03d}.png"
                notes.append((path, mark.picture))
                more = {"picture": f"{folder.name}/{path.name}"}
            features.append(feature(mark, reading.code, reading.file, **more))
    if notes:
        folder.mkdir(parents=True, exist_ok=True)
    for path, picture in notes:
        write_atomically(path, png_of(picture))
    collection = {"type": "FeatureCollection", "features": features}
    write_atomically(out, json.dumps(collection, ensure_ascii=False, indent=1, sort_keys=True).encode())
    return [out, *(path for path, _ in notes)]


def png_of(picture: Picture) -> bytes:
    """Write a picture as PNG, the same for the same picture."""
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    return file.getvalue()
