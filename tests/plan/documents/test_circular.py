"""The sheet that goes round: short, with what changes for whom, and open ends by name."""

from __future__ import annotations

from plan.documents.blocks import NOT_ENTERED, Points
from plan.documents.circular import circular, circular_lacks
from tests.plan.documents.written_up import nothing_entered, with_words, written_up


def test_it_says_where_when_and_for_whom() -> None:
    found = written_up()
    words = "".join(circular(found).words())
    for hub in found.scenario.hubs if found.scenario else ():
        assert hub.name in words
    assert found.figure("hub_near_car") in words
    assert circular(nothing_entered()).blocks


def test_whom_to_ask_and_until_when_stand_in_it_or_are_named_as_missing() -> None:
    found = with_words("谷の役場へ")
    assert list(circular(found).words()).count("問い合わせ先：谷の役場へ") == 1
    assert list(circular(found).words()).count("意見の出し方とその期限：谷の役場へ") == 1
    assert circular_lacks(found) == ()
    assert circular_lacks(nothing_entered()) == ("問い合わせ先", "意見の出し方とその期限")
    assert f"問い合わせ先：{NOT_ENTERED}" in circular(nothing_entered()).words()


def test_lists_stay_short() -> None:
    assert all(len(b.items) <= 5 for b in circular(written_up()).blocks if isinstance(b, Points))
