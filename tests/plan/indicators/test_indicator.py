"""All indicators together: permanent ids, texts that can be filled, and sources."""

from __future__ import annotations

import string

from geo.reference.assumptions import Assumptions
from plan.indicators.bus_indicators import BUS_INDICATORS
from plan.indicators.bus_reach_indicators import BUS_REACH_INDICATORS
from plan.indicators.freight_indicators import FREIGHT_INDICATORS
from plan.indicators.indicator import Indicator
from plan.indicators.value_texts import ValueTexts

EVERY = (*BUS_INDICATORS, *BUS_REACH_INDICATORS, *FREIGHT_INDICATORS)
SHORT = {"near", "daily", "walk", "general", "older"}


def test_ids_are_there_once() -> None:
    ids = [indicator.id for indicator in EVERY]
    assert len(set(ids)) == len(ids)
    # What tables and plans refer to: these never change.
    assert {"outing_clinic_no_car", "outing_school", "stop_near_straight", "freight_left", "clinics_per_1000"} <= set(
        ids
    )


def test_every_value_in_a_text_is_an_assumption() -> None:
    known = ValueTexts(Assumptions())
    for indicator in EVERY:
        for text in (indicator.name, indicator.definition):
            wanted = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            assert all(known[name] for name in wanted - SHORT), indicator.id


def test_what_is_better_for_residents() -> None:
    better = {indicator.id: indicator.better for indicator in EVERY}
    assert {better[i] for i in better if i.startswith(("gap_", "doctorless_", "food_"))} == {"lower"}
    assert {better[i] for i in better if i.startswith(("outing_", "stop_"))} == {"higher"}
    assert [i.id for i in FREIGHT_INDICATORS if not i.judged] == ["freight_income"]


def test_each_says_where_it_comes_from() -> None:
    for indicator in EVERY:
        assert isinstance(indicator, Indicator)
        assert indicator.source
        assert indicator.definition
        assert indicator.unit
