"""The sheet of who comes nearer and who gets farther: on the small region, where times are known from paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.region.region import Region, read_region
from plan.applied import apply
from plan.file.plan_file import read_plan
from plan.reach.evaluation import Evaluation, evaluate, evaluation_of
from plan.scenario.scenario import Hub, Plan, Scenario
from reports.printed.change_page import change_page
from tests.reports.printed.test_village_sheet import faults, text_of
from tests.small_region import LAT, LON, STEP, write_small_region

SANSON = Path("sample_regions/sanson")


@pytest.fixture(scope="module")
def region(tmp_path_factory) -> Region:
    return read_region(write_small_region(tmp_path_factory.mktemp("region") / "tameshi"))


@pytest.fixture
def pair(region) -> tuple[Evaluation, Evaluation]:
    """From the hall in the west to a hub 12 minutes farther east."""
    scenario = Scenario("s1", "下野に置く", hubs=(Hub("h1", "下野", LAT, LON + 2 * STEP),))
    return evaluate(apply(region)), evaluate(apply(region, Plan(region.id, region.fingerprint, (scenario,)), "s1"))


def test_names_people_and_minutes_stand_on_both_sides(pair) -> None:
    text = text_of(change_page(*pair))
    assert "「現況」から「下野に置く」にすると" in text
    # v3, v4, v5 come 12 minutes nearer, v1 gets 12 minutes farther: worked out in tests/plan/overview.
    assert "近くなる　3集落" in text
    assert "遠くなる　1集落" in text
    assert "12分 → 0分（-12分）" in text
    assert "0分 → 12分（+12分）" in text
    assert faults(change_page(*pair)) == []


def test_the_people_of_both_sides_and_of_the_rest_are_everybody(pair) -> None:
    import re

    text = text_of(change_page(*pair))
    sides = [int(n) for n in re.findall(r"(?:近くなる|遠くなる)　\d+集落 ([\d,]+)人", text)]
    (rest,) = re.findall(r"ほかの \d+集落 ([\d,]+)人", text.replace("\n", ""))
    assert sum(sides) + int(rest) == pair[0].effective.region.villages["population"].sum()


def test_against_a_present_without_a_hub_nothing_is_claimed(region, pair) -> None:
    no_hall = replace(region, today_hubs=())
    text = text_of(change_page(evaluate(apply(no_hall)), pair[1])).replace("\n", "")
    assert "拠点がないので、比べられません" in text
    assert "近くなる　" not in text


def test_what_finds_no_room_is_counted() -> None:
    region, plan = read_region(SANSON), read_plan((SANSON / "example.plan.json").read_bytes())
    page = change_page(evaluation_of(region, plan, "c4"), evaluation_of(region, plan, "c1"))
    text = text_of(page)
    assert "ほか 24集落" in text
    assert faults(page) == []
