"""Uploads: files that were dropped on the page, kept in the store until they are imported or taken away, so that no reload loses them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.limits import limit
from plan.workspace.atomic_write import write_atomically
from plan.workspace.store import store_folder

_ID = re.compile(r"[0-9a-f]{4,32}")
_UNUSABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST_NAME = 120
_BYTES_PER_MB = 1_000_000


def upload_folder(upload_id: str) -> Path:
    """Return where the files of one upload lie.

    Raises
    ------
    ValueError
        When the id could lead out of the store.
    """
    if not _ID.fullmatch(upload_id):
        raise ValueError(f"no id of uploads: {upload_id!r}")
    return store_folder() / "dropped" / upload_id


def is_upload_id(text: str) -> bool:
    """Return whether a text can be the id of an upload."""
    return _ID.fullmatch(text) is not None


def safe_name(name: str) -> str:
    """Return the name under which a file is kept: no folders, no signs that a disk refuses.

    Examples
    --------
    >>> safe_name("../../etc/passwd"), safe_name("人口<1>.csv"), safe_name("..")
    ('passwd', '人口_1_.csv', 'file')
    """
    plain = _UNUSABLE.sub("_", re.split(r"[\\/]", name)[-1]).strip().strip(".")
    stem, dot, ending = plain.rpartition(".")
    short = f"{stem[:_LONGEST_NAME]}{dot}{ending}" if len(plain) > _LONGEST_NAME else plain
    return short or "file"


def keep(folder: Path, name: str, content: bytes) -> list[Notice]:
    """Keep a file; the same one twice is one, another one of its name takes its place.

    Raises
    ------
    geo.texts.errors.RequestError
        When it is empty or too large, or the store cannot be written to.
    """
    file = safe_name(name)
    most = limit("file_bytes")
    if len(content) > most:
        raise RequestError(notice("file_too_large", file=file, limit=f"{most / _BYTES_PER_MB:,.0f}"))
    if not content:
        raise RequestError(notice("drop_empty", file=file))
    path = folder / file
    notices = []
    if path.is_file():
        notices = [notice("drop_same" if path.read_bytes() == content else "drop_replaced", file=file)]
        if notices[0].code == "drop_same":
            return notices
    write_atomically(path, content)
    return notices


def uploaded_files(folder: Path) -> list[Path]:
    """List the files that are kept, by name."""
    return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".")) if folder.is_dir() else []


def take_away(folder: Path, names: tuple[str, ...]) -> None:
    """Take files away; a zip with what was unpacked of it."""
    for name in names:
        (folder / safe_name(name)).unlink(missing_ok=True)
        shutil.rmtree(unpacked_folder(folder) / safe_name(name), ignore_errors=True)


def clear(folder: Path) -> None:
    """Take all files of an upload away."""
    shutil.rmtree(folder, ignore_errors=True)


def unpacked_folder(folder: Path) -> Path:
    """Return where the contents of zips are unpacked to."""
    return folder / "unpacked"
