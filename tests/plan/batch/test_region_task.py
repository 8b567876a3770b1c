"""One region of a batch: the same figures as the commands, as plain data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from plan.batch.region_task import measured
from plan.batch.settings import BatchSettings, made_of
from plan.indicators.registry import indicator_rows
from plan.overview.opening import opened
from plan.siting.request import SitingRequest, prepared
from tests.small_region import write_two_towns

FOLDER = "sample_regions/model_chiku"
SETTINGS = BatchSettings(curve_to=2, to_year=2030)


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    return measured(FOLDER, SETTINGS.document())


def test_it_is_plain_data_under_its_own_name(found):
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["made_of"] == made_of(Path(FOLDER), SETTINGS)


def test_its_figures_are_those_of_the_commands(found):
    evaluation = opened(Path(FOLDER)).scenario()
    expected = {row["id"]: row["value"] for row in indicator_rows(evaluation)}
    assert found["indicators"] == pytest.approx({i: None if v == float("inf") else v for i, v in expected.items()})
    best = prepared(evaluation.effective, SitingRequest("total_time", hubs=2)).question.answer()
    assert found["siting"]["rows"][1]["hubs"] == list(best.hubs)
    assert found["siting"]["rows"][1]["value"] == pytest.approx(best.value)
    assert found["people"]["years"][-1] == 2030


def test_a_region_of_several_municipalities_tells_of_each(found, tmp_path: Path):
    assert found["municipalities"] == [], "of one municipality nothing more is said"
    two = measured(str(write_two_towns(tmp_path / "two")), BatchSettings().document())
    towns = two["municipalities"]
    assert [(town["name"], town["villages"]) for town in towns] == [("上町", 2), ("下町", 5)]
    assert sum(town["indicators"]["hub_near_car"] for town in towns) == two["indicators"]["hub_near_car"]
    assert [town["indicators"]["hub_neighbour_car"] for town in towns] == [0, 60]


def test_a_plan_tells_who_carries_it(found):
    assert found["region"]["organisations"] is None
    planned = measured(FOLDER, BatchSettings(plan="example.plan.json", scenario="c2").document())
    assert planned["region"]["scenario"] == "c2"
    assert planned["region"]["organisations"] in (0, 1)


def test_what_cannot_be_counted_is_said_and_the_rest_is_there(tmp_path: Path):
    folder = tmp_path / "r"
    shutil.copytree(FOLDER, folder)
    (folder / "sites.csv").unlink()
    (folder / "population.csv").unlink()
    found = measured(str(folder), SETTINGS.document())
    assert found["indicators"]["population"] > 0
    assert found["siting"] is None
    assert "siting_no_sites" in [n["code"] for n in found["lacking"]]


def test_a_region_that_cannot_be_opened_says_why(tmp_path: Path):
    found = measured(str(tmp_path / "none"), SETTINGS.document())
    assert [n["code"] for n in found["notices"]] == ["folder_missing"]
    assert "made_of" not in found
