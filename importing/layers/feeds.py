"""Timetable feeds into gtfs/: a folder or a zip, after it was read whole and checked."""

from __future__ import annotations

import dataclasses
import datetime
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from geo.gtfs.rules.registry import check_feed
from geo.gtfs.text import FeedText, read_feed_text
from geo.gtfs.views import GtfsFeed
from geo.gtfs.writing import feed_files, replace_folder, write_files, zip_of_files
from geo.region.feeds import Feed, counted
from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice, Severity, as_warnings
from geo.texts.reasons import reason_of
from importing.region_files.write import put

_ZIP = ".zip"


def import_feed(
    path: Path, folder: Path, *, replace: bool, on: datetime.date | None = None
) -> tuple[Feed, list[Notice]]:
    """Check one feed and put it into the region as gtfs/NAME.zip or gtfs/NAME/.

    Parameters
    ----------
    path
        A folder or a zip.
    folder
        The region's.
    replace
        Put it in the place of another one of its name.
    on
        The day of the check, for what is noted about expiry.

    Returns
    -------
    Feed, list of Notice
        What breaks the standard is a warning here: the feed is used all the same.

    Raises
    ------
    geo.texts.errors.RequestError
        When it is no feed that can be counted, or another one of its name is there and `replace` is not given.
    """
    if not path.exists():
        raise RequestError(
            notice("file_unreadable", file=path.name, severity="error", reason=ValueRefusedError("file_not_found"))
        )
    text, notices = read_feed_text(path, path.name)
    feed, new_notices = counted(path, text) if text is not None else (None, [])
    notices += new_notices
    if text is None or feed is None:
        serious = [n for n in notices if n.severity != "info"]
        raise RequestError(*_weighing("error", serious))
    file = f"gtfs/{_put_feed(path, text, folder, replace=replace)}"
    if text.refused:
        notices.append(notice("gtfs_rewritten", file=file))
    counts: dict[str, Any] = {"stops": feed.stops, "routes": feed.routes, "trips": feed.trips}
    found = [*notices, *check_feed(GtfsFeed(text), on=on)]
    return feed, [*as_warnings(found), notice("import_feed_counted", file=file, **counts)]


def _weighing(severity: Severity, notices: Iterable[Notice]) -> list[Notice]:
    return [dataclasses.replace(n, severity=severity) for n in notices]


def _put_feed(path: Path, text: FeedText, folder: Path, *, replace: bool) -> str:
    """Put a feed as it is; without what was refused for safety's sake, where something was."""
    if path.is_dir():
        files = feed_files(text) if text.refused else {name: (path / name).read_bytes() for name in feed_files(text)}
        _put_folder(files, folder / "gtfs" / path.name, replace=replace)
        return path.name
    name = path.name if path.suffix == _ZIP else f"{path.name}{_ZIP}"
    content = zip_of_files(feed_files(text)) if text.refused else path.read_bytes()
    put(folder / "gtfs" / name, content, replace=replace)
    return name


def _put_folder(files: Mapping[str, bytes], target: Path, *, replace: bool) -> None:
    old = {p.name: p.read_bytes() for p in sorted(target.iterdir()) if p.is_file()} if target.is_dir() else {}
    if old == files:
        return
    if old and not replace:
        raise RequestError(notice("import_exists", file=f"gtfs/{target.name}"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".feed-") as beside:
            made = Path(beside) / target.name
            write_files(files, made)
            replace_folder(made, target, Path(beside) / "before")
    except OSError as problem:
        new_notice = notice("output_unwritable", file=f"gtfs/{target.name}", reason=reason_of(problem))
        raise RequestError(new_notice) from problem
