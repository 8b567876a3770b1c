"""Census meshes become homes: worked out on four cells, refused with a reason, and whole on published ones."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli import cli
from geo.files.mesh_codes import bounds, neighbour
from geo.region.region import read_region
from geo.texts.errors import RequestError
from importing import ImportOptions, ImportReport, import_files
from tests.geo.conftest import feature_collection, write_lines
from tests.importing.mesh_town import EAST, FAR, LABELS, NORTH, WEST, middle, read, write_census, write_town

SETTING = ImportOptions(set_population=True)


def codes(report: ImportReport) -> list[str]:
    return [n.code for n in report.notices]


def message_of(report: ImportReport, code: str) -> str:
    return next(n.message for n in report.notices if n.code == code)


@pytest.fixture
def census(tmp_path: Path) -> Path:
    rows = [
        (WEST, 1, "", NORTH, 60, 16, 26, 38, 25),
        (EAST, 0, "", "", 40, 5, 15, 20, 18),
        (NORTH, 2, WEST, "", 20, "*", "*", "*", 9),
        (FAR, 0, "", "", 7, 1, 2, 4, 3),
    ]
    return write_census(tmp_path / "tblT001100S.txt", rows)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a town without people: v1 in the western cell, v2 in the eastern."""
    return write_town(tmp_path / "town", {"v1": (*middle(WEST), 0), "v2": (*middle(EAST), 0)})


def test_villages_without_people_get_those_of_the_cells(town: Path, census: Path) -> None:
    report = import_files("mesh", [census], town)
    villages = read(town, "villages.csv").set_index("village_id")
    # the northern cell lies above the western one, all of it nearer to v1; the far one is 34 km away
    assert villages["population"].to_dict() == {"v1": 80, "v2": 40}
    assert villages["households"].to_dict() == {"v1": 34, "v2": 18}
    # the 16 children of the western and the northern cell are all v1's
    assert villages["pop_0_14"].to_dict() == {"v1": 16, "v2": 5}
    assert villages["pop_65_over"].to_dict() == {"v1": 38, "v2": 20}
    homes = read(town, "residents.csv")
    assert homes[["village_id", "population"]].to_numpy().tolist() == [["v1", 60], ["v2", 40], ["v1", 20]]
    for home, code in zip(homes.itertuples(), (WEST, EAST, NORTH), strict=True):
        assert (home.lat, home.lon) == pytest.approx(middle(code), abs=1e-6)
    assert (report.kind, report.rows_read, report.rows_kept, report.encoding) == ("mesh", 4, 3, "cp932")
    assert report.columns["mesh_code"] == "KEY_CODE"
    assert report.columns["pop_65_over"] == "T001100019"
    assert "人口の合計は 127人" in message_of(report, "mesh_total")
    assert "1 件（7人）" in message_of(report, "people_far")
    assert "直線で" in message_of(report, "people_shared")
    assert "2 集落、120人" in message_of(report, "people_shared")
    assert {"mesh_given_back", "people_set", "encoding_guessed"} <= set(codes(report))
    region = read_region(town)
    assert region.villages["population"].sum() == region.people["population"].sum() == 120
    assert [n.code for n in region.notices if n.file in ("residents.csv", "villages.csv")] == []
    assert any("T001100" in s.name and s.year == "2020" for s in region.sources)


def test_villages_with_people_keep_them(tmp_path: Path, census: Path) -> None:
    town = write_town(tmp_path / "t", {"v1": (*middle(WEST), 10), "v2": (*middle(EAST), 100), "v3": (37.0, 137.0, 5)})
    before = (town / "villages.csv").read_bytes()
    report = import_files("mesh", [census], town)
    assert (town / "villages.csv").read_bytes() == before
    homes = read(town, "residents.csv")
    # v1 has 10 people for the 60 and 20 of its cells: 7.5 and 2.5, the first of the equal remainders gets the one left
    assert homes[["village_id", "population"]].to_numpy().tolist() == [["v1", 8], ["v2", 100], ["v1", 2], ["v3", 5]]
    assert "120人 は、集落の人口の合計 115人" in message_of(report, "people_differ")
    assert "差 +5人" in message_of(report, "people_differ")
    assert "1 集落（5人）" in message_of(report, "people_at_point")
    region = read_region(town)
    assert [n.code for n in region.notices if n.file == "residents.csv"] == []


