"""Reasons: who stays without and why, what serving them costs, what a run is worth, what the next step gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from network.bus_design.town.timetable import operated
from plan.bus_design.answer import designs_document
from plan.bus_design.designs import designs
from plan.bus_design.guarantee import Guaranteed
from plan.bus_design.reasons import bound_told, explanations, price_of_village, run_values, unserved
from plan.bus_design.request import BusDesignRequest
from reports.plain_text.bus_design_lines import bus_design_lines
from tests.network.bus_design.town.small_town import small_task


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    task = small_task(tmp_path_factory.mktemp("town"), vehicles=2, drivers=2)
    return designs(task, BusDesignRequest("f-clinic", 2, 2, rounds=40))


def test_every_village_without_an_outing_is_told_why(found):
    first = found.designs[0]
    rows = {row.village_id: row for row in unserved(found, first)}
    assert set(rows) == set(found.task.villages) - set(first.figures.villages_served)
    assert rows["v6"].reason.code == "bus_design_village_without_road"
    for row in rows.values():
        if row.yen_a_year is not None:
            assert row.reason.code == "bus_design_village_priced"
            assert row.yen_a_year >= 0


def test_the_price_of_a_village_is_that_of_two_runs_that_reach_it(found):
    first = found.designs[0]
    left = next(k for k, v in enumerate(found.task.villages) if v not in first.figures.villages_served and k != 4)
    price = price_of_village(found, first, left)
    assert price is not None
    cheapest = operated(found.task.town, found.patterns, first.state.runs, found.task.year_from).cost_yen
    assert cheapest == first.cost_yen


def test_far_and_lonely_villages_have_reasons_of_their_own(found):
    first = found.designs[0]
    task = found.task
    short = replace(found, patterns=tuple(p for p in found.patterns if 3 not in p.calls))
    assert {r.village_id: r.reason.code for r in unserved(short, first)}["v5"] == "bus_design_village_too_far"
    lonely = replace(found, task=replace(task, near=task.near & False))
    assert {r.reason.code for r in unserved(lonely, first)} <= {
        "bus_design_village_off_road", "bus_design_village_without_road",
    }  # fmt: skip
    nobody = replace(found, task=replace(task, town=replace(task.town, persons=task.town.persons * 0)))
    assert "bus_design_village_without_need" in {r.reason.code for r in unserved(nobody, first)}
    many = replace(found, task=replace(task, town=replace(task.town, persons=task.town.persons + 1)))
    assert len(unserved(many, first)) == len(unserved(found, first))


def test_people_of_a_later_year_add_up_in_tens(found):
    task, first = found.task, found.designs[0]
    # Six times 16 people are 96, read as 100: four are read as 20 and the last two as 10, though 16 by itself would be 20.
    sixteen = np.full(len(task.town.persons), 16.0)
    later = replace(found, task=replace(task, year=2045, town=replace(task.town, persons=sixteen)))
    told = {r.village_id: r.reason.message for r in unserved(later, first)}
    assert "車のない人 20人" in told["v5"]
    assert "車のない人 10人" in told["v7"]


def test_a_run_is_worth_whom_it_leaves_behind(found):
    for design in found.designs:
        rows = run_values(found, design)
        assert len(rows) == len(design.state.runs)
        assert all(0 <= lost <= design.state.value for _, _, lost in rows)
    # the cheapest has one way there and one back: without either nobody has an outing
    assert all(lost == found.designs[0].state.value for _, _, lost in run_values(found, found.designs[0]))


def test_each_step_says_what_the_next_gives_and_the_last_why_it_is_the_last(found):
    codes = [[told.code for told in explanations(found, design)] for design in found.designs]
    assert all(told[0] == "bus_design_next_step" for told in codes[:-1])
    assert codes[-1][0] in ("bus_design_curve_ends", "bus_design_search_stopped")
    ended = replace(found, stopped=False)
    assert explanations(ended, found.designs[-1])[0].code == "bus_design_curve_ends"
    stopped = replace(found, stopped=True)
    assert explanations(stopped, found.designs[-1])[0].code == "bus_design_search_stopped"


def test_the_last_word_is_how_near_the_best_a_design_is(found):
    for design in found.designs:
        told = explanations(found, design)[-1]
        assert told.code == ("bus_design_proven" if design.gap < 1e-6 else "bus_design_bound")
        assert design.bound_persons >= design.state.value - 1e-6
        assert "最大でも" in told.message or "ありません" in told.message
    whole = replace(found, all_routes=True)
    codes = {
        bound_told(whole, replace(found.designs[0], bound_persons=found.designs[0].state.value + more)).code
        for more in (0.0, 5.0)
    }
    assert codes == {"bus_design_proven_all", "bus_design_bound_all"}


def test_more_vehicles_are_told_of_where_the_next_step_has_none(found):
    one, two, three = found.designs[0], found.designs[0], found.designs[-1]
    more = replace(three, operated=_with_vehicles(three, one.operated.vehicles + 1))
    made = replace(found, designs=(replace(one, id="a"), replace(two, id="b"), replace(more, id="c")))
    codes = [t.code for t in explanations(made, made.designs[0])]
    assert codes[:2] == ["bus_design_next_step", "bus_design_more_vehicles"]


def _with_vehicles(design, vehicles):
    year = design.operated.year
    return replace(design.operated, year=replace(year, volume=replace(year.volume, vehicles=float(vehicles))))


def test_plain_words_name_lines_times_and_reasons(found):
    lines = bus_design_lines(designs_document(Guaranteed(found, None)), None)
    assert lines[0].startswith("「上野診療所」のバスの設計")
    assert any("発" in line for line in lines)
    assert any("沖島：拠点から車で往復できる道がありません。" in line for line in lines)
