"""On the drawn town every rule passes; without a plan nothing can be checked; a rule never stays silent."""

from __future__ import annotations

import pytest

from plan.applied import EffectiveScenario, apply
from plan.rules import check, rules_document
from plan.rules.registry import RULES, rule


def test_every_rule_passes(good: EffectiveScenario) -> None:
    assert good.notices == ()
    spoiled = [(r.rule, r.outcome, r.message) for r in check(good) if r.outcome != "passed"]
    assert spoiled == []
    assert [r.rule for r in check(good)] == [known.code for known in RULES]


def test_the_codes_are_those_of_the_contract() -> None:
    expected = [f"L{n}" for n in range(1, 7)] + [f"H{n}" for n in range(1, 12)] + [f"C{n}" for n in range(1, 5)]
    assert sorted(known.code for known in RULES) == sorted([*expected, "N1", "T1", "T2", "P1", "P2", "P3", "P4"])
    assert rule("H5").code == "H5"
    with pytest.raises(KeyError):
        rule("X1")


def test_the_present_proposes_nothing_to_check(good: EffectiveScenario) -> None:
    found = check(apply(good.region))
    assert {r.outcome for r in found} == {"not_checked"}
    assert [r.rule for r in found] == [known.code for known in RULES]
    document = rules_document(apply(good.region))
    assert (document["council"], document["notices_due"], document["permits"]) == ([], [], [])


def test_every_answer_says_law_limits_and_source(good: EffectiveScenario) -> None:
    for result in check(good):
        assert result.law
        assert result.why
        assert result.source
        assert "{" not in result.why
        assert result.severity in ("error", "warning", "info")
    laws = {r.rule: r.law for r in check(good)}
    assert laws["H1"] == "地域再生法 第17条の17第3項第2号（旧 第17条の7）"
    assert laws["H5"].startswith("法令の定めではありません")


def test_chosen_rules_alone_are_checked(good: EffectiveScenario) -> None:
    assert [r.rule for r in check(good, ["C1", "L2"])] == ["L2", "C1"]


def test_the_document_has_the_keys_of_the_contract(good: EffectiveScenario) -> None:
    document = rules_document(good)
    assert set(document) == {"results", "council", "notices_due", "permits"}
    assert {"rule", "outcome", "severity", "law", "message", "why", "where"} <= set(document["results"][0])
    assert [m["member"] for m in document["council"]] == ["都道府県知事", "農業委員会（置かれていない町では市町村長）"]
