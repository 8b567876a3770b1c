"""Answers are added up by the people for whom they stand, as on paper."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.region.tables.survey import COLUMNS, MEANS, PURPOSES
from plan.villages.survey import (
    destinations_by_purpose,
    free_text_answers,
    means_by_purpose,
    outings_by_purpose,
    respondents,
    with_whose_car,
)


def answers(*rows: dict[str, object]) -> pd.DataFrame:
    empty: dict[str, object] = {c.name: "" for c in COLUMNS} | {"weight": 1.0, "trips_per_week": float("nan")}
    return pd.DataFrame([{**empty, **row} for row in rows])


PAPER = answers(
    {
        "answer_id": "1",
        "purpose": "clinic",
        "means": "bus",
        "trips_per_week": 1.0,
        "weight": 30.0,
        "destination_id": "f1",
    },
    {
        "answer_id": "1",
        "purpose": "shopping",
        "means": "own_car",
        "trips_per_week": 2.0,
        "weight": 30.0,
        "destination": "となり町",
    },
    {
        "answer_id": "2",
        "purpose": "clinic",
        "means": "own_car",
        "trips_per_week": 0.5,
        "weight": 10.0,
        "destination": "診療所",
    },
    {"answer_id": "3", "purpose": "clinic", "weight": 60.0},
)
NAMES = pd.Series({"f1": "診療所"})


def test_a_person_with_two_purposes_answered_once() -> None:
    assert respondents(PAPER) == 3
    assert respondents(pd.concat([PAPER, PAPER.assign(source="前の調査")])) == 6


def test_how_often_is_the_mean_of_those_who_told_it() -> None:
    table = outings_by_purpose(PAPER)
    assert list(table.index) == ["clinic", "shopping"]
    assert list(table["name"]) == ["通院", "買物"]
    assert list(table["answers"]) == [3, 1]
    assert list(table["people"]) == [100, 30]
    assert list(table["trips_per_week"]) == pytest.approx([(30 * 1 + 10 * 0.5) / 40, 2])
    assert outings_by_purpose(answers({"purpose": "visit"}))["trips_per_week"].isna().all()


def test_means_and_destinations_are_shares_of_those_who_told_them() -> None:
    means = means_by_purpose(PAPER)
    assert means.to_numpy().tolist() == [["通院", "自分の車", 0.25], ["通院", "バス", 0.75], ["買物", "自分の車", 1.0]]
    places = destinations_by_purpose(PAPER, NAMES)
    assert places.to_numpy().tolist() == [["通院", "診療所", 1.0], ["買物", "となり町", 1.0]]


def test_whose_car_adds_up_to_everybody_who_told() -> None:
    table = with_whose_car(pd.concat([PAPER, answers({"purpose": "clinic", "means": "walk", "weight": 40.0})]))
    assert table.to_numpy().tolist() == [["通院", 0.125, 0, 0.375, 0.5], ["買物", 1, 0, 0, 0]]
    assert list(table.columns) == ["purpose", "own_car", "family_car", "bus", "others"]
    assert with_whose_car(answers({"purpose": "clinic"})).empty


def test_only_the_most_usual_destinations_are_named() -> None:
    table = answers(*({"purpose": "shopping", "destination": f"店{i}", "weight": float(i)} for i in range(1, 5)))
    assert list(destinations_by_purpose(table, NAMES, most=2)["destination"]) == ["店4", "店3"]


def test_every_purpose_and_means_has_a_japanese_name() -> None:
    assert all(name and not name.isascii() for name in (*PURPOSES.values(), *MEANS.values()))


def test_without_answers_there_are_no_rows() -> None:
    none = answers({"purpose": "clinic"}).iloc[:0]
    assert outings_by_purpose(none).empty
    assert means_by_purpose(none).empty
    assert destinations_by_purpose(none, NAMES).empty


def test_the_same_text_is_listed_once_with_its_number() -> None:
    table = answers(
        {"purpose": "other", "district": "東", "wish": "便がほしい"},
        {"purpose": "clinic", "district": "西", "wish": "朝の便"},
        {"purpose": "other", "district": "西", "wish": "朝の便"},
        {"purpose": "other", "district": "西"},
    )
    assert free_text_answers(table).to_numpy().tolist() == [["西", "朝の便", 2], ["東", "便がほしい", 1]]
