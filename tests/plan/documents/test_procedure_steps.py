"""The steps of the procedure stand in their order, with days where the plan has them."""

from __future__ import annotations

from plan.documents.blocks import NOT_ENTERED, Table
from plan.documents.procedure_steps import four_steps_part, procedure_steps, steps_part
from plan.finance.grant import application_steps
from plan.scenario.procedure import DraftTexts, Kpi, Procedure
from tests.plan.documents.written_up import written_up


def test_days_stand_where_they_are_known() -> None:
    procedure = Procedure(
        starts="2027-04-01", draft=DraftTexts(assembly_on="2027-03"), kpis=(Kpi("人", targets={2029: 2, 2028: 1}),)
    )
    days = {s.name: s.day for s in procedure_steps(procedure)}
    assert days["議会への説明"] == "2027年（令和9年）3月"
    assert days["計画期間のはじめ"] == "2027年（令和9年）4月1日"
    assert days["素案の公表とパブリックコメント"] == ""
    assert [name for name in days if "評価" in name] == [
        "2028年（令和10年）の評価と公表",
        "2029年（令和11年）の評価と公表",
    ]


def test_a_day_that_nobody_entered_is_said() -> None:
    table = next(b for b in steps_part(written_up()) if isinstance(b, Table))
    assert NOT_ENTERED in [row[1] for row in table.rows]
    assert table.rows[0][1] == "2026年（令和8年）11月20日"


def test_the_day_of_a_step_s_document_is_written_as_documents_write_days() -> None:
    (table,) = (b for b in four_steps_part(written_up()) if isinstance(b, Table))
    assert table.rows[0][2].startswith("2026年（令和8年）10月25日「")
    assert "2026-" not in "".join(cell for row in table.rows for cell in row)


def test_the_rounds_of_application_stand_as_the_room_of_money_knows_them() -> None:
    remarks = " ".join(step.remark for step in procedure_steps(Procedure()))
    assert all(told in remarks for told in application_steps())
