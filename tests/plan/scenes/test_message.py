"""The message of a scene: its caption first, else people and names of places; figures as elsewhere in the house."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from geo.region.region import read_region
from plan.file.plan_file import open_plan
from plan.overview.comparison import changes, gainers
from plan.reach.evaluation import evaluation_of
from plan.scenario.scenario import BASE, Plan
from plan.scenario.scenes import Scene
from plan.scenes.first_scenes import first_scenes
from plan.scenes.layers import layers_on_offer
from plan.scenes.message import NO_BUS, scene_message

REGION = read_region(Path("sample_regions/sanson"))
PLAN = open_plan(Path("sample_regions/sanson/example.plan.json"))
CURRENT, BASELINE = evaluation_of(REGION, PLAN, PLAN.scenarios[0].id), evaluation_of(REGION, PLAN, BASE)
LAYERS = layers_on_offer(CURRENT)


@pytest.mark.parametrize("layer", [layer.id for layer in LAYERS])
def test_every_layer_says_something_short_in_whole_sentences(layer: str) -> None:
    said = scene_message(Scene("g1", PLAN.scenarios[0].id, layer=layer), CURRENT, BASELINE)
    assert said.text.endswith("。")
    assert len(said.figures) <= 2
    assert PLAN.scenarios[0].name in said.title
    assert all(f.digits and f.name for f in said.figures)


def test_the_caption_is_the_message() -> None:
    said = scene_message(Scene("g1", BASE, layer="time/car", caption="冬の足"), BASELINE, BASELINE)
    assert said.text == "冬の足"
    assert said.figures


def test_a_difference_names_the_villages_that_come_nearer() -> None:
    said = scene_message(Scene("g1", PLAN.scenarios[0].id, layer="difference/car"), CURRENT, BASELINE)
    nearer = gainers(changes(BASELINE, CURRENT), CURRENT.effective.assumptions["felt_change_min"])
    assert all(name in said.text for name in nearer["name"][:6])
    assert said.figures[0].digits == f"{nearer['population'].sum():,.0f}"


def test_a_purpose_is_what_people_are_on_their_way_for() -> None:
    said = scene_message(Scene("g1", BASE, layer="outings", purpose="clinic"), BASELINE, BASELINE)
    assert "「通院」" in said.text


def test_where_no_bus_is_known_the_screen_says_so(tmp_path: Path) -> None:
    shutil.copytree("sample_regions/model_chiku", tmp_path / "town", ignore=shutil.ignore_patterns("gtfs*"))
    without = evaluation_of(read_region(tmp_path / "town"), None, BASE)
    for layer in ("runs", "outings", "time/bus"):
        assert scene_message(Scene("g1", BASE, layer=layer), without, without).text == NO_BUS


def test_villages_where_nobody_lives_are_counted_apart_and_unknown_ages_are_said(tmp_path: Path) -> None:
    shutil.copytree("sample_regions/model_chiku", tmp_path / "town", ignore=shutil.ignore_patterns("population.csv"))
    file = tmp_path / "town" / "villages.csv"
    villages = pd.read_csv(file, dtype=str).drop(columns=["pop_65_over"])
    villages.loc[0, "population"] = "0"
    villages.to_csv(file, index=False)
    town = evaluation_of(read_region(tmp_path / "town"), None, BASE)
    people = 812 - int(pd.read_csv("sample_regions/model_chiku/villages.csv")["population"][0])
    assert scene_message(Scene("g1", BASE, layer="people"), town, town).text == (
        f"{people}人が、6集落のうち5に住んでいます。"
    )
    assert "分かりません" in scene_message(Scene("g1", BASE, layer="ageing"), town, town).text
    plan = Plan(town.effective.region.id, town.effective.region.fingerprint)
    assert [s.layer for s in first_scenes(plan, town)] == ["people", "runs", "outings"]
