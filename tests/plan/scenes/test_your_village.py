"""One sentence for whoever names a village, with the same figures as the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.figure_texts import persons
from plan.outings.best_outings import best_outings
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import evaluate
from plan.scenes.your_village import village_named, village_sentence

SANSON = evaluate(apply(read_region(Path("sample_regions/sanson"))))


def test_every_village_gets_one_sentence_with_its_people_and_its_buses() -> None:
    day = usual_day_of(SANSON.effective)
    assert day is not None
    found = best_outings(SANSON, "clinic", day, weekly=False).villages
    for village, row in SANSON.effective.region.villages.iterrows():
        told = village_sentence(SANSON, str(village))
        assert told.startswith(f"{row['name']}には{persons(row['population'], None)}")
        assert told.count("。") == 1
        assert told.endswith("。")
        can = bool(found.at[village, "outings"]) or bool(found.at[village, "on_foot"])
        assert ("行って帰れません" in told) != can


@pytest.mark.parametrize("around", ["", " ", "　"])
def test_a_village_is_found_by_its_name(around: str) -> None:
    for village, name in SANSON.effective.region.villages["name"].items():
        if (SANSON.effective.region.villages["name"] == name).sum() == 1:
            assert village_named(SANSON, f"{around}{name}{around}") == village


def test_what_means_several_or_nothing_finds_nobody() -> None:
    assert village_named(SANSON, "") is None
    assert village_named(SANSON, "どこか") is None