def test_asked_for_the_people_of_the_cells_replace_those_of_the_villages(tmp_path: Path, census: Path) -> None:
    town = write_town(tmp_path / "t", {"v1": (*middle(WEST), 10), "v2": (*middle(EAST), 100)})
    report = import_files("mesh", [census], town, options=SETTING)
    assert read(town, "villages.csv")["population"].tolist() == [80, 40]
    assert "110人 から 120人" in message_of(report, "people_set")
    again = {p.name: p.read_bytes() for p in town.iterdir()}
    import_files("mesh", [census], town, options=SETTING)
    assert {p.name: p.read_bytes() for p in town.iterdir()} == again


def test_a_road_decides_where_there_is_one(tmp_path: Path) -> None:
    # The northern cell is nearer to v1 as the crow flies; its road leads past the eastern cell to v2 and nowhere else.
    (lat1, lon1), (lat2, lon2), (lat3, lon3) = middle(WEST), middle(EAST), middle(NORTH)
    town = write_town(tmp_path / "t", {"v1": (lat1, lon1, 0), "v2": (lat2, lon2, 0)})
    census = write_census(tmp_path / "t.txt", [(NORTH, 0, "", "", 20, 0, 0, 0, 9)])
    report = import_files("mesh", [census], town)
    assert set(read(town, "residents.csv")["village_id"]) == {"v1"}
    round_about = [(lon3 - 0.006, lat3 + 0.004), (lon3, lat3), (lon3 + 0.006, lat3 - 0.003), (lon2, lat3), (lon2, lat2)]
    write_lines(town / "roads.gpkg", [round_about, [(lon1 - 0.02, lat1), (lon1, lat1)]], highway=["unclassified"] * 2)
    report = import_files("mesh", [census], town, options=SETTING)
    assert "people_homes_replaced" in codes(report)
    homes = read(town, "residents.csv")
    assert homes.groupby("village_id")["population"].sum()["v2"] >= 15
    assert homes["population"].sum() == 20
    assert "道のりで" in message_of(report, "people_shared")


def test_areas_of_villages_divide_a_cell_by_area(tmp_path: Path) -> None:
    south, west, north, east = bounds(WEST)
    quarter = west + (east - west) / 4
    town = write_town(tmp_path / "t", {"v1": (*middle(WEST), 0), "v2": (north - 0.001, quarter + 0.001, 0)})
    shapes = tmp_path / "areas.geojson"
    areas = [shapely.box(west, south, quarter, north), shapely.box(quarter, south, east, north)]
    frame = gpd.GeoDataFrame({"KEY_CODE": ["v2", "v1"]}, geometry=areas, crs="EPSG:6668")
    pyogrio.write_dataframe(frame, shapes)
    census = write_census(tmp_path / "t.txt", [(WEST, 0, "", "", 61, 0, 0, 0, 9)])
    report = import_files("mesh", [census], town, options=ImportOptions(places=(shapes,)))
    # 61 people: 15.25 in v2's quarter, 45.75 in the rest, the one left goes to the larger remainder
    assert read(town, "villages.csv").set_index("village_id")["population"].to_dict() == {"v1": 46, "v2": 15}
    assert "集落の面に入る面積で" in message_of(report, "people_shared")
    assert "二つ以上の集落に分けたものは 1 件" in message_of(report, "people_shared")


def test_the_municipality_ends_at_its_edge(town: Path, census: Path) -> None:
    south, west, north, east = bounds(WEST)
    (town / "zones").mkdir()
    # all of the western cell, three quarters of the northern, a quarter of the eastern
    area = shapely.box(west, south, east, north + (north - south) * 0.75).union(
        shapely.box(east, south, east + (east - west) / 4, north)
    )
    (town / "zones" / "municipality.geojson").write_text(feature_collection(area), encoding="utf-8")
    report = import_files("mesh", [census], town)
    assert read(town, "villages.csv")["population"].sum() == 80
    assert "残る 1 件（40人）は数えていません" in message_of(report, "people_edge")
    assert "1 件（7人）" in message_of(report, "people_outside")


def test_a_region_without_villages_is_made_of_the_cells(tmp_path: Path, census: Path) -> None:
    report = import_files("mesh", [census], tmp_path / "new", options=ImportOptions(municipality_code="17463"))
    villages = read(tmp_path / "new", "villages.csv").set_index("village_id")
    assert villages["population"].to_dict() == {WEST: 60, EAST: 40, NORTH: 20, FAR: 7}
    # 16 children by 60 : 20 people
    assert villages["pop_0_14"].to_dict() == {WEST: 12, EAST: 5, NORTH: 4, FAR: 1}
    assert "127人" in message_of(report, "mesh_villages_made")
    assert read_region(tmp_path / "new").base_year == 2020


