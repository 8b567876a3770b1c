"""The modules of rules, one by one: which rules each has, what they rest on, and that the registry has all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan.applied import EffectiveScenario
from plan.land.land import land_of
from plan.rules.area_rules import AREA_RULES
from plan.rules.checking import check, rules_document
from plan.rules.consequence_rules import HUB_CONSEQUENCES, NOTICE_RULES
from plan.rules.conservation_rules import CONSERVATION_RULES
from plan.rules.paper_rules import PAPER_RULES
from plan.rules.registry import RULES
from plan.rules.rule import CONVENTION, Finding, Rule, failed, info, not_checked, passed
from plan.rules.safety_rules import SAFETY_RULES
from plan.rules.sphere_rules import SPHERE_RULES
from plan.rules.transport_rules import TRANSPORT_RULES

MODULES: dict[str, tuple[Rule, ...]] = {
    "L1 L2 L3 L4 L5 L6": SPHERE_RULES,
    "H1 H2 H3 H4 H5 H6": AREA_RULES,
    "H7 H8": SAFETY_RULES,
    "H9 H10 H11": HUB_CONSEQUENCES,
    "C1 C2 C3": CONSERVATION_RULES,
    "C4 N1": NOTICE_RULES,
    "T1 T2": TRANSPORT_RULES,
    "P1 P2 P3 P4": PAPER_RULES,
}


@pytest.mark.parametrize("codes", MODULES)
def test_each_module_has_its_rules(codes: str) -> None:
    rules = MODULES[codes]
    assert [rule.code for rule in rules] == codes.split()
    # A rule of no article is our own convention, and no breach of law.
    assert all((rule.law == CONVENTION) == (rule.article is None) for rule in rules)
    assert all(rule.article is not None for rule in rules if rule.severity == "error" and rule.code != "C3")


@pytest.mark.parametrize("codes", MODULES)
def test_the_good_town_breaks_no_rule_of_a_module(good: EffectiveScenario, codes: str) -> None:
    found = check(good, codes.split())
    assert {result.rule for result in found} == set(codes.split())
    assert [result for result in found if result.outcome == "failed"] == []
    assert all("{" not in result.why for result in found)


def test_the_registry_has_every_rule_once_in_this_order() -> None:
    assert [rule.code for rule in RULES] == " ".join(MODULES).split()


def test_a_document_has_the_same_results(good: EffectiveScenario) -> None:
    document = rules_document(good)
    assert document["results"] == [result.as_dict() for result in check(good)]
    assert set(document) == {"results", "council", "notices_due", "permits"}
    assert check(good, []) == ()


def answers(good: EffectiveScenario, *findings: Finding) -> list[tuple[str, str]]:
    rule = replace(RULES[0], check=lambda _land: findings)
    return [(result.outcome, result.message) for result in rule.results(land_of(good))]


def test_praise_is_said_once_and_only_where_nothing_else_is_found(good: EffectiveScenario) -> None:
    assert answers(good, passed("a"), passed("b")) == [("passed", "a")]
    assert answers(good, passed("a"), failed("b"), info("c"), not_checked("d")) == [
        ("failed", "b"),
        ("info", "c"),
        ("not_checked", "d"),
    ]
    with pytest.raises(AssertionError):
        answers(good)
