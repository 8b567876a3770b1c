"""Files that mean harm are refused before a reader sees them, or what they carry stays plain text."""

from __future__ import annotations

import gzip
import os
import shutil
import stat
import struct
import zipfile
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from geo.files.links import leading_out
from geo.files.xml_entities import EntitiesError, refuse_entities
from geo.region.region import read_region
from geo.texts.errors import RegionUnreadableError, RequestError
from importing import ImportOptions, import_files
from importing.files.layers import read_layer
from importing.files.workbooks import refuse_workbook
from tests.importing.hand_made_workbooks import ods

SAMPLE = Path(__file__).parents[3] / "sample_regions" / "model_chiku"
WORDS = "名称,緯度,経度\n山中診療所,37.3,137.1\n"
LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ハ" * 10}">' for i in range(12))
SWELLING = f"<!DOCTYPE x [{LAUGHS}]>"
OTHER_FILE = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&a11;</name>'
    "<Point><coordinates>137.1,37.3</coordinates></Point></Placemark></kml>"
)
GML = '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml">&a11;</gml:FeatureCollection>'
OSM = '<osm version="0.6"><node id="1" lat="37.3" lon="137.1"><tag k="name" v="&a11;"/></node></osm>'
GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">&a11;</graph></graphml>'


def refused(kind: str, path: Path, folder: Path, **options: object) -> list[str]:
    with pytest.raises(RequestError) as problem:
        import_files(kind, [path], folder / "r", **options)  # type: ignore[arg-type]
    assert not (folder / "r").exists()
    return [n.code for n in problem.value.notices]


def xml(head: str, body: str, encoding: str = "UTF-8") -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>{head}{body}'.encode(encoding)


@pytest.mark.parametrize("head", [SWELLING, OTHER_FILE, PARAMETER, OUTSIDE])
@pytest.mark.parametrize(
    ("kind", "name", "body"),
    [
        ("facilities", "a.kml", KML),
        ("facilities", "a.gml", GML),
        ("facilities", "a.gpkg", KML),
        ("facilities", "a.osm", OSM),
        ("villages", "a.osm.gz", OSM),
        ("roads", "a.osm", OSM),
        ("roads", "a.osm.gz", OSM),
        ("roads", "a.graphml", GRAPHML),
        ("roads", "a.graphml.gz", GRAPHML),
    ],
)
def test_xml_with_entities_is_refused_by_name(tmp_path: Path, head: str, kind: str, name: str, body: str) -> None:
    content = xml(head, body)
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    assert refused(kind, tmp_path / name, tmp_path) == ["xml_entities"]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "Shift_JIS", "ISO-8859-1", "no-such"])
def test_an_encoding_does_not_hide_entities(tmp_path: Path, encoding: str) -> None:
    text = xml(OTHER_FILE, KML, "UTF-8" if encoding == "no-such" else encoding)
    (tmp_path / "a.kml").write_bytes(text.replace(b'"UTF-8"', f'"{encoding}"'.encode()))
    with pytest.raises(EntitiesError):
        refuse_entities(tmp_path / "a.kml")


def test_words_that_only_look_like_entities_pass(tmp_path: Path) -> None:
    for number, body in enumerate(("<kml><![CDATA[<!ENTITY a SYSTEM 'b'>]]></kml>", "山<!ENTITY", "<山 <!ENTITY", "")):
        path = tmp_path / f"{number}.kml"
        path.write_text(body, encoding="utf-8")
        refuse_entities(path)


def test_only_the_beginning_of_a_large_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.osm"
    with path.open("wb") as file:
        file.write(xml("<!-- 公開データ -->", OSM.replace("</osm>", "")))
        file.truncate(40_000_000_000)
    refuse_entities(path)


def test_an_endless_beginning_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_bytes(b"<?xml version='1.0'?><!--" + b" " * 3_000_000 + xml(OTHER_FILE, KML)[38:])
    assert refused("facilities", tmp_path / "a.kml", tmp_path) == ["file_unreadable"]


