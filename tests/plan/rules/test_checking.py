"""Checking a scenario: every rule in its order, or those that were asked for, and what follows."""

from __future__ import annotations

from plan.applied import EffectiveScenario
from plan.rules.checking import check, rules_document
from plan.rules.registry import RULES


def test_every_rule_answers_in_its_order(good: EffectiveScenario) -> None:
    answered = [r.rule for r in check(good)]
    assert list(dict.fromkeys(answered)) == [r.code for r in RULES]


def test_the_order_of_the_rules_holds_however_they_are_asked_for(good: EffectiveScenario) -> None:
    last, first = RULES[-1].code, RULES[0].code
    assert list(dict.fromkeys(r.rule for r in check(good, [last, first, "Z9"]))) == [first, last]
    assert check(good, []) == ()


def test_the_document_holds_the_results_and_what_follows(good: EffectiveScenario) -> None:
    document = rules_document(good)
    assert set(document) == {"results", "council", "notices_due", "permits"}
    assert document["results"] == [r.as_dict() for r in check(good)]
    assert any("知事" in m["member"] for m in document["council"])
