"""What is said of today and of coming years, against the functions that commands use."""

from __future__ import annotations

from dataclasses import replace

from geo.reference.national_statistics import national_survey
from plan.documents.blocks import Points, Table, Text
from plan.documents.present_state import OF_NEED, answers, needs, people_ahead, present_state
from plan.figure_texts import persons
from plan.scenario.carriers.checklist import Checklist
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


def test_answers_of_villages_stand_beside_the_national_shares() -> None:
    found = written_up()
    first, second = (str(v) for v in found.chosen.effective.region.villages.index[:2])
    checklist = Checklist().answered(first, ("jobs",)).answered(second, ()).answered("gone", ("jobs",))
    told = replace(
        found,
        plan=replace(
            found.plan,
            checklist=replace(checklist, held_on="2026年5月", hub_status=national_survey("hub_status").ids[0]),
        ),
    )
    (table,) = (b for b in answers(told) if isinstance(b, Table))
    assert table.rows == (("働き口の減少", "1集落（50%）", "68.6%"),)
    assert table.title == "集落が挙げた問題（答えた 2集落、2026年5月）"
    assert table in list(needs(told))
    words = [b.text for b in answers(told) if isinstance(b, Text)]
    assert "2015改訂版の値" in words[0]
    status = national_survey("hub_status").items[0]
    assert words[1].startswith(f"{national_survey('hub_status').title}：{status.name}（全国 {status.share:g}%）")
    assert list(answers(replace(found, plan=replace(found.plan, checklist=Checklist())))) == []
