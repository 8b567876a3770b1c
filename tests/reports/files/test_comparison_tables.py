"""Tables of a comparison on the small region: the hub at v3 brings v3, v4 and v5 twelve minutes nearer, v1 twelve farther."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from geo.reference.assumptions import known_assumptions
from geo.region.region import read_region
from plan.overview.opening import opened
from plan.reach.evaluation import Evaluation
from reports.files.comparison_tables import (
    assumptions_table,
    indicators_table,
    moved_table,
    municipalities_table,
    outings_table,
    scenario_headings,
)
from tests.small_region import write_small_plan, write_small_region, write_two_towns


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Evaluation]:
    folder = write_small_region(tmp_path_factory.mktemp("tables") / "tameshi")
    work = opened(folder, write_small_plan(folder, read_region(folder).fingerprint))
    return [work.scenario("base"), work.scenario("s1")]


def test_two_of_one_name_are_told_apart_by_their_ids(scenarios: Sequence[Evaluation]) -> None:
    today, one = scenarios
    assert scenario_headings(scenarios)[1] == "下野案"
    assert scenario_headings([today, one, one])[1:] == ["下野案（s1）", "下野案（s1）"]


def test_villages_beside_the_new_hub_gain_and_the_one_at_the_office_loses(scenarios: Sequence[Evaluation]) -> None:
    gained = moved_table(scenarios, gains=True)
    by_car = gained[gained["移動手段"].str.contains("車")].set_index("集落ID")
    assert set(by_car.index) == {"v3", "v4", "v5"}
    assert [float(v) for v in by_car["差（分）"]] == pytest.approx([-12, -12, -12], abs=0.01)
    lost = moved_table(scenarios, gains=False)
    assert lost["集落ID"].unique().tolist() == ["v1"]
    assert [float(v) for v in lost["差（分）"]] == pytest.approx([12, 20]), "12 minutes by car, 1,600 m on foot"


def test_every_indicator_has_a_value_and_a_difference(scenarios: Sequence[Evaluation]) -> None:
    table = indicators_table(scenarios)
    today, one = scenario_headings(scenarios)
    assert [today, one, f"{one}：現況との差"] == table.columns[2:5].tolist()
    assert table["定義"].str.len().min() > 0
    assert not table.isna().to_numpy().any()


def test_each_municipality_has_its_rows(tmp_path: Path) -> None:
    folder = write_two_towns(tmp_path / "tameshi")
    work = opened(folder, write_small_plan(folder, read_region(folder).fingerprint))
    two = [work.scenario("base"), work.scenario("s1")]
    table = municipalities_table(two)
    assert table.columns.tolist() == ["市町村", *indicators_table(two).columns]
    people = table[table["指標"] == "人口"].set_index("市町村")
    assert people["下野案"].to_dict() == {"上町": 150, "下町": 65}
    next_door = table[table["指標"] == "隣の市町村の拠点がいちばん近い住民"].set_index("市町村")
    assert next_door["下野案：現況との差"].to_dict() == {"上町": "150人 増", "下町": "60人 減"}


def test_a_region_of_one_municipality_has_no_such_table(scenarios: Sequence[Evaluation]) -> None:
    assert municipalities_table(scenarios).empty


def test_assumptions_stand_with_their_value_in_each_scenario(scenarios: Sequence[Evaluation]) -> None:
    table = assumptions_table(scenarios)
    assert table["前提"].tolist() == [known.name for known in known_assumptions().values()]
    assert table[scenario_headings(scenarios)[1]].tolist() == [known.value for known in known_assumptions().values()]


def test_without_a_timetable_no_outing_is_listed(scenarios: Sequence[Evaluation]) -> None:
    table = outings_table(scenarios, gains=True)
    assert table.empty
    assert "用事" in table.columns
