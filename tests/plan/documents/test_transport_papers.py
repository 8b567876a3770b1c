"""Papers of public transport: their items, the subsidy's figures as they are reckoned, the meeting that the user names."""

from __future__ import annotations

from dataclasses import replace

from plan.documents.blocks import Heading, Table
from plan.documents.material import MEETINGS
from plan.documents.transport_papers import (
    meeting_paper,
    transport_plan,
    transport_plan_lacks,
    transport_year,
)
from plan.figure_texts import yen
from tests.plan.documents.written_up import nothing_entered, with_words, written_up


def test_the_plan_has_its_items_and_says_what_it_lacks() -> None:
    titles = [b.text for b in transport_plan(written_up()).blocks if isinstance(b, Heading)]
    assert [t[0] for t in titles[:6]] == list("123456")
    assert "運行する者" in transport_plan_lacks(nothing_entered())
    assert "地域公共交通の基本方針" not in transport_plan_lacks(with_words("みんなで乗る"))


def test_the_year_is_that_of_the_services() -> None:
    found = written_up()
    table = next(b for b in transport_year(found).blocks if isinstance(b, Table))
    assert [row[0] for row in table.rows] == [g.name for g in found.money.groups]
    assert [row[4] for row in table.rows] == [yen(g.money["mid"].cost_yen) for g in found.money.groups]


def test_the_meeting_is_the_one_that_was_named() -> None:
    for meeting, name in MEETINGS.items():
        words = "".join(meeting_paper(replace(written_up(), meeting=meeting)).words())
        assert name in words
