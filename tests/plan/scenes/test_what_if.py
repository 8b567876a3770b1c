"""A hub that is tried: who gets there and back is who has an outing, everybody is counted once, and the plan stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo.region.region import Region, read_region
from plan.outings.evaluation import outings_to
from plan.reach.evaluation import evaluation_of
from plan.scenario.scenario import BASE, Plan
from plan.scenes.what_if import TRIED_NAME, TriedHub, listed, tried_hub

SANSON = read_region(Path("sample_regions/sanson"))
EMPTY = Plan(SANSON.id, SANSON.fingerprint)


def tried(region: Region, plan: Plan, scenario: str) -> TriedHub:
    largest = region.villages.sort_values("population").iloc[-1]
    return tried_hub(region, plan, scenario, (float(largest["lat"]), float(largest["lon"])))


def test_everybody_is_counted_once_and_named_once() -> None:
    found = tried(SANSON, EMPTY, BASE)
    people = SANSON.villages["population"]
    assert found.can_persons + found.cannot_persons == pytest.approx(float(people.sum()))
    assert sorted((*found.can, *found.cannot)) == sorted(SANSON.villages.loc[people > 0, "name"])
    assert str(SANSON.villages.sort_values("population").iloc[-1]["name"]) in found.can


def test_who_can_is_who_has_an_outing() -> None:
    found = tried(SANSON, EMPTY, BASE)
    answer = outings_to(evaluation_of(SANSON, found.plan, found.scenario_id), found.hub_id, "errands")
    with_outing = answer.villages["has_outing"] & (SANSON.villages["population"] > 0)
    assert sorted(found.can) == sorted(SANSON.villages.loc[with_outing, "name"])


def test_the_plan_is_tried_and_not_changed() -> None:
    found = tried(SANSON, EMPTY, "gone")
    assert EMPTY.scenarios == ()
    assert [h.name for h in found.plan.scenario(found.scenario_id).hubs] == [TRIED_NAME]


def test_without_buses_minutes_by_car_tell(tmp_path: Path) -> None:
    shutil.copytree("sample_regions/model_chiku", tmp_path / "town", ignore=shutil.ignore_patterns("gtfs*"))
    bare = read_region(tmp_path / "town")
    found = tried(bare, Plan(bare.id, bare.fingerprint), BASE)
    current = evaluation_of(bare, found.plan, found.scenario_id)
    near = current.hub_minutes("car")[found.hub_id] <= current.effective.assumptions["daily_min"]
    assert found.how.startswith("車で")
    assert sorted(found.can) == sorted(bare.villages.loc[near & (bare.villages["population"] > 0), "name"])


def test_where_nobody_gets_the_answer_says_so() -> None:
    far = tried_hub(SANSON, EMPTY, BASE, (0.0, 0.0))
    assert far.can == ()
    assert far.headline.endswith("行って帰れる集落がありません")
    assert "m以内に停留所がありません" in far.lines[0]


def test_where_somebody_gets_no_reason_is_asked_for() -> None:
    assert tried(SANSON, EMPTY, BASE).why_nobody == ""


@pytest.mark.parametrize(("can", "cannot", "headline", "lines"), [
    (("奥",), (), "ここなら、車でみんな行って帰れます", ("行って帰れる：奥",)),
    (("奥",), ("谷",), "ここなら、車で20人が行って帰れます", ("行って帰れる：奥", "行って帰れない：谷（9人）")),
    ((), ("谷",), "ここへは、車で行って帰れる集落がありません", ("行って帰れない：谷（9人）",)),
])  # fmt: skip
def test_the_answer_is_in_people_and_names(
    can: tuple[str, ...], cannot: tuple[str, ...], headline: str, lines: object
) -> None:
    found = TriedHub(EMPTY, "s1", "h1", "車で", can, cannot, 20.0, 9.0)
    assert (found.headline, found.lines) == (headline, lines)


def test_names_are_listed_as_far_as_a_screen_holds_them() -> None:
    assert listed(tuple("一二三四五六")) == "一、二、三、四、五、六"
