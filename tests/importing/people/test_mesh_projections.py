"""Projections by mesh: editions, borders, hidden ages and municipalities, worked out on few cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.files.mesh_codes import bounds
from geo.region.region import read_region
from geo.texts.errors import RequestError
from importing import ImportOptions, ImportReport, import_files
from importing.people.mesh_projections import edition_of, projected_years
from tests.geo.conftest import feature_collection
from tests.importing.mesh_town import EAST, NORTH, WEST, middle, read, write_census, write_town

HEAD = "MESH_ID,SHICODE,PTN_2020,PTN_2050,HITOKU2050,GASSAN2050,PT00_2050,PTA_2050,PTB_2050,PTC_2050,PTD_2050,RTC_2050,PTN_2070"
SOURCE = "国土数値情報 1 kmメッシュ別将来推計人口（R6国政局推計）"
OWN = "17463"


def write(path: Path, rows: Sequence[Sequence[object]], head: str = HEAD) -> Path:
    path.write_text("\n".join([head, *(",".join(map(str, row)) for row in rows)]) + "\n", encoding="utf-8")
    return path


def codes(report: ImportReport) -> list[str]:
    return [n.code for n in report.notices]


def message_of(report: ImportReport, code: str) -> str:
    return next(n.message for n in report.notices if n.code == code)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return write_town(tmp_path / "town", {"v1": (*middle(WEST), 80), "v2": (*middle(EAST), 40)})


def test_columns_are_told_by_their_pattern() -> None:
    assert projected_years(HEAD.split(",")) == {
        2020: {"total": "PTN_2020"},
        2050: {
            "total": "PTN_2050", "hidden": "HITOKU2050", "added_to": "GASSAN2050", "pop_0_14": "PTA_2050",
            "pop_15_64": "PTB_2050", "pop_65_over": "PTC_2050", "pop_75_over": "PTD_2050",
        },
        2070: {"total": "PTN_2070"},
    }  # fmt: skip
    # the first edition, and that of 2018 with one digit and an underscore; five-year classes are not taken for totals
    assert projected_years(["CITY_CODE", "POP2010", "POP2050"]) == {
        2010: {"total": "POP2010"},
        2050: {"total": "POP2050"},
    }
    assert projected_years(["PT0_2045", "PT1_2045", "PT19_2045", "HITOKU_2045"]) == {2045: {"total": "PT0_2045", "hidden": "HITOKU_2045"}}  # fmt: skip
    assert projected_years(["population", "PTA_2050"]) == {}


@pytest.mark.parametrize(
    ("years", "name"), [([2010, 2050], "H29"), ([2015, 2020, 2050], "H30"), ([2020, 2025, 2070], "R6")]
)
def test_editions_are_told_by_their_years(years: list[int], name: str) -> None:
    assert edition_of(years, "500 m") == f"国土数値情報 500 mメッシュ別将来推計人口（{name}国政局推計）"


def test_two_prefectures_by_hand(town: Path, tmp_path: Path) -> None:
    # The western cell is on the border: 60.4 people of ours in one file, and others of another municipality in the other.
    # The northern cell hides its ages, which stand in the western one; it is v1's too.
    ours = [
        (WEST, OWN, 60.4, 30.3, "@", "", 40.3, 4, 16.3, 20, 12, 50, 10),
        (EAST, OWN, 39.3, 20.2, "", "", 20.2, 2, 8.2, 10, 6.4, 50, 0),
        (NORTH, OWN, 20.1, 10.0, "*", WEST, 0, 0, 0, 0, 0, 0, 5.5),
    ]
    others = [(WEST, "16201", 500, 400, "", "", 400, 40, 160, 200, 100, 50, 300)]
    report = import_files("mesh", [write(tmp_path / "17.csv", ours), write(tmp_path / "16.csv", others)], town)
    rows = read(town, "population.csv")
    assert set(rows["kind"]) == {"projection"}
    assert set(rows["source"]) == {SOURCE}
    table = {(r.village_id, r.year): r for r in rows.itertuples()}
    # 2020: 80.5 and 39.3 are 119.8, hence 120: the remainders .5 and .3 are less than 1 apart, .5 is rounded up
    assert [table[v, 2020].total for v in ("v1", "v2")] == [81, 39]
    # 2050: 40.3 and 20.2 are 60.5, which Python rounds to the even 60
    assert [table[v, 2050].total for v in ("v1", "v2")] == [40, 20]
    # ages of v1: 4, 16.3 and 20 of 40.3, for 40 people 3.97, 16.18, 19.85; of v2: 1.98, 8.12, 9.90 of 20
    assert [int(table["v1", 2050][i]) for i in range(6, 10)] == [4, 16, 20, 12]
    assert [int(table["v2", 2050][i]) for i in range(6, 10)] == [2, 8, 10, 6]
    assert [table[v, 2070].total for v in ("v1", "v2")] == [16, 0]
    assert table["v1", 2020][6] == ""
    assert report.rows_kept == 6
    assert "17463 のセル 3 件（2020年に 120人）" in message_of(report, "projections_municipality")
    assert "2020年は 120人、2070年は 16人" in message_of(report, "projections_shared")
    region = read_region(town)
    assert region.population is not None
    assert len(region.population) == 6
    assert [n for n in region.notices if n.file == "population.csv"] == []
    assert [(s.name, s.year) for s in region.sources] == [(SOURCE, "2024")]


def test_cells_of_our_own_are_kept_however_far_they_are(town: Path, tmp_path: Path) -> None:
    far = "5438232312"
    rows = [(far, OWN, 8), (WEST, 17999, 5)]
    report = import_files("mesh", [write(tmp_path / "a.csv", rows, "MESH_ID,SHICODE,PTN_2020")], town)
    assert read(town, "population.csv")["total"].sum() == 8
    assert "250 m" in read(town, "population.csv")["source"].iloc[0]
    assert "ほかの市町村の 1 件" in message_of(report, "projections_municipality")


def test_a_cell_of_several_municipalities(town: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [(WEST, f"{OWN}_17407", 60)], "MESH_ID,SHICODE,PTN_2020")
    report = import_files("mesh", [path], town)
    assert read(town, "population.csv")["total"].tolist() == [30, 0]
    assert "等分" in message_of(report, "projections_shared_cells")
    south, west, north, east = bounds(WEST)
    (town / "zones").mkdir()
    area = shapely.box(west, south, west + (east - west) * 0.75, north)
    (town / "zones" / "municipality.geojson").write_text(feature_collection(area), encoding="utf-8")
    report = import_files("mesh", [path], town, options=ImportOptions(replace=True))
    assert read(town, "population.csv")["total"].tolist() == [45, 0]
    assert "面積" in message_of(report, "projections_shared_cells")


def test_areas_of_villages_divide_projections_too(town: Path, tmp_path: Path) -> None:
    south, west, north, east = bounds(WEST)
    half = (west + east) / 2
    areas = tmp_path / "areas.gpkg"
    shapes = [shapely.box(west, south, half, north), shapely.box(half, south, east, north)]
    pyogrio.write_dataframe(gpd.GeoDataFrame({"id": ["v1", "v2"]}, geometry=shapes, crs=6668), areas)
    # the northern cell lies in no area: it is ours all the same and goes to the nearest village
    path = write(tmp_path / "a.csv", [(WEST, OWN, 60), (NORTH, OWN, 4)], "MESH_ID,SHICODE,PTN_2020")
    import_files("mesh", [path], town, options=ImportOptions(places=(areas,)))
    assert read(town, "population.csv")["total"].tolist() == [34, 30]


def test_without_the_municipality_nearness_decides(town: Path, tmp_path: Path) -> None:
    far = "54382323"
    path = write(tmp_path / "a.csv", [(WEST, "99999", 60), (far, "99999", 4)], "MESH_ID,SHICODE,PTN_2020")
    report = import_files("mesh", [path], town)
    assert read(town, "population.csv")["total"].tolist() == [60, 0]
    assert "projections_code_unknown" in codes(report)
    assert "1 件（2020年に 4人）" in message_of(report, "projections_left")


def test_other_sources_stay_and_the_same_one_is_replaced_only_when_asked(town: Path, tmp_path: Path) -> None:
    before = "village_id,year,kind,source,total\nv1,2015,census,国勢調査,90\nv1,2050,projection,町の推計,33\n"
    (town / "population.csv").write_text(before, encoding="utf-8")
    first = write(tmp_path / "a.csv", [(WEST, OWN, 60, 70)], "MESH_ID,SHICODE,PTN_2020,PTN_2070")
    import_files("mesh", [first], town)
    rows = read(town, "population.csv")
    assert rows["source"].tolist() == ["国勢調査", "町の推計", *[SOURCE] * 4]
    content = (town / "population.csv").read_bytes()
    import_files("mesh", [first], town)
    assert (town / "population.csv").read_bytes() == content
    other = write(tmp_path / "b.csv", [(WEST, OWN, 61, 71)], "MESH_ID,SHICODE,PTN_2020,PTN_2070")
    with pytest.raises(RequestError) as caught:
        import_files("mesh", [other], town)
    assert caught.value.notices[-1].code == "projections_exist"
    assert (town / "population.csv").read_bytes() == content
    import_files("mesh", [other], town, options=ImportOptions(replace=True))
    rows = read(town, "population.csv")
    assert rows["total"].tolist() == [90, 33, 61, 0, 71, 0]


def test_what_does_not_fit_together_is_refused(town: Path, tmp_path: Path) -> None:
    late = write(tmp_path / "a.csv", [(WEST, OWN, 60)], "MESH_ID,SHICODE,PTN_2070")
    early = write(tmp_path / "b.csv", [(WEST, OWN, 60)], "MESH_ID,SHICODE,PTN_2015")
    census = write_census(tmp_path / "t.txt", [(WEST, 0, "", "", 6, 0, 0, 0, 1)])
    far = write(tmp_path / "c.csv", [("54382323", "99999", 60)], "MESH_ID,SHICODE,PTN_2070")
    for files, code in (([late, early], "projections_several_editions"), ([late, census], "mesh_mixed"), ([far], "people_nowhere_near")):  # fmt: skip
        with pytest.raises(RequestError) as caught:
            import_files("mesh", files, town)
        assert caught.value.notices[-1].code == code
    assert not (town / "population.csv").exists()


def test_a_file_given_twice_counts_once_and_gaps_are_told(town: Path, tmp_path: Path) -> None:
    rows = [(WEST, OWN, 60), (EAST, OWN, ""), (NORTH, OWN, -3)]
    one, two = (write(tmp_path / name, rows, "MESH_ID,SHICODE,PTN_2020") for name in ("a.csv", "b.csv"))
    report = import_files("mesh", [one, two], town)
    assert read(town, "population.csv")["total"].tolist() == [60, 0]
    assert "3 件" in message_of(report, "mesh_cell_twice")
    assert "2 か所" in message_of(report, "projections_gaps")


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=3, max_size=3),
    st.lists(st.tuples(st.floats(37.29, 37.33), st.floats(137.09, 137.13)), min_size=1, max_size=6),
)
def test_each_year_keeps_its_people(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[float, float]], villages: list[tuple[float, float]]
) -> None:
    folder = tmp_path_factory.mktemp("case")
    town = write_town(folder / "t", {f"v{i}": (lat, lon, 5) for i, (lat, lon) in enumerate(villages)})
    rows = [(code, OWN, f"{a:.4f}", f"{b:.4f}") for code, (a, b) in zip((WEST, EAST, NORTH), people, strict=True)]
    import_files("mesh", [write(folder / "a.csv", rows, "MESH_ID,SHICODE,PTN_2020,PTN_2070")], town)
    sums = read(town, "population.csv").groupby("year")["total"].sum()
    for column, year in ((2, 2020), (3, 2070)):
        assert abs(sums[year] - sum(float(row[column]) for row in rows)) <= 0.5 + 1e-6
