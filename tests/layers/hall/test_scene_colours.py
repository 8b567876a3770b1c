"""Villages of a scene have one colour on the wall and on paper: by the same measure, day and purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import read_region
from layers.hall.scene_colours import scene_colours
from layers.style.colours import AGEING, BUS_TIME, OUTINGS, POPULATION, TIME, TIME_DIFFERENCE
from plan.applied import apply
from plan.file.plan_file import open_plan
from plan.overview.comparison import gainers, losers
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import BASE
from plan.scenario.scenes import Scene

FOLDER = Path(__file__).resolve().parents[3] / "sample_regions" / "sanson"


@pytest.fixture(scope="module")
def pair() -> tuple[Evaluation, Evaluation]:
    region, plan = read_region(FOLDER), open_plan(FOLDER / "example.plan.json")
    return evaluate(apply(region, plan, "c4")), evaluate(apply(region, plan, BASE))


@pytest.mark.parametrize(
    ("layer", "measure"),
    [
        ("time/car", TIME), ("time/bus", BUS_TIME), ("twin/car", TIME), ("swipe/walk", TIME), ("outings", OUTINGS),
        ("ageing", AGEING), ("people", POPULATION), ("difference/car", TIME_DIFFERENCE), ("runs", None), ("", None),
        ("land", None), ("years/change", None),
    ],
)  # fmt: skip
def test_each_layer_has_its_measure(pair: tuple[Evaluation, Evaluation], layer: str, measure: object) -> None:
    found = scene_colours(Scene("g1", "c4", layer=layer), *pair)
    assert (None if found is None else found.measure) == measure
    if found is not None:
        assert set(found.values.index) == set(pair[0].effective.region.villages.index)
        assert bool(found.day) == (layer in ("time/bus", "outings"))


def test_services_are_named(pair: tuple[Evaluation, Evaluation]) -> None:
    found = scene_colours(Scene("g1", "c4", layer="service/medical/car"), *pair)
    assert found is not None
    assert (found.measure.name, found.how) == ("医療までの時間", "車で")


def test_who_is_said_to_come_nearer_or_get_farther_is_coloured_so(pair: tuple[Evaluation, Evaluation]) -> None:
    from plan.overview.comparison import changes

    found = scene_colours(Scene("g1", "c4", layer="difference/car"), *pair)
    assert found is not None
    table = changes(pair[1], pair[0], "car")
    codes = dict(zip(found.values.index, TIME_DIFFERENCE.classes.classify(found.values.to_numpy()), strict=True))
    same = [s.label for s in TIME_DIFFERENCE.classes.swatches].index("ほぼ同じ")
    felt = pair[0].effective.assumptions["felt_change_min"]
    lived_in = set(table.index[table["population"] > 0])
    assert {i for i in lived_in if codes[i] < same} == set(gainers(table, felt).index)
    farther = set(losers(table, felt).index)
    assert {i for i in lived_in if codes[i] > same} == farther
    assert felt in set(table["change_min"].loc[sorted(farther)])
