"""Dropped files are taken for what they are, with the reason; what nobody knows is said so."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.region.land.zones import ZONES
from importing.columns.kind_names import KIND_NAMES, kind_name, kinds_on_offer, order_of
from importing.columns.kinds import KINDS
from importing.recognise.recognise import Recognised, recognise


def taken(folder: Path, *names: str) -> dict[str, Recognised]:
    paths = [folder / n for n in names] if names else [p for p in folder.iterdir() if p.is_file()]
    return {r.path.name: r for r in recognise(paths, folder / "unpacked")}


def kinds(found: dict[str, Recognised]) -> dict[str, str]:
    return {name: r.kind for name, r in found.items()}


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_every_kind_has_a_name_on_screen() -> None:
    assert [*KIND_NAMES, "zone:NAME"] == list(KINDS)
    offered = kinds_on_offer()
    assert {f"zone:{z}" for z in ZONES} <= set(offered)
    assert kind_name("zone:flood") == "浸水想定区域"
    assert kind_name("zone:うちの区域") == "区域：うちの区域"


def test_villages_come_before_roads_and_zones_last() -> None:
    names = ["zone:flood", "roads", "facilities", "villages"]
    assert sorted(names, key=order_of) == ["villages", "roads", "facilities", "zone:flood"]


TABLES = {
    "jinko.csv": ("集落名,人口,世帯数,緯度,経度\n上,12,5,36.1,137.1\n", "villages"),
    "sumai.csv": ("集落id,人口,緯度,経度\nv1,3,36.1,137.1\n", "residents"),
    "norita.csv": ("年月,路線名,便,乗車人数\n2023-04,本線,1便,30\n", "riders"),
    "keiyaku.csv": ("契約名,事業者,委託料\n本線,山交通,1000000\n", "contracts"),
    "anketo.csv": ("回答番号,集落,外出目的,移動手段,頻度\n1,上,買い物,車,週2回\n", "wishes"),
    "byoin.csv": ("施設名,緯度,経度,利用者数,年度\n町立病院,36.1,137.1,90,2020\n", "facilities"),
    "hinanjo.csv": ("名称,緯度,経度\n避難所いち,36.1,137.1\n", "sites"),
    "bus.csv": ("停留所名,緯度,経度\n役場前,36.1,137.1\n", "bus_stops"),
    "mesh.csv": ("KEY_CODE,人口（総数）\n53393680,12\n53393681,3\n", "mesh"),
    "tada.csv": ("あ,い\n1,2\n", ""),
}


def test_tables_are_told_by_their_headers(tmp_path: Path) -> None:
    for name, (text, _) in TABLES.items():
        put(tmp_path, name, text, "cp932")
    found = taken(tmp_path)
    assert kinds(found) == {name: kind for name, (_, kind) in sorted(TABLES.items())}
    assert found["jinko.csv"].columns == {"name": "集落名", "population": "人口", "households": "世帯数", "lat": "緯度", "lon": "経度"}  # fmt: skip
    look = found["jinko.csv"].look
    assert look is not None
    assert (look.rows, look.encoding) == (1, "cp932")
    assert "緯度・経度の列も図形もなく" in found["tada.csv"].reason


def test_the_parts_of_a_shapefile_become_one_and_a_wanting_part_is_named(tmp_path: Path) -> None:
    area = gpd.GeoDataFrame({"rank": [1]}, geometry=[shapely.box(137.1, 36.1, 137.2, 36.2)], crs="EPSG:6668")
    area.to_file(tmp_path / "洪水浸水想定区域.shp", encoding="utf-8")
    (tmp_path / "dake.shx").write_bytes(b"x")
    found = taken(tmp_path)
    whole = found["洪水浸水想定区域.shp"]
    assert whole.kind == "zone:flood"
    assert {Path(p).suffix for p in whole.parts} == {".shp", ".shx", ".dbf", ".prj", ".cpg"}
    assert found["dake.shx"].kind == ""
    assert ".shp" in found["dake.shx"].reason


def test_a_zip_is_one_thing_or_one_for_each_kind_inside(tmp_path: Path) -> None:
    text, _ = TABLES["jinko.csv"]
    places, _ = TABLES["byoin.csv"]
    with zipfile.ZipFile(tmp_path / "hitotsu.zip", "w") as archive:
        archive.writestr("a.csv", text)
    with zipfile.ZipFile(tmp_path / "futatsu.zip", "w") as archive:
        archive.writestr("a.csv", text)
        archive.writestr("b.csv", places)
    with zipfile.ZipFile(tmp_path / "feed.zip", "w") as archive:
        for name in ("stops.txt", "routes.txt", "trips.txt", "stop_times.txt"):
            archive.writestr(name, "x\n")
    (tmp_path / "kowareta.zip").write_bytes(b"PK no zip")
    found = taken(tmp_path)
    assert kinds(found) == {
        "feed.zip": "gtfs", "a.csv": "villages", "b.csv": "facilities", "hitotsu.zip": "villages", "kowareta.zip": "",
    }  # fmt: skip
    assert found["b.csv"].path.is_file()
    assert "futatsu.zip の中" in found["b.csv"].reason


def test_a_missing_coordinate_system_is_guessed_with_its_reason(tmp_path: Path) -> None:
    square = shapely.box(-63000, -220000, -62000, -219000)
    frame = gpd.GeoDataFrame({"市町村コード": ["35203"], "人口": [5], "世帯数": [2]}, geometry=[square])
    with pytest.warns(UserWarning, match="crs"):
        frame.to_file(tmp_path / "mura.fgb")
    look = taken(tmp_path)["mura.fgb"].look
    assert look is not None
    assert look.crs is None
    assert look.crs_needed
    assert look.crs_guess is not None
    assert look.crs_guess.epsg == 6671
    assert "35203" in look.crs_guess.reason


def test_areas_of_nothing_known_are_left_to_a_person(tmp_path: Path) -> None:
    content = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1},
               "geometry": {"type": "Polygon", "coordinates": [[[137, 36], [137.1, 36], [137.1, 36.1], [137, 36]]]}}]}  # fmt: skip
    put(tmp_path, "menseki.geojson", json.dumps(content))
    found = taken(tmp_path)["menseki.geojson"]
    assert (found.kind, found.confidence) == ("", "unsure")
    assert "種類を選んでください" in found.reason


@pytest.mark.parametrize("name", ["tegami.pdf", "shashin.jpg", "stops.txt", "nazo.bin", "moji.csv"])
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes("高松市".encode("euc_jp") * 4 + b"\n")
    found = taken(tmp_path)[name]
    assert (found.kind, found.confidence) == ("", "unknown")
    assert "ください" in found.reason


def test_of_a_long_table_only_the_beginning_is_read(tmp_path: Path) -> None:
    rows = 180_000
    text = TABLES["jinko.csv"][0].split("\n")
    put(tmp_path, "nagai.csv", "\n".join([text[0], *[text[1].replace("上", "上の集落")] * rows, ""]))
    assert (tmp_path / "nagai.csv").stat().st_size > 5_000_000
    found = taken(tmp_path)["nagai.csv"]
    assert found.kind == "villages"
    assert found.look is not None
    assert found.look.rows == rows
    assert len(found.look.table) == 200


@pytest.mark.real_data
def test_published_files_are_taken_for_what_they_are(real_data: Path, tmp_path: Path) -> None:
    expected = {
        "noto/noto_town_koaza_area.gpkg": "villages",
        "noto/A37-15_PeninsulaRoad_16-17.fgb": "roads",
        "noto/W12-52A-2K-17.fgb": "",
        "noto/shelters/evacuation_174637.json": "sites",
        "messy/a27_ibaraki_school_district_axis_swapped.fgb": "zone:school_districts",
        "messy/fude_tsukuba_1.json": "zone:farmland",
        "takamatsu/hospital/data.csv": "facilities",
        "takamatsu/primary_school/data.xlsx": "facilities",
        "takamatsu/evacuation_space/data.xlsx": "sites",
        "wakayama/tblT001100S30.txt": "mesh",
        "gtfs_jp/toyota_kikan_GTFS.zip": "gtfs",
        "osm/aist.osm": "roads",
        "osm/N41E001.hgt.zip": "relief",
    }
    found = [recognise([real_data / name], tmp_path / str(i)) for i, name in enumerate(expected)]
    assert {name: r.kind for name, (r,) in zip(expected, found, strict=True)} == expected
    assert "流域界・非集水域" in found[2][0].reason
    mesh = dict(found[9][0].columns)
    assert (mesh["mesh_code"], mesh["population"], mesh["pop_65_over"]) == ("KEY_CODE", "T001100001", "T001100019")
    koaza = found[0][0].look
    assert koaza is not None
    assert (koaza.rows, koaza.crs, dict(koaza.place)) == (202, "EPSG:2449", {"name": "能登町", "municipality_code": "17463"})  # fmt: skip


@pytest.mark.real_data
def test_published_shapefiles_are_put_together(real_data: Path, tmp_path: Path) -> None:
    for folder in ("yamaguchi/bus", "wakayama"):
        for path in (real_data / folder).iterdir():
            shutil.copy(path, tmp_path / path.name)
    found = {name: (r.kind, r.look.encoding if r.look else "") for name, r in taken(tmp_path).items() if r.path.suffix == ".shp"}  # fmt: skip
    assert found == {
        "C06041_H22_バス停の状況_OP.shp": ("bus_stops", "cp932"),
        "C06042_H22_バス路線の状況_OP.shp": ("bus_lines", "cp932"),
        "MESH05135.shp": ("mesh", "UTF-8"),
        "P04-14_30-g_MedicalInstitution.shp": ("facilities", "cp932"),
    }


def numbered(folder: Path, head: str, shape: shapely.Geometry) -> str:
    columns = {f"{head}_001": ["20202"], f"{head}_002": ["例村診療所"]}
    gpd.GeoDataFrame(columns, geometry=[shape], crs="EPSG:6668").to_file(folder / "sou.geojson", driver="GeoJSON")
    return "sou.geojson"


@pytest.mark.parametrize("head", ["P99", "C28", "S05", "X01", "B02"])
def test_an_unknown_numbered_layer_says_so_with_its_columns(tmp_path: Path, head: str) -> None:
    file = numbered(tmp_path, head, shapely.Point(137, 36))
    found = taken(tmp_path)[file]
    assert (found.kind, found.confidence) == ("", "unsure")
    assert "知らないデータ" in found.reason
    assert f"{head}_001、{head}_002" in found.reason


@pytest.mark.parametrize(
    ("head", "name"), [("P12", "観光資源"), ("P13", "都市公園"), ("P18", "警察署"), ("N02", "鉄道"), ("A16", "人口集中地区"), ("W05", "河川")]
)  # fmt: skip
def test_a_data_set_without_use_is_named(tmp_path: Path, head: str, name: str) -> None:
    file = numbered(tmp_path, head, shapely.Point(137, 36))
    found = taken(tmp_path)[file]
    assert (found.kind, found.confidence) == ("", "unknown")
    assert f"「{name}」" in found.reason


def test_shelters_and_tsunami_of_the_ministry_have_their_kinds(tmp_path: Path) -> None:
    file = numbered(tmp_path, "P20", shapely.Point(137, 36))
    assert taken(tmp_path)[file].kind == "sites"
    file = numbered(tmp_path, "A40", shapely.box(137, 36, 137.1, 36.1))
    assert taken(tmp_path)[file].kind == "zone:tsunami"
