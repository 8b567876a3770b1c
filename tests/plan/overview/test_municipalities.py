"""Two towns on one road: which village and hub is of which, and who is left where one town's people are counted alone."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from geo.region.region import Region, read_region
from plan.applied import apply
from plan.file.plan_file import read_plan
from plan.overview.municipalities import (
    UNNAMED,
    municipality_names,
    municipality_of,
    municipality_of_hubs,
    only_people_of,
)
from plan.reach.evaluation import Evaluation, evaluate
from tests.small_region import TOWNS, small_plan, write_two_towns


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return read_region(write_two_towns(tmp_path_factory.mktemp("towns") / "tameshi"))


def of(region: Region, scenario: str) -> Evaluation:
    return evaluate(apply(region, read_plan(json.dumps(small_plan(region.fingerprint)).encode()), scenario))


def test_villages_say_their_municipality(towns: Region) -> None:
    assert municipality_of(towns.villages).to_dict() == TOWNS
    assert municipality_names(towns.villages) == ("上町", "下町")


def test_a_region_of_one_municipality_has_none_to_tell_apart(towns: Region, region: Region) -> None:
    assert municipality_names(region.villages) == ()
    one = towns.villages.assign(municipality="上町")
    assert municipality_names(one) == ()
    one.loc["v3", "municipality"] = None
    assert municipality_names(one) == (), "a village that does not say its town is no second town"
    assert municipality_of_hubs(of(region, "s1")).empty


def test_villages_without_a_name_stand_together_at_the_end(towns: Region) -> None:
    some = towns.villages.copy()
    some.loc[["v1", "v5"], "municipality"] = pd.NA
    assert municipality_names(some) == ("上町", "下町", UNNAMED)
    assert municipality_of(some).loc[["v1", "v2", "v5"]].tolist() == [UNNAMED, "上町", UNNAMED]


def test_hubs_are_of_the_municipality_in_which_they_stand(towns: Region) -> None:
    assert municipality_of_hubs(of(towns, "base")).tolist() == ["上町"]
    assert municipality_of_hubs(of(towns, "s2")).to_dict() == {"h1": "下町", "h2": "下町"}


def test_only_the_people_of_one_are_left_and_everything_else_stays(towns: Region) -> None:
    whole = of(towns, "s1")
    part = only_people_of(whole, "下町")
    assert part.groups["population"].to_dict() == {"v1": 0, "v2": 0, "v3": 20, "v4": 30, "v5": 10, "v6": 5, "v7": 0}
    assert part.weights["population"].sum() == pytest.approx(65)
    assert part.effective.region.villages.loc[["v1", "v2"], ["households", "pop_65_over"]].to_numpy().sum() == 0
    assert part.effective.roads is whole.effective.roads
    assert part.effective.hubs.equals(whole.effective.hubs)
    assert part.effective.region != towns, "or the whole region's figures would be taken for this town's"
    assert towns.villages["population"].sum() == 215, "the region itself is left alone"
    assert only_people_of(whole, "下町") is part


def test_the_folder_is_read_with_its_homes(towns: Region) -> None:
    assert Path(towns.folder, "residents.csv").is_file()
    assert only_people_of(of(towns, "base"), "上町").weights["population"].tolist() == pytest.approx(
        [10, 40, 100, 0, 0, 0, 0, 0]
    )