@pytest.mark.parametrize("name", ["a.zip", "a.kmz"])
def test_packing_does_not_hide_entities(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("doc.kml", xml(SWELLING, KML))
    assert refused("facilities", tmp_path / name, tmp_path) == ["xml_entities"]


def test_a_region_with_entities_in_its_roads_says_so(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "r")
    for old in (tmp_path / "r").glob("roads.*"):
        old.unlink()
    (tmp_path / "r" / "roads.graphml").write_bytes(xml(SWELLING, GRAPHML))
    assert "xml_entities" in {n.code for n in read_region(tmp_path / "r").notices}


def workbook(path: Path, *cells: tuple[int, int, str]) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    for row, column, text in cells:
        sheet.write(row, column, text)
    book.close()
    return path


def with_part(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in {**parts, name: content}.items():
            archive.writestr(part, text)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_workbooks_with_entities_are_refused_by_name(tmp_path: Path, part: str) -> None:
    path = workbook(tmp_path / "a.xlsx", (0, 0, "名称"), (1, 0, "診療所"))
    with_part(path, part, xml(SWELLING, "<x>&a11;</x>"))
    assert refused("facilities", path, tmp_path) == ["xml_entities"]


def test_a_workbook_with_cells_in_far_corners_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (0, 0, "名称"), (1_048_575, 16_383, "端"))
    assert path.stat().st_size < 10_000
    assert refused("facilities", path, tmp_path) == ["workbook_too_wide"]
    # The same corner without a place written on each cell: they are counted from the left.
    sheet = b"<worksheet><sheetData><row r='1048576'>" + b"<c><v>1</v></c>" * 100 + b"</row></sheetData></worksheet>"
    with_part(path, "xl/worksheets/sheet1.xml", sheet)
    assert refused("facilities", path, tmp_path) == ["workbook_too_wide"]


def test_a_workbook_with_empty_cells_in_far_corners_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (0, 0, "名称"), (0, 1, "緯度"), (0, 2, "経度"))
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    row = b'<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2"><v>37.3</v></c><c r="C2"><v>137.1</v></c></row>'
    far = b'<row r="1048576"><c r="XFD1048576"/></row>'
    with_part(path, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", row + far + b"</sheetData>"))
    report = import_files("facilities", [path], tmp_path / "r", options=ImportOptions(category="medical"))
    assert report.rows_kept == 1


def ods_row(*cells: str, repeated: int = 1, across: int = 1) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{across}"><text:p>{c}</text:p></table:table-cell>'
        for c in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inner}</table:table-row>'


def test_repeated_cells_of_an_open_document_count(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", ods_row("名", repeated=1_000_000, across=16_000))
    assert refused("facilities", path, tmp_path) == ["workbook_too_wide"]
    # What fills a sheet up with nothing does not: every file of LibreOffice ends so.
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert refuse_workbook(ods(tmp_path / "b.ods", ods_row("名", "緯度") + empty)) is None


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (0, 0, "名称"))
    with_part(path, "xl/media/image1.bin", b"0" * 151_000_000)
    assert refused("facilities", path, tmp_path) == ["archive_too_large"]


@pytest.mark.parametrize(("name", "size"), [("a.gpkg", 1_000_000_001), ("a.csv", 100_000_001), ("a.xls", 100_000_001)])
def test_files_beyond_the_limit_are_not_opened(tmp_path: Path, name: str, size: int) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(size)
    assert refused("facilities", tmp_path / name, tmp_path) == ["file_too_large"]


def packed(path: Path, *members: tuple[str | zipfile.ZipInfo, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name",
    ["../a.csv", "b/../../a.csv", "/a.csv", "//server/a.csv", "C:\\a.csv", "C:a.csv", "..\\a.csv", "b\\..\\..\\a.csv"],
)
def test_a_zip_writes_nothing_outside(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "z.zip", (name, WORDS), ("in/b.csv", WORDS))
    report = import_files("facilities", [path], tmp_path / "r")
    assert sum(n.code == "archive_member_refused" for n in report.notices) == 1
    assert report.rows_kept == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r", "z.zip"]


def test_a_zip_of_links_and_locked_members_has_nothing_to_read(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = packed(tmp_path / "z.zip", (link, "/etc/passwd"))
    assert refused("facilities", path, tmp_path) == ["archive_member_refused", "archive_empty"]


def test_a_zip_in_a_zip_stays_closed(tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.zip", ("a.csv", b"0" * 30_000_000))
    path = packed(tmp_path / "z.zip", ("inner.zip", inner.read_bytes()))
    assert refused("facilities", path, tmp_path) == ["archive_empty"]


def test_a_zip_that_lies_about_its_sizes_ends_in_a_notice(tmp_path: Path) -> None:
    path = packed(tmp_path / "z.zip", ("a.csv", b"0" * 30_000_000))
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 1_000)))
    assert refused("facilities", path, tmp_path) in (["file_unreadable"], ["archive_too_large"])


