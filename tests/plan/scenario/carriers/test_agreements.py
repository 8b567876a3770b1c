"""Decisions, related plans and records as values."""

from __future__ import annotations

import pytest

from geo.texts.errors import ValueRefusedError
from plan.scenario.carriers.agreements import Decision, Question, Record, RelatedPlan
from plan.scenario.scenario import Hub, HubFacility, Plan


@pytest.mark.parametrize(
    "make",
    [
        lambda: Decision(" "),
        lambda: RelatedPlan(""),
        lambda: Question("song"),  # type: ignore[arg-type]
        lambda: Record(""),
        lambda: Record("r1", participants=-1),
        lambda: Record("r1", counts={"下": -1}),
        lambda: Record("r1", counts_by_hand={"下": -1}),
        lambda: Record("r1", by_village={"v1": float("inf")}),
        lambda: Plan("r", "f", records=(Record("r1"), Record("r1"))),
        lambda: Hub("h1", "下", 35.0, 137.0, grade="middle"),  # type: ignore[arg-type]
        lambda: HubFacility("medical", "診療所", "new", days=("someday",)),
    ],
)
def test_what_cannot_be_is_refused_in_words(make):
    with pytest.raises(ValueRefusedError) as refused:
        make()
    assert str(refused.value)


def test_days_of_a_hubs_facility_stand_in_the_order_of_the_week():
    assert HubFacility("medical", "診療所", "new", days=("thu", "tue", "tue")).days == ("tue", "thu")


def test_counts_of_a_record_do_not_change():
    record = Record("r1", counts={"下": 3})
    with pytest.raises(TypeError):
        record.counts["下"] = 4  # type: ignore[index]
