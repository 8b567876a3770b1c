"""Boardings from the tables that towns keep: a row per count, months across the columns, or routes across the columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from geo.region.tables.boardings import COLUMNS, FILE, KEY
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.amounts import amount_of, is_dash, is_suppressed, is_total, unit_in
from importing.cells.counts import plain
from importing.cells.written_periods import (
    fiscal_year_in,
    fiscal_year_in_name,
    is_period_heading,
    period_in,
    without_first_days,
)
from importing.columns.guess_columns import known_headers, require
from importing.columns.kinds import ImportKind
from importing.office_tables.clock_times import clock_columns, is_timetable
from importing.office_tables.feed_names import FeedNames, feed_names
from importing.office_tables.office_table import OfficeTable, filled_down, read_office_table
from importing.office_tables.route_matching import with_feed_ids
from importing.region_files.keyed_rows import TableImport, matched_headers, put_rows, total_rows

KIND = ImportKind("riders")
_LABELS = ("feed", "route_id", "route", "trip_id", "trip", "stop_id", "stop", "direction")
_WAYS = ("往路", "復路", "上り", "下り", "行き", "帰り", "行", "帰")
_ALIGHTING = ("降車", "降車数", "降車人数", "降車人員")
_DAYS = ("運行日数", "営業日数", "日数")
_LEFT_OUT = "この値は入っていません。"


@dataclass(frozen=True)
class _Cell:
    """A column of counts: its position, the period or route and the direction that its header names."""

    position: int
    period: str = ""
    route: str = ""
    direction: str = ""


@dataclass
class _Rows:
    """Counts of one file while they are gathered."""

    file: str
    factor: float
    counts: list[dict[str, Any]] = field(default_factory=list)
    days: dict[tuple[str, str], float] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    dashes: int = 0

    def add(self, row: int, cell: str, header: str, shared: Mapping[str, str]) -> None:
        """Keep a count, or say why not; an empty cell is none."""
        place: dict[str, Any] = {"file": self.file, "row": row, "field": header}
        if not cell:
            return
        value = amount_of(cell, self.factor)
        self.dashes += is_dash(cell)
        if is_suppressed(cell):
            self.notices.append(notice("import_value_suppressed", **place, value=cell))
        elif value is None:
            self.notices.append(notice("cell_not_number", **place, value=cell, consequence=_LEFT_OUT))
        elif value < 0:
            self.notices.append(notice("cell_negative", **place, value=cell, consequence=_LEFT_OUT))
        else:
            self.counts.append({**shared, "boardings": value})


def import_riders(
    files: Sequence[Path],
    folder: Path,
    given: Mapping[str, str],
    *,
    start_anew: bool = False,
    step: Callable[[str], None],
) -> TableImport:
    """Put the boardings of some tables into boardings.csv.

    Parameters
    ----------
    files
        CSV or workbooks.
    folder
        The region; names of routes, trips and stops are held against its feeds.
    given
        Column of boardings.csv → header, as the user gave it.
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
    frames = []
    for path in files:
        step(f"{path.name} を読んでいます")
        table, notices = read_office_table(path, known_headers(KIND), is_period_heading)
        done.notices += notices
        rows, matched = _rows_of_table(table, given)
        done.notices += rows.notices
        done.rows_read += len(table.rows)
        done.matched, done.encoding = done.matched or matched, done.encoding or table.encoding
        frames.append(_frame(rows, path.stem, names, done.notices))
    counts = pd.concat(frames, ignore_index=True)
    if counts.empty:
        raise RequestError(
            *(n for n in done.notices if n.severity != "info"), notice("import_nothing_left", file=files[0].name)
        )
    twice = counts.duplicated(list(KEY), keep="last")
    if twice.any():
        done.notices.append(notice("riders_twice", file=files[0].name, count=int(twice.sum())))
    counts = counts[~twice]
    step(f"{FILE} を書いています")
    done.notices += put_rows(folder / FILE, COLUMNS, counts, KEY, start_anew=start_anew)
    done.rows_kept = len(counts)
    return done


def _rows_of_table(table: OfficeTable, given: Mapping[str, str]) -> tuple[_Rows, dict[str, str]]:
    headers = list(table.headers)
    year = fiscal_year_in(table.title) or fiscal_year_in_name(table.file)
    cells = _count_columns(table, year, set(given.values()))
    own = [h for i, h in enumerate(headers) if i not in {c.position for c in cells}]
    unit = unit_in(table.title)
    rows = _Rows(table.file, unit[1] if unit and unit[0].endswith("人") else 1)
    matched, notices = matched_headers(KIND, own, dict(given), table.file)
    rows.notices += notices
    if unit and rows.factor != 1:
        rows.notices.append(notice("import_unit", file=table.file, unit=unit[0], factor=f"{rows.factor:,.0f}"))
    _refuse_other_tables(table, matched, cells)
    totals = [h for h in own if is_total(h)]
    if totals:
        rows.notices.append(notice("table_total_columns", file=table.file, names="、".join(totals)))
    if cells and "boardings" not in matched:
        if len({c.position for c in cells}) and year is None and any(not c.period for c in cells):
            raise RequestError(notice("import_year_unknown", file=table.file))
        _from_months(table, matched, cells, rows)
    else:
        _from_rows(table, matched, year, rows)
    if rows.dashes:
        rows.notices.append(notice("riders_dashes", file=table.file, count=rows.dashes))
    return rows, matched


