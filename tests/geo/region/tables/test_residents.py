"""People live at their homes where those are known; a village's total is never changed by them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.region.tables.population import read_population
from geo.region.tables.residents import people_points, read_residents

VILLAGES = pd.DataFrame(
    {"name": ["上野", "下野", "奥谷"], "lat": 37.3, "lon": 137.1, "population": [120, 80, 0]},
    index=pd.Index(["v1", "v2", "v3"], name="village_id"),
)


def write(path: Path, *lines: str, header: str = "village_id,lat,lon,population") -> Path:
    path = path / "residents.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return path


def test_homes_that_add_up_say_nothing_but_who_has_none(tmp_path: Path) -> None:
    residents, notices = read_residents(write(tmp_path, "v1,37.3,137.1,70", "v1,37.31,137.1,50"), VILLAGES)
    assert residents is not None
    assert list(residents.index) == [0, 1]
    assert [(n.code, n.severity) for n in notices] == [("residents_missing", "info")]
    assert "下野" in notices[0].message
    assert "奥谷" not in notices[0].message


def test_homes_that_do_not_add_up_are_said(tmp_path: Path) -> None:
    _, notices = read_residents(write(tmp_path, "v1,37.3,137.1,70", "v2,37.3,137.1,80"), VILLAGES)
    assert [n.code for n in notices] == ["residents_differ"]
    assert "70人" in notices[0].message
    assert "120人" in notices[0].message


def test_homes_of_an_unknown_village_are_left_out(tmp_path: Path) -> None:
    residents, notices = read_residents(write(tmp_path, "v9,37.3,137.1,70"), VILLAGES)
    assert residents is not None
    assert residents.empty
    assert [(n.code, n.row) for n in notices if n.severity == "warning"] == [("village_unknown", 2)]


@given(st.lists(st.tuples(st.sampled_from(["v1", "v2", "v3"]), st.floats(0, 500)), max_size=12))
def test_the_people_of_a_village_stay_its_people(homes: list[tuple[str, float]]) -> None:
    residents = pd.DataFrame(homes, columns=["village_id", "population"]).assign(lat=37.3, lon=137.1)
    people = people_points(VILLAGES, residents)
    sums = people.groupby("village_id")["population"].sum()
    assert sums.to_dict() == pytest.approx(VILLAGES["population"].to_dict())


def test_without_homes_people_stand_at_the_village_point() -> None:
    people = people_points(VILLAGES, None)
    assert people["village_id"].tolist() == ["v1", "v2", "v3"]
    assert people["population"].tolist() == [120, 80, 0]


def test_other_years_are_one_row_a_village(tmp_path: Path) -> None:
    path = tmp_path / "population.csv"
    lines = [
        "v1,2015,census,国勢調査,150",
        "v1,2015,census,国勢調査,151",
        "v9,2015,census,国勢調査,1",
        "v2,x,census,国勢調査,1",
    ]
    path.write_text("\n".join(["village_id,year,kind,source,total", *lines]), encoding="utf-8")
    population, notices = read_population(path, VILLAGES)
    assert population is not None
    assert population["total"].tolist() == [150]
    found = {(n.code, n.row) for n in notices}
    assert found == {("population_year_twice", 3), ("village_unknown", 4), ("cell_not_number", 5)}
