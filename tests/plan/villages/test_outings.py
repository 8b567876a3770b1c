"""The week of a village on its sheet: the same outings as the command gives, to the place that serves people best."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.outings.evaluation import outings_to
from plan.reach.bus_days import days_of_week, usual_day
from plan.reach.evaluation import Evaluation, evaluate
from plan.villages.outings import WeekTable, _Place, week_table
from tests.small_region import write_small_region

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def valley() -> Evaluation:
    return evaluate(apply(read_region(ROOT / "sample_regions" / "model_chiku")))


def test_without_a_timetable_there_is_no_week(tmp_path: Path) -> None:
    assert week_table(evaluate(apply(read_region(write_small_region(tmp_path / "tameshi"))))) is None


def test_every_day_is_what_the_command_answers(valley: Evaluation) -> None:
    table = week_table(valley)
    assert table is not None
    region = valley.effective.region
    day = usual_day(region)
    assert day is not None
    dates = [date for date, _ in days_of_week(valley.effective, day)]
    names = {p.name: p.id for what in ("clinic",) for p in valley.purpose_places.destinations(_clinic(valley))}
    for village in region.villages.index:
        week = table.of([village], [1.0])[0]
        assert week.purpose == "通院"
        answers = [outings_to(valley, names[week.place], "clinic", date).villages.loc[village] for date in dates]
        assert [low for low, _ in week.by_day] == [a["outings"] for a in answers]
        assert week.on_foot == bool(answers[0]["walk"])
        usual = answers[dates.index(day)]
        if week.best is None:
            assert usual["leave_s"] == -1
        else:
            assert (week.best.leave_s, week.best.home_s) == (usual["leave_s"], usual["home_s"])


def _clinic(evaluation: Evaluation):
    from network.outings.purposes import purpose

    return purpose("clinic", evaluation.effective.assumptions)


def place(name: str, by_day: list[list[int]], on_foot: list[bool]) -> _Place:
    best = np.full((len(by_day), 4), -1)
    return _Place(name, np.array(by_day), np.array(on_foot), best)


def test_days_served_count_before_walking_and_walking_before_choice() -> None:
    every_day = place("毎日", [[1] * 7], [False])
    often = place("火曜だけ", [[0, 9, 0, 0, 0, 0, 0]], [False])
    beside = place("隣", [[0] * 7], [True])
    for places, chosen in (((often, every_day), "毎日"), ((every_day, beside), "隣"), ((often, beside), "隣")):
        table = WeekTable({"clinic": places}, {"v": 0})
        assert table.of(["v"], [1.0])[0].place == chosen


def test_a_district_goes_where_most_of_its_people_are_served() -> None:
    near_few = place("甲", [[2] * 7, [0] * 7], [False, False])
    near_many = place("乙", [[0] * 7, [1] * 7], [False, False])
    table = WeekTable({"shopping": (near_few, near_many)}, {"a": 0, "b": 1})
    [week] = table.of(["a", "b"], [10.0, 90.0])
    assert (week.place, week.by_day[0], week.best) == ("乙", (0.0, 1.0), None)
    assert table.of(["a", "b"], [90.0, 10.0])[0].place == "甲"