def _refuse_other_tables(table: OfficeTable, matched: Mapping[str, str], cells: Sequence[_Cell]) -> None:
    """Refuse a timetable, and a table of which no header is known and no column holds periods: numbers alone are no riders.

    Raises
    ------
    geo.texts.errors.RequestError
        Saying what the table looks like and what is wanted.
    """
    counted = "boardings" in matched or bool(cells)
    lines = [line for _, line in table.rows]
    if is_timetable(lines, counted=counted):
        raise RequestError(notice("riders_timetable", file=table.file, count=clock_columns(lines)))
    if counted or matched:
        return
    if not any(_mostly_periods([line[i] for line in lines], 2000) for i in range(len(table.headers))):
        known = "、".join(h for h in table.headers if h)
        raise RequestError(notice("riders_no_heading", file=table.file, known=known or "―"))


def _count_columns(table: OfficeTable, year: int | None, named: set[str]) -> list[_Cell]:
    """Find the columns whose header is a period; those of people who alight are no boardings."""
    found = []
    for position, header in enumerate(table.headers):
        parts = header.split("／")
        heading = next((p for p in (header.replace("／", ""), *reversed(parts)) if is_period_heading(p)), None)
        lower = parts[-1] if len(parts) > 1 else ""
        if heading is None or header in named or is_total(lower) or lower in (*_ALIGHTING, *_DAYS):
            continue
        direction = lower if lower in _WAYS else ""
        found.append(_Cell(position, period_in(heading, year) or "", direction=direction))
    periods, _ = without_first_days([c.period for c in found])
    # One such column is a date at the head of other columns, not a row of months.
    return (
        [_Cell(c.position, p or "", "", c.direction) for c, p in zip(found, periods, strict=True)]
        if len(found) > 1
        else []
    )


def _from_months(table: OfficeTable, matched: Mapping[str, str], cells: Sequence[_Cell], rows: _Rows) -> None:
    """Take a table with a row for each route, trip or stop and a column for each month."""
    taken = {c.position for c in cells}
    labels = {c: table.column(h) for c, h in matched.items() if c in (*_LABELS, "source")}
    first = next((i for i, h in enumerate(table.headers) if i not in taken and not is_total(h)), None)
    if first is not None and first not in labels.values():
        labels = {"route": first, **labels} if "route" not in labels else labels
    positions = sorted({*labels.values(), *([first] if first is not None else [])})
    lines, filled = filled_down(table, positions)
    if filled:
        rows.notices.append(notice("import_cells_merged", file=table.file, count=filled))
    lines = _without_totals(lines, positions, rows)
    for number, line in lines:
        headings = {c: line[p] for c, p in labels.items()}
        is_days = any(plain(line[p]) in map(plain, _DAYS) for p in positions)
        for cell in cells:
            if is_days:
                value = amount_of(line[cell.position])
                route = "" if plain(headings.get("route", "")) in map(plain, _DAYS) else headings.get("route", "")
                if line[cell.position] and value is not None:
                    rows.days[route, cell.period] = value
                continue
            way = {"direction": cell.direction} if cell.direction else {}
            rows.add(
                number, line[cell.position], table.headers[cell.position], {**headings, "period": cell.period, **way}
            )


def _from_rows(table: OfficeTable, matched: dict[str, str], year: int | None, rows: _Rows) -> None:
    """Take a table with a row for each count, or for each month with the routes across the columns."""
    period_of = _periods(table, matched, year, rows)
    labels = {c: table.column(h) for c, h in matched.items() if c in (*_LABELS, "days", "source")}
    if "boardings" in matched:
        columns = [_Cell(table.column(matched["boardings"]))]
    else:
        columns = _route_columns(table, matched)
        if not columns:
            require(matched, ("boardings",), table.headers, table.file)
    positions = sorted(labels[c] for c in labels if c in _LABELS)
    period_positions = [table.column(matched["period"])] if "period" in matched else []
    lines, filled = filled_down(table, positions) if len(columns) == 1 else (list(table.rows), 0)
    if filled:
        rows.notices.append(notice("import_cells_merged", file=table.file, count=filled))
    for number, line in _without_totals(lines, [*positions, *period_positions], rows):
        period = period_of.get(number)
        if period is None:
            period_cell = line[period_positions[0]] if period_positions else ""
            place: dict[str, Any] = {"file": table.file, "row": number, "field": "period"}
            rows.notices.append(
                notice("cell_not_period", **place, value=period_cell, consequence="この行は入っていません。")
            )
            continue
        shared = {c: line[p] for c, p in labels.items()} | {"period": period}
        for cell in columns:
            route = {"route": cell.route} if cell.route else {}
            rows.add(number, line[cell.position], table.headers[cell.position], {**shared, **route})


