"""能登町 from its published layers: every person is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import Region, read_region
from geo.region.region import read_region as reopen
from importing import ImportOptions, import_files

pytestmark = pytest.mark.real_data
NOTE = "2024年の地震前のデータです"


def build(data: Path, folder: Path) -> Path:
    noto = data / "noto"
    areas = noto / "noto_town_koaza_area.gpkg"
    lines = noto / "A37-15_PeninsulaRoad_16-17.fgb"
    import_files("villages", [areas], folder, options=ImportOptions(places=(lines,), notes=(NOTE,)))
    import_files("roads", [lines], folder, clip=areas, margin_km=10)
    import_files("sites", [noto / "shelters" / "evacuation_174637.json"], folder)
    import_files("zone:municipality", [areas], folder, options=ImportOptions(dissolve=True))
    return folder


@pytest.fixture(scope="module")
def noto_folder(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(real_data, tmp_path_factory.mktemp("noto") / "noto")


@pytest.fixture(scope="module")
def noto(noto_folder: Path) -> Region:
    return read_region(noto_folder)


def test_totals_are_exact(noto: Region) -> None:
    assert len(noto.villages) == 202
    assert noto.villages["population"].sum() == 15_687
    assert noto.villages["households"].sum() == 6_458
    assert noto.people["population"].sum() == 15_687


def test_it_knows_its_name_its_plane_and_its_note(noto: Region) -> None:
    assert (noto.name, noto.municipality_code, noto.crs) == ("能登町", "17463", 6675)
    assert NOTE in noto.notes


def test_settlements_with_nobody_are_listed(noto: Region) -> None:
    notice = next(n for n in noto.notices if n.code == "villages_empty")
    assert notice.message.startswith("villages.csv、population：11 の集落")


def test_every_village_point_lies_in_the_municipality(noto: Region) -> None:
    whole = noto.zones["municipality"].geometry.iloc[0].buffer(1e-5)
    points = noto.villages
    from shapely import contains_xy

    assert contains_xy(whole, points["lon"], points["lat"]).all()


def test_roads_reach_beyond_the_town_and_not_over_the_whole_peninsula(noto: Region) -> None:
    km = sum(d["length"] for *_, d in noto.roads.edges(data=True)) / 2 / 1000
    assert 600 < km < 2_000
    assert {d["highway"] for *_, d in noto.roads.edges(data=True)} == {"primary", "tertiary", "unclassified", "road"}


def test_the_same_files_give_the_same_bytes(real_data: Path, noto_folder: Path, noto: Region, tmp_path: Path) -> None:
    assert reopen(build(real_data, tmp_path / "noto")).fingerprint == noto.fingerprint
    build(real_data, noto_folder)
    assert reopen(noto_folder).fingerprint == noto.fingerprint


@pytest.mark.parametrize(("name", "expected"), [("yamaguchi/census_kihon_unit/r2kb35203.shp", (4430, 193_966, 87_094))])
def test_a_shapefile_in_cp932_keeps_everybody(
    real_data: Path, tmp_path: Path, name: str, expected: tuple[int, int, int]
) -> None:
    report = import_files("villages", [real_data / name], tmp_path / "r")
    assert (report.crs, report.encoding) == ("EPSG:4612", "cp932")
    message = next(n for n in report.notices if n.code == "import_totals").message
    assert all(f"{count:,}" in message for count in expected)


def test_swapped_school_districts_are_turned(real_data: Path, tmp_path: Path) -> None:
    path = real_data / "messy" / "a27_ibaraki_school_district_axis_swapped.fgb"
    report = import_files("zone:school_districts", [path], tmp_path / "r")
    assert report.rows_kept == 392
    assert {"crs_missing", "import_axes_swapped"} <= {n.code for n in report.notices}
