"""The files of a feed, from a folder or a zip, without trusting either."""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from geo.reference import reference_table
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of

_UNREADABLE = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)
"""What Python raises for a zip that is broken, locked or packed in a way it does not know."""

_BYTES_PER_MB = 1_000_000
_NOT_OF_THE_FEED = ("__MACOSX/", ".")
"""What operating systems leave behind: no part of the feed."""


@dataclass(frozen=True)
class Members:
    """The files of one feed.

    Parameters
    ----------
    contents
        File name → bytes, in the order of the names.
    subfolder
        Folder inside the zip in which the feed lies; empty where it lies at the top, as it should.
    refused
        Names of the files that were left out, each with a notice.
    """

    contents: Mapping[str, bytes]
    subfolder: str = ""
    refused: frozenset[str] = frozenset()


class _Allowance:
    """How many bytes may still be read."""

    def __init__(self) -> None:
        limits = reference_table("gtfs")
        self.member = int(limits["largest_member_mb"].value) * _BYTES_PER_MB
        self.left = int(limits["largest_feed_mb"].value) * _BYTES_PER_MB
        self.files = int(limits["most_members"].value)

    def refusal(self, size: int, file: str) -> Notice | None:
        """Return what is too large about a file, or take its size off."""
        if size > self.member:
            return notice("gtfs_member_too_large", file=file, limit=f"{self.member // _BYTES_PER_MB}")
        if size > self.left or self.files == 0:
            return notice("gtfs_feed_too_large", file=file)
        self.left -= size
        self.files -= 1
        return None


def read_members(path: Path, name: str, only: Collection[str] | None = None) -> tuple[Members | None, list[Notice]]:
    """Read the files of a feed.

    Parameters
    ----------
    path
        A folder or a zip.
    name
        What notices call it.
    only
        File names to read; everything where it is not given.

    Returns
    -------
    Members or None, list of Notice
        None when the path holds nothing that can be read. Links, paths that lead out of the feed, broken files and what is
        larger than the limits of ``geo/reference/gtfs.toml`` are left out with a notice.
    """
    if path.is_dir():
        return _of_folder(path, name, only)
    try:
        with zipfile.ZipFile(path) as archive:
            return _of_zip(archive, name, only)
    except _UNREADABLE as problem:
        return None, [notice("file_unreadable", file=name, reason=reason_of(problem))]


def _of_folder(path: Path, name: str, only: Collection[str] | None) -> tuple[Members | None, list[Notice]]:
    allowance, notices = _Allowance(), []
    contents: dict[str, bytes] = {}
    refused: set[str] = set()
    try:
        children = sorted(path.iterdir())
    except OSError as problem:
        return None, [notice("file_unreadable", file=name, reason=reason_of(problem))]
    for child in children:
        if child.name.startswith(".") or (only is not None and child.name not in only):
            continue
        file = f"{name}/{child.name}"
        new_notice: Notice | None = None
        if child.is_symlink():
            new_notice = notice("gtfs_member_link", file=file)
        elif child.is_dir():
            continue
        else:
            try:
                new_notice = allowance.refusal(child.stat().st_size, file)
                if new_notice is None:
                    contents[child.name] = child.read_bytes()
            except OSError as problem:
                new_notice = notice("file_unreadable", file=file, reason=reason_of(problem))
        if new_notice is not None:
            notices.append(new_notice)
            refused.add(child.name)
    return Members(contents, "", frozenset(refused)), notices


def _of_zip(archive: zipfile.ZipFile, name: str, only: Collection[str] | None) -> tuple[Members | None, list[Notice]]:
    allowance, notices = _Allowance(), []
    contents: dict[str, bytes] = {}
    refused: set[str] = set()
    infos: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        if info.is_dir():
            continue
        if _leads_out(info.filename):
            notices.append(notice("gtfs_member_path", file=name, name=info.filename))
            refused.add(PurePosixPath(info.filename.replace("\\", "/")).name)
        elif info.filename.startswith(_NOT_OF_THE_FEED):
            continue
        elif info.filename in infos:
            notices.append(notice("gtfs_member_twice", file=f"{name}/{info.filename}"))
            refused.add(info.filename)
        else:
            infos[info.filename] = info
    subfolder = _folder_of_feed(infos)
    for full, info in sorted(infos.items()):
        if str(PurePosixPath(full).parent) != (subfolder or "."):
            notices.append(notice("gtfs_member_elsewhere", file=name, name=full))
            continue
        member = PurePosixPath(full).name
        if only is not None and member not in only:
            continue
        content, new_notices = _content(archive, info, f"{name}/{member}", allowance)
        if content is not None:
            contents[member] = content
        elif new_notices is not None:
            notices.append(new_notices)
            refused.add(member)
    return Members(contents, subfolder, frozenset(refused)), notices


def _leads_out(filename: str) -> bool:
    parts = PurePosixPath(filename.replace("\\", "/")).parts
    return (
        ".." in parts or filename.startswith(("/", "\\")) or ":" in filename or any(ord(c) < ord(" ") for c in filename)
    )


def _folder_of_feed(names: Collection[str]) -> str:
    """Find the folder of a zip in which the feed lies: the one with most tables, of equals the outermost, then the first."""
    tables: dict[str, int] = {}
    for name in names:
        if name.endswith(".txt"):
            folder = str(PurePosixPath(name).parent)
            tables[folder] = tables.get(folder, 0) + 1
    best = min(tables, key=lambda f: (-tables[f], f.count("/") + (f != "."), f), default=".")
    return "" if best == "." else best


def _content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str, allowance: _Allowance
) -> tuple[bytes | None, Notice | None]:
    if stat.S_ISLNK(info.external_attr >> 16):
        return None, notice("gtfs_member_link", file=file)
    refusal = allowance.refusal(info.file_size, file)
    if refusal is not None:
        return None, refusal
    try:
        with archive.open(info) as member:
            # The size that a zip states need not be true: no more than that is ever unpacked.
            content = member.read(info.file_size + 1)
    except _UNREADABLE as problem:
        return None, notice("file_unreadable", file=file, reason=reason_of(problem))
    if len(content) != info.file_size:
        return None, notice("file_unreadable", file=file, reason=ValueRefusedError("archive_sizes_differ"))
    return content, None
