"""Whom a share over roads leaves out, on the small region: v6 (5 people) has no road, v7 nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.overview.diagnosis import diagnosis, service_rows
from plan.reach.destinations import minutes_to_places, villages_without_way
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.group_coverage import group_coverage, left_out
from plan.scenario.scenario import Plan, RoadEdit, Scenario
from plan.spheres.answer import SphereRequest, spheres_of
from plan.spheres.document import sphere_document
from tests.small_region import write_small_region


@pytest.fixture
def small(tmp_path: Path) -> Evaluation:
    return evaluate(apply(read_region(write_small_region(tmp_path / "tameshi"))))


@pytest.fixture
def cut(tmp_path: Path) -> Evaluation:
    """The stretch from n3 to n4 closed: v4 (30) and v5 (10) are cut off as well."""
    region = read_region(write_small_region(tmp_path / "tameshi"))
    edges = (("n3", "n4", 0), ("n4", "n3", 0))
    plan = Plan(region.id, region.fingerprint, (Scenario("s1", "案", roads=(RoadEdit("close", edges, "崩れた"),)),))
    return evaluate(apply(region, plan, "s1"))


def test_who_has_no_road_is_left_out_and_said(small: Evaluation) -> None:
    found = left_out(small, "car")
    assert (found.persons, found.villages) == (5, ("v6",))
    assert found.text == "行ける道のない住民が 5人（集落の代表点では 1集落）います。"
    assert found.document() == {"population": 5, "villages": ["v6"]}


def test_who_is_cut_off_is_left_out_too(cut: Evaluation) -> None:
    found = left_out(cut, "car", "medical")
    assert (found.persons, found.villages) == (45, ("v4", "v5", "v6"))
    assert left_out(cut, "walk", "medical") == found
    # The scenario has no hub at all: everybody is without a way to one.
    assert left_out(cut, "car").persons == 215


def test_a_service_that_is_beyond_the_cut_leaves_out_the_others(cut: Evaluation) -> None:
    rows = [r for r in service_rows(cut) if (r["category"], r["mode"], r["group"]) == ("shopping", "car", "population")]
    assert {(r["unreached"], r["unreached_villages"]) for r in rows} == {(45, 3)}
    # What is within, and what has no way, never exceed everybody.
    assert all(float(r["population"]) + 45 <= 215 for r in rows)  # type: ignore[arg-type]


def test_nobody_is_left_out_without_a_word(small: Evaluation) -> None:
    everywhere = left_out(small, "car")
    assert type(everywhere)(0.0, (), None).text == ""
    assert diagnosis(small)["left_out"]["car"] == {"population": 5, "villages": ["v6"]}  # type: ignore[index]


def test_groups_say_who_is_without_a_way(small: Evaluation) -> None:
    table = group_coverage(small, "car").set_index("group")
    assert table["unreached"].iloc[0] == 5


def test_spheres_count_who_belongs_to_none(cut: Evaluation) -> None:
    document = sphere_document(
        cut.effective, spheres_of(cut.effective, SphereRequest(("f-office",), "nearest")), with_areas=False
    )
    # v1 (100) lies in the use zone; v7 beside v4 is a village without people.
    assert document["left_out"] == {"villages": 5, "population": 145, "share": pytest.approx(145 / 215)}
    assert {row["village_id"]: row["population"] for row in document["unassigned"]} == {
        "v1": 100,
        "v4": 30,
        "v5": 10,
        "v6": 5,
        "v7": 0,
    }
    inside = sum(sphere["population"] for sphere in document["spheres"])
    assert inside + document["left_out"]["population"] == 215


def test_times_name_the_villages_that_reach_nothing(cut: Evaluation) -> None:
    minutes = minutes_to_places(cut.effective, ["f-office", "s2"], "car")
    # s2 is at v4: v5 still gets there.
    found = villages_without_way(minutes, cut.effective.region.villages["population"])
    assert found.to_dict() == {"v6": 5}
