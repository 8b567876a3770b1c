"""Villages by year on the map: every year is sent once, few people never as a number, the legend adds up."""

from __future__ import annotations

import pandas as pd
import pytest

from layers.features.village_years import MEASURES, chosen_year, legend_of_years, villages_by_year
from layers.style.map_part import script_json
from plan.future.shown.places import ShownPersons
from plan.future.shown.village_years import VillageYear

FRAME = pd.DataFrame(
    {"name": ["上", "下", "空"], "lat": [35.0, 35.1, 35.2], "lon": [135.0, 135.1, 135.2], "population": [100, 20, 0]},
    index=["a", "b", "c"],
)
NAN = float("nan")
YEARS = (
    VillageYear(
        2020,
        {k: ShownPersons(f"{n}人", n, n, False) for k, n in (("a", 100), ("b", 20), ("c", 0))},
        pd.Series({"a": 0.0, "b": 0.0, "c": NAN}),
        pd.Series({"a": 40.0, "b": 55.0, "c": NAN}),
    ),
    VillageYear(
        2050,
        {
            "a": ShownPersons("60人", 60, 60, False),
            "b": ShownPersons("10人未満", 0, 10, True),
            "c": ShownPersons("10人未満", 0, 0, True),
        },
        pd.Series({"a": -40.0, "b": -70.0, "c": NAN}),
        pd.Series({"a": 62.0, "b": NAN, "c": NAN}),
    ),
)


@pytest.mark.parametrize("colour", list(MEASURES))
def test_every_year_is_there(colour):
    part = villages_by_year(FRAME, colour, YEARS, selected="b")
    script_json(part.data)
    assert part.draws == "villages"
    assert part.data["people"] == [100, 20, 0]  # as large as ever: the town keeps its place
    assert [step["peopleTexts"] for step in part.data["years"]] == [
        ["100人", "20人", "0人"],
        ["60人", "10人未満", "10人未満"],
    ]


def test_labels_say_change_in_words_and_nothing_of_few():
    steps = villages_by_year(FRAME, "change", YEARS).data["years"]
    assert steps[0]["labels"] == ["変わらず", "変わらず", "はじめから人がいない"]
    assert steps[1]["labels"] == ["40%減", "", ""]
    assert steps[1]["class"] == [2, 0, 7]
    ageing = villages_by_year(FRAME, "ageing", YEARS).data["years"]
    assert ageing[1]["labels"] == ["62%", "不明・10人未満", "不明・10人未満"]


def test_the_slider_stands_at_the_chosen_year():
    assert chosen_year(YEARS, 2050).data == {"years": [2020, 2050], "chosen": 1}


def test_the_legend_adds_up_in_every_year():
    rows = legend_of_years("change", YEARS, symbols=("hubs",)).data["rows"]
    assert [sum(row["byYear"][i][0] for row in rows) for i in (0, 1)] == [3, 3]
    assert rows[2]["byYear"] == [[0, "10人未満"], [1, "60人"]]
    assert rows[0]["byYear"][1] == [1, "10人"]
    assert rows[-1]["label"] == "はじめから人がいない"
    assert len(legend_of_years("people", YEARS, symbols=()).data["rows"]) == 6  # nobody without a value: no line for it
