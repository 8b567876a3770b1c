"""Why a file could not be read, in Japanese, from what libraries say in English."""

from __future__ import annotations

import errno
import json
import re
import zipfile

from geo.texts.messages import text

_AT_LINE = re.compile(r"(?:at |At )?line (\d+),? (?:column|character) (\d+)")
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
_SAYINGS = (
    ("not recognized as being in a supported file format", "file_format_unknown"),
    ("not recognized as a supported file format", "file_format_unknown"),
    ("No such file", "file_not_found"),
    ("maximum recursion depth", "nested_too_deep"),
    ("no element found", "xml_cut_off"),
    ("not well-formed", "xml_broken"),
    ("not successfully read as graphml", "graphml_empty"),
    ("at end of document", "toml_end_broken"),
    ("couldn't be converted correctly", "letters_undecodable"),
    ("can't decode", "letters_undecodable"),
    ("invalid utf-8", "letters_undecodable"),
    ("parsed incompletely", "numbers_unreadable"),
    ("SHAPE_RESTORE_SHX", "shx_missing"),
    (".shx file", "shx_broken"),
    (".shp file", "shp_broken"),
    ("LinearRing", "rings_open"),
    ("decompressing", "archive_broken"),
    ("Zip archive", "zip_unreadable"),
    ("syntax error", "xml_broken"),
    ("OLE", "excel_unreadable"),
)

_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (IsADirectoryError, "file_is_folder"),
    (FileNotFoundError, "file_not_found"),
    (PermissionError, "file_not_permitted"),
    (zipfile.BadZipFile, "zip_unreadable"),
)


def reason_of(problem: BaseException | Warning | str) -> str:
    """Return in a few words why a file could not be read.

    Parameters
    ----------
    problem
        What was raised or murmured; of words that nobody translated only that something is wrong is given.
    """
    message = str(problem).split("\n")[0].strip()
    if isinstance(problem, json.JSONDecodeError):
        return _reason("json_broken", problem.lineno, problem.colno)
    for kind, code in _KINDS:
        if isinstance(problem, kind):
            return _reason(code)
    place = _AT_LINE.search(message)
    for english, code in _SAYINGS:
        if english in message:
            return _reason(code, *place.groups()) if place else _reason(code)
    if place:
        return _reason("syntax_broken", *place.groups())
    if isinstance(problem, OSError) and problem.errno == errno.ENOSPC:
        return _reason("disk_full")
    if isinstance(problem, OSError) and problem.errno:
        return text("system_refuses", {"number": problem.errno})
    return message if _JAPANESE.search(message) else _reason("content_unknown")


def _reason(code: str, line: int | str | None = None, column: int | str | None = None) -> str:
    reason = text(code, {})
    return reason if line is None else text("reason_at_line", {"reason": reason, "line": line, "column": column})
