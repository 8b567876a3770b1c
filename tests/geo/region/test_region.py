"""A region opens from its folder; whatever is wrong in one file is said, and the rest still opens."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.region.region import Region, read_region
from geo.texts.errors import RegionUnreadableError
from geo.texts.notices import Notice

NOTHING_WRONG = {"villages_empty", "residents_missing"}
OPTIONAL = [
    "facilities.csv", "sites.csv", "residents.csv", "population.csv", "roads.gpkg", "rivers.geojson", "relief.png",
    "relief.toml", "zones/landslide.geojson", "gtfs/stops.txt",
]  # fmt: skip
REQUIRED = ["region.toml", "villages.csv"]
JUNK = {
    "binary": bytes(range(256)) * 8,
    "empty": b"",
    "nul": b"a,b\n\0,\0\n",
    "neither UTF-8 nor cp932": b"\xff\xfe\xfd,\x81\n",
    "broken XML": b"<?xml version='1.0'?><graphml><graph>",
    "broken JSON": b'{"type": "FeatureCollection", "features": [',
    "broken zip": b"PK\x03\x04 and nothing more",
    "broken GeoPackage": b"SQLite format 3\0" + b"\x10\x00" * 60,
}


def codes(notices: tuple[Notice, ...]) -> set[str]:
    return {n.code for n in notices}


def about(region: Region, file: str) -> list[Notice]:
    return [n for n in region.notices if (n.file or "").startswith(file)]


def opened(folder: Path) -> tuple[Region | None, tuple[Notice, ...]]:
    try:
        region = read_region(folder)
    except RegionUnreadableError as problem:
        return None, problem.notices
    return region, region.notices


def test_a_whole_region_opens_without_complaint(region_folder: Path) -> None:
    region = read_region(region_folder)
    assert codes(region.notices) <= NOTHING_WRONG
    assert (region.id, region.name, region.municipality_code, region.base_year) == ("yamanaka", "山中町", "17463", 2020)
    assert (len(region.villages), region.total_population, int(region.villages["households"].sum())) == (3, 200, 90)
    assert region.today_hubs == ("f1",)
    assert region.people_at_homes
    assert region.people["population"].sum() == 200
    assert list(region.facilities["outside"]) == [False, False, True]
    assert (len(region.sites), list(region.zones), len(region.feeds)) == (1, ["landslide"], 1)
    assert region.rivers is not None
    assert region.rivers["name"].tolist() == ["山中川"]
    assert region.relief is not None
    assert region.roads.number_of_edges() == 2
    assert region.crs == 6675


def test_each_step_is_told(region_folder: Path) -> None:
    steps: list[str] = []
    read_region(region_folder, on_step=steps.append)
    assert steps == ["集落を読んでいます", "道を読んでいます", "区域と時刻表を読んでいます"]


def test_the_three_required_files_are_enough(region_folder: Path) -> None:
    for name in (*OPTIONAL, "gtfs/routes.txt", "gtfs/trips.txt"):
        if name != "roads.gpkg":
            (region_folder / name).unlink()
    text = (region_folder / "region.toml").read_text(encoding="utf-8").replace('today_hubs = ["f1"]\n', "")
    (region_folder / "region.toml").write_text(text, encoding="utf-8")
    region = read_region(region_folder)
    assert codes(region.notices) <= NOTHING_WRONG
    assert (region.facilities.empty, region.sites.empty, region.residents, region.feeds) == (True, True, None, ())
    assert not region.people_at_homes
    assert region.today_hubs == ()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RegionUnreadableError, match="フォルダが見つかりません"):
        read_region(tmp_path / "nowhere")


@pytest.mark.parametrize("name", REQUIRED)
def test_without_a_required_file_it_says_which(region_folder: Path, name: str) -> None:
    (region_folder / name).unlink()
    with pytest.raises(RegionUnreadableError) as caught:
        read_region(region_folder)
    assert ("required_file_missing", name, "error") in {(n.code, n.file, n.severity) for n in caught.value.notices}


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("junk", JUNK, ids=list(JUNK))
def test_junk_in_a_required_file_is_said(region_folder: Path, name: str, junk: str) -> None:
    (region_folder / name).write_bytes(JUNK[junk])
    with pytest.raises(RegionUnreadableError) as caught:
        read_region(region_folder)
    assert name in {n.file for n in caught.value.notices if n.severity == "error"}


@pytest.mark.parametrize("name", OPTIONAL)
@pytest.mark.parametrize("junk", JUNK, ids=list(JUNK))
def test_junk_in_another_file_is_said_and_the_rest_opens(region_folder: Path, name: str, junk: str) -> None:
    (region_folder / name).write_bytes(JUNK[junk])
    region = read_region(region_folder)
    assert region.total_population == 200
    folder = name.split("/")[0] if name.startswith("gtfs") else name
    empty_is_harmless = name == "relief.toml" and not JUNK[junk]
    notices = about(region, folder)
    assert notices or empty_is_harmless
    assert all("一" <= c <= "龥" or "ぁ" <= c <= "ん" for n in notices for c in n.message[-4:-1])


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_folder_in_place_of_a_file_is_said(region_folder: Path, name: str) -> None:
    (region_folder / name).unlink()
    (region_folder / name).mkdir()
    region = read_region(region_folder)
    assert region.total_population == 200
    assert about(region, name.split("/")[0] if name.startswith("gtfs") else name)


@pytest.mark.parametrize("name", ["gtfs", "zones"])
def test_a_file_in_place_of_a_folder_is_said(region_folder: Path, name: str) -> None:
    (region_folder / name).rename(region_folder / "moved")
    (region_folder / name).write_bytes(b"")
    assert "not_a_folder" in codes(read_region(region_folder).notices)


def test_a_folder_without_roads_opens_and_says_so(region_folder: Path) -> None:
    (region_folder / "roads.gpkg").unlink()
    region = read_region(region_folder)
    notice = next(n for n in region.notices if n.code == "roads_missing")
    assert notice.severity == "error"
    assert region.roads.number_of_nodes() == 0
    assert region.total_population == 200


def test_an_id_is_borne_by_one_thing_only_over_all_tables(region_folder: Path) -> None:
    text = (region_folder / "sites.csv").read_text(encoding="utf-8") + "f1,空き店舗,37.3,137.1,空き店舗,\n"
    (region_folder / "sites.csv").write_text(text, encoding="utf-8")
    region = read_region(region_folder)
    notice = next(n for n in region.notices if n.code == "id_duplicate")
    assert (notice.file, notice.row, notice.field) == ("sites.csv", 3, "site_id")
    assert "facilities.csv" in notice.message
    assert len(region.sites) == 1


def test_an_unknown_hub_of_today_is_left_out(region_folder: Path) -> None:
    text = (region_folder / "region.toml").read_text(encoding="utf-8").replace('["f1"]', '["s1", "x9"]')
    (region_folder / "region.toml").write_text(text, encoding="utf-8")
    region = read_region(region_folder)
    assert region.today_hubs == ("s1",)
    assert "today_hub_unknown" in codes(region.notices)


def test_the_open_town_halls_are_todays_hubs_where_none_is_named(region_folder: Path) -> None:
    text = (region_folder / "region.toml").read_text(encoding="utf-8").replace('today_hubs = ["f1"]\n', "")
    (region_folder / "region.toml").write_text(text, encoding="utf-8")
    assert read_region(region_folder).today_hubs == ("f1",)


def test_villages_without_a_usable_row_cannot_open(region_folder: Path) -> None:
    header = "village_id,name,lat,lon,population,households\n"
    (region_folder / "villages.csv").write_text(header + "v1,上野,37.3,137.1,many,1\n", encoding="utf-8")
    with pytest.raises(RegionUnreadableError, match="使える集落が一つもありません"):
        read_region(region_folder)


def test_reading_twice_gives_the_same(region_folder: Path) -> None:
    first, second = read_region(region_folder), read_region(region_folder)
    assert first.fingerprint == second.fingerprint
    assert first.notices == second.notices
    assert list(first.roads.edges(keys=True)) == list(second.roads.edges(keys=True))


ANY_FILE = [*REQUIRED, *OPTIONAL, "roads.graphml", "roads.osm", "roads.osm.pbf", "gtfs.zip", "zones/farmland.geojson"]
CRAFTED = st.sampled_from(list(JUNK.values()))


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(ANY_FILE), content=st.one_of(st.binary(max_size=300), CRAFTED), text=st.text(max_size=80))
def test_no_bytes_in_any_file_raise_anything_else(region_folder: Path, name: str, content: bytes, text: str) -> None:
    path = region_folder / name
    before = path.read_bytes() if path.is_file() else None
    try:
        for attempt in (content, text.encode("utf-8", "surrogatepass"), (before or b"")[: len(content)] + content):
            path.write_bytes(attempt)
            region, notices = opened(region_folder)
            assert region is not None or any(n.severity == "error" for n in notices)
            assert region is None or (region.people["population"] >= 0).all()
    finally:
        path.unlink(missing_ok=True) if before is None else path.write_bytes(before)


CELLS = st.one_of(
    st.sampled_from(
        ["", "v1", "v2", "0", "-1", "1e400", "nan", "inf", "37.3", "137.1", "上野", "9" * 400, "1_0", "１２"]
    ),
    st.text(max_size=6),
)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["villages.csv", "facilities.csv", "sites.csv", "residents.csv", "population.csv"]),
    rows=st.lists(st.lists(CELLS, min_size=9, max_size=9), max_size=4),
)
def test_no_cells_in_any_table_raise_anything_else(region_folder: Path, name: str, rows: list[list[str]]) -> None:
    path = region_folder / name
    before = path.read_text(encoding="utf-8")
    header = before.split("\n")[0]
    width = header.count(",") + 1
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in (row * 2)[:width]) for row in rows]
    path.write_text("\n".join([header, *lines]), encoding="utf-8", errors="replace")
    try:
        region, notices = opened(region_folder)
        assert region is not None or (name == "villages.csv" and notices)
    finally:
        path.write_text(before, encoding="utf-8")


def test_a_zip_of_timetables_that_is_locked_or_cut_is_said(region_folder: Path) -> None:
    path = region_folder / "gtfs.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("stops.txt", "routes.txt", "trips.txt"):
            archive.writestr(name, "stop_id\n" + "1\n" * 500)
    whole = path.read_bytes()
    for cut in (whole[:40] + b"\xff" * 20 + whole[60:], whole[:-30], whole.replace(b"PK\x01\x02", b"PK\x01\x03")):
        path.write_bytes(cut)
        region = read_region(region_folder)
        assert [n for n in region.notices if (n.file or "").startswith("gtfs.zip")]
        assert len(region.feeds) == 1
