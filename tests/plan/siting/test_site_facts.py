"""What lies around the candidate sites of the small region: s1 at v3 beside the shop, s2 at v4, 800 m on."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.land.zones import ZONES
from geo.region.region import Region, read_region
from plan.applied import apply
from plan.siting.site_facts import hazard_areas, is_public, known_hazards, site_facts
from tests.small_region import LAT, LON, STEP, write_small_region


@pytest.mark.parametrize(("reach_m", "services"), [(700, [("shopping",), ()]), (900, [("shopping",), ("shopping",)])])
def test_open_facilities_within_the_walk_count(region: Region, reach_m: float, services: list[tuple[str, ...]]) -> None:
    # The day care at v4 is only planned.
    assert [f.services for f in site_facts(apply(region), region.sites, reach_m)] == services


def test_hazards_are_those_of_the_ground(region: Region) -> None:
    assert known_hazards(region) == ("landslide", "flood")
    s1, s2 = site_facts(apply(region), region.sites, 100)
    assert (s1.hazards, s1.hazard_share) == ((ZONES["landslide"],), 1.0)
    assert (s2.hazards, s2.hazard_share) == ((ZONES["flood"],), 1.0)
    areas = hazard_areas(region)
    assert areas is not None
    assert "土砂災害特別警戒区域" in areas[1]


def test_buildings_without_use_are_reused_and_a_facility_is_none(region: Region) -> None:
    s1, s2 = site_facts(apply(region), region.sites, 100)
    assert (s1.kind, s1.reused, s2.kind, s2.reused) == ("廃校", True, "空き店舗", True)
    (clinic,) = site_facts(apply(region), region.facilities.loc[["f-clinic"]], 100)
    assert (clinic.kind, clinic.reused, clinic.owner, clinic.public) == ("既存施設", False, "", None)
    assert clinic.bus_lines is None
    assert clinic.snow_m is None


def test_half_of_the_ground_in_a_hazard_is_half(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    # The western edge of the flood's square runs through this site's middle.
    edge = LON + 3 * STEP - 0.002
    sites = f"site_id,name,lat,lon,kind,area_m2,owner\ns9,縁,{LAT},{edge},空き地,1000,試し村\n"
    (folder / "sites.csv").write_text(sites, encoding="utf-8")
    region = read_region(folder)
    (found,) = site_facts(apply(region), region.sites, 100)
    assert found.hazard_share == pytest.approx(0.5, abs=0.01)
    assert (found.public, found.reused) == (True, False)


@pytest.mark.parametrize(
    ("owner", "public"),
    [("試し村", True), ("和歌山県", True), ("村有地", True), ("中村", False), ("農協", False), ("国", True)],
)
def test_a_public_owner_is_known_by_its_name(owner: str, public: bool) -> None:
    assert is_public(owner, "試し村") is public
