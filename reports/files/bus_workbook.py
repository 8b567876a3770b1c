"""A workbook of a scenario's own buses: timetables, time-distance diagrams, vehicles, drivers, and a year's cost by what it comes from."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
import xlsxwriter
from xlsxwriter.chart_scatter import ChartScatter

from geo.texts.clock import HOUR_S
from layers.charts.time_distance import BACK
from layers.features.service_lines import service_colour
from network.services.bus_service import BusService
from plan.figure_texts import SERVICE_KIND_NAMES, persons, yen
from plan.reach.evaluation import Evaluation
from plan.services.money import ScenarioMoney, scenario_money
from plan.shown_values import half_up
from plan.timetables.time_distance import TimeDistance, time_distance
from reports.files.bus_tables import (
    WAYS,
    cost_table,
    duty_table,
    findings_table,
    timetables,
    vehicle_table,
    week_table,
)
from reports.files.workbook import CREATED, OPTIONS, write_sheet, write_tables

DIAGRAMS, POINTS = "ダイヤ図", "ダイヤ図の値"
_DAY_S = 24 * HOUR_S
_A4 = 9
"""As spreadsheets number sizes of paper."""
_CHART_ROWS, _WIDTH, _HEIGHT = 24, 960, 440
_ON_A_PAGE, _SCALE = 3, 50
"""Diagrams on a page of A4, and how large, in per cent."""
_NAMES_APART = 0.045
"""Names of stops nearer to each other than this share of the way are left out, the ends excepted."""
_BELOW = 1.02
"""The diagram reaches a little farther than the line, so that its last stop is named."""
_GRID, _NO_MARKER = "#D8D4CC", {"type": "none"}


def bus_workbook(evaluation: Evaluation, about: Sequence[tuple[str, str]] = ()) -> bytes:
    """Write the workbook (xlsx).

    Parameters
    ----------
    evaluation
        Of the scenario; today's feeds aren't in it.
    about
        What is said on the first sheet besides: what a design gives.

    Returns
    -------
    bytes
        The same scenario gives the same bytes. Sheets はじめに, 時刻表, ダイヤ図, 車両の運用, 運転者の仕業,
        運転者の一週間, 守れないこと, 費用の内訳, and the values that the diagrams are drawn from.
    """
    effective, money = evaluation.effective, scenario_money(evaluation)
    names = {s.id: s.name for s in effective.services}
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": f"{effective.region.name} {effective.scenario_name} のバス", "created": CREATED})
        first = [*_about(evaluation, money), *about]
        write_sheet(book, "はじめに", pd.DataFrame(first, columns=["項目", "内容"]), wraps=True)
        write_tables(book, "時刻表", list(timetables(effective.services)))
        points = _drawn(book, [s for s in effective.services if len(s.stops) > 1 and s.trips])
        for name, table in (
            ("車両の運用", vehicle_table(money.groups)),
            ("運転者の仕業", duty_table(money.groups)),
            ("運転者の一週間", week_table(money.groups)),
            ("守れないこと", findings_table(money.groups)),
        ):
            write_sheet(book, name, table, wraps=True)
        write_sheet(book, "費用の内訳", cost_table(money, names), totals=("費用（円）",))
        write_sheet(book, POINTS, points)
        for sheet in book.worksheets():
            sheet.set_paper(_A4)
            if sheet.name != DIAGRAMS:
                sheet.set_landscape()
                sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def _about(evaluation: Evaluation, money: ScenarioMoney) -> Iterator[tuple[str, str]]:
    effective, total = evaluation.effective, money.total()
    yield "地域", effective.region.name
    yield "案", effective.scenario_name
    for service in effective.services:
        yield service.name, f"{SERVICE_KIND_NAMES[service.kind]}、{len(service.trips):,}便"
    for group in money.groups:
        year = group.year
        yield (
            f"運行のまとまり「{group.name}」",
            f"車両 {year.volume.vehicles:,.0f}台、運転者 {year.drivers:,}人、一年に {year.days:,}日",
        )
    yield "一年の費用（試算）", yen(total.cost_yen)
    yield "一年の利用（延べ、試算）", persons(total.boardings, effective.year)
    if total.fares_yen is not None:
        yield "一年の運賃（試算）", yen(total.fares_yen)


@dataclass(frozen=True)
class _Strings:
    """One line's diagram: where its values stand on the sheet of values."""

    service: BusService
    colour: str
    diagram: TimeDistance
    first_s: int
    last_s: int
    rows: tuple[tuple[int, int], ...]
    """First and last row of each stop's level, then of each trip."""


