"""What is said of today and of coming years, against the functions that commands use."""

from __future__ import annotations

from dataclasses import replace

from plan.documents.blocks import Points, Table, Text
from plan.documents.present_state import OF_NEED, needs, people_ahead, present_state
from plan.figure_texts import persons
from plan.scenario.scenario import BASE
from tests.plan.documents.written_up import with_words, written_up


def test_people_stand_as_counted_and_forecasts_in_tens() -> None:
    found = written_up()
    (table,) = (b for b in people_ahead(found) if isinstance(b, Table))
    assert table.rows[0][1] == persons(found.chosen.effective.region.villages["population"].sum(), None)
    for row, (year, (total, _)) in list(zip(table.rows, found.total_by_year().items(), strict=True))[1:]:
        assert row[1] == persons(total, year)
        assert int(row[1].removesuffix("人").replace(",", "")) % 10 == 0


def test_needs_are_figures_of_today() -> None:
    found = written_up()
    (points,) = (b for b in needs(found) if isinstance(b, Points))
    assert points.items == tuple(f"{found.figures[i].name}：{found.figure(i, BASE)}" for i in OF_NEED)
    assert next(iter(needs(with_words("谷の声")))) == Text("谷の声")


def test_the_sentence_names_people_and_villages() -> None:
    found = written_up()
    first = next(iter(present_state(found)))
    assert isinstance(first, Text)
    assert found.figure("population", BASE) in first.text
    assert replace(first, text="") == Text("")
