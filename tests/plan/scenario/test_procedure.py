"""Procedure and works in the plan file: read, written back the same, and refused with the place where they are wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.file.plan_file import PlanUnreadableError, plan_bytes, read_plan
from plan.scenario.carriers.agreements import RelatedPlan
from plan.scenario.procedure import AreaMap, Kpi, Procedure
from plan.scenario.scenario import HubFacility, Plan, Scenario
from plan.scenario.works import Works
from tests.plan.drawn_town import plan_of_the_town, square
from tests.plan.random_texts import extras, numbers, texts

days = st.sampled_from(["", "2027-04-01", "2027-04", "2027"])
kpis = st.builds(
    Kpi, texts.filter(bool), st.none() | numbers, st.none() | st.integers(1900, 2100),
    st.dictionaries(st.integers(1900, 2100), numbers, max_size=3), texts, extras,
    st.dictionaries(st.integers(1900, 2100), numbers, max_size=3), texts,
)  # fmt: skip
maps = st.none() | st.builds(AreaMap, st.booleans(), st.booleans(), st.lists(texts, max_size=2).map(tuple))
procedures = st.builds(
    Procedure, days, days, st.lists(kpis, max_size=2).map(tuple), days, st.lists(texts, max_size=2).map(tuple), days, maps,
    st.tuples(extras, extras).map(lambda two: {**two[0], **({"council": two[1]} if two[1] else {})}),
    st.lists(st.builds(RelatedPlan, texts.filter(lambda t: bool(t.strip())), texts, days, days, texts, texts, extras), max_size=2)
    .map(tuple),
)  # fmt: skip


def raw(scenario: dict[str, Any]) -> bytes:
    content = {"format_version": 1, "region": {"id": "r", "fingerprint": "0"}, "scenarios": [scenario]}
    return json.dumps(content).encode()


@given(procedures)
def test_a_procedure_comes_back_from_the_file(procedure: Procedure) -> None:
    plan = Plan("r", "0", (Scenario("s1", "案", procedure=procedure),))
    written = plan_bytes(plan)
    back = read_plan(written)
    assert back.scenario("s1").procedure == procedure
    assert plan_bytes(back) == written


def test_the_town_comes_back_with_its_works() -> None:
    plan = read_plan(raw(plan_of_the_town()))
    nursery = plan.scenario("s1").hub("h1").facilities[0]
    assert nursery.works == Works(builder="描いた町", land_m2=900, starts="2027-04", ends="2028-03")
    assert read_plan(plan_bytes(plan)) == plan
    assert plan.scenario("s1").procedure.kpis[0].targets == {2028: 105, 2029: 110}


def test_a_plot_is_kept_as_it_was_drawn() -> None:
    town = plan_of_the_town()
    town["hubs"][0]["facilities"][0]["works"]["plot"] = square(0, 0, 30, 30)
    plan = read_plan(raw(town))
    assert json.loads(plan_bytes(plan))["scenarios"][0]["hubs"][0]["facilities"][0]["works"]["plot"] == square(
        0, 0, 30, 30
    )


def test_what_says_nothing_is_written_as_nothing() -> None:
    written = json.loads(plan_bytes(Plan("r", "0", (Scenario("s1", "案"),))))
    assert written["scenarios"][0]["procedure"] == {}
    assert not Procedure().is_given
    assert Procedure(published_on="2027-01-01").is_given
    assert HubFacility("care", "", "new").works is None


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("procedure",), [], "procedure が {…} の形ではありません"),
        (("procedure", "period"), 3, "period が {…} の形ではありません"),
        (("procedure", "kpis"), [{"indicator": ""}], "kpis の 1番目：指標（indicator）が空です"),
        (("procedure", "kpis"), [{"indicator": "x", "targets": {"来年": 1}}], "「来年」が西暦の年ではありません"),
        (("procedure", "council"), {"members": [1]}, "members が文字ではありません"),
        (("procedure", "map"), {"scale": "yes", "north": True}, "scale と north は true か false"),
        (("hubs", 0, "facilities", 0, "works", "land_m2"), -1, "0 より小さく"),
        (("hubs", 0, "facilities", 0, "works", "farmland_m2"), 901, "敷地より広く"),
        (
            ("hubs", 0, "facilities", 0, "works", "plot"),
            {"type": "Point", "coordinates": [1, 1]},
            "Polygon ではありません",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(path: tuple[str | int, ...], value: object, message: str) -> None:
    town: Any = plan_of_the_town()
    target = town
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    with pytest.raises(PlanUnreadableError, match="案「描いた案」") as problem:
        read_plan(raw(town))
    assert message in problem.value.notices[0].message
