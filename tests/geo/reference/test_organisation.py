"""What is known of organisations: dated, sourced, and no example is put under a type."""

from __future__ import annotations

import dataclasses

import pytest

from geo.reference import reference_table
from geo.reference.organisation import (
    GROUP_NAMES,
    Example,
    conditions,
    examples,
    legal_forms,
    main_activities,
    main_incomes,
    policy_fields,
    related_plan_kinds,
    reuses,
)


@pytest.mark.parametrize("form", legal_forms())
def test_a_legal_form_says_everything_with_source_and_date(form):
    known = legal_forms()[form]
    assert all((known.name, known.law, known.founders, known.formation, known.profit, known.liability, known.tax))
    assert known.transport in ("yes", "no", "unsure")
    assert all((known.transport_note, known.source, known.date))
    assert known.confidence in ("read", "likely", "unsure")
    assert known.to_be_confirmed == (known.confidence != "read")


def test_the_forms_that_the_briefing_and_the_law_name_are_there():
    assert legal_forms()["npo"].founders == "社員10人以上"
    assert "認証" in legal_forms()["npo"].formation
    assert legal_forms()["association"].founders == "社員2人以上"
    assert legal_forms()["workers"].founders == "3人以上"
    assert "260条の2" in legal_forms()["neighbourhood"].law
    assert {"npo_certified", "npo_residents", "stock", "limited", "welfare", "voluntary"} <= set(legal_forms())


def test_conditions_stand_in_known_groups_in_their_order():
    groups = [c.group for c in conditions().values()]
    assert list(dict.fromkeys(groups)) == list(GROUP_NAMES)
    assert groups.count("basic") == 3
    assert groups.count("founding") == 3
    assert len({c.name for c in conditions().values()}) == len(conditions())


def test_the_briefings_figures_and_lists():
    values = reference_table("organisation")
    assert (values["organisations"].value, values["municipalities"].value) == (1680, 494)
    assert round(values["see_need"].value / values["asked_without"].value, 2) == 0.88
    assert all(v.date and v.source for v in values.values())
    assert len(policy_fields()) == 16
    assert len(related_plan_kinds()) == 9
    assert len(main_activities()) == 5
    assert main_incomes() == ("grant", "dues", "user_fee")
    assert [r.kind for r in reuses()] == ["旧役場", "撤退したスーパー", "廃校", "道の駅"]


def test_no_example_is_assigned_to_a_type():
    assert len(examples()) == 10
    assert {f.name for f in dataclasses.fields(Example)} == {"name", "municipality", "activities", "legal_form"}
    assert not any(word in str(e) for e in examples() for word in ("一体型", "分離型"))
