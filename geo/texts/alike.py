"""Notices that are alike become one with a count and a list to open, so that two thousand rows without coordinates are one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geo.texts.messages import place_of, text
from geo.texts.notices import Notice

_ROWS_NAMED = 3


def joined_alike(notices: Iterable[Notice]) -> list[Notice]:
    """Join notices of one code, severity, file and field into one, at the place of the first.

    Returns
    -------
    list of Notice
        A notice that stands for several names its first rows and how many there are; its details are what each of them says, row by row. Where all
        say the same of their rows, the sentence stands once; else that of the first, and the others are in the list.

    Examples
    --------
    >>> from geo.texts.messages import notice
    >>> rows = [notice("import_place_empty", file="a.csv", row=row) for row in (3, 5, 9, 12)]
    >>> [n.message for n in joined_alike(rows)]
    ['a.csv の 3、5、9 行目ほか、合わせて 4 件：緯度・経度が空です。これらの行は入っていません。']
    """
    groups: dict[tuple[object, ...], list[Notice]] = {}
    for found in notices:
        key = (found.code, found.severity, found.file, found.field, bool(found.details), found.row is None)
        groups.setdefault(key, []).append(found)
    return [joined for those in groups.values() for joined in _joined(those)]


def _joined(those: list[Notice]) -> list[Notice]:
    first = those[0]
    different = list(dict.fromkeys(those))
    if len(different) == 1 or first.details:
        return those if first.details else different
    details = tuple(n.message for n in different)
    bodies = {_body(n) for n in different}
    count = f"{len(different):,}"
    if first.row is None:
        message = text("alike_others", {"first": first.message, "count": f"{len(different) - 1:,}"})
        return [replace(first, message=message, details=details)]
    body = _body(first).replace("この行は", "これらの行は")
    if len(bodies) > 1:
        body = text("alike_others", {"first": _body(first), "count": f"{len(different) - 1:,}"})
    parts = {
        "place": f"{first.file} の " if first.file else "",
        "rows": "、".join(f"{n.row}" for n in different[:_ROWS_NAMED]),
        "count": count,
        "column": f"、{first.field}" if first.field else "",
        "body": body,
    }
    more = len(different) > _ROWS_NAMED
    message = text("alike_rows_more", parts) if more else text("alike_rows", parts)
    return [replace(first, message=message, details=details)]


def _body(notice: Notice) -> str:
    place = place_of(notice.file, notice.row, notice.field)
    return notice.message.removeprefix(f"{place}：") if place else notice.message
