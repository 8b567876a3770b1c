"""The sheet that goes round: short, with what changes for whom, and open ends by name."""

from __future__ import annotations

from plan.documents.blocks import NOT_ENTERED, Points
from plan.documents.circular import circular
from tests.plan.documents.written_up import nothing_entered, written_up


def test_it_says_where_when_and_for_whom() -> None:
    found = written_up()
    words = "".join(circular(found).words())
    for hub in found.scenario.hubs if found.scenario else ():
        assert hub.name in words
    assert found.figure("hub_near_car") in words
    assert NOT_ENTERED in words
    assert circular(nothing_entered()).blocks


def test_lists_stay_short() -> None:
    assert all(len(b.items) <= 5 for b in circular(written_up()).blocks if isinstance(b, Points))
