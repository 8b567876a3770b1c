"""The workbook of a scenario's buses, read back by another reader: timetables, rosters, diagrams and cost are the scenario's own."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from geo.region.region import read_region
from geo.texts.clock import clock
from network.operations.driver_hours import hours_text
from network.services.service_terms import CostTerms
from plan.applied import apply
from plan.file.plan_file import read_plan
from plan.reach.evaluation import Evaluation, evaluate
from plan.services.money import ScenarioMoney, scenario_money
from reports.files.bus_tables import KEPT, cost_table, findings_table, timetables, vehicle_table, week_table
from reports.files.bus_workbook import bus_workbook

FOLDER = Path("sample_regions/okuyama")
SHEETS = [
    "はじめに", "時刻表", "ダイヤ図", "車両の運用", "運転者の仕業", "運転者の一週間", "守れないこと", "費用の内訳", "ダイヤ図の値",
]  # fmt: skip


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    plan = read_plan((FOLDER / "example.plan.json").read_bytes())
    return evaluate(apply(read_region(FOLDER), plan, "c4"))


@pytest.fixture(scope="module")
def money(evaluation: Evaluation) -> ScenarioMoney:
    return scenario_money(evaluation)


@pytest.fixture(scope="module")
def content(evaluation: Evaluation) -> bytes:
    return bus_workbook(evaluation, [("外出できる住民", "123人"), ("わけ", "=1+1")])


@pytest.fixture(scope="module")
def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: [list(row) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def test_it_has_its_sheets_and_says_what_it_is_of(sheets: dict[str, list[list[object]]]) -> None:
    assert list(sheets) == SHEETS
    about = {row[0]: row[1] for row in sheets["はじめに"][1:]}
    assert (about["地域"], about["外出できる住民"], about["わけ"]) == ("奥山地区", "123人", "'=1+1")


def test_every_time_of_every_trip_stands_in_the_timetable(
    evaluation: Evaluation, sheets: dict[str, list[list[object]]]
) -> None:
    (line,) = [s for s in evaluation.effective.services if s.trips]
    rows = sheets["時刻表"]
    for direction, way in ((0, "行き"), (1, "帰り")):
        at = next(i for i, row in enumerate(rows) if row[0] == f"{line.name}　{way}")
        trips = sorted((t for t in line.trips if t.direction == direction), key=lambda t: t.start_s)
        assert rows[at + 1][: len(trips) + 1] == ["停留所", *(f"{n}便" for n in range(1, len(trips) + 1))]
        stops = line.sequence(direction)
        grid = [row[: len(trips) + 1] for row in rows[at + 2 : at + 2 + len(stops)]]
        times = [[t.times_s[i] for t in trips] for i in range(len(stops))]
        assert grid == [
            [stop.name, *("レ" if time is None else clock(time) for time in row)]
            for stop, row in zip(stops, times, strict=True)
        ]


def test_vehicles_and_drivers_do_what_the_schedule_says(
    money: ScenarioMoney, sheets: dict[str, list[list[object]]]
) -> None:
    (group, *_) = money.groups
    ((schedule, days),) = group.year.schedules
    runs = [row for row in sheets["車両の運用"][1:] if "→" in str(row[4])]
    assert [(row[0], row[1], row[5], row[6]) for row in runs] == [
        (group.name, days, clock(t.start_s), clock(t.end_s)) for b in schedule.blocks for t in b.tasks
    ]
    duties = [row[2:7] for row in sheets["運転者の仕業"][1:]]
    assert duties[: len(schedule.duties)] == [
        [d.id, clock(d.start_s), clock(d.end_s), hours_text(d.length_s), hours_text(d.driving_s)]
        for d in schedule.duties
    ]
    week = [row for row in sheets["運転者の一週間"][1:] if row[0] == group.name]
    assert len(week) == group.year.drivers
    assert sum(cell != "休み" for row in week for cell in row[2:9]) == sum(len(days) for days in group.year.roster)


def test_the_cost_by_cause_adds_up_to_what_every_page_says(
    money: ScenarioMoney, sheets: dict[str, list[list[object]]]
) -> None:
    rows = sheets["費用の内訳"]
    whole = [float(str(row[5])) for row in rows[1:-1]]
    assert all(yen == int(yen) for yen in whole)
    assert sum(whole) == round(money.total().cost_yen)
    assert (rows[-1][0], rows[-1][5]) == ("合計", sum(whole))
    assert "便と便のあいだ（待ち、休憩）" in [row[2] for row in rows]


def test_a_diagram_has_a_line_for_every_stop_and_trip(evaluation: Evaluation, content: bytes) -> None:
    (line,) = [s for s in evaluation.effective.services if s.trips]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 1
    assert charts[0].count("<c:ser>") == len(line.stops) + len(line.trips)
    assert line.stops[0].name in charts[0]
    ranges = re.findall(r"ダイヤ図の値'!\$D\$(\d+):\$D\$(\d+)", charts[0])
    assert [int(first) for first, _ in ranges[1:]] == [int(last) + 1 for _, last in ranges[:-1]]


def test_the_same_scenario_gives_the_same_bytes(evaluation: Evaluation, content: bytes) -> None:
    assert bus_workbook(evaluation, [("外出できる住民", "123人"), ("わけ", "=1+1")]) == content


def test_a_duty_that_breaks_a_rule_is_listed_and_nothing_is_said_to_be_broken_where_nothing_is(
    evaluation: Evaluation, money: ScenarioMoney
) -> None:
    (group, *_) = money.groups
    assert findings_table([group])["内容"].tolist() == [KEPT]
    line = next(s for s in evaluation.effective.services if s.trips)
    whole_day = tuple(None if s is None else 75_600 if n else 18_000 for n, s in enumerate(line.trips[0].times_s))
    endless = replace(line.trips[0], times_s=whole_day, arrivals_s=())
    tired_line = replace(line, trips=(endless, *line.trips[1:]), cost=CostTerms("own"))
    plan = read_plan((FOLDER / "example.plan.json").read_bytes())
    scenario = replace(plan.scenario("c4"), services=(tired_line,))
    changed = replace(plan, scenarios=tuple(scenario if s.id == "c4" else s for s in plan.scenarios))
    (tired,) = scenario_money(evaluate(apply(evaluation.effective.region.as_read, changed, "c4"))).groups
    assert tired.year.findings
    assert list(findings_table([tired])["内容"]) == [f.message for f in tired.year.findings]
    assert len(week_table([tired])) == tired.year.drivers


def test_trips_stand_in_order_of_time_and_an_empty_way_has_no_table(evaluation: Evaluation) -> None:
    line = next(s for s in evaluation.effective.services if s.trips)
    there = tuple(t for t in line.trips if t.direction == 0)
    ((title, table),) = timetables([replace(line, trips=there[::-1])])
    assert title.endswith("行き")
    first = [str(cell) for cell in table.iloc[0, 1:]]
    assert first == [clock(t.start_s) for t in sorted(there, key=lambda t: t.start_s)]


def test_tables_of_nothing_are_empty(evaluation: Evaluation) -> None:
    none = scenario_money(evaluate(apply(evaluation.effective.region.as_read)))
    assert len(vehicle_table(none.groups)) == len(cost_table(none, {})) == 0