def test_cells_may_come_as_shapes_with_codes_as_numbers(town: Path, tmp_path: Path) -> None:
    path = tmp_path / "mesh.gpkg"
    # the shapes are not looked at where there are codes; the columns of e-Stat are known by their numbers
    frame = gpd.GeoDataFrame(
        {"KEY_CODE": [int(WEST), int(EAST)], "T001101001": [5, 6], "T001101034": [2, 3]},
        geometry=[shapely.box(0, 0, 1, 1)] * 2,
        crs="EPSG:4612",
    )
    pyogrio.write_dataframe(frame, path)
    report = import_files("mesh", [path], town)
    assert read(town, "villages.csv")["population"].tolist() == [5, 6]
    assert report.columns["population"] == "T001101001"


def test_shapes_without_people_are_not_needed_beside_the_table(town: Path, tmp_path: Path, census: Path) -> None:
    path = tmp_path / "MESH.gpkg"
    pyogrio.write_dataframe(gpd.GeoDataFrame({"KEY_CODE": [WEST]}, geometry=[shapely.box(0, 0, 1, 1)], crs=6668), path)
    assert "mesh_shapes_only" in codes(import_files("mesh", [path, census], town))
    with pytest.raises(RequestError) as caught:
        import_files("mesh", [path], town)
    assert caught.value.notices[-1].code == "import_column_unguessed"
    with pytest.raises(RequestError) as caught:
        import_files("mesh", [path, path], town)
    assert caught.value.notices[-1].code == "mesh_without_people"


def test_smaller_cells_and_cells_told_twice(town: Path, tmp_path: Path) -> None:
    path = tmp_path / "mesh.csv"
    lines = ["メッシュコード,人口", f"{WEST}1,3", f"{WEST}44,4", f"{EAST}121,5", f"{WEST}1,9", "12345,1", f"{WEST}9,2"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = import_files("mesh", [path], town)
    assert read(town, "villages.csv")["population"].tolist() == [7, 5]
    assert "（500 m、250 m、125 m）" in message_of(report, "mesh_cells")
    assert [n.row for n in report.notices if n.code == "mesh_code_wrong"] == [6, 7]
    assert f"{WEST}1" in message_of(report, "mesh_cell_twice")


def test_hidden_cells_of_which_nobody_tells_where_they_are(town: Path, tmp_path: Path) -> None:
    rows = [(WEST, 2, FAR, "", 60, "*", "*", "*", 25), (EAST, 0, "", "", "X", 5, 15, 20, 18)]
    report = import_files("mesh", [write_census(tmp_path / "t.txt", rows)], town)
    assert read(town, "villages.csv")["population"].tolist() == [60, 0]
    assert "2 件（60人）" in message_of(report, "mesh_hidden_elsewhere") or "1 件（60人）" in message_of(
        report, "mesh_hidden_elsewhere"
    )
    assert "1 件" in message_of(report, "mesh_people_hidden")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["名前,人口", "上野,3"], "mesh_codes_missing"),
        (["KEY_CODE,人口", "99999999,3"], "mesh_codes_missing"),
        ([f"KEY_CODE,人口\n{FAR},3"], "people_nowhere_near"),
        ([f"KEY_CODE,人口\n{WEST},0"], "people_nowhere_near"),
    ],
)
def test_what_cannot_be_shared_changes_nothing(town: Path, tmp_path: Path, lines: list[str], code: str) -> None:
    path = tmp_path / "mesh.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = {p.name: p.read_bytes() for p in town.iterdir()}
    with pytest.raises(RequestError) as caught:
        import_files("mesh", [path], town)
    assert caught.value.notices[-1].code == code
    assert {p.name: p.read_bytes() for p in town.iterdir()} == before


