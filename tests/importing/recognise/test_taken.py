"""What is taken without a person's word: by confidence, one of two road layers, and how far roads reach."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from importing.recognise.first_look import Bounds, FirstLook
from importing.recognise.recognise import Confidence, Recognised
from importing.recognise.taken import beyond_km, instead_of, taken_kinds


def file(
    name: str, kind: str = "roads", confidence: Confidence = "sure", bounds: Bounds | None = None, rows: int | None = 10
) -> Recognised:
    look = FirstLook(name, pd.DataFrame(), rows, "線", "UTF-8", bounds=bounds)
    return Recognised(Path(name), (name,), kind, confidence, "", look)


def network(name: str) -> Recognised:
    return Recognised(Path(name), (name,), "roads", "sure", "")


def taken(*files: Recognised) -> dict[str, str]:
    return {path.name: kind for path, kind in taken_kinds(files).items()}


TOWN: Bounds = (137.0, 36.0, 137.2, 36.2)


@pytest.mark.parametrize(
    ("confidence", "kind"), [("sure", "sites"), ("likely", "sites"), ("unsure", ""), ("unknown", "")]
)
def test_what_is_unsure_is_not_taken(confidence: Confidence, kind: str) -> None:
    assert taken(file("a.csv", "sites", confidence)) == {"a.csv": kind}


def test_of_two_layers_of_one_area_that_with_more_lines_is_taken() -> None:
    few, many = file("a.fgb", bounds=TOWN, rows=601), file("b.fgb", bounds=TOWN, rows=4070)
    assert taken(few, many) == taken(many, few) == {"a.fgb": "", "b.fgb": "roads"}
    assert instead_of(few, [few, many]) == [many]


def test_of_equals_the_first_name_is_taken() -> None:
    assert taken(file("b.fgb", bounds=TOWN), file("a.fgb", bounds=TOWN)) == {"a.fgb": "roads", "b.fgb": ""}


def test_tiles_side_by_side_are_all_taken() -> None:
    west, east = (137.0, 36.0, 137.1, 36.2), (137.0999, 36.0, 137.2, 36.2)
    assert taken(file("w.fgb", bounds=west), file("e.fgb", bounds=east)) == {"w.fgb": "roads", "e.fgb": "roads"}


def test_a_small_layer_inside_a_large_one_is_the_other_choice() -> None:
    inside = (137.05, 36.05, 137.1, 36.1)
    assert taken(file("a.fgb", bounds=TOWN, rows=50), file("b.fgb", bounds=inside, rows=9)) == {
        "a.fgb": "roads",
        "b.fgb": "",
    }


def test_a_network_is_taken_rather_than_lines() -> None:
    assert taken(file("a.fgb", bounds=TOWN, rows=4070), network("z.osm.pbf")) == {"a.fgb": "", "z.osm.pbf": "roads"}


def test_an_unsure_layer_takes_no_place() -> None:
    unsure = file("a.fgb", confidence="unsure", bounds=TOWN, rows=9999)
    assert taken(unsure, file("b.fgb", bounds=TOWN)) == {"a.fgb": "", "b.fgb": "roads"}


def test_how_far_roads_reach_beyond_the_villages() -> None:
    villages = file("v.csv", "villages", bounds=TOWN)
    # One degree of latitude is 111.2 km; of longitude at 36.1 degrees 89.8 km.
    assert beyond_km(file("n.fgb", bounds=(137.0, 36.0, 137.2, 36.7)), villages) == pytest.approx(55.6, abs=0.1)
    assert beyond_km(file("w.fgb", bounds=(136.0, 36.0, 137.2, 36.2)), villages) == pytest.approx(89.8, abs=0.1)
    assert beyond_km(file("near.fgb", bounds=(136.9, 35.95, 137.3, 36.25)), villages) == 0
    assert beyond_km(network("z.osm.pbf"), villages) == 0
