"""Contracts under which buses run, from a town's list: who was paid how much in which span, in yen whatever the unit was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from geo.files.periods import span_of
from geo.region.tables.bus_contracts import COLUMNS, FILE, KEY, KINDS, ROUTE_SEPARATOR
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.amounts import amount_of, unit_in
from importing.cells.counts import plain
from importing.cells.written_periods import fiscal_year_in, fiscal_year_in_name, period_in
from importing.columns.guess_columns import known_headers, require
from importing.columns.kinds import ImportKind
from importing.office_tables.feed_names import FeedNames, feed_names
from importing.office_tables.office_table import OfficeTable, read_office_table
from importing.region_files.keyed_rows import TableImport, matched_headers, put_rows, total_rows

KIND = ImportKind("contracts")
_MONEY = ("fee_yen", "fares_yen", "subsidies_yen")
_AMOUNTS = (*_MONEY, "vehicles", "annual_km", "annual_hours")
_SPAN_HEADERS = ("契約期間", "期間", "年度", "会計年度", "年")
_SPAN = re.compile(r"(.+?)(?:[~〜～―]|から|より)(.+)")
_KIND_PATTERNS = (
    ("on_demand", r"デマンド|予約"),
    ("paid_private", r"自家用|有償|交通空白"),
    ("taxi_voucher", r"タクシー券|助成券|チケット"),
    ("mobile", r"移動販売|巡回|配食"),
    ("school", r"スクール|通学"),
    ("fixed", r"定時|定路線|路線|コミュニティ|乗合|循環|幹線|フィーダー"),
)
_LEFT_OUT = "この値は空として扱います。"


def import_contracts(
    files: Sequence[Path],
    folder: Path,
    given: Mapping[str, str],
    *,
    start_anew: bool = False,
    step: Callable[[str], None],
) -> TableImport:
    """Put the contracts of some tables into bus_contracts.csv.

    Parameters
    ----------
    files
        CSV or workbooks with a row for each contract.
    folder
        The region; names of routes are held against its feeds.
    given
        Column of bus_contracts.csv → header, as the user gave it.
    start_anew
        Whether the rows so far are left out.
    step
        Called with what is being done.

    Raises
    ------
    geo.texts.errors.RequestError
        When nothing can be imported.
    """
    done = TableImport()
    names = feed_names(folder)
    rows: list[dict[str, str]] = []
    known = known_headers(KIND) | {plain(h) for h in _SPAN_HEADERS}
    for path in files:
        step(f"{path.name} を読んでいます")
        table, notices = read_office_table(path, known, lambda _: False)
        done.notices += notices
        found, matched, notices = _contracts(table, given)
        done.notices += notices
        done.rows_read += len(table.rows)
        done.matched, done.encoding = done.matched or matched, done.encoding or table.encoding
        rows += [
            {**row, "routes": _with_ids(row["routes"], names), "source": row.get("source") or path.stem}
            for row in found
        ]
    if not rows:
        raise RequestError(
            *(n for n in done.notices if n.severity != "info"), notice("import_nothing_left", file=files[0].name)
        )
    frame = pd.DataFrame(rows, columns=[c.name for c in COLUMNS], dtype=object).fillna("")
    frame = frame[~frame.duplicated(list(KEY), keep="last")]
    step(f"{FILE} を書いています")
    done.notices += put_rows(folder / FILE, COLUMNS, frame, KEY, start_anew=start_anew)
    done.rows_kept = len(frame)
    return done


def _with_ids(routes: str, names: FeedNames) -> str:
    """Put the id in the place of a route's name where one route of the feeds alone bears it."""
    found = [(text, names.route(text)) for text in routes.split(ROUTE_SEPARATOR)]
    return ROUTE_SEPARATOR.join(next(iter(keys))[1] if len(keys) == 1 else text for text, keys in found)


def _contracts(
    table: OfficeTable, given: Mapping[str, str]
) -> tuple[list[dict[str, str]], dict[str, str], list[Notice]]:
    matched, notices = matched_headers(KIND, table.headers, dict(given), table.file)
    require(matched, ("name", "fee_yen"), [h for h in table.headers if h], table.file)
    factors, new_notices = _factors(table, matched)
    notices += new_notices
    labels = [[line[table.column(matched[c])] for c in ("name", "operator") if c in matched] for _, line in table.rows]
    totals = total_rows(labels)
    if any(totals):
        left = [text[0] for text, total in zip(labels, totals, strict=True) if total]
        names = "、".join(dict.fromkeys(left))
        notices.append(notice("table_totals_left", file=table.file, count=len(left), names=names))
    if "補助" in matched["fee_yen"] and "fares_go_to" not in matched:
        notices.append(notice("contracts_fares_kept", file=table.file, field=matched["fee_yen"]))
    rows = []
    for (number, line), total in zip(table.rows, totals, strict=True):
        cells = {c: line[table.column(h)] for c, h in matched.items()}
        if total:
            continue
        row, new_notices = _contract(table, number, line, cells, factors)
        notices += new_notices
        if row is not None:
            rows.append(_worded(row, matched))
    return rows, matched, notices


