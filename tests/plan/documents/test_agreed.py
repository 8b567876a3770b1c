"""Meetings stand with what changed because of them; answers of under ten people only where that is wished; plans by name."""

from __future__ import annotations

from dataclasses import replace

from geo.reference.organisation import related_plan_kinds
from plan.documents.agreed import UNCHANGED, plans_not_entered, records_part, related_plans_part
from plan.documents.blocks import NOT_ENTERED, Block, Heading, Table, Text, words_of
from plan.documents.material import Material
from plan.scenario.carriers.agreements import Question, Record, Remark
from plan.shown_values import FEW_TEXT
from tests.plan.documents.written_up import nothing_entered, written_up


def asked(found: Material, came: float | None, **counts: float) -> Material:
    record = Record("r9", participants=came, question=Question("choice", "どこがよいか"), counts=counts)
    return replace(found, plan=replace(found.plan, records=(record,)))


def answers_of(found: Material) -> list[tuple[str, ...]]:
    return [row for block in records_part(found) if isinstance(block, Table) for row in block.rows]


def words(blocks: list[Block]) -> str:
    return "\n".join(word for block in blocks for word in words_of(block))


def test_each_meeting_stands_with_what_changed() -> None:
    found = written_up()
    blocks = list(records_part(found))
    assert [b.text for b in blocks if isinstance(b, Heading)] == [r.title for r in found.plan.records]
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    for record in found.plan.records:
        for remark in record.remarks:
            assert (remark.said, remark.changed) in rows
    assert "2026年（令和8年）6月14日" in words(blocks)


def test_a_remark_that_changed_nothing_says_so() -> None:
    found = replace(
        nothing_entered(), plan=replace(written_up().plan, records=(Record("r", remarks=(Remark("寒い"),)),))
    )
    assert answers_of(found) == [("寒い", UNCHANGED)]


def test_answers_of_under_ten_people_are_kept_back() -> None:
    found = written_up()
    assert answers_of(asked(found, 9, 店=5, 役場=4)) == []
    assert answers_of(asked(found, None, 店=5, 役場=4)) == []
    assert answers_of(asked(found, 30, 店=21, 役場=9, 駅=0)) == [("店", "21人"), ("役場", FEW_TEXT), ("駅", "0人")]
    told = replace(asked(found, 9, 店=5, 役場=4), few_told=True)
    assert answers_of(told) == [("店", "5人"), ("役場", "4人")]


def test_remarks_of_under_ten_people_are_kept_back_and_what_changed_is_not() -> None:
    remarks = (Remark("隣の家がうるさい", "時間を変える"), Remark("寒い"))
    found = replace(
        written_up(), plan=replace(written_up().plan, records=(Record("r", participants=9, remarks=remarks),))
    )
    said = words(list(records_part(found)))
    assert "うるさい" not in said
    assert "寒い" not in said
    assert "時間を変える" in said
    assert "10人未満の集まりなので、載せません" in said
    assert answers_of(replace(found, few_told=True)) == [("隣の家がうるさい", "時間を変える"), ("寒い", UNCHANGED)]
    ten = replace(found, plan=replace(found.plan, records=(Record("r", participants=10, remarks=remarks),)))
    assert "うるさい" in words(list(records_part(ten)))


def test_without_meetings_it_is_said() -> None:
    (only,) = records_part(nothing_entered())
    assert isinstance(only, Text)
    assert NOT_ENTERED in only.text


def test_every_kind_of_plan_stands_in_the_table() -> None:
    found = written_up()
    (table,) = related_plans_part(found)
    assert isinstance(table, Table)
    assert {row[0] for row in table.rows} == set(related_plan_kinds().values())
    given = {row[1]: row for row in table.rows}
    for one in found.procedure.related_plans:
        assert given[one.name][3] == one.agrees
    assert len(plans_not_entered(found)) == sum(row[1] == NOT_ENTERED for row in table.rows)
    assert len(plans_not_entered(nothing_entered())) == len(related_plan_kinds())
