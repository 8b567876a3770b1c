"""The residents' document: decisions on the first sheet, duties on the second, nothing invented."""

from __future__ import annotations

from plan.documents.blocks import NOT_ENTERED, NewPage
from plan.documents.residents_design import residents_design, residents_design_lacks
from reports.documents.typeset import typeset
from tests.plan.documents.written_up import nothing_entered, written_up


def test_it_has_two_sheets_and_all_decisions_and_duties() -> None:
    found = written_up()
    document = residents_design(found)
    assert len(typeset(document)) == 2
    assert sum(isinstance(block, NewPage) for block in document.blocks) == 1
    said = set(document.words())
    for decision in found.organisation.decisions:
        assert {decision.what, decision.decided_by} <= said
        assert all({duty.who, duty.what} <= said for duty in decision.duties)
    assert document.missing == residents_design_lacks(found) == ()


def test_what_is_missing_is_named() -> None:
    document = residents_design(nothing_entered())
    assert "決めたこと" in document.missing
    assert NOT_ENTERED in "".join(document.words())
