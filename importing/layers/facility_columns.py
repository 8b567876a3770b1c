"""The columns of the standard data sets about facilities: hours, days, kinds by code, and which data set a table is; what is not used is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from geo.reference.categories import STATUSES
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.cells.counts import plain
from importing.cells.written_hours import clock_of, days_of, days_without, hours_of
from importing.columns.facility_kinds import category_of_poi
from importing.columns.standard_sets import standard_set
from importing.files.layers import Layer

_HOURS = frozenset(
    map(plain, ("利用可能時間", "利用時間", "営業時間", "開館時間", "診療時間", "開所時間", "受付時間", "開設時間"))
)
_CLOSED_DAYS = frozenset(map(plain, ("定休日", "休館日", "休業日", "休診日", "休日", "休園日", "休所日")))
_POI = frozenset(map(plain, ("POIコード", "POI")))
_SHOWN_VALUES = 3
_OPEN = frozenset({"現存", "開設", "開設中", "営業中", "運営中", "供用中", "開園", "開館", "開校", "有", "稼働中"})
_SHUT = frozenset(
    {
        "休止",
        "休止中",
        "廃止",
        "閉鎖",
        "休校",
        "休校中",
        "休園",
        "休園中",
        "閉校",
        "閉園",
        "廃校",
        "休診",
        "休診中",
        "閉店",
        "休業",
        "休業中",
    }
)
_PLANNED = frozenset({"計画", "計画中", "建設中", "予定", "開設予定", "整備中"})
_TELLING = re.compile(
    r"時間|時刻|曜日|定休|休館|休業|休診|営業日|診療日|開館日|分類|種別|種類|区分|業種|業態|カテゴリ|poi", re.IGNORECASE
)
_NOT_TELLING = re.compile(
    r"都道府県|市区町村|住所|所在地|所要時間|更新|登録|ライセンス|駐車|画像|バリアフリー|電話|内線|fax|災害種別",
    re.IGNORECASE,
)


def with_hours(rows: pd.DataFrame, layer: Layer, matched: Mapping[str, str]) -> tuple[pd.DataFrame, list[Notice]]:
    """Read days and hours as they are written; what is not understood is left empty and told with its words.

    Parameters
    ----------
    rows
        With opens, closes and days as far as the table has such columns.
    layer
        All columns of the table.
    matched
        Column of facilities.csv → header.
    """
    notices: list[Notice] = []
    readers: dict[str, Callable[[str], str]] = {"opens": clock_of, "closes": clock_of, "days": _days}
    for column, read in readers.items():
        if column in rows:
            rows, new = _read(rows, column, read, layer.file, matched.get(column, column))
            notices += new
    rest = {plain(str(h)): str(h) for h in layer.table.columns if str(h) not in matched.values()}
    hours = next((rest[h] for h in rest if h in _HOURS), None)
    if hours is not None and "opens" not in rows and "closes" not in rows:
        cells = cells_of(layer.table.loc[rows.index, hours])
        spans = cells.map(hours_of)
        rows = rows.assign(opens=[s[0] for s in spans], closes=[s[1] for s in spans])
        notices += _unread(cells, rows["opens"], layer.file, hours)
    closed = next((rest[h] for h in rest if h in _CLOSED_DAYS), None)
    if closed is not None and "days" not in rows:
        cells = cells_of(layer.table.loc[rows.index, closed])
        rows = rows.assign(days=cells.map(days_without))
        notices += _unread(cells, rows["days"], layer.file, closed)
    return rows, notices


def _days(text: str) -> str:
    return text if re.fullmatch(r"[a-z,;\s]+", text) else days_of(text)


def _read(
    rows: pd.DataFrame, column: str, read: Callable[[str], str], file: str, header: str
) -> tuple[pd.DataFrame, list[Notice]]:
    cells = rows[column]
    # One header may hold both ends: 9:00～17:00 under 開館時間.
    if column == "opens" and cells.map(lambda c: bool(hours_of(c)[0])).any():
        spans = [hours_of(c) for c in cells]
        closes = rows["closes"] if "closes" in rows else pd.Series("", index=rows.index)
        rows = rows.assign(
            opens=[s[0] or clock_of(c) for s, c in zip(spans, cells, strict=True)],
            closes=[s[1] or c for s, c in zip(spans, closes, strict=True)],
        )
    else:
        rows = rows.assign(**{column: cells.map(read)})
    return rows, _unread(cells, rows[column], file, header)


def _unread(cells: pd.Series, values: pd.Series, file: str, header: str) -> list[Notice]:
    odd = list(dict.fromkeys(cells[(cells != "") & (values == "")]))
    if not odd:
        return []
    text = "、".join(f"「{c}」" for c in odd[:_SHOWN_VALUES])
    count = int(((cells != "") & (values == "")).sum())
    return [notice("import_hours_unread", file=file, field=header, count=f"{count:,}", values=text, details=tuple(odd))]


def status_of(text: str) -> str:
    """Return the status that a word of a list means: 現存 is open, 休止 closed; empty where it is none.

    Examples
    --------
    >>> [status_of(w) for w in ("現存", "休止", "建設中", "closed", "よい")]
    ['open', 'closed', 'planned', 'closed', '']
    """
    if text in STATUSES:
        return text
    for status, words in (("open", _OPEN), ("closed", _SHUT), ("planned", _PLANNED)):
        if plain(text) in words:
            return status
    return next((code for code, name in STATUSES.items() if text == name), "")


def poi_categories(layer: Layer) -> pd.Series:
    """Return the category that the POIコード of each row means; empty where there is none or it is not known."""
    header = next((h for h in layer.table.columns if plain(str(h)) in _POI), None)
    if header is None:
        return pd.Series("", index=layer.table.index, dtype=object)
    return cells_of(layer.table[header]).map(category_of_poi)


def data_set_of(layer: Layer) -> tuple[str, str]:
    """Return the name of the standard data set that a table is, and the category of its rows; empty where it is none that has one."""
    found = standard_set(map(str, layer.table.columns))
    return (found.name, found.category) if found is not None and found.category else ("", "")


def no_services(layer: Layer) -> list[Notice]:
    """Warn where a table is a standard data set that lists no places of services."""
    found = standard_set(map(str, layer.table.columns))
    return (
        [] if found is None or found.kind else [notice("import_set_without_services", file=layer.file, name=found.name)]
    )


def unused_columns(layer: Layer, matched: Mapping[str, str]) -> list[Notice]:
    """Name the columns that look like hours, days or kinds and are not used."""
    used = set(matched.values())
    known = _HOURS | _CLOSED_DAYS | _POI
    names = [
        str(h)
        for h in layer.table.columns
        if str(h) not in used
        and plain(str(h)) not in known
        and _TELLING.search(str(h))
        and not _NOT_TELLING.search(str(h))
        and (cells_of(layer.table[h]) != "").any()
    ]
    return [notice("import_columns_unused", file=layer.file, columns="、".join(names))] if names else []
