"""Lists as tables: what is written comes back, what the columns don't show stays, what cannot be is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.texts.errors import RequestError
from plan.organisation.tables import (
    ACTIVITIES,
    BUILDING_USES,
    DECISIONS,
    INCOMES,
    RELATED_PLANS,
    REMARKS,
    Table,
    rows_of,
    values_of,
)
from plan.scenario.buildings import BuildingUse
from plan.scenario.carriers.agreements import Decision, Duty, RelatedPlan, Remark
from plan.scenario.carriers.organisation import Activity, Income
from tests.plan.random_texts import texts

words = texts.map(lambda t: " ".join(t.split()))
some = words.filter(bool)
hours = st.none() | st.floats(0, 1e6)
VALUES = [
    (ACTIVITIES, st.builds(Activity, some, st.sampled_from(["life", "business"]), st.sampled_from([(), ("care", "unknown")]), words, hours)),
    (INCOMES, st.builds(Income, st.sampled_from(["grant", "sales", "other"]), words, hours)),
    (DECISIONS, st.builds(Decision, some, words, words, st.lists(st.builds(Duty, some, words), max_size=2).map(tuple))),
    (REMARKS, st.builds(Remark, some, words)),
    (RELATED_PLANS, st.builds(RelatedPlan, st.sampled_from(["city", "町の計画"]), words, words, words, words, words)),
    (BUILDING_USES, st.builds(BuildingUse, st.sampled_from(["care", "medical"]), words, hours)),
]  # fmt: skip


@pytest.mark.parametrize(("table", "values"), VALUES)
def test_what_is_shown_is_read_back_as_it_was(table: Table, values) -> None:
    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(values, max_size=3).map(tuple))
    def check(given_values) -> None:
        rows = list(enumerate(rows_of(table, given_values)))
        assert values_of(table, rows, given_values) == given_values

    check()


def test_a_row_that_says_nothing_is_left_out_and_a_new_one_is_made():
    business = {"種類": "コミュニティビジネス"}
    rows: list[tuple[int, dict[str, Any]]] = [
        (0, {"活動": "配食", "種類": "生活サービス"}),
        (1, {"活動": None, **business}),
        (2, {"活動": " 店番 ", **business}),
    ]
    found = values_of(ACTIVITIES, rows, ())
    assert [(a.name, a.kind) for a in found] == [("配食", "life"), ("店番", "business")]


def test_duties_are_read_as_who_and_what():
    rows = [(0, {"決めたこと": "店を残す", "だれが何をする": "谷の会：店番、 町：家賃、区長"})]
    (decision,) = values_of(DECISIONS, rows, ())
    assert decision.duties == (Duty("谷の会", "店番"), Duty("町", "家賃"), Duty("区長", ""))


def test_unknown_fields_stay_with_their_row_when_others_go():
    known = (Remark("一", unknown_fields={"x-memo": 1}), Remark("二", unknown_fields={"x-memo": 2}))
    (left,) = values_of(REMARKS, [(1, {"出た意見": "二つ", "それで変えたこと": "便"})], known)
    assert (left.said, left.changed, left.unknown_fields) == ("二つ", "便", {"x-memo": 2})


def test_what_cannot_be_is_told():
    with pytest.raises(RequestError, match="書けません"):
        values_of(INCOMES, [(0, {"種類": "売上", "金額（円/年）": -1.0})], ())
    with pytest.raises(RequestError, match="書けません"):
        values_of(ACTIVITIES, [(0, {"活動": "配食", "種類": ""})], ())
