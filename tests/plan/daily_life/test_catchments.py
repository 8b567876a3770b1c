"""Who goes where: on the road of the small region by hand, and by loops over homes and places."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.region.region import Region
from geo.texts.errors import ValueRefusedError
from plan.applied import apply
from plan.daily_life.catchments import CatchmentTerms, catchments, places_of_service, shares_at_homes
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.edits import change_hub
from plan.scenario.scenario import HubFacility, Plan
from tests.small_region import LAT, LON


@pytest.fixture
def two_shops(region: Region, plan: Plan) -> Evaluation:
    """A hub with a shop at v1, beside today's shop at v3."""
    hub = replace(plan.scenario("s1").hub("h1"), lat=LAT, lon=LON, site_id=None, services=("shopping",))
    return evaluate(apply(region, change_hub(plan, "s1", hub), "s1"))


def test_the_nearest_by_hand(two_shops: Evaluation) -> None:
    places = places_of_service(two_shops, "shopping")
    assert [(p.id, p.is_hub) for p in places] == [("f-shop", False), ("h1", True)]
    found = catchments(two_shops, places, CatchmentTerms("car", 20))
    # v2 has 6 minutes to either: of equals the first by id. v5 drives 24 minutes, v6 has no road, v7 has nobody.
    assert found["f-shop"].to_dict() == {"v1": 0, "v2": 1, "v3": 1, "v4": 1, "v5": 0, "v6": 0, "v7": 0}
    assert found["h1"].to_dict() == {"v1": 1, "v2": 0, "v3": 0, "v4": 0, "v5": 0, "v6": 0, "v7": 0}


def test_shared_by_hand(two_shops: Evaluation) -> None:
    places = places_of_service(two_shops, "shopping")
    found = catchments(two_shops, places, CatchmentTerms("car", 15, "shared"))
    # v1 and v3 drive 12 minutes to the other's shop, v4 12 to v3's.
    assert found["f-shop"].to_dict() == {"v1": 0.5, "v2": 0.5, "v3": 0.5, "v4": 1, "v5": 0, "v6": 0, "v7": 0}
    assert found["h1"].to_dict() == {"v1": 0.5, "v2": 0.5, "v3": 0.5, "v4": 0, "v5": 0, "v6": 0, "v7": 0}


def test_on_foot_ten_minutes_lead_one_stretch(two_shops: Evaluation) -> None:
    found = catchments(two_shops, places_of_service(two_shops, "shopping"), CatchmentTerms("walk", 10))
    assert found["f-shop"].to_dict() == {"v1": 0, "v2": 1, "v3": 1, "v4": 1, "v5": 0, "v6": 0, "v7": 0}


def test_a_facility_that_a_hub_gathers_counts_once(region: Region, plan: Plan) -> None:
    hub = plan.scenario("s1").hub("h1")
    kept = HubFacility("shopping", "下野商店", "existing", "f-shop")
    gathered = evaluate(
        apply(region, change_hub(plan, "s1", replace(hub, services=("shopping",), facilities=(kept,))), "s1")
    )
    assert [p.id for p in places_of_service(gathered, "shopping")] == ["f-shop"]
    new = HubFacility("shopping", "拠点の店", "new")
    added = evaluate(apply(region, change_hub(plan, "s1", replace(hub, facilities=(new,))), "s1"))
    assert [(p.id, p.name) for p in places_of_service(added, "shopping")] == [
        ("f-shop", "下野商店"),
        ("h1", "拠点の店"),
    ]


def test_closed_and_planned_places_do_not_compete(one_hub: Evaluation) -> None:
    assert places_of_service(one_hub, "care") == ()
    assert places_of_service(one_hub, "education") == ()


def test_a_way_to_choose_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueRefusedError, match="dice"):
        CatchmentTerms("car", 30, "dice")  # type: ignore[arg-type]


minutes = st.lists(
    st.lists(st.sampled_from([0.0, 5.0, 30.0, 30.5, np.inf]), min_size=4, max_size=4), min_size=1, max_size=3
)


@given(minutes, st.sampled_from(["nearest", "shared"]))
def test_as_loops_do(rows: list[list[float]], competition: Literal["nearest", "shared"]) -> None:
    found = shares_at_homes(np.array(rows), CatchmentTerms("car", 30, competition))
    for home in range(4):
        within = [p for p in range(len(rows)) if rows[p][home] <= 30]
        first = sorted(within, key=lambda p: (rows[p][home], p))[:1]
        chosen = first if competition == "nearest" else within
        for place in range(len(rows)):
            assert found[place, home] == pytest.approx(1 / len(chosen) if place in chosen else 0.0)
        assert found[:, home].sum() == pytest.approx(1.0 if within else 0.0)
