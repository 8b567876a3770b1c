"""What the hub area of the drawn town offers: a clinic and a shop stand in it, a nursery comes."""

from __future__ import annotations

from typing import Any

from plan.applied import EffectiveScenario, apply
from plan.land.hub_area_services import hub_area_services
from tests.plan.drawn_town import plan_of_the_town, square


def states(effective: EffectiveScenario) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {s.category: (s.state, s.facilities) for s in hub_area_services(effective)}


def test_services_are_there_or_planned_or_missing(town_of: Any) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["services"] = ["medical", "fuel"]
    assert states(town_of(None, scenario)) == {
        "medical": ("present", ("上野診療所",)),
        "shopping": ("present", ("下野商店",)),
        "childcare": ("planned", ("上野保育所",)),
        "fuel": ("missing", ()),
    }


def test_what_stands_beside_the_area_is_missing_in_it(town_of: Any) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["areas"] = [{**square(100, -50, 450, 50), "id": "a1"}]
    found = states(town_of(None, scenario))
    assert found["medical"] == ("missing", ())
    assert found["shopping"][0] == "present"


def test_without_an_area_nothing_is_present_and_the_present_draws_none(town_of: Any, good: EffectiveScenario) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["areas"] = []
    assert {state for state, _ in states(town_of(None, scenario)).values()} == {"missing"}
    assert hub_area_services(apply(good.region)) == ()
