"""Timetable feeds into gtfs/: a folder or a zip, after it was counted."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import Any

from geo.errors import RequestError
from geo.feeds import Feed, read_feed
from geo.importing.write import put
from geo.messages import notice
from geo.notices import Notice


def import_feed(path: Path, folder: Path, *, replace: bool) -> tuple[Feed, list[Notice]]:
    """Copy one feed into the region as gtfs/NAME.zip or gtfs/NAME/.

    Raises
    ------
    geo.errors.RequestError
        When it is no feed that can be counted, or another one of its name is there and `replace` is not given.
    """
    if not path.exists():
        raise RequestError(
            notice("file_unreadable", file=path.name, severity="error", reason="ファイルが見つかりません")
        )
    feed, notices = read_feed(path, path.name)
    if feed is None:
        raise RequestError(*(dataclasses.replace(n, severity="error") for n in notices))
    target = folder / "gtfs" / path.name
    if path.is_file():
        put(target, path.read_bytes(), replace=replace)
    else:
        _copy_folder(path, target, replace=replace)
    counts: dict[str, Any] = {"stops": feed.stops, "routes": feed.routes, "trips": feed.trips}
    return feed, [*notices, notice("import_feed_counted", file=f"gtfs/{path.name}", **counts)]


def _copy_folder(source: Path, target: Path, *, replace: bool) -> None:
    new = {p.name: p.read_bytes() for p in sorted(source.glob("*.txt"))}
    old = {p.name: p.read_bytes() for p in sorted(target.glob("*.txt"))} if target.is_dir() else {}
    if old == new:
        return
    if old and not replace:
        raise RequestError(notice("import_exists", file=f"gtfs/{target.name}"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".feed-") as beside:
            made = Path(beside) / target.name
            made.mkdir()
            for name, content in new.items():
                (made / name).write_bytes(content)
            if target.is_dir():
                target.rename(Path(beside) / "before")
            made.rename(target)
    except OSError as problem:
        raise RequestError(
            notice("output_unwritable", file=f"gtfs/{target.name}", reason=problem.strerror or str(problem))
        ) from problem