def _drawn(book: xlsxwriter.Workbook, services: Sequence[BusService]) -> pd.DataFrame:
    """Draw a diagram for each line, time across and the way along the line down, and return the table of their values."""
    pictures = book.add_worksheet(DIAGRAMS)
    values: list[tuple[str, str, str, float, float]] = []
    drawn = []
    for position, service in enumerate(services):
        diagram = time_distance(service)
        times = [time for trip in diagram.trips for time, _ in trip.points]
        if not times:
            continue
        first_s, last_s = min(times) // HOUR_S * HOUR_S, -(-max(times) // HOUR_S) * HOUR_S
        lines = [(name, "停留所", [(first_s, km), (last_s, km)]) for name, km in diagram.stops]
        lines += [(f"{n}", WAYS[t.direction], list(t.points)) for n, t in enumerate(diagram.trips, start=1) if t.points]
        rows = []
        for name, kind, points in lines:
            rows.append((len(values) + 1, len(values) + len(points)))
            values += [(service.name, kind, name, time / _DAY_S, half_up(km, 3)) for time, km in points]
        drawn.append(_Strings(service, service_colour(position), diagram, first_s, last_s, tuple(rows)))
    for number, strings in enumerate(drawn):
        pictures.insert_chart(number * _CHART_ROWS, 0, _chart(book, strings))
    pictures.set_print_scale(_SCALE)
    pictures.set_h_pagebreaks([n * _CHART_ROWS for n in range(_ON_A_PAGE, len(drawn), _ON_A_PAGE)])
    return pd.DataFrame(values, columns=["路線", "種別", "停留所・便", "時刻（日）", "道のり（km）"])


def _chart(book: xlsxwriter.Workbook, strings: _Strings) -> ChartScatter:
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    named = _named(strings.diagram)
    stops = len(strings.diagram.stops)
    for number, (first, last) in enumerate(strings.rows[:stops]):
        grid: dict[str, object] = {"line": {"color": _GRID, "width": 0.75}}
        if number in named:
            custom = [{"value": named[number]}, {"delete": True}]
            grid["data_labels"] = {"value": True, "position": "left", "custom": custom}
        chart.add_series({**_cells(first, last), **grid, "marker": _NO_MARKER})
    trips = [trip for trip in strings.diagram.trips if trip.points]
    for trip, (first, last) in zip(trips, strings.rows[stops:], strict=True):
        back = {"color": BACK, "width": 1.75, "dash_type": "dash"}
        look = {"color": strings.colour, "width": 1.75} if trip.direction == 0 else back
        chart.add_series({**_cells(first, last), "line": look, "marker": _NO_MARKER})
    chart.set_title({"name": f"{strings.service.name}　ダイヤ図（実線が行き、破線が帰り）", "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    hour = 1 / 24
    times = {"min": strings.first_s / _DAY_S, "max": strings.last_s / _DAY_S, "major_unit": hour}
    chart.set_x_axis({**times, "num_format": "[h]:mm", "major_gridlines": {"visible": True, "line": {"color": _GRID}}})
    farthest = max(km for _, km in strings.diagram.stops)
    chart.set_y_axis(
        {
            "min": 0,
            "max": farthest * _BELOW or 1,
            "reverse": True,
            "label_position": "none",
            "major_gridlines": {"visible": False},
        }
    )
    chart.set_plotarea({"layout": {"x": 0.16, "y": 0.17, "width": 0.81, "height": 0.78}})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    return chart


def _cells(first: int, last: int) -> dict[str, list[object]]:
    return {"categories": [POINTS, first, 3, last, 3], "values": [POINTS, first, 4, last, 4]}


def _named(diagram: TimeDistance) -> dict[int, str]:
    """Choose the stops whose names stand beside the diagram: both ends, and those between that are far enough apart."""
    farthest = max(km for _, km in diagram.stops) or 1.0
    ends = (0, len(diagram.stops) - 1)
    taken = [diagram.stops[n][1] for n in ends]
    found = {n: diagram.stops[n][0] for n in ends}
    if taken[0] == taken[1]:
        found.pop(ends[1])
    for number, (name, km) in enumerate(diagram.stops):
        if number not in ends and all(abs(km - other) >= _NAMES_APART * farthest for other in taken):
            taken.append(km)
            found[number] = name
    return found
