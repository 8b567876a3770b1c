"""The fingerprint of a region: the same files give the same text, any change gives another."""

from __future__ import annotations

import hashlib
from pathlib import Path

_PATTERNS = (
    "region.toml", "villages.csv", "roads.*", "residents.csv", "population.csv", "projections.csv", "household_heads.csv", "facilities.csv", "sites.csv",
    "gtfs.zip", "gtfs/**/*", "zones/*.geojson", "rivers.geojson", "snow_roads.geojson", "bus_stops.csv", "bus_lines.geojson",
    "relief.png", "relief.toml", "boardings.csv", "bus_contracts.csv", "wishes.csv",
)  # fmt: skip


def region_files(folder: Path) -> list[Path]:
    """List the files of a region folder that belong to the region, in a fixed order (plans do not belong to it)."""
    found = {p for pattern in _PATTERNS for p in folder.glob(pattern) if p.is_file()}
    return sorted(found, key=lambda p: p.relative_to(folder).as_posix())


def region_fingerprint(folder: Path | str) -> str:
    """Compute the fingerprint of a region folder from its file names and bytes.

    Returns
    -------
    str
        32 hexadecimal digits (SHA-256, shortened).
    """
    folder = Path(folder)
    digest = hashlib.sha256()
    for path in region_files(folder):
        content = _content(path)
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b"unreadable"  # the reader of the file has said so; the fingerprint must not stop what else opens


def bytes_fingerprint(*parts: bytes | str) -> str:
    """Compute a fingerprint of pieces of content, lengths included so that pieces cannot run into each other."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:32]
