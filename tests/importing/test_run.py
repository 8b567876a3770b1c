"""Importing makes a region that opens, keeps totals to the person, and says everything it decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.region.region import read_region
from geo.texts.errors import RequestError
from importing import ImportOptions, ImportReport, import_files
from tests.geo.conftest import GTFS, feature_collection, write_lines

AREAS = [shapely.box(137.10 + i * 0.01, 37.30, 137.11 + i * 0.01, 37.31) for i in range(4)]
CENSUS = {
    "KEY_CODE": ["174630010", "174630020", "174630030", "174630030"],
    "PREF": ["17"] * 4,
    "CITY": ["463"] * 4,
    "CITY_NAME": ["山中町"] * 4,
    "S_NAME": ["上野", "下野", "奥谷", "奥谷"],
    "JINKO": [120, 80, 30, 0],
    "SETAI": [50, 40, 12, 0],
}


@pytest.fixture
def census(tmp_path: Path) -> Path:
    path = tmp_path / "census.gpkg"
    frame = gpd.GeoDataFrame(CENSUS, geometry=AREAS, crs="EPSG:6668")
    pyogrio.write_dataframe(frame.to_crs("EPSG:2449"), path)
    return path


@pytest.fixture
def roads(tmp_path: Path) -> Path:
    path = tmp_path / "roads_of_the_prefecture.gpkg"
    lines = [
        [(137.09, 37.305), (137.105, 37.305), (137.15, 37.305)],
        [(137.105, 37.301), (137.105, 37.305)],
        [(138.0, 37.3), (138.1, 37.3)],
    ]
    write_lines(path, lines, 道路の種類=["国道", "市区町村道等", None], 路線名=["国道1号", None, None])
    return path


def codes(report: ImportReport) -> list[str]:
    return [n.code for n in report.notices]


def refused(kind: str, files: list[Path], folder: Path, **more: object) -> list[str]:
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    with pytest.raises(RequestError) as caught:
        import_files(kind, files, folder, **more)  # type: ignore[arg-type]
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert any(n.severity == "error" for n in caught.value.notices)
    return [n.code for n in caught.value.notices]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_region_is_made_from_nothing_and_opens(tmp_path: Path, census: Path, roads: Path) -> None:
    folder = tmp_path / "yamanaka"
    options = ImportOptions(notes=("2024年の地震前のデータです",), base_year=2020, sources=("国勢調査,2020,政府統計",))
    report = import_files("villages", [census], folder, options=options)
    assert report.columns == {"village_id": "KEY_CODE", "name": "S_NAME", "population": "JINKO", "households": "SETAI"}
    assert (report.rows_read, report.rows_kept, report.crs, report.encoding) == (4, 4, "EPSG:2449", "UTF-8")
    import_files("roads", [roads], folder, clip=census, margin_km=5)
    region = read_region(folder)
    assert (region.id, region.name, region.municipality_code, region.base_year) == ("yamanaka", "山中町", "17463", 2020)
    assert region.notes == ("2024年の地震前のデータです",)
    assert region.sources[0].name == "国勢調査"
    assert (region.total_population, region.villages["households"].sum()) == (230, 102)
    assert region.roads.number_of_edges() == 6
    assert {n.severity for n in region.notices} <= {"info"}


def test_the_report_has_the_keys_of_the_command_line(tmp_path: Path, census: Path) -> None:
    document = import_files("villages", [census], tmp_path / "r").as_dict()
    assert list(document) == ["kind", "rows_read", "rows_kept", "columns", "crs", "encoding", "notices"]
    assert json.loads(json.dumps(document, ensure_ascii=False)) == document


def test_steps_are_told(tmp_path: Path, census: Path) -> None:
    steps: list[str] = []
    import_files("villages", [census], tmp_path / "r", on_step=steps.append)
    assert steps == ["census.gpkg を読んでいます", "villages.csv を書いています"]


def test_parts_of_one_id_stay_apart_unless_told(tmp_path: Path, census: Path) -> None:
    apart = import_files("villages", [census], tmp_path / "apart")
    assert {"import_ids_repeated", "import_names_numbered", "import_totals"} <= set(codes(apart))
    villages = read_region_villages(tmp_path / "apart")
    assert list(villages.index) == ["174630010", "174630020", "174630030", "174630030-2"]
    assert villages["name"].tolist() == ["上野", "下野", "奥谷", "奥谷（2）"]
    joined = import_files("villages", [census], tmp_path / "joined", options=ImportOptions(dissolve=True))
    assert {"import_dissolved", "import_totals"} <= set(codes(joined))
    villages = read_region_villages(tmp_path / "joined")
    assert villages["population"].tolist() == [120, 80, 30]
    assert villages["households"].sum() == 102


def read_region_villages(folder: Path) -> gpd.pd.DataFrame:
    from geo.region.tables.villages import read_villages

    villages, _ = read_villages(folder / "villages.csv")
    assert villages is not None
    return villages


def test_the_point_of_a_village_lies_inside_and_where_people_live(tmp_path: Path, census: Path) -> None:
    known = [{"town": "上野", "lat": 37.3081, "lng": 137.1012}, {"town": "別", "lat": 37.3051, "lng": 137.1051}]
    places = write(tmp_path / "places.json", json.dumps(known))
    lines = tmp_path / "lines.gpkg"
    write_lines(lines, [[(137.111, 37.302), (137.112, 37.303), (137.119, 37.309)]])
    report = import_files("villages", [census], tmp_path / "r", options=ImportOptions(places=(places, lines)))
    villages = read_region_villages(tmp_path / "r")
    assert villages.loc["174630010", ["lat", "lon"]].tolist() == [37.3081, 137.1012]
    assert villages.loc["174630020", ["lat", "lon"]].tolist() == [37.303, 137.112]
    for (lat, lon), area in zip(villages[["lat", "lon"]].to_numpy(), AREAS, strict=True):
        assert area.contains(shapely.Point(lon, lat))
    assert codes(report).count("import_points_at_places") == 2
    assert codes(report).count("import_points_inside") == 1


def test_secret_empty_and_wrong_counts_are_said_and_stay_empty(tmp_path: Path) -> None:
    header = "名称,緯度,経度,人口,世帯数\n"
    rows = '甲,37.3,137.1,"1,200",400\n乙,37.3,137.1,X,1\n丙,37.3,137.1,-,-\n丁,37.3,137.1,many,1\n戊,37.3,137.1,-5,1\n己,37.3,137.1,,1\n'
    report = import_files("villages", [write(tmp_path / "a.csv", header + rows)], tmp_path / "r")
    found = {(n.code, n.row, n.field) for n in report.notices if n.row is not None}
    assert found == {
        ("import_value_suppressed", 3, "人口"),
        ("cell_not_number", 5, "人口"),
        ("cell_negative", 6, "人口"),
        ("cell_empty", 7, "人口"),
    }
    villages = read_region_villages(tmp_path / "r")
    assert villages["population"].to_dict() == {"v001": 1200, "v003": 0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "file_empty"),
        ("名称,緯度,経度,人口,世帯数\n", "file_has_nothing"),
        ("名称,人口,世帯数\n甲,1,1\n", "import_column_unguessed"),
        ("名称,緯度,経度\n甲,37.3,137.1\n", "import_column_unguessed"),
        ("名称,緯度,経度,人口,世帯数\n甲,0,0,1,1\n", "import_nothing_left"),
        ("名称,緯度,経度,人口,世帯数\n甲,,,1,1\n", "import_nothing_left"),
        ("\0", "file_unreadable"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in refused("villages", [write(tmp_path / "a.csv", text)], tmp_path / "r")
    assert not (tmp_path / "r").exists()


def test_the_first_sheet_of_a_workbook_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "人口.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("集落")
        book.add_worksheet("覚え")
        for line, row in enumerate(
            [["名称", "緯度", "経度", "人口", "世帯数"], ["上野", 37.3, 137.1, 12, 5], ["下野", 37.3, 137.2, "X", 1]]
        ):
            sheet.write_row(line, 0, row)
    report = import_files("villages", [path], tmp_path / "r")
    assert {("layer_chosen", None), ("import_value_suppressed", 3)} <= {(n.code, n.row) for n in report.notices}
    assert read_region_villages(tmp_path / "r")["population"].tolist() == [12]
    path.write_bytes(b"PK\x03\x04")
    assert refused("villages", [path], tmp_path / "r") == ["file_unreadable"]


def test_columns_are_as_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "甲,乙,y,x,人口,世帯\n上野,下野,37.3,137.1,12,5\n")
    report = import_files("villages", [path], tmp_path / "r", columns={"name": "乙"})
    assert report.columns["name"] == "乙"
    assert read_region_villages(tmp_path / "r")["name"].tolist() == ["下野"]
    assert refused("villages", [path], tmp_path / "r2", columns={"name": "丙"}) == ["import_column_not_found"]
    assert refused("villages", [path], tmp_path / "r2", columns={"colour": "甲"}) == ["import_column_key_unknown"]


def test_swapped_axes_of_a_whole_file_are_turned_and_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "名称,緯度,経度,人口,世帯数\n甲,137.1,37.3,1,1\n乙,137.2,37.4,1,1\n")
    assert "import_axes_swapped" in codes(import_files("villages", [path], tmp_path / "r"))
    assert read_region_villages(tmp_path / "r")["lat"].tolist() == [37.3, 37.4]


def test_a_single_swapped_row_is_left_out_and_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "名称,緯度,経度,人口,世帯数\n甲,37.3,137.1,1,1\n乙,137.2,37.4,1,1\n")
    report = import_files("villages", [path], tmp_path / "r")
    assert [(n.code, n.row) for n in report.notices if n.row] == [("coordinates_swapped", 3)]
    assert (report.rows_read, report.rows_kept) == (2, 1)


def test_a_system_that_nobody_wrote_down(tmp_path: Path) -> None:
    metres = gpd.GeoSeries([shapely.Point(137.1, 37.3)], crs="EPSG:6668").to_crs("EPSG:6675")
    path = tmp_path / "a.gpkg"
    frame = gpd.GeoDataFrame({"name": ["甲"]}, geometry=metres.set_crs(None, allow_override=True))
    with pytest.warns(UserWarning, match="crs"):
        pyogrio.write_dataframe(frame, path)
    assert refused("sites", [path], tmp_path / "r") == ["crs_asked"]
    assert refused("sites", [path], tmp_path / "r", crs="EPSG:99") == ["crs_unknown"]
    assert import_files("sites", [path], tmp_path / "r", crs="6675").crs == "EPSG:6675"
    assert "37.300000,137.100000" in (tmp_path / "r" / "sites.csv").read_text(encoding="utf-8-sig")


def test_a_system_given_against_the_files_own_word_is_said(tmp_path: Path, census: Path) -> None:
    report = import_files("villages", [census], tmp_path / "r", crs="EPSG:6675")
    assert report.crs == "EPSG:6675"
    assert "crs_overridden" in codes(report)


def test_roads_are_clipped_to_whole_lines_and_their_classes_read(tmp_path: Path, census: Path, roads: Path) -> None:
    report = import_files("roads", [roads], tmp_path / "r", clip=census, margin_km=10)
    assert (report.rows_read, report.rows_kept) == (3, 2)
    assert {"import_clipped", "import_road_classes"} <= set(codes(report))
    assert report.columns == {"name": "路線名", "highway": "道路の種類"}
    written = gpd.read_file(tmp_path / "r" / "roads.gpkg")
    assert written["highway"].tolist() == ["primary", "unclassified"]
    assert written["name"].tolist()[0] == "国道1号"
    assert written.crs == "EPSG:6668"


def test_roads_without_lines_are_refused(tmp_path: Path, census: Path) -> None:
    assert "import_nothing_left" in refused("roads", [census], tmp_path / "r")
    table = write(tmp_path / "a.csv", "name,lat,lon\n甲,37.3,137.1\n")
    assert refused("roads", [table], tmp_path / "r") == ["import_no_shapes"]


def test_other_roads_are_replaced_only_when_told(tmp_path: Path, census: Path, roads: Path) -> None:
    folder = tmp_path / "r"
    import_files("roads", [roads], folder)
    before = (folder / "roads.gpkg").read_bytes()
    import_files("roads", [roads], folder)
    assert (folder / "roads.gpkg").read_bytes() == before
    assert refused("roads", [roads], folder, clip=census) == ["import_exists"]
    report = import_files("roads", [roads], folder, clip=census, options=ImportOptions(replace=True))
    assert "import_replaced" in codes(report)
    assert (folder / "roads.gpkg").read_bytes() != before


OSM = (
    '<osm version="0.6"><node id="1" lat="37.3" lon="137.1" version="1"/><node id="2" lat="37.4" lon="137.1" version="1"/>'
    '<way id="3" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="track"/></way></osm>'
)


def test_a_road_network_is_copied_and_takes_the_place_of_another(tmp_path: Path, census: Path, roads: Path) -> None:
    folder = tmp_path / "r"
    import_files("roads", [roads], folder)
    osm = write(tmp_path / "a.osm", OSM)
    assert refused("roads", [osm], folder) == ["import_exists"]
    report = import_files("roads", [osm], folder, options=ImportOptions(replace=True))
    assert "osm_roads_counted" in codes(report)
    assert (folder / "roads.osm").read_text() == OSM
    assert not (folder / "roads.gpkg").exists()
    assert refused("roads", [write(tmp_path / "b.osm", "<osm")], folder) == ["roads_unreadable"]


def test_places_from_lists_are_merged_by_name_and_place(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    school = {"名称": "旧山中小学校", "緯度": 37.3, "経度": 137.1}
    hall = {"名称": "上野公民館", "緯度": 37.31, "経度": "137.11"}
    first = write(tmp_path / "a.json", json.dumps([school, hall]))
    second = write(tmp_path / "b.geojson", feature_collection(shapely.Point(137.1001, 37.3001), 名称="旧山中小学校"))
    report = import_files("sites", [first, second], folder)
    assert (report.rows_read, report.rows_kept) == (3, 2)
    assert {"import_repeated", "import_ids_made", "import_site_kinds_guessed"} <= set(codes(report))
    assert "旧山中小学校" in next(n.message for n in report.notices if n.code == "import_repeated")
    guessed = next(n.message for n in report.notices if n.code == "import_site_kinds_guessed")
    assert "候補地 2 件" in guessed, "of those that are kept"
    assert "import_repeated_differ" not in codes(report)
    table = (folder / "sites.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table == [
        "site_id,name,lat,lon,kind",
        "s001,旧山中小学校,37.300000,137.100000,廃校",
        "s002,上野公民館,37.310000,137.110000,既存施設",
    ]
    again = import_files("sites", [first], folder)
    assert (folder / "sites.csv").read_text(encoding="utf-8-sig").splitlines() == table
    assert "import_merged" in codes(again)
    third = write(tmp_path / "c.json", json.dumps([{"name": "道の駅", "lat": 37.32, "lon": 137.12}]))
    import_files("sites", [third], folder)
    assert len((folder / "sites.csv").read_text(encoding="utf-8-sig").splitlines()) == 4
    import_files("sites", [third], folder, options=ImportOptions(replace=True))
    assert (folder / "sites.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("s001,道の駅")


def test_what_merged_rows_do_not_agree_in_is_told(tmp_path: Path) -> None:
    school = {"名称": "山中小学校", "緯度": 37.3, "経度": 137.1, "洪水": "1", "津波": "", "高潮": "1"}
    again = {**school, "洪水": "", "津波": "1", "緯度": 37.3001}
    report = import_files("sites", [write(tmp_path / "a.json", json.dumps([school, again]))], tmp_path / "r")
    assert report.rows_kept == 1
    message = next(n.message for n in report.notices if n.code == "import_repeated_differ")
    assert "：緯度、洪水、津波。" in message


def test_a_second_import_changes_what_it_brings_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    import_files(
        "sites",
        [write(tmp_path / "a.csv", "site_id,name,lat,lon,owner\ns1,甲,37.3,137.1,町\ns2,乙,37.3,137.2,町\n")],
        folder,
    )
    report = import_files(
        "sites", [write(tmp_path / "b.csv", "site_id,name,lat,lon,area_m2\ns2,乙,37.4,137.2,500\n")], folder
    )
    table = (folder / "sites.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0] == "site_id,name,lat,lon,kind,area_m2,owner"
    assert table[1:] == ["s1,甲,37.300000,137.100000,候補地,,町", "s2,乙,37.400000,137.200000,候補地,500,町"]
    notice = next(n for n in report.notices if n.code == "import_merged")
    assert "書き換え 1 件" in notice.message


def test_a_table_that_cannot_be_read_is_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    (folder / "sites.csv").write_bytes(b"\0")
    path = write(tmp_path / "a.csv", "name,lat,lon\n甲,37.3,137.1\n")
    assert refused("sites", [path], folder) == ["file_unreadable"]
    import_files("sites", [path], folder, options=ImportOptions(replace=True))


def test_facilities_get_a_category_or_are_said(tmp_path: Path) -> None:
    rows = "奥谷診療所,\n山中郵便局,\nなぞの館,\n何か,shopping\n何か2,医療\n"
    lines = [f"{row.split(',')[0]},{row.split(',')[1]},37.3,137.{i}" for i, row in enumerate(rows.splitlines())]
    path = write(tmp_path / "a.csv", "\n".join(["名称,分類,緯度,経度", *lines]))
    report = import_files("facilities", [path], tmp_path / "r")
    assert [(n.code, n.row) for n in report.notices if n.row] == [("import_category_unknown", 4)]
    table = (tmp_path / "r" / "facilities.csv").read_text(encoding="utf-8-sig")
    assert [line.split(",")[2] for line in table.splitlines()[1:]] == ["medical", "finance", "shopping", "medical"]
    assert table.splitlines()[0].endswith(",status")
    report = import_files("facilities", [path], tmp_path / "r2", options=ImportOptions(category="care", only=("館",)))
    assert report.rows_kept == 1
    assert "import_only" in codes(report)
    assert ",care," in (tmp_path / "r2" / "facilities.csv").read_text(encoding="utf-8-sig")


def test_ids_of_other_tables_are_left_alone(tmp_path: Path, census: Path) -> None:
    folder = tmp_path / "r"
    import_files("villages", [census], folder)
    path = write(tmp_path / "a.csv", "id,name,lat,lon\n174630010,甲,37.3,137.1\n,乙,37.3,137.2\n")
    assert "import_ids_taken" in codes(import_files("sites", [path], folder))
    assert read_site_ids(folder) == ["s-174630010", "s001"]


def read_site_ids(folder: Path) -> list[str]:
    return [line.split(",")[0] for line in (folder / "sites.csv").read_text(encoding="utf-8-sig").splitlines()[1:]]


def test_homes_keep_their_villages(tmp_path: Path, census: Path, roads: Path) -> None:
    folder = tmp_path / "r"
    import_files("villages", [census], folder)
    import_files("roads", [roads], folder)
    path = write(
        tmp_path / "a.csv", "village_id,lat,lon,population\n174630010,37.305,137.105,70\n174630010,37.306,137.105,50\n"
    )
    import_files("residents", [path], folder)
    region = read_region(folder)
    assert region.people_at_homes
    assert region.people.groupby("village_id")["population"].sum()["174630010"] == 120
    import_files("residents", [path], folder)
    assert len((folder / "residents.csv").read_text().splitlines()) == 3


def test_a_zone_is_written_in_degrees_with_its_attributes(tmp_path: Path, census: Path) -> None:
    report = import_files("zone:school_districts", [census], tmp_path / "r")
    assert (report.kind, report.rows_kept) == ("zone:school_districts", 4)
    zone = gpd.read_file(tmp_path / "r" / "zones" / "school_districts.geojson")
    assert zone["S_NAME"].tolist() == ["上野", "下野", "奥谷", "奥谷"]
    assert zone.total_bounds == pytest.approx([137.10, 37.30, 137.14, 37.31], abs=1e-6)
    import_files("zone:municipality", [census], tmp_path / "r", options=ImportOptions(dissolve=True))
    whole = gpd.read_file(tmp_path / "r" / "zones" / "municipality.geojson")
    assert len(whole) == 1
    assert whole.geometry.is_valid.all()


def test_a_feed_is_counted_before_it_is_copied(tmp_path: Path) -> None:
    feed = tmp_path / "feed"
    feed.mkdir()
    for name, text in GTFS.items():
        write(feed / name, text)
    folder = tmp_path / "r"
    for _ in range(2):
        assert "import_feed_counted" in codes(import_files("gtfs", [feed], folder))
    write(feed / "stops.txt", GTFS["stops.txt"] + "S3,峠,37.3,137.1\n")
    assert refused("gtfs", [feed], folder) == ["import_exists"]
    import_files("gtfs", [feed], folder, options=ImportOptions(replace=True))
    assert (folder / "gtfs" / "feed" / "stops.txt").read_text(encoding="utf-8").count("\n") == 4
    assert sorted(p.name for p in (folder / "gtfs").iterdir()) == ["feed"]
    (feed / "trips.txt").unlink()
    assert refused("gtfs", [feed], tmp_path / "r2") == ["feed_file_missing"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("dragons", "import_kind_unknown"),
        ("zone:", "import_zone_name"),
        ("zone:../x", "import_zone_name"),
        ("zone:NAME/x", "import_zone_name"),
    ],
)
def test_kinds_that_cannot_be(tmp_path: Path, census: Path, kind: str, code: str) -> None:
    assert refused(kind, [census], tmp_path / "r") == [code]


def test_requests_that_cannot_be(tmp_path: Path, census: Path) -> None:
    assert refused("villages", [], tmp_path / "r") == ["import_no_files"]
    assert refused("villages", [tmp_path / "nowhere.gpkg"], tmp_path / "r") == ["file_unreadable"]
    assert refused("villages", [tmp_path], tmp_path / "r") == ["file_unreadable"]
    assert refused("villages", [census], tmp_path / "r", clip=census, margin_km=-1.0) == ["import_margin_wrong"]
    options = ImportOptions(municipality_code="石川", base_year=2)
    assert refused("villages", [census], tmp_path / "r", options=options) == ["region_field_wrong"] * 2
    table = write(tmp_path / "a.csv", "name,lat,lon\n甲,37.3,137.1\n")
    placeless = write(tmp_path / "b.csv", "name,番号\n甲,1\n")
    assert refused("villages", [census], tmp_path / "r", clip=placeless) == ["import_clip_without_shapes"]
    with pytest.raises(RequestError, match="フォルダではありません"):
        import_files("villages", [census], table)


def test_a_broken_region_file_stops_before_anything_is_written(tmp_path: Path, census: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    write(folder / "region.toml", "a b")
    assert refused("villages", [census], folder) == ["toml_broken"]


def test_a_fictional_region_takes_places_anywhere(tmp_path: Path, census: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    write(
        folder / "region.toml",
        'id = "a"\nname = "夢"\nmunicipality_code = "00000"\nbase_year = 2020\nfictional = true\n',
    )
    path = write(tmp_path / "a.csv", "name,lat,lon,人口,世帯\n甲,50,10,5,2\n")
    assert import_files("villages", [path], folder).rows_kept == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["villages", "roads", "facilities", "sites", "residents", "gtfs", "zone:flood"]),
    name=st.sampled_from(["a.csv", "a.json", "a.geojson", "a.gpkg", "a.shp", "a.zip", "a.xlsx", "a.xls", "a.ods", "a.osm", "a.graphml", "a.osm.gz", "a"]),
    content=st.one_of(
        st.binary(max_size=200),
        st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
        st.lists(st.dictionaries(st.sampled_from(["lat", "lng", "name", "人口"]), st.none() | st.floats() | st.text(max_size=4)))
        .map(lambda objects: json.dumps(objects).encode()),
    ),
)  # fmt: skip
def test_no_file_raises_anything_but_a_refusal(tmp_path: Path, kind: str, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    outcome: Mapping[str, object] | None = None
    try:
        outcome = import_files(kind, [path], tmp_path / "r", options=ImportOptions(replace=True)).as_dict()
    except RequestError as problem:
        outcome = {"notices": problem.notices}
    finally:
        path.unlink()
    assert outcome["notices"]
