"""能登町 from its published layers: spheres, proposals and rules on a real town, and what its data cannot say."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.region.region import Region, read_region
from geo.region.zone_index import in_metres, wider_than
from plan.applied import apply
from plan.file.plan_file import plan_bytes, read_plan
from plan.land.land import land_of
from plan.land.zone_edits import set_spheres
from plan.land.zones import conservation_proposal, hub_area_proposals, with_hub_areas
from plan.rules import check
from plan.scenario.drawn_areas import Sphere
from plan.scenario.scenario import Hub, Plan, Scenario
from plan.spheres.answer import SphereRequest, spheres_of

pytestmark = pytest.mark.real_data
HUBS = 3


def three_hubs(folder: Path) -> tuple[Region, Plan]:
    """The town with hubs at the villages with the most people, and the spheres around them."""
    region = read_region(folder)
    largest = region.villages.nlargest(HUBS, "population")
    hubs = tuple(
        Hub(f"h{n}", str(row["name"]), float(row["lat"]), float(row["lon"]), services=("medical", "community"))
        for n, (_, row) in enumerate(largest.iterrows(), start=1)
    )
    plan = Plan(region.id, region.fingerprint, (Scenario("s1", "三つの拠点", hubs=hubs),))
    found = spheres_of(apply(region, plan, "s1"), SphereRequest(tuple(h.id for h in hubs), "nearest"))
    hub_of = found.members.hub
    spheres = [Sphere(h.id, tuple(map(str, hub_of.index[hub_of == h.id])), found.areas.get(h.id)) for h in hubs]
    return region, set_spheres(plan, "s1", spheres)


@pytest.fixture(scope="module")
def town(noto_region: Region) -> tuple[Region, Plan]:
    return three_hubs(noto_region.folder)


def test_spheres_keep_to_the_town_and_apart(town: tuple[Region, Plan]) -> None:
    found = check(apply(*town, "s1"), ["L1", "L2", "L3", "L4", "L5", "L6"])
    outcomes = {r.rule: r.outcome for r in found}
    assert outcomes["L1"] == outcomes["L3"] == "passed"
    # No use zones, no farmland and no timetable are among the published layers: that is said, nothing is guessed.
    assert outcomes["L2"] == outcomes["L4"] == "not_checked"
    assert not [r for r in found if "重なって" in r.message]


def test_the_published_layers_know_no_slides_and_proposals_say_so(town: tuple[Region, Plan]) -> None:
    land = land_of(apply(*town, "s1"))
    assert land.zone_index.red is None
    assert land.zone_index.unsorted_landslide is None
    for proposal in hub_area_proposals(land.effective):
        assert any("土砂災害" in note for note in proposal.notes)


@pytest.fixture(scope="module")
def sliding_town(town: tuple[Region, Plan], tmp_path_factory: pytest.TempPathFactory) -> tuple[Region, Plan]:
    """The town with slopes of 40 m drawn around every third village, of a kind that nobody noted."""
    region, plan = town
    folder = tmp_path_factory.mktemp("slides") / "noto"
    shutil.copytree(region.folder, folder)
    places = gpd.GeoSeries(gpd.points_from_xy(region.villages["lon"], region.villages["lat"])[::3], crs="EPSG:6668")
    slopes = gpd.GeoDataFrame(geometry=places.to_crs(region.crs).buffer(40).to_crs("EPSG:6668"))
    slopes.to_file(folder / "zones" / "landslide.geojson", driver="GeoJSON")
    return read_region(folder), plan


def test_proposed_hub_areas_keep_to_their_sphere_and_off_the_slides(sliding_town: tuple[Region, Plan]) -> None:
    region, plan = sliding_town
    land = land_of(apply(region, plan, "s1"))
    assert land.zone_index.red is not None
    assert land.zone_index.unsorted_landslide is not None
    assert (len(land.zone_index.red), len(land.zone_index.unsorted_landslide)) == (0, len(region.zones["landslide"]))
    proposals = hub_area_proposals(land.effective)
    assert [p.hub_id for p in proposals] == ["h1", "h2", "h3"]
    for proposal in proposals:
        assert proposal.clusters or proposal.left_out
        assert any("停留所" in note for note in proposal.notes)
        sphere = land.sphere_of(proposal.hub_id)
        assert sphere is not None
        for polygon in proposal.clusters:
            area = in_metres(polygon, region.crs)
            assert shapely.is_empty(wider_than(shapely.difference(area, sphere.area), 0.01))
            assert shapely.is_empty(wider_than(land.zone_index.unsorted_landslide.within(area), 0.01))


def test_every_rule_answers_and_the_plan_comes_back_from_its_file(town: tuple[Region, Plan]) -> None:
    region, plan = town
    for proposal in hub_area_proposals(apply(region, plan, "s1")):
        plan = with_hub_areas(plan, "s1", proposal)
    again = read_plan(plan_bytes(plan))
    assert again == plan
    results = check(apply(region, again, "s1"))
    assert len({r.rule for r in results}) == 28
    assert not [r for r in results if r.rule in ("H1", "H7") and r.outcome == "failed" and "はみ出" in r.message]
    json.dumps([r.as_dict() for r in results], allow_nan=False)


def test_without_farmland_data_nothing_is_proposed_to_be_kept(town: tuple[Region, Plan]) -> None:
    proposal = conservation_proposal(apply(*town, "s1"), "h1")
    assert proposal.areas == ()
    assert proposal.notes[0].startswith("農地と農用地区域のデータがない")
