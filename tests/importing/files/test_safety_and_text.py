"""Files that mean harm, files that are garbled, and systems that nobody wrote down."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.texts.errors import RequestError
from importing import ImportReport, import_files
from importing.cells.years import year_of
from importing.files.mojibake import read_text

WORDS = "名称,緯度,経度\n山中診療所,37.3,137.1\n谷の公民館,37.4,137.2\n"


def run(path: Path, tmp_path: Path, kind: str = "facilities") -> ImportReport:
    return import_files(kind, [path], tmp_path / "r")


def refusal(path: Path, tmp_path: Path, kind: str = "facilities") -> list[str]:
    with pytest.raises(RequestError) as problem:
        run(path, tmp_path, kind)
    return [n.code for n in problem.value.notices]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(WORDS.encode(encoding))
    assert run(tmp_path / "a.csv", tmp_path).rows_kept == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (WORDS.encode("euc_jp"), "EUC-JP"),
        (WORDS.encode("iso2022_jp"), "エスケープ"),
        (WORDS.replace("山", "\ufffd").replace("名", "\ufffd").encode(), "U+FFFD"),
        (WORDS.replace("名称", "高松").encode().decode("latin-1").encode(), "欧文"),
        ("名称,緯度,経度\n高松,34.3,134.0\n".encode().decode("cp932", "ignore").encode(), "UTF-8 の文字"),
    ],
)
def test_mojibake_is_refused_by_name(content: bytes, reason: str) -> None:
    text, notices = read_text(content, "a.csv")
    assert text is None
    assert reason in notices[-1].message


def test_names_in_half_width_kana_are_text() -> None:
    text, _ = read_text("名称\nﾔﾏﾅｶｼﾝﾘｮｳｼﾞｮ\nﾀﾆ\n".encode("cp932"), "a.csv")
    assert text is not None


def packed(tmp_path: Path, **members: bytes) -> Path:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def test_a_zip_is_read_and_what_points_outside_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../evil.csv", WORDS)
        archive.writestr("/evil2.csv", WORDS)
        archive.writestr(link, "/etc/passwd")
        archive.writestr("in/a.csv", WORDS)
    report = run(path, tmp_path)
    assert report.rows_kept == 2
    assert sum(n.code == "archive_member_refused" for n in report.notices) == 3
    assert not (tmp_path / "evil.csv").exists()


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    assert refusal(packed(tmp_path, **{"a.csv": b"0" * 5_000_000}), tmp_path) == ["archive_too_large"]


def test_a_zip_without_data_says_so(tmp_path: Path) -> None:
    assert refusal(packed(tmp_path, **{"a.pdf": b"x"}), tmp_path) == ["archive_empty"]


def test_entities_and_pointers_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text('<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "b">]><kml/>')
    assert refusal(tmp_path / "a.kml", tmp_path) == ["xml_entities"]
    (tmp_path / "b.gml").write_text("<OGRVRTDataSource><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTDataSource>")
    assert refusal(tmp_path / "b.gml", tmp_path) == ["file_unreadable"]


def test_all_folders_of_a_kml_are_read(tmp_path: Path) -> None:
    mark = "<Placemark><name>{}</name><Point><coordinates>137.1,37.{},0</coordinates></Point></Placemark>"
    folders = "".join(f"<Folder><name>f{i}</name>{mark.format(f'診療所{i}', i)}</Folder>" for i in (3, 4))
    text = f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{folders}</Document></kml>'
    (tmp_path / "a.kml").write_text(text, encoding="utf-8")
    assert run(tmp_path / "a.kml", tmp_path).rows_kept == 2


def test_names_that_stand_beside_the_name_of_a_kml_are_found(tmp_path: Path) -> None:
    """GIS programs write their columns into ExtendedData and leave the name of the mark empty."""
    data = '<ExtendedData><SchemaData schemaUrl="#a"><SimpleData name="名称">山中診療所</SimpleData></SchemaData></ExtendedData>'
    mark = f"<Placemark>{data}<Point><coordinates>137.1,37.3</coordinates></Point></Placemark>"
    schema = '<Schema name="a" id="a"><SimpleField name="名称" type="string"/></Schema>'
    text = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{schema}<Folder><name>a</name>{mark}</Folder></Document></kml>'
    (tmp_path / "a.kml").write_text(text, encoding="utf-8")
    assert run(tmp_path / "a.kml", tmp_path).columns["name"] == "名称"


@pytest.mark.parametrize("crs", ["EPSG:4612", "EPSG:6668", "EPSG:4301", "EPSG:2449", "EPSG:30167", "EPSG:6675"])
def test_systems_lead_to_the_same_place(tmp_path: Path, crs: str) -> None:
    point = gpd.GeoSeries([shapely.Point(137.1, 37.3)], crs="EPSG:6668").to_crs(crs)
    gpd.GeoDataFrame({"name": ["診療所"]}, geometry=point).to_file(tmp_path / "a.gpkg")
    report = run(tmp_path / "a.gpkg", tmp_path)
    row = (tmp_path / "r" / "facilities.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")
    assert abs(float(row[3]) - 37.3) < 1e-4
    assert ("crs_tokyo" in {n.code for n in report.notices}) == (crs in ("EPSG:4301", "EPSG:30167"))


def test_totals_are_not_counted_twice_and_years_are_read(tmp_path: Path) -> None:
    text = (
        "令和5年4月1日現在\n\n集落名,人口,世帯数,緯度,経度\n甲,１０,4,37.3,137.1\n乙,20人,8,37.4,137.2\n合計,30,12,,\n"
    )
    (tmp_path / "a.csv").write_bytes(text.encode("cp932"))
    report = run(tmp_path / "a.csv", tmp_path, "villages")
    assert report.rows_kept == 2
    assert {"table_preamble", "table_totals_left", "import_totals"} <= {n.code for n in report.notices}
    assert "base_year = 2023" in (tmp_path / "r" / "region.toml").read_text(encoding="utf-8")
    assert year_of("平成27年") == 2015


def test_coordinates_in_one_column_and_in_minutes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('name,location\n診療所,"37.3,137.1"\n', encoding="utf-8")
    assert run(tmp_path / "a.csv", tmp_path).rows_kept == 1
    (tmp_path / "b.csv").write_text("name,緯度,経度\n病院,37度18分0秒,137°6'0\"\n".replace('"', "″"), encoding="utf-8")
    assert run(tmp_path / "b.csv", tmp_path).rows_kept == 1
