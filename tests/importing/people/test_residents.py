"""Homes find their village: by id, by area, or by nearness, with everybody kept."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geo.region.region import read_region
from geo.texts.errors import RequestError
from importing import ImportOptions, import_files
from tests.importing.mesh_town import EAST, WEST, middle, read, write_census, write_town

SOUTH = 37.30


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return write_town(tmp_path / "town", {"v1": (SOUTH, 137.10, 0), "v2": (SOUTH, 137.13, 0)})


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_buildings_without_a_village_go_to_the_nearest(town: Path, tmp_path: Path) -> None:
    homes = write(
        tmp_path / "h.csv",
        "緯度,経度,人数",
        "37.301,137.101,3",
        "37.301,137.116,2",
        "37.30,137.129,4",
        "37.30,137.13,*",
    )
    report = import_files("residents", [homes], town)
    assert read(town, "residents.csv")[["village_id", "population"]].to_numpy().tolist() == [
        ["v1", 3],
        ["v2", 2],
        ["v2", 4],
    ]
    assert read(town, "villages.csv")["population"].tolist() == [3, 6]
    assert [n.row for n in report.notices if n.code == "import_value_suppressed"] == [5]
    assert report.rows_kept == 3


def test_a_column_that_names_no_village_is_not_believed(town: Path, tmp_path: Path) -> None:
    homes = write(tmp_path / "h.csv", "village_id,lat,lon,population", "x9,37.301,137.101,3")
    report = import_files("residents", [homes], town)
    assert "people_ids_unknown" in {n.code for n in report.notices}
    assert read(town, "residents.csv")["village_id"].tolist() == ["v1"]


def test_known_ids_stay_beside_homes_that_are_shared(town: Path, tmp_path: Path) -> None:
    known = write(tmp_path / "a.csv", "village_id,lat,lon,population", "v1,37.305,137.13,3", "zz,37.3,137.1,1")
    others = write(tmp_path / "b.csv", "lat,lon,population", "37.301,137.13,4")
    import_files("residents", [known, others], town)
    rows = read(town, "residents.csv")
    assert rows[["village_id", "population"]].to_numpy().tolist() == [["v1", 3], ["zz", 1], ["v2", 4]]
    assert "village_unknown" in {n.code for n in read_region(town).notices}


def test_without_villages_a_list_of_buildings_is_refused(tmp_path: Path) -> None:
    homes = write(tmp_path / "h.csv", "lat,lon,population", "37.301,137.101,3")
    with pytest.raises(RequestError) as caught:
        import_files("residents", [homes], tmp_path / "new")
    assert caught.value.notices[-1].code == "people_no_villages"
    assert not (tmp_path / "new").exists()


def test_areas_with_people_are_divided_among_the_areas_of_villages(town: Path, tmp_path: Path) -> None:
    whole = shapely.box(137.09, 37.29, 137.14, 37.31)
    halves = [shapely.box(137.09, 37.29, 137.11, 37.31), shapely.box(137.11, 37.29, 137.14, 37.31)]
    people, areas = tmp_path / "people.gpkg", tmp_path / "areas.gpkg"
    pyogrio.write_dataframe(gpd.GeoDataFrame({"JINKO": [50]}, geometry=[whole], crs=6668), people)
    pyogrio.write_dataframe(gpd.GeoDataFrame({"名": ["西", "東"]}, geometry=halves, crs=6668), areas)
    report = import_files("residents", [people], town, options=ImportOptions(places=(areas,)))
    # two fifths in the western area, three in the eastern; each area holds one village point
    assert read(town, "villages.csv")["population"].tolist() == [20, 30]
    assert "people_areas" in {n.code for n in report.notices}


def test_places_that_are_no_areas_are_told(town: Path, tmp_path: Path) -> None:
    homes = write(tmp_path / "h.csv", "lat,lon,population", "37.301,137.101,3")
    lines = tmp_path / "lines.gpkg"
    pyogrio.write_dataframe(gpd.GeoDataFrame(geometry=[shapely.LineString([(137, 37), (137.1, 37)])], crs=6668), lines)
    report = import_files("residents", [homes], town, options=ImportOptions(places=(lines,)))
    assert "people_places_no_areas" in {n.code for n in report.notices}


def test_an_area_with_two_villages_is_told_and_goes_to_the_nearest(town: Path, tmp_path: Path) -> None:
    homes = write(tmp_path / "h.csv", "lat,lon,population", "37.301,137.101,3", "37.301,137.128,2")
    area = tmp_path / "area.gpkg"
    pyogrio.write_dataframe(gpd.GeoDataFrame(geometry=[shapely.box(137, 37, 138, 38)], crs=6668), area)
    report = import_files("residents", [homes], town, options=ImportOptions(places=(area,)))
    assert "people_areas_unsure" in {n.code for n in report.notices}
    assert read(town, "villages.csv")["population"].tolist() == [3, 2]


def test_a_table_of_cells_is_taken_as_homes_too(tmp_path: Path) -> None:
    town = write_town(tmp_path / "t", {"v1": (*middle(WEST), 0), "v2": (*middle(EAST), 0)})
    census = write_census(tmp_path / "t.txt", [(WEST, 0, "", "", 6, 0, 0, 0, 1), (EAST, 0, "", "", 4, 0, 0, 0, 1)])
    import_files("residents", [census], town, columns={"population": "T001100001"})
    assert read(town, "villages.csv")["population"].tolist() == [6, 4]


@pytest.mark.real_data
def test_a_real_town_by_road_and_by_area(real_data: Path, tmp_path: Path) -> None:
    areas = real_data / "noto" / "noto_town_koaza_area.gpkg"
    town, nameless = tmp_path / "noto", tmp_path / "nameless.gpkg"
    import_files("villages", [areas], town)
    import_files("roads", [real_data / "noto" / "A37-15_PeninsulaRoad_16-17.fgb"], town, clip=areas)
    pyogrio.write_dataframe(pyogrio.read_dataframe(areas, columns=["JINKO"]), nameless)
    report = import_files("residents", [nameless], town)
    assert "道のりで" in next(n.message for n in report.notices if n.code == "people_shared")
    assert read(town, "residents.csv")["population"].sum() == 15_687
    before = (town / "villages.csv").read_bytes()
    options = ImportOptions(places=(areas,), set_population=True)
    import_files("residents", [nameless], town, options=options)
    assert (town / "villages.csv").read_bytes() == before  # each area gives its people back to its own village
    assert read(town, "residents.csv")["population"].sum() == 15_687


@pytest.mark.real_data
def test_units_of_yamaguchi_keep_their_people(real_data: Path, tmp_path: Path) -> None:
    units = real_data / "yamaguchi/census_kihon_unit/r2kb35203.shp"
    import_files("villages", [units], tmp_path, options=ImportOptions(dissolve=True))
    report = import_files("residents", [units], tmp_path)
    assert (report.rows_read, read(tmp_path, "residents.csv")["population"].sum()) == (4430, 193_966)
    # and once more as if nobody had written the village of a unit down
    nameless = tmp_path / "nameless.gpkg"
    frame = pyogrio.read_dataframe(units, columns=["JINKO"])
    pyogrio.write_dataframe(frame, nameless)
    report = import_files("residents", [nameless], tmp_path, options=ImportOptions(places=(units,), replace=True))
    homes = read(tmp_path, "residents.csv")
    assert homes["population"].sum() == 193_966
    assert read(tmp_path, "villages.csv")["population"].sum() == 193_966
    sums = homes.groupby("village_id")["population"].sum()
    villages = read(tmp_path, "villages.csv").set_index("village_id")["population"]
    assert (sums == villages[sums.index]).all()
