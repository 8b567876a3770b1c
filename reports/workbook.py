"""A workbook that compares scenarios: indicators side by side, who gains and loses, every village, every assumption."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable, Sequence

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from geo.assumptions import known_assumptions
from plan.comparison import changes, gainers, indicator_table, losers
from plan.measures import Measures
from plan.words import NO_WAY, UNKNOWN
from reports.tables import safe_cell, village_table

_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""A workbook of the same figures is the same file, whenever it is written."""

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WAY = {True: "行けるようになります", False: "行けなくなります"}
_BETTER = {"higher": "大きいほどよい", "lower": "小さいほどよい"}


def comparison_workbook(scenarios: Sequence[Measures]) -> bytes:
    """Write a workbook (xlsx) that compares scenarios with the first of them.

    Parameters
    ----------
    scenarios
        The present first.

    Returns
    -------
    bytes
        Sheets 指標, 近くなる集落, 遠くなる集落, 前提, and 集落 with a number for each scenario. Text that a spreadsheet
        could take for a formula is quoted.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": "案の比較", "created": _CREATED})
        _sheet(book, "指標", _indicators(scenarios))
        _sheet(book, "近くなる集落", _moved(scenarios, gains=True))
        _sheet(book, "遠くなる集落", _moved(scenarios, gains=False))
        _sheet(book, "前提", _assumptions(scenarios))
        for number, m in enumerate(scenarios):
            _sheet(book, f"集落 {number}", village_table(m), title=m.applied.scenario_name)
    return buffer.getvalue()


def _names(scenarios: Sequence[Measures]) -> list[str]:
    """Head a column for each scenario; two of one name are told apart by their ids."""
    names = [m.applied.scenario_name for m in scenarios]
    return [
        name if names.count(name) == 1 else f"{name}（{m.applied.scenario_id}）"
        for name, m in zip(names, scenarios, strict=True)
    ]


def _indicators(scenarios: Sequence[Measures]) -> pd.DataFrame:
    rows = []
    for row in indicator_table(scenarios):
        values = row["values"]
        assert isinstance(values, dict)
        none = NO_WAY if row["unit"] == "分" else UNKNOWN
        figures = [value if math.isfinite(value) else none for value in values.values()]
        cells = dict(zip(_names(scenarios), figures, strict=True))
        said = {"どちらがよいか": _BETTER[str(row["better"])], "定義": row["definition"], "出典": row["source"]}
        rows.append({"指標": row["name"], "単位": row["unit"], **cells, **said})
    return pd.DataFrame(rows)


def _moved(scenarios: Sequence[Measures], *, gains: bool) -> pd.DataFrame:
    base, *others = scenarios
    heads = ["案", "集落ID", "集落", "人口（人）", "現況（車・分）", "案（車・分）", "差（分）"]
    rows = []
    for name, m in zip(_names(scenarios)[1:], others, strict=True):
        felt_min = m.applied.assumptions["felt_change_min"]
        chosen = (gainers if gains else losers)(changes(base, m), felt_min)
        for village, *values, change_min in chosen.itertuples(name=None):
            rows.append((name, village, *values, change_min if math.isfinite(change_min) else _WAY[gains]))
    return pd.DataFrame(rows, columns=heads)


def _assumptions(scenarios: Sequence[Measures]) -> pd.DataFrame:
    rows = []
    for key, known in known_assumptions().items():
        cells = {n: m.applied.assumptions[key] for n, m in zip(_names(scenarios), scenarios, strict=True)}
        rows.append({"前提": known.name, "単位": known.unit, **cells, "出典": known.source, "年": known.date})
    return pd.DataFrame(rows)


def _sheet(book: xlsxwriter.Workbook, name: str, table: pd.DataFrame, *, title: str | None = None) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    first = 0
    if title is not None:
        _write(sheet, 0, 0, title)
        first = 2
    for column, heading in enumerate(table.columns):
        sheet.write_string(first, column, str(safe_cell(str(heading))), head)
        sheet.set_column(column, column, _width([str(heading), *map(str, table[heading])]))
    for number, row in enumerate(table.itertuples(index=False, name=None), start=first + 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value)
    sheet.freeze_panes(first + 1, 1)


def _width(cells: Iterable[str]) -> float:
    """Make room for the longest cell within reason; Japanese letters are two wide."""
    widest = max(sum(1 if letter.isascii() else 2 for letter in cell) for cell in cells)
    return float(min(max(widest + 2, 8), 48))


def _write(sheet: Worksheet, row: int, column: int, value: object) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, NO_WAY)
    elif value is None:
        sheet.write_string(row, column, UNKNOWN)
    else:
        sheet.write_string(row, column, str(safe_cell(str(value))))
