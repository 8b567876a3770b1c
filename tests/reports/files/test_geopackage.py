"""The GeoPackage: what is in it, that its styles are valid, and that the same layers give the same bytes."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio
import pytest

from geo.reference.categories import STATUSES
from geo.region.region import read_region
from plan.applied import EffectiveScenario, apply
from plan.file.plan_file import read_plan
from plan.scenario.scenario import HubFacility
from plan.spheres.answer import SphereRequest, spheres_of
from plan.spheres.area_drawing import draw_conservation_area, draw_hub_area, with_spheres
from reports.files.geopackage import bus_layers, geopackage_bytes, land_layers
from tests.small_region import LAT, LON, STEP, write_small_plan, write_small_region

DAY = datetime.date(2026, 4, 1)
RING = [(LON, LAT), (LON + 0.01, LAT), (LON + 0.01, LAT + 0.01), (LON, LAT + 0.01)]
LAYERS = ["spheres", "conservation_areas", "hub_areas", "facilities", "villages", "hubs"]


@pytest.fixture(scope="module")
def effective(tmp_path_factory: pytest.TempPathFactory) -> EffectiveScenario:
    """Scenario s2 with spheres, a hub area and a conservation area."""
    folder = write_small_region(tmp_path_factory.mktemp("land") / "tameshi")
    region = read_region(folder)
    plan = read_plan(write_small_plan(folder, region.fingerprint).read_bytes())
    found = spheres_of(apply(region, plan, "s2"), SphereRequest(("h1", "h2"), "nearest", moves=(("v3", "h2"),)))
    plan = with_spheres(plan, "s2", found)
    plan, _ = draw_hub_area(plan, "s2", "h1", RING)
    plan, _ = draw_conservation_area(plan, "s2", [(x + 2 * STEP, y) for x, y in RING])
    return apply(region, plan, "s2")


@pytest.fixture(scope="module")
def file(effective: EffectiveScenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "土地.gpkg"
    path.write_bytes(geopackage_bytes(land_layers(effective), DAY))
    return path


def test_pyogrio_reads_every_layer(file: Path) -> None:
    found = {name: kind for name, kind in pyogrio.list_layers(file).tolist() if name != "layer_styles"}
    assert list(found) == LAYERS
    assert set(found.values()) == {"MultiPolygon", "Point"}
    spheres = gpd.read_file(file, layer="spheres")
    assert spheres.crs == "EPSG:6668"
    assert list(spheres["hub"]) == ["h1", "h2"]
    assert spheres["villages"][0] == "中野"
    areas = gpd.read_file(file, layer="hub_areas")
    assert areas[["id", "hub", "label"]].values.tolist() == [["a1", "h1", "地域再生拠点区域（素案）下野拠点"]]
    assert areas["area_m2"][0] == pytest.approx(934.6 * 1109.3, rel=0.01)
    villages = gpd.read_file(file, layer="villages").set_index("village_id")
    assert villages["hub"].loc[["v2", "v3"]].tolist() == ["h1", "h2"]
    assert villages["hub"].isna().loc[["v1", "v6"]].all()
    assert set(gpd.read_file(file, layer="facilities")["status"]) <= set(STATUSES.values())


def test_hubs_carry_their_services_and_the_days_that_they_share(effective: EffectiveScenario, tmp_path: Path) -> None:
    assert effective.scenario is not None
    first, *others = effective.scenario.hubs
    clinic = HubFacility("medical", "巡る診療所", "new", days=("tue", "fri"))
    shared = replace(first, services=("medical",), facilities=(clinic,), grade="core")
    scenario = replace(effective.scenario, hubs=(shared, *others))
    table = effective.hubs.assign(services=[tuple(h.services) for h in scenario.hubs])  # type: ignore[misc]
    path = tmp_path / "days.gpkg"
    path.write_bytes(geopackage_bytes(land_layers(replace(effective, scenario=scenario, hubs=table)), DAY))
    hubs = gpd.read_file(path, layer="hubs").set_index("hub_id")
    assert hubs.loc[first.id, ["services", "days", "grade"]].tolist() == [
        "医療",
        "医療 火・金",
        "基幹の拠点（基幹集落）",
    ]
    assert hubs.loc[[h.id for h in others], "days"].tolist() == [""] * len(others)


def test_the_table_of_styles_is_there_and_valid(file: Path) -> None:
    with sqlite3.connect(file) as opened:
        rows = opened.execute(
            "SELECT f_table_name, f_geometry_column, styleName, styleQML, useAsDefault FROM layer_styles"
        ).fetchall()
        kinds = dict(opened.execute("SELECT table_name, data_type FROM gpkg_contents").fetchall())
        columns = dict(opened.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall())
    assert [row[0] for row in rows] == LAYERS
    assert kinds["layer_styles"] == "attributes"
    for table, column, name, qml, default in rows:
        assert (columns[table], default) == (column, 1)
        assert name
        root = ET.fromstring(qml)
        assert root.tag == "qgis"
        renderer = root.find("renderer-v2")
        assert renderer is not None
        symbols = renderer.findall("symbols/symbol")
        assert symbols
        assert all(s.findall("layer/Option[@type='Map']/Option") for s in symbols)
        field = root.find("labeling/settings/text-style").get("fieldName")  # type: ignore[union-attr]
        assert field in gpd.read_file(file, layer=table).columns


def test_each_sphere_has_a_line_style_of_its_own_and_conservation_a_hatch(file: Path) -> None:
    with sqlite3.connect(file) as opened:
        styles = dict(opened.execute("SELECT f_table_name, styleQML FROM layer_styles").fetchall())
    spheres = ET.fromstring(styles["spheres"])
    values = [c.get("value") for c in spheres.findall("renderer-v2/categories/category")]
    dashes = [o.get("value") for o in spheres.findall(".//Option[@name='outline_style']")]
    assert values == ["h1", "h2"]
    assert len(set(dashes)) == 2
    assert ET.fromstring(styles["conservation_areas"]).find(".//layer[@class='LinePatternFill']") is not None


def test_the_same_layers_on_the_same_day_give_the_same_bytes(effective: EffectiveScenario) -> None:
    assert geopackage_bytes(land_layers(effective), DAY) == geopackage_bytes(land_layers(effective), DAY)


def test_the_present_has_villages_facilities_and_hubs(effective: EffectiveScenario, tmp_path: Path) -> None:
    baseline = apply(effective.region)
    path = tmp_path / "now.gpkg"
    path.write_bytes(geopackage_bytes(land_layers(baseline), DAY))
    names = [name for name, _ in pyogrio.list_layers(path).tolist()]
    assert sorted(set(names) - {"layer_styles"}) == ["facilities", "hubs", "villages"]


def test_spheres_that_are_only_asked_about_are_written_too(effective: EffectiveScenario, tmp_path: Path) -> None:
    baseline = apply(effective.region)
    asked = spheres_of(baseline, SphereRequest(("s1", "f-school"), "nearest"))
    path = tmp_path / "asked.gpkg"
    path.write_bytes(geopackage_bytes(land_layers(baseline, asked), DAY))
    assert gpd.read_file(path, layer="spheres")["hub"].tolist() == ["f-school", "s1"]
    assert gpd.read_file(path, layer="hubs")["hub_id"].tolist() == ["s1", "f-school"]
    assert set(gpd.read_file(path, layer="villages")["hub"].dropna()) == {"s1", "f-school"}


def test_bus_lines_and_stops_are_those_of_the_scenario(tmp_path: Path) -> None:
    folder = Path("sample_regions/okuyama")
    scenario = apply(read_region(folder), read_plan((folder / "example.plan.json").read_bytes()), "c4")
    path = tmp_path / "バス.gpkg"
    path.write_bytes(geopackage_bytes(bus_layers(scenario), DAY))
    assert path.read_bytes() == geopackage_bytes(bus_layers(scenario), DAY)
    found = {name: kind for name, kind in pyogrio.list_layers(path).tolist() if name != "layer_styles"}
    assert found == {"bus_lines": "LineString", "bus_stops": "Point", "villages": "Point", "hubs": "Point"}
    (line,) = [s for s in scenario.services if s.trips]
    lines = gpd.read_file(path, layer="bus_lines")
    assert lines[["id", "direction", "trips"]].values.tolist() == [
        [line.id, way, sum(t.direction == d for t in line.trips)] for d, way in enumerate(("行き", "帰り"))
    ]
    assert lines["km"].tolist() == pytest.approx((lines.to_crs(scenario.region.crs).length / 1000).tolist(), rel=0.01)
    stops = gpd.read_file(path, layer="bus_stops")
    assert set(stops["name"]) == {s.name for s in line.stops}
    assert stops["calls"].sum() == sum(len(t.called) for t in line.trips)
    assert set(stops["lines"]) == {line.name}
