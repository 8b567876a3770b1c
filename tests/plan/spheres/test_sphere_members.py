"""Who belongs to which sphere: communities first, challenged by time; every village has a hub or a reason."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.spheres.sphere_members import REASONS, SphereMembers, SphereQuestion, sphere_members

VILLAGES = ["v1", "v2", "v3", "v4"]


def question(minutes: dict[str, list[float]], **more: object) -> SphereQuestion:
    frame = pd.DataFrame(minutes, index=VILLAGES, dtype=float)
    return SphereQuestion(frame, pd.Series([10, 20, 30, 40], VILLAGES), **more)  # type: ignore[arg-type]


def districts(names: list[str | None], hubs: dict[str, str | None]) -> dict[str, pd.Series]:
    return {"districts": pd.Series(names, VILLAGES, dtype=object), "hub_districts": pd.Series(hubs, dtype=object)}


def by_village(members: SphereMembers) -> list[str | None]:
    return list(members.hub)


def test_fourteen_minutes_from_its_own_hub_and_twelve_from_another_it_stays_and_is_challenged() -> None:
    asked = question(
        {"h1": [14, 5, 20, 20], "h2": [12, 9, 3, 4]}, **districts(["東", "東", "西", "西"], {"h1": "東", "h2": "西"})
    )
    members = sphere_members(asked)
    assert by_village(members) == ["h1", "h1", "h2", "h2"]
    assert members.minutes.tolist() == [14, 5, 3, 4]
    assert members.challenged.to_dict("index") == {
        "v1": {"hub": "h1", "own_min": 14.0, "other_hub": "h2", "other_min": 12.0}
    }
    assert dict(members.unassigned) == {}


def test_without_districts_the_nearest_hub_counts_and_ties_go_to_the_smaller_id() -> None:
    members = sphere_members(question({"h2": [5, 7, 1, 9], "h1": [5, 8, 2, 9]}))
    assert by_village(members) == ["h1", "h2", "h2", "h1"]
    assert members.challenged.empty


def test_a_district_with_two_hubs_divides_between_them_by_time() -> None:
    asked = question({"h1": [4, 9, 3, 3], "h2": [9, 4, 8, 8], "h3": [1, 1, 1, 1]}, **districts(
        ["東", "東", "東", "西"], {"h1": "東", "h2": "東", "h3": "西"}
    ))  # fmt: skip
    assert by_village(sphere_members(asked)) == ["h1", "h2", "h1", "h3"]


def test_a_district_without_a_hub_goes_together_to_the_fewest_person_minutes() -> None:
    # 10·1 + 20·9 + 30·9 = 460 person-minutes to h1; 10·8 + 20·8 + 30·7 = 450 to h2.
    asked = question(
        {"h1": [1, 9, 9, 2], "h2": [8, 8, 7, 9]}, **districts(["奥", "奥", "奥", "西"], {"h1": "西", "h2": None})
    )
    members = sphere_members(asked)
    assert by_village(members) == ["h2", "h2", "h2", "h1"]
    assert list(members.challenged.index) == ["v1"]
    # A hub that leaves somebody without a way comes after every hub that does not.
    asked = question(
        {"h1": [1, 1, np.inf, 2], "h2": [80, 80, 70, 9]},
        **districts(["奥", "奥", "奥", "西"], {"h1": "西", "h2": None}),
    )
    assert by_village(sphere_members(asked)) == ["h2", "h2", "h2", "h1"]


def test_a_village_without_a_district_or_without_a_way_to_its_hub_goes_to_the_nearest() -> None:
    asked = question(
        {"h1": [np.inf, 5, 2, 9], "h2": [9, 9, 9, 1]}, **districts(["東", "東", None, ""], {"h1": "東", "h2": None})
    )
    assert by_village(sphere_members(asked)) == ["h2", "h1", "h1", "h2"]


def test_the_limit_holds_for_hubs_not_for_moves() -> None:
    asked = question(
        {"h1": [30, 30.1, np.inf, 5], "h2": [31, 40, np.inf, 50]}, limit_min=30, moves={"v2": "h2", "v4": ""}
    )
    members = sphere_members(asked)
    assert by_village(members) == ["h1", "h2", None, None]
    assert dict(members.unassigned) == {"v3": "no_way", "v4": "moved_out"}
    assert list(members.challenged.index) == ["v2"]
    far = sphere_members(question({"h1": [30, 30.1, np.inf, 5]}, limit_min=30))
    assert dict(far.unassigned) == {"v2": "too_far", "v3": "no_way"}


def test_who_is_excluded_cannot_be_moved_in() -> None:
    members = sphere_members(question({"h1": [1, 1, 1, 1]}, excluded={"v1": "use_zone"}, moves={"v1": "h1"}))
    assert dict(members.unassigned) == {"v1": "use_zone"}
    assert np.isinf(members.minutes["v1"])


def test_a_village_that_only_another_hub_is_a_way_for_is_challenged_where_it_was_moved() -> None:
    members = sphere_members(question({"h1": [np.inf, 1, 1, 1], "h2": [3, 4, 4, 4]}, moves={"v1": "h1"}))
    assert members.challenged.loc[["v1"]].to_numpy().tolist()[0] == ["h1", np.inf, "h2", 3.0]


def test_without_hubs_nobody_belongs_anywhere() -> None:
    members = sphere_members(question({}))
    assert set(members.unassigned.values()) == {"no_way"}


def test_what_is_no_question_is_refused() -> None:
    with pytest.raises(ValueError, match="h9"):
        question({"h1": [1, 1, 1, 1]}, moves={"v1": "h9"})
    with pytest.raises(ValueError, match="together"):
        question({"h1": [1, 1, 1, 1]}, districts=pd.Series(["東"] * 4, VILLAGES))


minutes = st.one_of(st.integers(0, 6).map(float), st.just(np.inf))
names = st.sampled_from(["東", "西", "", None])


@st.composite
def questions(draw: st.DrawFn) -> SphereQuestion:
    hubs = draw(st.lists(st.sampled_from(["h1", "h2", "h3"]), unique=True))
    table = {h: draw(st.lists(minutes, min_size=4, max_size=4)) for h in hubs}
    more: dict[str, object] = {}
    if draw(st.booleans()):
        more = dict(districts(draw(st.lists(names, min_size=4, max_size=4)), {h: draw(names) for h in hubs}))
    moved = st.sampled_from(["", *hubs])
    return question(
        table,
        **more,
        excluded=dict.fromkeys(draw(st.sets(st.sampled_from(VILLAGES), max_size=2)), "use_zone"),
        limit_min=draw(st.none() | st.integers(0, 6).map(float)),
        moves=draw(st.dictionaries(st.sampled_from(VILLAGES), moved, max_size=2)),
    )


@given(questions())
def test_every_village_has_a_hub_or_a_reason(asked: SphereQuestion) -> None:
    members = sphere_members(asked)
    homeless = {v for v, h in members.hub.items() if h is None}
    assert homeless == set(members.unassigned)
    assert set(members.unassigned.values()) <= set(REASONS)
    for village, hub, minutes in zip(members.hub.index, members.hub, members.minutes[members.hub.index], strict=True):
        if hub is not None and village not in asked.moves:
            assert minutes <= (asked.limit_min or np.inf)
    nearest = asked.minutes.min(axis=1) if len(asked.minutes.columns) else members.minutes
    expected = {v for v in members.hub.index if members.hub[v] is not None and nearest[v] < members.minutes[v]}
    assert set(members.challenged.index) == expected


@given(questions(), st.sampled_from(VILLAGES), st.data())
def test_moving_one_village_moves_nobody_else(asked: SphereQuestion, village: str, data: st.DataObject) -> None:
    before = sphere_members(asked)
    to = data.draw(st.sampled_from(["", *asked.minutes.columns]))
    moved = SphereQuestion(**{**asked.__dict__, "moves": {**asked.moves, village: to}})
    after = sphere_members(moved)
    others = [v for v in VILLAGES if v != village]
    assert [before.hub[v] for v in others] == [after.hub[v] for v in others]