def _periods(table: OfficeTable, matched: dict[str, str], year: int | None, rows: _Rows) -> dict[int, str]:
    """Return the period of each row: from its own column, from a year and a month, or the year of the whole table."""
    plain_headers = {plain(h): i for i, h in enumerate(table.headers)}
    month = plain_headers.get("月")
    of_year = next((plain_headers[h] for h in ("年度", "年") if h in plain_headers), None)
    if month is not None and of_year is not None:
        fiscal = table.headers[of_year] == "年度"
        suffix = "年度" if fiscal else "年"
        headings = [
            (n, f"{line[of_year].removesuffix(suffix)}{suffix}{line[month].removesuffix('月')}月")
            for n, line in table.rows
        ]
        matched["period"] = table.headers[month]
        return {n: p for n, w in headings if (p := period_in(w)) is not None}
    if "period" in matched:
        position = table.column(matched["period"])
    else:
        found = next(
            (i for i in range(len(table.headers)) if _mostly_periods([r[i] for _, r in table.rows], year)), None
        )
        if found is None:
            if year is None:
                raise RequestError(notice("import_year_unknown", file=table.file))
            return {n: f"FY{year}" for n, _ in table.rows}
        position = found
        matched["period"] = table.headers[position] or ""
    if year is None and any(
        plain(r[position]).endswith("月") and period_in(r[position]) is None for _, r in table.rows
    ):
        raise RequestError(notice("import_year_unknown", file=table.file))
    periods, months = without_first_days([period_in(line[position], year) for _, line in table.rows])
    if months:
        rows.notices.append(notice("import_days_as_months", file=table.file))
    return {n: p for (n, _), p in zip(table.rows, periods, strict=True) if p is not None}


def _mostly_periods(cells: Sequence[str], year: int | None) -> bool:
    filled = [c for c in cells if c]
    good = sum(is_period_heading(c) and period_in(c, year or 2000) is not None for c in filled)
    return bool(filled) and good * 2 > len(filled)


def _route_columns(table: OfficeTable, matched: Mapping[str, str]) -> list[_Cell]:
    """Find the columns of numbers whose header is no known word: routes across the columns."""
    if set(matched) & {"route", "trip", "stop"}:
        return []
    taken = set(matched.values())
    found = []
    for position, header in enumerate(table.headers):
        cells = [line[position] for _, line in table.rows if line[position]]
        numbers = sum(amount_of(c) is not None for c in cells)
        if header and header not in taken and not is_total(header) and cells and numbers * 2 > len(cells):
            found.append(_Cell(position, route=header))
    return found


def _without_totals(
    lines: Sequence[tuple[int, tuple[str, ...]]], positions: Sequence[int], rows: _Rows
) -> list[tuple[int, tuple[str, ...]]]:
    totals = total_rows([[line[p] for p in positions] for _, line in lines])
    if any(totals):
        left = [line for (_, line), total in zip(lines, totals, strict=True) if total]
        names = dict.fromkeys(next(line[p] for p in positions if is_total(line[p])) for line in left)
        rows.notices.append(notice("table_totals_left", file=rows.file, count=len(left), names="、".join(names)))
    return [line for line, total in zip(lines, totals, strict=True) if not total]


def _frame(rows: _Rows, source: str, names: FeedNames, notices: list[Notice]) -> pd.DataFrame:
    frame = pd.DataFrame(rows.counts, columns=[c.name for c in COLUMNS], dtype=object).fillna("")
    frame["source"] = frame["source"].where(frame["source"] != "", source)
    pairs = zip(frame["route"], frame["period"], strict=True)
    days = [rows.days.get(pair, rows.days.get(("", pair[1]), "")) for pair in pairs]
    frame["days"] = [own if own != "" else day for own, day in zip(frame["days"], days, strict=True)]
    for column in ("boardings", "days"):
        frame[column] = [_written(v) for v in frame[column]]
    frame, new_notices = with_feed_ids(frame, names, rows.file)
    notices += new_notices
    return frame


def _written(value: object) -> str:
    number = amount_of(str(value)) if value != "" else None
    return "" if number is None else f"{number:.10g}"
