"""What a sheet says, worked out by hand on the small region."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from geo.region.region import read_region
from geo.texts.errors import RequestError
from plan.applied import apply
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.nearest_services import nearest_services
from plan.villages.sheet import Sheet, Year, groups_of, sheets
from tests.small_region import VILLAGES, write_small_region, write_two_towns

POPULATION = """\
village_id,year,kind,source,total,m_00_04
v2,2010,census,国勢調査,70,
v2,2040,projection,推計甲,12,
v2,2040,projection,推計乙,14,
v1,2010,census,国勢調査,130,
v1,2020,census,国勢調査,101,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_region(tmp_path / "tameshi")


def today(folder: Path) -> Evaluation:
    return evaluate(apply(read_region(folder)))


def one(evaluation: Evaluation, *ids: str, name: str = "") -> Sheet:
    return next(sheets(evaluation, [(name, ids)]))


def test_people_of_a_village_and_of_several(folder: Path) -> None:
    sheet = one(today(folder), "v2")
    assert (sheet.name, sheet.persons, sheet.households, sheet.no_car_text, sheet.aged_share) == (
        "中野",
        50,
        20,
        "20人",
        0.5,
    )
    assert sheet.years == (Year(2020, False, 50, "50人", (5, 20, 10, 15)),)
    both = one(today(folder), "v1", "v2", name="上と中")
    assert (both.name, both.persons, both.aged_share) == ("上と中", 150, 65 / 150)


def test_services_and_hubs_by_car_and_on_foot(folder: Path) -> None:
    sheet = one(today(folder), "v2")
    found = {s.category: (s.place, s.car_min, s.walk_min) for s in sheet.services}
    assert found["medical"] == ("上野診療所", (6, 6), (10, 10))
    assert found["shopping"] == ("下野商店", (6, 6), (10, 10))
    assert "education" not in found  # the school is closed
    assert (sheet.hub, sheet.hub_car_min) == ("試し村役場", (6, 6))
    away = one(today(folder), "v6")
    assert (away.hub, away.hub_car_min) == ("", (math.inf, math.inf))
    assert {s.place for s in away.services} == {""}


def test_without_a_timetable_buses_are_unknown(folder: Path) -> None:
    sheet = one(today(folder), "v2")
    assert (sheet.weeks, sheet.bus_day) == ((), None)
    assert {s.bus_min for s in sheet.services} == {(math.inf, math.inf)}
    assert all(math.isinf(persons) for _, persons in sheet.gaps)


def test_then_and_now_with_one_source_a_year(folder: Path) -> None:
    (folder / "population.csv").write_text(POPULATION, encoding="utf-8")
    evaluation = today(folder)
    assert [(y.year, y.projected, y.total) for y in one(evaluation, "v2").years] == [
        (2010, False, 70),
        (2020, False, 50),
        (2040, True, 14),  # two sources of equal size: the first by name, in the order of code points
    ]
    # The base year stands as villages.csv has it; a year that only one of two villages has is left out.
    assert [(y.year, y.total) for y in one(evaluation, "v1", "v2", name="x").years] == [(2010, 200), (2020, 150)]


def test_the_nearest_by_car_names_the_place(folder: Path) -> None:
    table = nearest_services(today(folder)).set_index(["village_id", "category"])
    assert table.loc[("v5", "shopping"), "place"] == "下野商店"
    assert table.loc[("v5", "shopping"), "car_min"] == 24
    assert list(table.loc["v1"].index) == ["medical", "shopping", "government"]


def test_villages_with_nobody_have_no_sheet(folder: Path) -> None:
    assert list(groups_of(today(folder), by="village")) == ["v1", "v2", "v3", "v4", "v5", "v6"]


def test_municipalities_have_a_sheet_each_where_there_are_several(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refused:
        groups_of(today(folder), by="municipality")
    assert [n.code for n in refused.value.notices] == ["no_municipalities"]
    two = groups_of(today(write_two_towns(tmp_path / "two")), by="municipality")
    assert two == {"上町": ("v1", "v2"), "下町": ("v3", "v4", "v5", "v6")}, "nobody lives in v7"
    (sheet,) = sheets(today(tmp_path / "two"), [("下町", two["下町"])])
    assert (sheet.name, sheet.persons) == ("下町", 65)


def test_districts_are_those_of_the_villages(folder: Path) -> None:
    with pytest.raises(RequestError) as refused:
        groups_of(today(folder), by="district")
    assert [n.code for n in refused.value.notices] == ["no_districts"]
    head, *rows = VILLAGES.splitlines()
    names = ["上区", "上区", "下区", "下区", "", "", "下区"]
    lines = [f"{head},district", *(f"{row},{name}" for row, name in zip(rows, names, strict=True))]
    (folder / "villages.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert groups_of(today(folder), by="district") == {"上区": ("v1", "v2"), "下区": ("v3", "v4")}
    assert one(today(folder), "v1").district == "上区"


def test_a_village_that_nobody_knows_is_refused(folder: Path) -> None:
    with pytest.raises(RequestError) as refused:
        one(today(folder), "v99")
    assert [n.code for n in refused.value.notices] == ["village_not_found"]


def test_a_sheet_of_another_year_keeps_what_was_counted_and_adds_that_year() -> None:
    region = read_region("sample_regions/model_chiku")
    today, later = (next(iter(sheets(evaluate(apply(region, year=y)), [("", ["v001"])]))) for y in (None, 2045))
    assert [(y.year, y.projected) for y in later.years] == [*((y.year, y.projected) for y in today.years), (2045, True)]
    assert later.persons < today.persons
    assert later.years[:-1] == today.years
