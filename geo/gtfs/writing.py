"""Writing a feed: every table, column and row, the same bytes for the same content."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from geo.gtfs.text import FeedText, Table

_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def table_text(table: Table) -> bytes:
    """Return a table as CSV: UTF-8 without a mark, lines ended as RFC 4180 has it, quotes only where they are needed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows(zip(*table.columns, strict=True))
    return out.getvalue().encode("utf-8")


def feed_files(feed: FeedText) -> dict[str, bytes]:
    """Return the files of a feed by name: all tables, and what is no table as it was read."""
    tables = {file: table_text(table) for file, table in feed.tables.items()}
    return dict(sorted({**feed.others, **tables}.items()))


def zip_of_files(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip that knows no clock and no machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, _NO_CLOCK)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, _PLAIN_FILE, 3
            archive.writestr(info, content)
    return out.getvalue()


def write_feed(feed: FeedText, path: Path) -> None:
    """Write a feed whole: a zip where the path ends in ``.zip``, else a folder in the place of what was there.

    Raises
    ------
    OSError
        When the place cannot be written to; what was there before stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".feed-") as beside:
        made = Path(beside) / "new"
        if path.suffix == ".zip":
            made.write_bytes(zip_of_files(feed_files(feed)))
            made.replace(path)
        else:
            write_files(feed_files(feed), made)
            replace_folder(made, path, Path(beside) / "before")


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a new folder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def replace_folder(made: Path, target: Path, before: Path) -> None:
    """Put a folder in the place of another, which is moved out of the way, and back where that fails."""
    moved = target.is_dir()
    if moved:
        target.rename(before)
    try:
        made.rename(target)
    except OSError:
        if moved:
            before.rename(target)
        raise
