"""People of three cells shared out to the villages of the small region, to the person."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from shapely import Point

from geo.texts.errors import RequestError
from importing.columns.kinds import ImportKind
from importing.layers.work import Work
from importing.people.share_people import People, write_people, write_residents
from importing.region_files.merge import rows_so_far
from importing.region_files.report import ImportOptions
from tests.small_region import LAT, LON, STEP, write_small_region

AT = (0.1, 0.2, 1.1, 3.9)


def people(*counts: float) -> People:
    """Points along the road, by steps from v1: two beside v1, one beside v2, one beside v5."""
    points = np.array([Point(LON + x * STEP, LAT) for x in AT[: len(counts)]], dtype=object)
    return People("メッシュ.csv", points, pd.DataFrame({"population": counts}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_region(tmp_path / "tameshi")


def work_in(folder: Path, *, set_population: bool) -> Work:
    options = ImportOptions(set_population=set_population)
    return Work(ImportKind("mesh"), folder, {}, None, 0, None, options, fictional=True, step=lambda _: None)


def homes(folder: Path) -> list[tuple[str, int]]:
    rows = rows_so_far(folder, "residents")
    return [(v, int(p)) for v, p in zip(rows["village_id"], rows["population"], strict=True)]


def test_cells_tell_only_where_in_the_village_its_people_live(folder: Path) -> None:
    work = work_in(folder, set_population=False)
    write_people(work, people(30, 10, 7, 0))
    found = homes(folder)
    # v1's 100 people in proportion 30 : 10, v2's 50 at its one cell; the others stay at their points, v7 has nobody.
    assert sorted(found) == [("v1", 25), ("v1", 75), ("v2", 50), ("v3", 20), ("v4", 30), ("v5", 10), ("v6", 5)]
    assert rows_so_far(folder, "villages")["population"].tolist()[:2] == ["100", "50"]
    assert {"people_at_point", "people_shared", "people_differ"} <= {n.code for n in work.notices}


def test_where_it_is_asked_the_villages_get_the_people_of_the_cells(folder: Path) -> None:
    work = work_in(folder, set_population=True)
    assert write_people(work, people(30, 10, 7, 4)) == 4
    assert sorted(homes(folder)) == [("v1", 10), ("v1", 30), ("v2", 7), ("v5", 4)]
    population = rows_so_far(folder, "villages").set_index("village_id")["population"].astype(int)
    assert population[["v1", "v2", "v3", "v5"]].tolist() == [40, 7, 0, 4]
    assert "people_set" in {n.code for n in work.notices}


def test_cells_where_nobody_lives_near_a_village_are_refused(folder: Path) -> None:
    nowhere = People("遠い.csv", np.array([Point(140, 40)], dtype=object), pd.DataFrame({"population": [5.0]}))
    with pytest.raises(RequestError) as refused:
        write_people(work_in(folder, set_population=False), nowhere)
    assert "people_nowhere_near" in [n.code for n in refused.value.notices]


def test_homes_of_a_village_that_comes_again_are_replaced(folder: Path) -> None:
    work = work_in(folder, set_population=False)
    columns = ["village_id", "lat", "lon", "population"]
    write_residents(
        work, pd.DataFrame([["v1", "33.0", "135.0", "60"], ["v2", "33.0", "135.01", "50"]], columns=columns)
    )
    write_residents(work, pd.DataFrame([["v1", "33.0", "135.0", "99"]], columns=columns))
    assert homes(folder) == [("v2", 50), ("v1", 99)]
    write_residents(work, pd.DataFrame([["v3", "33.0", "135.02", "20"]], columns=columns), start_anew=True)
    assert homes(folder) == [("v3", 20)]
