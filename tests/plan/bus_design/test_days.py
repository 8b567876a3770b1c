"""Saturdays and school holidays: their own visits and runs, one budget, and a year that the house reckons the same way."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from geo.texts.errors import RequestError
from network.bus_design.town.patterns import fixed_runs
from network.services.calendar import ServiceCalendar
from plan.bus_design.days import checked_days, other_days, school_holidays, together
from plan.bus_design.designs import designs
from plan.bus_design.measured import measured_scenario
from plan.bus_design.request import BusDesignRequest
from plan.bus_design.wishes import RunWish, Wishes
from plan.services.money import scenario_money
from tests.network.bus_design.town.small_town import small_task

APRIL = datetime.date(2026, 4, 1)
SUMMER = "7/21-8/31"
SCHOOL_RUN = RunWish(("v3",), 8 * 3600, back=True, school_days=True)
WISHES = Wishes(runs=(SCHOOL_RUN,), saturday=True, school_holidays=(SUMMER,))


@pytest.fixture(scope="module")
def task(tmp_path_factory):
    return small_task(tmp_path_factory.mktemp("town"), vehicles=1, drivers=2, wishes=WISHES)


@pytest.fixture(scope="module")
def found(task):
    return designs(task, BusDesignRequest("f-clinic", 1, 2, rounds=24, wishes=WISHES))


def test_the_year_is_shared_out_among_the_days(task):
    holiday, saturday = task.other_days
    assert (holiday.key, saturday.key) == ("school_holiday", "saturday")
    assert all(day.weekday() < 5 for day in holiday.dates)
    assert {day.month for day in holiday.dates} == {7, 8}
    assert len(holiday.dates) == 30
    assert {day.weekday() for day in saturday.dates} == {5}
    assert not any(task.town.calendar.runs_on(day) for day in (*holiday.dates, *saturday.dates))
    assert task.town.calendar.days_per_year(task.year_from) + len(holiday.dates) in (260, 261, 262)


def test_school_runs_run_on_school_days_alone(task, found):
    assert len(task.town.fixed) == 1
    assert [kind.town.fixed for kind in task.other_days] == [(), ()]
    for design in found.designs:
        assert set(fixed_runs(task.town, found.patterns)) <= set(design.state.runs)
        assert all(state is None or state.value > 0 for state in (other.state for other in design.others))
    assert any(other.state is not None for design in found.designs for other in design.others)


def test_dearer_designs_serve_more_over_the_year_and_cost_what_every_page_reckons(task, found):
    shares = [design.outing_share for design in found.designs]
    assert shares == sorted(set(shares))
    for design in found.designs:
        parts = design.state.operated.cost_yen + sum(other.cost_yen for other in design.others)
        assert design.cost_yen == pytest.approx(parts)
        money = scenario_money(measured_scenario(task, design.scenario))
        assert design.cost_yen == pytest.approx(money.total().cost_yen)
        assert design.operated.allowed_by(task.town)


def test_what_runs_on_a_day_is_what_is_measured_on_it(task, found):
    design = max(found.designs, key=lambda d: sum(other.state is not None for other in d.others))
    for other in design.others:
        running = [s for s in design.scenario.services if s.calendar.runs_on(other.kind.dates[0])]
        trips = 0 if other.state is None else sum(len(s.trips) for s in other.state.operated.services)
        assert sum(len(s.trips) for s in running) == trips
        assert all(service.name.endswith(f"（{other.kind.label}）") for service in running)
    ids = [service.id for service in design.scenario.services]
    assert len(set(ids)) == len(ids)


def test_the_same_rounds_give_the_same_designs(task, found):
    again = designs(task, BusDesignRequest("f-clinic", 1, 2, rounds=24, wishes=WISHES))
    assert [d.scenario for d in again.designs] == [d.scenario for d in found.designs]


def test_one_budget_holds_for_all_days(task, found):
    dearest = found.designs[-1]
    budget = 0.8 * dearest.cost_yen
    less = replace(task, town=replace(task.town, budget_yen=budget))
    made = designs(less, BusDesignRequest("f-clinic", 1, 2, rounds=24, wishes=WISHES))
    assert all(design.cost_yen <= budget for design in made.designs)
    states = [design.state for design in found.designs]
    kinds = task.other_days
    others = [[d.others[at].state for d in found.designs if d.others[at].state] for at in range(len(kinds))]
    free, tight = (together(states, kinds, others, yen) for yen in (float("inf"), budget))
    assert [one.value for one in tight] == [one.value for one in free if one.cost_yen <= budget]
    assert len(tight) < len(free)
    assert [one.value for one in free] == sorted({one.value for one in free})


def test_fewer_days_cost_less_and_are_counted_on_a_day_on_which_the_lines_run(tmp_path):
    wishes = Wishes(days=("wed", "fri"))
    task = small_task(tmp_path, wishes=wishes)
    assert task.date.weekday() == 2
    made = designs(task, BusDesignRequest("f-clinic", 1, 1, rounds=6, wishes=wishes))
    design = made.designs[0]
    assert design.state.operated.year.days in (104, 105)
    assert design.figures.outing_share > 0.26  # more than those who walk


def test_holidays_over_the_end_of_the_year_stand_at_both_ends():
    spans = school_holidays(["３/２５～４/７"], APRIL)
    assert [(p.first.isoformat(), p.last.isoformat()) for p in spans] == [
        ("2026-04-01", "2026-04-07"),
        ("2027-03-25", "2027-03-31"),
    ]


@pytest.mark.parametrize("text", ["夏休み", "7/21", "2/30-3/1"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(RequestError, match="学校の休み"):
        school_holidays([text], APRIL)


@pytest.mark.parametrize("days", [(), ("mon", "funday")])
def test_what_is_no_weekday_is_refused(days):
    with pytest.raises(RequestError, match="曜日"):
        checked_days(days, saturday=False)
    assert checked_days(("fri", "mon"), saturday=True) == ("mon", "fri")
    with pytest.raises(RequestError, match="土曜"):
        checked_days(("sat",), saturday=True)


def test_days_on_which_nothing_is_open_are_refused_and_so_are_holidays_without_end(task):
    town = task.town
    with pytest.raises(RequestError, match="土曜の日は「上野診療所」に開いている施設がなく"):
        other_days(town, lambda _: {}, APRIL, saturday=True, holidays=())
    whole = school_holidays(["4/1-3/31"], APRIL)
    always = replace(town, calendar=ServiceCalendar(pauses=whole))
    with pytest.raises(RequestError, match="すべて休み"):
        other_days(always, lambda _: {"clinic": town.visits[0]}, APRIL, saturday=False, holidays=whole)
