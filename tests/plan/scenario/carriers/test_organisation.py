"""The organisation as a value: it refuses what cannot be."""

from __future__ import annotations

import math

import pytest

from geo.texts.errors import ValueRefusedError
from plan.scenario.carriers.organisation import Activity, ConditionNote, Income, Organisation, StepDocument


@pytest.mark.parametrize(
    "make",
    [
        lambda: Activity(" "),
        lambda: Activity("配食", "other"),  # type: ignore[arg-type]
        lambda: Activity("配食", hours_a_week=-1),
        lambda: Activity("配食", hours_a_week=math.inf),
        lambda: Income("gift"),  # type: ignore[arg-type]
        lambda: Income("sales", yen_a_year=-1),
        lambda: StepDocument("fifth"),  # type: ignore[arg-type]
        lambda: ConditionNote("awareness", "perhaps"),  # type: ignore[arg-type]
        lambda: Organisation(form="both"),  # type: ignore[arg-type]
        lambda: Organisation(volunteers=math.nan),
    ],
)
def test_what_cannot_be_is_refused_in_words(make):
    with pytest.raises(ValueRefusedError) as refused:
        make()
    assert str(refused.value)


def test_a_step_has_a_document_only_with_date_and_name():
    given = Organisation(
        steps=(
            StepDocument("design", "2027-02"),
            StepDocument("body", "", "規約"),
            StepDocument("work", "2028", "決算"),
        )
    )
    assert given.document_of("design") is None
    assert given.document_of("body") is None
    assert given.document_of("services") is None
    assert given.document_of("work") == StepDocument("work", "2028", "決算")
    assert given.is_given
    assert not Organisation().is_given
