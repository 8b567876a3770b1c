"""Zip files opened with care: nothing is written outside the folder given, and nothing swells without end.

Absolute paths and ``..``, links, locked members and archives that would unpack to too much are refused with a notice before a
byte is written. Japanese member names without the UTF-8 flag are cp932, which zip files pass off as cp437.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from geo.files.encoding import strictly
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of
from importing.cells.limits import limit, refuse_large

_UTF8_FLAG = 0x800
_LOCKED_FLAG = 0x1
_CHUNK_BYTES = 1 << 20


def unpacked(path: Path, folder: Path) -> tuple[list[Path], list[Notice]]:
    """Unpack a zip into a folder.

    Parameters
    ----------
    path
        The zip.
    folder
        Empty; everything is written below it.

    Returns
    -------
    list of Path, list of Notice
        The files, in the order of their names; members that were refused are noted.

    Raises
    ------
    geo.texts.errors.RequestError
        When it is no zip, too large, or damaged.
    """
    large = refuse_large(path)
    if large is not None:
        raise RequestError(large)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            _refuse_bomb(path, members)
            files, notices, left = [], [], limit("unpacked_bytes")
            for member in members:
                place, reason = _place(member)
                if place is None:
                    notices.append(notice("archive_member_refused", file=path.name, name=_name(member), reason=reason))
                    continue
                target = folder / place
                target.parent.mkdir(parents=True, exist_ok=True)
                left -= _write(archive, member, target, left)
                if left <= 0:
                    raise RequestError(_too_large(path))
                files.append(target)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError) as problem:
        raise RequestError(
            notice("file_unreadable", file=path.name, severity="error", reason=reason_of(problem))
        ) from problem
    return sorted(files), notices


def _too_large(path: Path) -> Notice:
    return notice("archive_too_large", file=path.name, limit=f"{limit('unpacked_bytes') / 1e6:,.0f}")


def _refuse_bomb(path: Path, members: list[zipfile.ZipInfo]) -> None:
    size = sum(m.file_size for m in members)
    ratio = size / max(path.stat().st_size, 1)
    most_files = limit("unpacked_files")
    if size > limit("unpacked_bytes") or ratio > limit("unpacked_ratio"):
        raise RequestError(_too_large(path))
    if len(members) > most_files:
        raise RequestError(notice("archive_too_many", file=path.name, count=len(members), limit=f"{most_files:,.0f}"))


def _name(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & _UTF8_FLAG:
        return member.filename
    try:
        name, cut = strictly(member.orig_filename.encode("cp437"), "cp932")
    except UnicodeEncodeError:
        return member.filename
    return member.filename if name is None or cut else name


def _place(member: zipfile.ZipInfo) -> tuple[Path | None, str]:
    """Return the place of a member below the folder, or why it has none."""
    name = _name(member).replace("\\", "/")
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or any(":" in p or "\0" in p for p in parts):
        return None, "フォルダの外を指しています"
    if stat.S_ISLNK(member.external_attr >> 16):
        return None, "ほかの場所へのリンクです"
    if member.flag_bits & _LOCKED_FLAG:
        return None, "パスワードが掛かっています"
    return Path(*parts), ""


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, left: float) -> int:
    # The size that the archive states may be a lie: what comes out is counted.
    written = 0
    with archive.open(member) as source, target.open("wb") as file:
        while written <= left and (chunk := source.read(_CHUNK_BYTES)):
            written += len(chunk)
            file.write(chunk)
    return written
