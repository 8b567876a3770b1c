"""The tables of a scenario's buses: timetables, what every vehicle and every driver does, the drivers' week, cost by cause."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from geo.texts.clock import MINUTE_S, clock
from importing.cells.whole_shares import whole_parts
from network.operations.cost_causes import Cause, cost_causes
from network.operations.driver_hours import Duty, Limits, hours_text, longest_unbroken_s
from network.operations.vehicle_blocks import Block, Task
from network.services.bus_service import BusService
from plan.figure_texts import COST_BASIS_NAMES
from plan.services.money import GroupMoney, ScenarioMoney
from plan.services.timetable_grid import timetable_grid
from plan.shown_values import half_up

WAYS = {0: "行き", 1: "帰り"}
KEPT = "守れないこと、気をつけることは、見つかりませんでした。"
_OUTCOMES = {"failed": "守れない", "warned": "気をつける"}
_WEEK = "月火水木金土日"
_KM = 1000.0
_HOURS, _KILOMETRES = "時間", "km"


def timetables(services: Sequence[BusService]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the timetable of every line and way, stops down and trips across in order of time, with its title."""
    for service in services:
        for direction, way in WAYS.items():
            trips = sorted((t for t in service.trips if t.direction == direction), key=lambda t: (t.start_s, t.id))
            if trips:
                grid = timetable_grid(service, direction)[["stop", *(t.id for t in trips)]]
                heads = ["停留所", *(f"{n}便" for n in range(1, len(trips) + 1))]
                yield f"{service.name}　{way}", grid.set_axis(heads, axis=1)


def vehicle_table(groups: Sequence[GroupMoney]) -> pd.DataFrame:
    """Write what each vehicle does on a day, run by run, empty drives before each and the time until the next."""
    rows = []
    for group in groups:
        known = {s.id: s for s in group.services}
        for schedule, days in group.year.schedules:
            for number, block in enumerate(schedule.blocks, start=1):
                rows += [(group.name, days, f"{number}台目", *row) for row in _runs(block, known)]
    heads = [
        "運行のまとまり", "日／年", "車両", "順", "仕事", "発", "着", "実車（km）", "前の回送（分）",
        "前の回送（km）", "次の仕事まで（分）",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=heads, dtype=object)


def _runs(block: Block, known: Mapping[str, BusService]) -> Iterator[tuple[object, ...]]:
    after = [*(later.start_s for later in block.tasks[1:]), None]
    for number, (task, following) in enumerate(zip(block.tasks, after, strict=True)):
        yield (
            number + 1,
            _work(task, known),
            clock(task.start_s),
            clock(task.end_s),
            half_up(task.length_m / _KM, 2),
            half_up(block.dead_s[number] / MINUTE_S),
            half_up(block.dead_m[number] / _KM, 2),
            "" if following is None else half_up((following - task.end_s) / MINUTE_S),
        )
    home_s, home_m = block.dead_s[-1], block.dead_m[-1]
    if home_s > 0:
        times = (clock(block.tasks[-1].end_s), clock(block.end_s) if math.isfinite(home_s) else "")
        last = len(block.tasks) + 1
        yield (last, "車庫へ戻る", *times, 0.0, half_up(home_s / MINUTE_S), half_up(home_m / _KM, 2), "")


def _work(task: Task, known: Mapping[str, BusService]) -> str:
    """Name a task: the line with where it goes, or a run for others."""
    service = known.get(task.service_id)
    if service is None:
        return task.id
    trip = next((t for t in service.trips if f"{service.id}-{t.id}" == task.id), None)
    if trip is None:
        return f"{service.name}（ほかの運行）"
    stops = service.sequence(trip.direction)
    called = trip.positions
    return f"{service.name}　{stops[called[0]].name} → {stops[called[-1]].name}"


def duty_table(groups: Sequence[GroupMoney]) -> pd.DataFrame:
    """Write every duty of a driver on a day: roll calls, length, driving, the longest driving without a break, when at the wheel."""
    limits = Limits.reference()
    rows = []
    for group in groups:
        for schedule, days in group.year.schedules:
            rows += [(group.name, days, *_duty(duty, limits)) for duty in schedule.duties]
    heads = [
        "運行のまとまり", "日／年", "仕業", "始業の点呼", "終業", "拘束時間", "運転時間", "続けて運転する最長", "運転していない時間",
        "運転する時間帯",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=heads, dtype=object)


def _duty(duty: Duty, limits: Limits) -> tuple[str, ...]:
    lengths = (duty.length_s, duty.driving_s, longest_unbroken_s(duty.driven_s, limits), duty.length_s - duty.driving_s)
    spells = "、".join(f"{clock(start)}〜{clock(end)}" for start, end in duty.driven_s)
    return (duty.id, clock(duty.start_s), clock(duty.end_s), *map(hours_text, lengths), spells)


def week_table(groups: Sequence[GroupMoney]) -> pd.DataFrame:
    """Write which duty each driver has on each day of the usual week, and what that adds up to."""
    rows = []
    for group in groups:
        for number, days in enumerate(group.year.roster, start=1):
            lengths = (sum(d.length_s for d in days.values()), sum(d.driving_s for d in days.values()))
            of_days = [days[n].id if n in days else "休み" for n in range(len(_WEEK))]
            rows.append((group.name, f"運転者{number}", *of_days, *map(hours_text, lengths)))
    heads = ["運行のまとまり", "運転者", *_WEEK, "週の拘束時間", "週の運転時間"]
    return pd.DataFrame(rows, columns=heads, dtype=object)


def findings_table(groups: Sequence[GroupMoney]) -> pd.DataFrame:
    """Write what vehicles and drivers run against; one line says so where that is nothing."""
    rows = [(g.name, _OUTCOMES[f.outcome], f.message) for g in groups for f in g.year.findings]
    rows += [(g.name, _OUTCOMES["failed"], told.message) for g in groups for told in g.year.notices]
    return pd.DataFrame(rows or [("", "", KEPT)], columns=["運行のまとまり", "区分", "内容"])


def cost_table(money: ScenarioMoney, names: Mapping[str, str]) -> pd.DataFrame:
    """Write a year's cost by what it comes from, in whole yen that add up to it.

    Parameters
    ----------
    money
        Of the scenario.
    names
        Of services by id.
    """
    rows: list[tuple[object, ...]] = []
    for group in money.groups:
        if group.cost is not None:
            basis = COST_BASIS_NAMES[group.cost.basis]
            rows += [(group.name, basis, *_cause(c, names)) for c in cost_causes(group.year, group.cost)]
    rows += [(names[i], "タクシー券", "使われた券", "", "", m.cost_yen) for i, m in money.vouchers.items()]
    whole = whole_parts([float(str(row[-1])) for row in rows])
    cells = [(*row[:-1], int(yen)) for row, yen in zip(rows, whole, strict=True)]
    heads = ["運行のまとまり", "払い方", "何にかかるか", "一年の量", "単位", "費用（円）"]
    return pd.DataFrame(cells, columns=heads, dtype=object)


def _cause(cause: Cause, names: Mapping[str, str]) -> tuple[object, ...]:
    line = names.get(cause.name, cause.name)
    label, unit = {
        "driving": (f"{line}の運転", _HOURS),
        "empty": ("回送の運転", _HOURS),
        "waiting": ("便と便のあいだ（待ち、休憩）", _HOURS),
        "roll_calls": ("点呼と点検", _HOURS),
        "kilometres": (f"{line}の走行", _KILOMETRES),
        "other": (cause.name, ""),
    }[cause.kind]
    return label, "" if cause.amount is None else half_up(cause.amount, 2), unit, cause.yen