def test_a_two_way_road_without_junctions_parts_cells_where_its_middle_is(tmp_path: Path) -> None:
    """Two villages on one straight road of 4.5 km, an edge each way; midway between them is 137.01.

    The first cell lies west of it, the third (137.0125 to 137.01875) east. Of the second (137.00625 to 137.0125) 375 of 625
    parts lie west: 30 of its 50 people belong there and 20 to the other.
    """
    town = write_town(tmp_path / "town", {"v0": (36.0, 137.0, 0), "v1": (36.0, 137.02, 0)})
    road = shapely.LineString([(137 + i / 100, 36.0) for i in range(6)])
    (tmp_path / "roads.geojson").write_text(feature_collection(road, highway="unclassified"), encoding="utf-8")
    cells = tmp_path / "cells.csv"
    cells.write_text("mesh_code,人口,世帯数\n543700001,100,40\n543700002,50,20\n543700011,10,4\n", encoding="utf-8")
    import_files("roads", [tmp_path / "roads.geojson"], town)
    import_files("mesh", [cells], town, options=SETTING)
    assert read(town, "villages.csv")["population"].tolist() == [130, 30]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 999)), min_size=1, unique_by=lambda c: c[:2]
    ),
    st.lists(st.tuples(st.floats(37.29, 37.33), st.floats(137.09, 137.13)), min_size=1, max_size=5),
    st.booleans(),
)
def test_nobody_is_lost_whatever_the_cells(
    tmp_path_factory: pytest.TempPathFactory,
    cells: list[tuple[int, int, int]],
    villages: list[tuple[float, float]],
    with_people: bool,
) -> None:
    folder = tmp_path_factory.mktemp("case")
    people = sum(p for *_, p in cells)
    town = write_town(folder / "t", {f"v{i}": (lat, lon, 7 * i if with_people else 0) for i, (lat, lon) in enumerate(villages)})  # fmt: skip
    rows = [(neighbour(WEST, north=n, east=e), 0, "", "", p, 0, 0, 0, p // 2) for n, e, p in cells]
    census = write_census(folder / "t.txt", rows)
    if people == 0:
        with pytest.raises(RequestError):
            import_files("mesh", [census], town)
        return
    report = import_files("mesh", [census], town, options=SETTING)
    far = sum(
        int(n.message.split("（")[1].split("人")[0].replace(",", "")) for n in report.notices if n.code == "people_far"
    )
    homes, now = read(town, "residents.csv"), read(town, "villages.csv")
    assert homes["population"].sum() + far == people
    sums = homes.groupby("village_id")["population"].sum().reindex(now["village_id"], fill_value=0)
    assert sums.tolist() == now["population"].tolist()


@pytest.mark.real_data
def test_a_prefecture_on_the_command_line(real_data: Path, tmp_path: Path) -> None:
    def run(*text: str) -> dict[str, object]:
        result = CliRunner().invoke(cli, [*text, "--json"])
        answer: dict[str, object] = json.loads(result.stdout)
        return answer

    census = str(real_data / "wakayama" / "tblT001100S30.txt")
    shapes = str(real_data / "wakayama" / "MESH05135.shp")
    folder = str(tmp_path / "wakayama")
    answer = run("import", "mesh", census, shapes, "--region", folder, "--code", "30000")
    assert (answer["rows_read"], answer["rows_kept"], answer["encoding"]) == (2237 + 6200, 2237, "cp932")
    assert run("check", folder)["population"] == 922_584
    villages = read(tmp_path / "wakayama", "villages.csv")
    assert villages["households"].sum() == 394_483
    table = pd.read_csv(census, encoding="cp932", skiprows=[1], dtype=str)
    for column, header in (("pop_0_14", "T001100004"), ("pop_65_over", "T001100019"), ("pop_75_over", "T001100022")):
        assert villages[column].sum() == pd.to_numeric(table[header], errors="coerce").sum()


@pytest.mark.real_data
def test_a_prefecture_is_shared_out_to_its_clinics(real_data: Path, tmp_path: Path) -> None:
    clinics = pyogrio.read_dataframe(real_data / "wakayama" / "P04-14_30-g_MedicalInstitution.shp").geometry
    towns = {f"c{i}": (p.y, p.x, 0) for i, p in enumerate(clinics.iloc[::25])}
    town = write_town(tmp_path / "t", towns, code="30000")
    report = import_files("mesh", [real_data / "wakayama" / "tblT001100S30.txt"], town)
    far = int(message_of(report, "people_far").split("（")[1].split("人")[0].replace(",", ""))
    assert 0 < far < 100_000
    assert (
        read(town, "villages.csv")["population"].sum()
        == read(town, "residents.csv")["population"].sum()
        == 922_584 - far
    )
    assert LABELS["T001100001"].strip() == "人口（総数）"
