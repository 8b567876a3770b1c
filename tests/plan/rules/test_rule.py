"""A rule and its answer: what weighs more is said, praise only where there is nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
import shapely

from plan.applied import EffectiveScenario
from plan.land.land import Land, land_of
from plan.rules.rule import CONVENTION, Finding, Rule, failed, info, not_checked, passed
from tests.plan.drawn_town import as_drawn, place, square


def rule_that(check: Callable[[Land], Iterable[Finding]]) -> Rule:
    return Rule("X1", "題", "warning", None, "{land_stop_walk_m}m 以内", "出典", "read", check)


def test_praise_is_left_out_beside_anything_else(good: EffectiveScenario) -> None:
    mixed = rule_that(lambda _: [passed("よし"), failed("だめ", ids=["h1"]), not_checked("不明"), info("知らせ")])
    assert [(r.outcome, r.message) for r in mixed.results(land_of(good))] == [
        ("failed", "だめ"),
        ("not_checked", "不明"),
        ("info", "知らせ"),
    ]


def test_praise_is_said_once(good: EffectiveScenario) -> None:
    (only,) = rule_that(lambda _: [passed("一"), passed("二")]).results(land_of(good))
    assert (only.outcome, only.message, only.ids, only.where) == ("passed", "一", (), None)


def test_a_rule_that_says_nothing_is_broken(good: EffectiveScenario) -> None:
    with pytest.raises(AssertionError, match="X1"):
        rule_that(lambda _: []).results(land_of(good))


def test_the_answer_bears_values_place_and_law(good: EffectiveScenario) -> None:
    spot = as_drawn(square(0, 0, 10, 10))
    (found,) = rule_that(lambda _: [failed("だめ", spot, ["h1"])]).results(land_of(good))
    assert found.why == f"{good.assumptions['land_stop_walk_m']:g}m 以内"
    assert found.law == CONVENTION
    assert found.where is not None
    lat, lon = place(0, 0)
    west, south, *_ = shapely.from_geojson(shapely.to_geojson(shapely.geometry.shape(found.where))).bounds
    assert (west, south) == pytest.approx((lon, lat), abs=2e-6)
    assert found.as_dict()["ids"] == ["h1"]


def test_an_empty_place_is_no_place(good: EffectiveScenario) -> None:
    (found,) = rule_that(lambda _: [failed("だめ", shapely.Polygon())]).results(land_of(good))
    assert found.where is None


def test_what_nobody_read_is_to_be_confirmed() -> None:
    sure = rule_that(lambda _: [])
    assert not sure.to_be_confirmed
    assert replace(sure, confidence="likely").to_be_confirmed
