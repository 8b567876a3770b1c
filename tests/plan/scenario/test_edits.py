"""Edits: each gives a new plan, can be taken back, and never gives an id twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import Region
from plan.applied import apply
from plan.file.plan_file import plan_bytes, read_plan
from plan.indicators.registry import indicator_rows
from plan.reach.evaluation import evaluate
from plan.scenario import edits
from plan.scenario.history import KEPT, History
from plan.scenario.scenario import BASE, FacilityEdit, Hub, HubFacility, Plan, RoadEdit, Scenario
from tests.small_region import LAT, LON, STEP

EDGE = ("n1", "n2", 0)
EDITS: dict[str, Callable[[Plan], Plan]] = {
    "add_scenario": lambda p: edits.add_scenario(p, "新しい案")[0],
    "duplicate_scenario": lambda p: edits.duplicate_scenario(p, "s1")[0],
    "rename_scenario": lambda p: edits.rename_scenario(p, "s1", "別の名"),
    "delete_scenario": lambda p: edits.delete_scenario(p, "s1"),
    "add_hub": lambda p: edits.add_hub(p, "s1", LAT, LON)[0],
    "change_hub": lambda p: edits.change_hub(p, "s1", replace(p.scenario("s1").hub("h1"), name="改名")),
    "move_hub": lambda p: edits.move_hub(p, "s1", "h1", LAT, LON),
    "remove_hub": lambda p: edits.remove_hub(p, "s1", "h1"),
    "edit_facility": lambda p: edits.edit_facility(p, "s1", FacilityEdit("f-school", "open")),
    "reset_facility": lambda p: edits.reset_facility(p, "s2", "f-shop"),
    "edit_road": lambda p: edits.edit_road(p, "s1", RoadEdit("close", (EDGE,))),
    "reset_roads": lambda p: edits.reset_roads(p, "s2", [("n4", "n5", 0)]),
    "set_assumptions": lambda p: edits.set_assumptions(p, "s1", Assumptions({"near_min": 20})),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_edit_can_be_taken_back_and_done_again(plan: Plan, edit: Callable[[Plan], Plan]) -> None:
    before = plan_bytes(plan)
    after = edit(plan)
    assert after != plan
    assert plan_bytes(plan) == before
    history = History(plan).doing(after)
    assert plan_bytes(history.undone().present) == before
    assert history.undone().redone().present == after
    assert read_plan(plan_bytes(after)) == after


def test_an_edit_that_changes_nothing_is_no_step(plan: Plan) -> None:
    history = History(plan)
    assert history.doing(edits.rename_scenario(plan, "s1", "下野案")) is history
    assert history.undone() is history
    assert history.redone() is history


def test_a_new_step_forgets_what_was_undone(plan: Plan) -> None:
    first, _ = edits.add_scenario(plan, "甲")
    second, _ = edits.add_scenario(plan, "乙")
    history = History(plan).doing(first).undone().doing(second)
    assert history.redone().present == second
    assert history.undone().present == plan


def test_history_keeps_its_last_steps(plan: Plan) -> None:
    history = History(plan)
    for number in range(KEPT + 5):
        history = history.doing(edits.rename_scenario(plan, "s1", f"案{number}"))
    for _ in range(KEPT + 5):
        history = history.undone()
    assert history.present.scenario("s1").name == "案4"
    for _ in range(KEPT + 5):
        history = history.redone()
    assert history.present.scenario("s1").name == f"案{KEPT + 4}"


def test_ids_of_deleted_things_are_never_given_again(plan: Plan) -> None:
    more, hub = edits.add_hub(plan, "s1", LAT, LON)
    assert hub == "h3"
    fewer = edits.remove_hub(more, "s1", hub)
    fewer = read_plan(plan_bytes(fewer))
    assert edits.add_hub(fewer, "s1", LAT, LON)[1] == "h4"
    scenarios, new = edits.add_scenario(plan, "三")
    assert new == "s3"
    assert edits.add_scenario(edits.delete_scenario(scenarios, "s3"), "四")[1] == "s4"
    with_scenario = edits.add_scenario(plan, "三", (Hub("h8", "遠い拠点", LAT, LON),))[0]
    assert edits.add_hub(edits.delete_scenario(with_scenario, "s3"), "s1", LAT, LON)[1] == "h9"


def test_hubs_bear_no_id_of_the_region(plan: Plan) -> None:
    assert edits.add_hub(plan, "s1", LAT, LON, taken_ids={"h3", "h4", "x9"})[1] == "h5"


def test_an_id_with_endless_digits_is_no_number(plan: Plan) -> None:
    huge, _ = edits.add_scenario(plan, "巨", (Hub("h" + "9" * 5000, "巨", LAT, LON),))
    assert edits.add_hub(huge, "s1", LAT, LON)[1] == "h3"


def test_names_are_told_apart(plan: Plan) -> None:
    plan, first = edits.add_scenario(plan, "下野案")
    plan, second = edits.add_scenario(plan, "下野案")
    plan, copy = edits.duplicate_scenario(plan, "s1")
    assert [plan.scenario(i).name for i in (first, second, copy)] == ["下野案（2）", "下野案（3）", "下野案の写し"]
    long = edits.rename_scenario(plan, "s1", "圏域と区域を定め、診療所は安全な所へ")
    for name in ("写し：圏域と区域を定め、診療所は安全な所へ", "写し：圏域と区域を定め、診療所は安全な所へ（2）"):
        long, copy = edits.duplicate_scenario(long, "s1")
        assert long.scenario(copy).name == name, "the beginning of a long name tells the copy"
    assert edits.rename_scenario(plan, "s1", " ").scenario("s1").name == "名のない案"
    assert edits.rename_scenario(plan, "s2", "下野案").scenario("s2").name == "下野案（4）"
    plan, hub = edits.add_hub(plan, "s1", LAT, LON, name="下野拠点")
    assert plan.scenario("s1").hub(hub).name == "下野拠点（2）"


def test_a_moved_hub_leaves_its_site(plan: Plan) -> None:
    assert edits.move_hub(plan, "s1", "h1", LAT, LON).scenario("s1").hub("h1").site_id is None
    assert edits.move_hub(plan, "s1", "h1", LAT, LON, site_id="s2").scenario("s1").hub("h1").site_id == "s2"


def test_a_later_edit_of_a_facility_or_road_replaces_the_earlier(plan: Plan) -> None:
    plan = edits.edit_facility(plan, "s2", FacilityEdit("f-shop", "move", LAT, LON))
    assert [f.change for f in plan.scenario("s2").facilities] == ["move"]
    plan = edits.edit_road(plan, "s2", RoadEdit("open", (("n4", "n5", 0),)))
    assert [(r.change, r.edges) for r in plan.scenario("s2").roads] == [
        ("close", (("n5", "n4", 0),)),
        ("open", (("n4", "n5", 0),)),
    ]
    assert edits.reset_roads(plan, "s2", [("n4", "n5", 0), ("n5", "n4", 0)]).scenario("s2").roads == ()


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: edits.rename_scenario(p, "s9", "x"),
        lambda p: edits.delete_scenario(p, "s9"),
        lambda p: edits.remove_hub(p, "s1", "h9"),
        lambda p: edits.move_hub(p, "s1", "h9", LAT, LON),
        lambda p: edits.add_hub(p, BASE, LAT, LON),
    ],
)
def test_what_is_not_there_cannot_be_edited(plan: Plan, edit: Callable[[Plan], Plan]) -> None:
    with pytest.raises(KeyError):
        edit(plan)
    assert not edits.is_editable(BASE)
    assert edits.is_editable("s1")


def stacked(lower: Scenario, upper: Scenario) -> Plan:
    return Plan("tameshi", "f", (lower, replace(upper, based_on=lower.id)))


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ({"facilities": (FacilityEdit("f-shop", "close"),)}, {}),
        (
            {"facilities": (FacilityEdit("f-shop", "close"),)},
            {"facilities": (FacilityEdit("f-shop", "move", LAT, LON),)},
        ),
        (
            {"facilities": (FacilityEdit("f-shop", "move", LAT, LON),)},
            {"facilities": (FacilityEdit("f-shop", "close"), FacilityEdit("f-shop", "open"))},
        ),
        ({"facilities": (FacilityEdit("f-shop", "close"),)}, {"facilities": (FacilityEdit("f-shop", "open"),)}),
        ({"roads": (RoadEdit("close", (EDGE,)),)}, {"roads": (RoadEdit("open", (EDGE,)),)}),
        ({"roads": (RoadEdit("close", (EDGE,)),)}, {"roads": (RoadEdit("close", (("n2", "n1", 0),)),)}),
        ({"assumptions": Assumptions({"near_min": 20})}, {"assumptions": Assumptions({"daily_min": 25})}),
        ({"assumptions": Assumptions({"near_min": 20})}, {"assumptions": Assumptions({"near_min": 5})}),
        ({"assumptions": Assumptions({"walk_older_m_per_min": 50})}, {}),
    ],
)
def test_deleting_a_base_keeps_the_figures_of_what_stands_on_it(
    region: Region, lower: dict[str, object], upper: dict[str, object]
) -> None:
    # The region has a walking speed of its own, which a scenario may set back to the reference.
    slow = replace(region, assumptions=Assumptions({"walk_older_m_per_min": 40}), fingerprint="slow")
    hub = Hub("h1", "拠点", LAT, LON + STEP, services=("shopping",))
    plan = stacked(Scenario("s1", "下", **lower), Scenario("s2", "上", hubs=(hub,), **upper))  # type: ignore[arg-type]
    before = indicator_rows(evaluate(apply(slow, plan, "s2")))
    left = edits.delete_scenario(plan, "s1")
    assert [s.id for s in left.scenarios] == ["s2"]
    assert left.scenario("s2").based_on == BASE
    assert indicator_rows(evaluate(apply(slow, left, "s2"))) == before


def test_deleting_the_middle_of_a_stack_joins_its_ends(plan: Plan) -> None:
    three = Plan("r", "f", (Scenario("a", "一"), Scenario("b", "二", "a"), Scenario("c", "三", "b")))
    assert [s.id for s in edits.delete_scenario(three, "b").ancestry("c")] == ["a", "c"]


def test_values_refuse_nonsense_in_japanese() -> None:
    for build in (
        lambda: Hub("", "拠点", LAT, LON),
        lambda: Hub("h1", "拠点", float("nan"), LON),
        lambda: HubFacility("spa", "湯", "new"),
        lambda: FacilityEdit("f", "move"),
        lambda: RoadEdit("close", ()),
        lambda: Scenario(BASE, "現況"),
        lambda: Plan("r", "f", (Scenario("a", "一"), Scenario("a", "二"))),
    ):
        with pytest.raises(ValueError, match=r"[ぁ-ん]"):
            build()
