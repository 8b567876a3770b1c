"""Living spheres of a region: members, reasons, districts, what is written out, and how far a layer of districts agrees."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.region.region import Region, read_region
from geo.texts.errors import RequestError
from plan.applied import EffectiveScenario, apply
from plan.spheres.answer import SphereRequest, minutes_apart, spheres_of
from plan.spheres.comparison import agreement_document, compared, compared_with_file, read_districts
from plan.spheres.districts import district_at, districts_of, name_column
from plan.spheres.document import sphere_document, sphere_features, sphere_geojson
from tests.small_region import LAT, LON, STEP, square

SITES = ("s1", "f-school")


@pytest.fixture(scope="module")
def effective(region: Region) -> EffectiveScenario:
    return apply(region)


@pytest.fixture(scope="module")
def noto(noto_region: Region) -> EffectiveScenario:
    """能登町 from its published layers."""
    return apply(noto_region)


def with_districts(region: Region, **names: str) -> EffectiveScenario:
    """The region with districts written beside its villages."""
    column = pd.Series(names, dtype=object).reindex(region.villages.index)
    return apply(replace(region, villages=region.villages.assign(district=column)))


def test_who_lies_in_a_use_zone_or_on_no_road_belongs_to_no_sphere(effective: EffectiveScenario) -> None:
    found = spheres_of(effective, SphereRequest(SITES))
    # v1 lies in the use zone, v6 on its island; v4 (12 min from s1, 12 from the school) goes to the smaller id.
    assert dict(found.members.unassigned) == {"v1": "use_zone", "v6": "no_way"}
    document = sphere_document(effective, found)
    assert [(s["hub"], s["villages"], s["population"]) for s in document["spheres"]] == [
        ("s1", ["v2", "v3"], 70),
        ("f-school", ["v4", "v5", "v7"], 40),
    ]
    assert document["unassigned"][0] == {
        "village_id": "v1",
        "reason": "市街化区域・用途地域の中にあるため、対象外です",
        "code": "use_zone",
        "population": 100,
    }
    assert document["start"] == "nearest"
    assert [n.code for n in found.notices] == ["spheres_from_nearest", "spheres_no_municipality"]


def test_spheres_contain_their_villages_and_keep_out_of_the_use_zone(effective: EffectiveScenario) -> None:
    found = spheres_of(effective, SphereRequest(SITES))
    villages = effective.region.villages
    for hub, area in found.areas.items():
        for village in found.members.hub.index[found.members.hub == hub]:
            assert area.covers(shapely.Point(villages["lon"].loc[village], villages["lat"].loc[village]))
        assert area.intersection(effective.region.zones["urban"].union_all()).area == 0
    assert shapely.coverage_is_valid(found.areas.values)


def test_districts_come_first_and_are_challenged(region: Region) -> None:
    effective = with_districts(region, v2="東", v3="東", v4="東", v5="西", v7="西")
    found = spheres_of(effective, SphereRequest(SITES))
    assert found.start == "districts"
    assert found.members.hub[["v3", "v4", "v5", "v7"]].tolist() == ["s1", "s1", "f-school", "f-school"]
    assert found.members.challenged.empty
    # The limit sends v4 (12 minutes from its own hub) nowhere else: every other hub is as far.
    near = spheres_of(effective, SphereRequest(SITES, limit_min=11))
    assert near.members.unassigned["v4"] == "too_far"


def test_a_village_nearer_to_another_hub_stays_with_a_notice(region: Region) -> None:
    effective = with_districts(region, v2="東", v3="東", v5="西", v4="西")
    found = spheres_of(effective, SphereRequest(("s1", "s2", "f-school"), "districts"))
    assert found.members.hub["v2"] == "s1"
    effective = with_districts(region, v2="東", v3="西", v1="東", v4="西")
    found = spheres_of(effective, SphereRequest(("f-office", "s2")))
    assert found.members.challenged.to_dict("index") == {}
    effective = with_districts(region, v3="西", v4="東", v5="東", v2="西")
    found = spheres_of(effective, SphereRequest(("f-office", "f-school", "s1"), moves=(("v5", "s1"),)))
    assert found.members.challenged.loc[["v5"]].to_numpy().tolist()[0] == ["s1", 24.0, "f-school", 0.0]
    notices = [n for n in found.notices if n.code == "sphere_challenged"]
    assert "「奥谷」は、自分の圏域の拠点まで車で24分ですが、ほかの拠点へは0分です" in notices[-1].message


def test_whole_minutes_that_show_no_difference_get_a_decimal() -> None:
    assert minutes_apart(12.4, 11.6) == "車で12.4分ですが、ほかの拠点へは11.6分です"
    assert minutes_apart(14, 12) == "車で14分ですが、ほかの拠点へは12分です"
    assert minutes_apart(float("inf"), 3) == "車で行けませんが、ほかの拠点へは3分です"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (SphereRequest(("s9",)), "id_not_found"),
        (SphereRequest(()), "id_not_found"),
        (SphereRequest(("s1",), "districts"), "spheres_no_districts"),
        (SphereRequest(("s1",), moves=(("v9", "s1"),)), "id_not_found"),
        (SphereRequest(("s1",), moves=(("v2", "s2"),)), "id_not_found"),
        (SphereRequest(("s1",), moves=(("v1", "s1"),)), "sphere_village_barred"),
    ],
)
def test_what_cannot_be_answered_is_said(effective: EffectiveScenario, asked: SphereRequest, code: str) -> None:
    with pytest.raises(RequestError) as caught:
        spheres_of(effective, asked)
    assert [n.code for n in caught.value.notices] == [code]


def test_features_carry_their_hub(effective: EffectiveScenario) -> None:
    found = spheres_of(effective, SphereRequest(SITES))
    written = json.loads(sphere_geojson(effective, found))
    assert [f["properties"]["hub"] for f in written["features"]] == ["f-school", "s1"]
    assert written["features"][1]["properties"]["villages"] == "中野、下野"
    assert sphere_geojson(effective, found) == sphere_geojson(effective, spheres_of(effective, SphereRequest(SITES)))
    assert sphere_features(effective, found).crs == "EPSG:6668"


def layer(**named: tuple[float, float]) -> gpd.GeoDataFrame:
    shapes = [shapely.geometry.shape(square(LAT, LON + at * STEP, half * STEP)) for at, half in named.values()]
    return gpd.GeoDataFrame({"校区名": list(named)}, geometry=shapes, crs="EPSG:6668")


def test_areas_name_the_districts_of_places(region: Region) -> None:
    areas = layer(東=(1, 1.4), 西=(3.5, 0.8))
    assert name_column(areas) == "校区名"
    assert district_at(areas, region.villages).tolist() == ["東", "東", "東", "西", "西", None, "西"]
    unnamed = areas.drop(columns="校区名")
    assert (name_column(unnamed), district_at(unnamed, region.villages)["v5"]) == (None, "区域2")


def test_districts_of_areas_name_the_hubs_too(region: Region) -> None:
    zones = {**region.zones, "school_districts": layer(東=(1, 1.4), 西=(3.5, 0.8))}
    place = apply(replace(region, zones=zones))
    found = spheres_of(place, SphereRequest(SITES))
    assert found.start == "districts"
    assert found.members.hub["v4"] == "f-school"
    assert districts_of(region, region.sites, pd.DataFrame()) is None


def test_a_layer_of_districts_is_compared(effective: EffectiveScenario, tmp_path: Path) -> None:
    areas = layer(東=(1, 1.4), 西=(3.5, 0.8))
    found = spheres_of(effective, SphereRequest(SITES, moves=(("v4", "s1"),)))
    areas.to_file(tmp_path / "kouku.geojson")
    agreement, notices = compared_with_file(effective, found, tmp_path / "kouku.geojson")
    # {v2 v3 v4} {v5 v7} against {v2 v3} {v4 v5 v7}: 2 pairs in both, 4 and 4 of 10: (2 − 1.6) / (4 − 1.6).
    assert agreement["adjusted_rand"] == pytest.approx(0.4 / 2.4)
    assert agreement["differs"] == [{"village_id": "v4", "district": "西", "hub": "s1", "usual_hub": "f-school"}]
    assert (agreement["villages"], notices) == (5, [])
    assert agreement_document(compared(effective, {"v2": "s1"}, areas))["villages"] == 1


def test_districts_that_hold_no_village_with_a_sphere_are_told(effective: EffectiveScenario, tmp_path: Path) -> None:
    layer(沖=(40, 0.5)).to_file(tmp_path / "oki.geojson")
    found = spheres_of(effective, SphereRequest(SITES))
    agreement, notices = compared_with_file(effective, found, tmp_path / "oki.geojson")
    assert agreement["villages"] == 0
    assert [n.code for n in notices] == ["districts_without_village"]
    assert "oki.geojson" in notices[0].message


def test_a_file_without_areas_is_refused(tmp_path: Path) -> None:
    gpd.GeoDataFrame(geometry=[shapely.Point(LON, LAT)], crs="EPSG:6668").to_file(tmp_path / "points.geojson")
    with pytest.raises(RequestError, match="面の図形が一つもありません"):
        read_districts(tmp_path / "points.geojson", fictional=True)
    with pytest.raises(RequestError, match=r"none\.geojson"):
        read_districts(tmp_path / "none.geojson", fictional=True)


def check_partition(effective: EffectiveScenario, hubs: int) -> None:
    """Every village in exactly one sphere or with a reason; spheres hold their villages, never overlap, stay in bounds."""
    region = effective.region
    ids = tuple(str(i) for i in region.sites.index[:: max(1, len(region.sites) // hubs)][:hubs])
    found = spheres_of(effective, SphereRequest(ids, "nearest"))
    assert set(region.villages.index) == {v for v, h in found.members.hub.items() if h is not None} | set(
        found.members.unassigned
    )
    assert shapely.coverage_is_valid(found.areas.values)
    for hub, area in found.areas.items():
        for village in found.members.hub.index[found.members.hub == hub]:
            place = region.villages.loc[village]
            assert area.contains(shapely.Point(place["lon"], place["lat"]))
    metric = found.areas.to_crs(region.crs)
    if "urban" in region.zones:
        urban = region.zones["urban"].to_crs(region.crs).union_all()
        assert metric.intersection(urban).area.sum() == 0
    whole = region.zones["municipality"].to_crs(region.crs).union_all()
    assert metric.difference(whole.buffer(0.1)).area.sum() == 0
    moved = next(v for v in found.members.hub.index if found.members.hub[v] == found.areas.index[0])
    target = str(found.areas.index[-1])
    after = spheres_of(effective, SphereRequest(ids, "nearest", moves=((str(moved), target),)))
    changed = {h for h in found.areas.index if found.areas[h] != after.areas[h]}
    assert changed == {found.members.hub[moved], target}
    assert len(changed) == 2


def test_spheres_of_a_sample_partition_it() -> None:
    check_partition(apply(read_region("sample_regions/sanson")), 4)


@pytest.mark.parametrize("hubs", [3, 8, 15])
def test_spheres_of_noto_partition_it(noto: EffectiveScenario, hubs: int) -> None:
    check_partition(noto, hubs)


def test_the_town_itself_as_a_layer_agrees_with_one_sphere_only(noto: EffectiveScenario) -> None:
    ids = tuple(map(str, noto.region.sites.index[:3]))
    hub_of = {str(v): ids[0] for v in noto.region.villages.index}
    found = compared(noto, hub_of, noto.region.zones["municipality"])
    assert (found.compared, found.adjusted_rand) == (202, 1.0)