def test_the_range_and_the_places_of_an_import_are_unpacked_with_the_same_care(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "z.zip", ("a.geojson", b" " * 30_000_000))
    (tmp_path / "a.csv").write_text(WORDS, encoding="utf-8")
    assert refused("facilities", tmp_path / "a.csv", tmp_path, clip=bomb) == ["archive_too_large"]
    options = ImportOptions(places=(bomb,))
    assert refused("villages", tmp_path / "a.csv", tmp_path, options=options) == ["archive_too_large"]


@pytest.mark.parametrize("name", ["a.gpkg", "a.shp", "a.csv"])
def test_a_pipe_is_no_file(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert refused("facilities", tmp_path / name, tmp_path) == ["file_unreadable"]


def test_links_of_a_region_stay_inside_or_it_does_not_open(tmp_path: Path) -> None:
    region = tmp_path / "r"
    shutil.copytree(SAMPLE, region)
    (region / "villages.csv").rename(region / "villages_2020.csv")
    (region / "villages.csv").symlink_to("villages_2020.csv")
    assert len(read_region(region).villages) == 6
    (tmp_path / "here").symlink_to(region)
    assert len(read_region(tmp_path / "here").villages) == 6
    shutil.copy(region / "villages_2020.csv", tmp_path / "secret.csv")
    (region / "villages.csv").unlink()
    (region / "villages.csv").symlink_to(tmp_path / "secret.csv")
    (region / "zones").rename(tmp_path / "zones") if (region / "zones").exists() else (tmp_path / "zones").mkdir()
    (region / "zones").symlink_to(tmp_path / "zones")
    with pytest.raises(RegionUnreadableError) as problem:
        read_region(region)
    assert [(n.code, n.file) for n in problem.value.notices] == [
        ("link_leads_out", "villages.csv"), ("link_leads_out", "zones"),
    ]  # fmt: skip


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    region = tmp_path / "r"
    shutil.copytree(SAMPLE, region)
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(region / "zones", ignore_errors=True)
    (region / "zones").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "a.csv").write_text(WORDS, encoding="utf-8")
    with pytest.raises(RequestError) as problem:
        import_files("facilities", [tmp_path / "a.csv"], region)
    assert [n.code for n in problem.value.notices] == ["link_leads_out"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("target", ["gone.csv", "loop.csv"])
def test_a_link_to_nowhere_is_said(tmp_path: Path, target: str) -> None:
    (tmp_path / "loop.csv").symlink_to(tmp_path / target)
    assert [n.file for n in leading_out(tmp_path)] == ["loop.csv"]


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text(WORDS, encoding="utf-8")
    (tmp_path / "a.csv").symlink_to(tmp_path / "real.csv")
    assert import_files("facilities", [tmp_path / "a.csv"], tmp_path / "r").rows_kept == 1


HOSTILE = ["=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "<script>alert(1)</script>", "</td>&amp;{{x}}"]  # fmt: skip


def test_names_that_mean_harm_are_text_in_the_region_s_files(tmp_path: Path) -> None:
    rows = [(name, 37.3 + i / 100, 137.1, 10, 4) for i, name in enumerate(HOSTILE)]
    frame = pd.DataFrame(rows, columns=["名称", "緯度", "経度", "人口", "世帯数"])
    frame.to_csv(tmp_path / "a.csv", index=False, encoding="utf-8-sig")
    import_files("villages", [tmp_path / "a.csv"], tmp_path / "r")
    written = pd.read_csv(tmp_path / "r" / "villages.csv", dtype=str, encoding="utf-8-sig")["name"]
    assert list(written) == [f"'{name}" for name in HOSTILE[:4]] + HOSTILE[4:]
    # Read back, they are what they were: nothing is lost, and nothing grows with every import.
    import_files("villages", [tmp_path / "r" / "villages.csv"], tmp_path / "r")
    again = pd.read_csv(tmp_path / "r" / "villages.csv", dtype=str, encoding="utf-8-sig")["name"]
    assert list(again) == list(written)
    assert sorted(read_layer(tmp_path / "r" / "villages.csv").table["name"]) == sorted(HOSTILE)
