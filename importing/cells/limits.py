"""How large files from outside may be."""

from __future__ import annotations

from pathlib import Path

from geo.reference import reference_table
from geo.texts.messages import notice
from geo.texts.notices import Notice


def limit(name: str) -> float:
    """Return a limit of `geo/reference/limits.toml`."""
    return reference_table("limits")[name].value


def refuse_large(path: Path, name: str = "file_bytes") -> Notice | None:
    """Return the notice that refuses a file for its size (by the limit of this name); None where it is small or not there."""
    most = limit(name)
    if path.is_file() and path.stat().st_size > most:
        return notice("file_too_large", file=path.name, limit=f"{most / 1e6:,.0f}")
    return None