def _factors(table: OfficeTable, matched: Mapping[str, str]) -> tuple[dict[str, float], list[Notice]]:
    """Return by how much each column of money is multiplied: its own unit, else that above the table, else yen."""
    of_table = unit_in(table.title)
    factors, notices = {}, []
    for column in _MONEY:
        unit = (unit_in(matched[column]) if column in matched else None) or of_table
        if column in matched and unit is not None and unit[0].endswith("円"):
            factors[column] = unit[1]
            if unit[1] != 1:
                place: dict[str, Any] = {"file": table.file, "field": matched[column]}
                notices.append(notice("import_unit", **place, unit=unit[0], factor=f"{unit[1]:,.0f}"))
    return factors, notices


def _contract(
    table: OfficeTable, number: int, line: Sequence[str], cells: dict[str, str], factors: Mapping[str, float]
) -> tuple[dict[str, str] | None, list[Notice]]:
    notices: list[Notice] = []
    row = {**cells}
    for column in (c for c in _AMOUNTS if c in cells):
        value = amount_of(cells[column], factors.get(column, 1))
        row[column] = "" if value is None or value < 0 else f"{value:.12g}"
        place: dict[str, Any] = {"file": table.file, "row": number, "field": column}
        if cells[column] and value is None:
            notices.append(notice("cell_not_number", **place, value=cells[column], consequence=_LEFT_OUT))
        elif value is not None and value < 0:
            notices.append(notice("cell_negative", **place, value=cells[column], consequence=_LEFT_OUT))
    span = _span(table, line, cells)
    if span is None:
        consequence = "この行は入っていません。年度か契約期間の列を加えてください。"
        notices.append(notice("contract_no_span", file=table.file, row=number, consequence=consequence))
        return None, notices
    if not row["name"] or not row["fee_yen"]:
        field = "name" if not row["name"] else "fee_yen"
        notices.append(
            notice("cell_empty", file=table.file, row=number, field=field, consequence="この行は入っていません。")
        )
        return None, notices
    return row | {"from": span[0], "to": span[1]}, notices


def _span(table: OfficeTable, line: Sequence[str], cells: Mapping[str, str]) -> tuple[str, str] | None:
    """Find the days from which and to which a contract holds."""
    first, last = (period_in(cells.get(c, "")) for c in ("from", "to"))
    if first is not None and last is not None:
        return _days(first, last)
    plain_headers = {plain(h): i for i, h in enumerate(table.headers) if h}
    for header in (h for h in map(plain, _SPAN_HEADERS) if h in plain_headers):
        text = unicodedata.normalize("NFKC", line[plain_headers[header]])
        ends = _SPAN.fullmatch(text)
        periods = [period_in(w) for w in (ends.groups() if ends else (text,))]
        if header.endswith("年度") and None in periods:
            periods = [period_in(f"{text}年度")]
        known = [p for p in periods if p is not None]
        if known and None not in periods:
            return _days(known[0], known[-1])
    year = fiscal_year_in(table.title) or fiscal_year_in_name(table.file)
    return _days(f"FY{year}", f"FY{year}") if year is not None else None


def _days(first: str, last: str) -> tuple[str, str] | None:
    begin, end = span_of(first), span_of(last)
    return (begin[0].isoformat(), end[1].isoformat()) if begin and end else None


def _worded(row: dict[str, str], matched: Mapping[str, str]) -> dict[str, str]:
    """Put kinds, routes and the owner of the fares into the words of bus_contracts.csv."""
    kind = row.get("kind", "")
    looked = f"{kind} {row['name']}"
    row["kind"] = kind if kind in KINDS else next((k for k, p in _KIND_PATTERNS if re.search(p, looked)), "other")
    routes = row.get("routes") or (row["name"] if "路線" in matched["name"] else "")
    row["routes"] = ROUTE_SEPARATOR.join(w.strip() for w in re.split(r"[、,，・;/／]", routes) if w.strip())
    kept = row.get("fares_go_to", "")
    by_operator = re.search(r"事業者|受託|業者|operator", kept) is not None or (
        not kept and "補助" in matched["fee_yen"]
    )
    row["fares_go_to"] = "operator" if by_operator else "town"
    return row
