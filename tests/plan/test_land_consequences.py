"""What follows from the geometry: who sits in the council, which permits, which notices, which farmland."""

from __future__ import annotations

from typing import Any

import pytest

from geo.region.region import Region
from plan.applied import EffectiveScenario, apply
from plan.land.conversion import farmland_to_convert_m2, plots
from plan.land.council import council
from plan.land.land import land_of
from plan.land.notices_due import notices_due
from plan.land.permits import permits
from tests.plan.drawn_town import applied_to, features, place, plan_of_the_town, read_town, square, town

ALWAYS = ["都道府県知事", "農業委員会（置かれていない町では市町村長）"]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return read_town(tmp_path_factory.mktemp("town") / "egaita")


def members(effective: EffectiveScenario) -> list[str]:
    return [m.member for m in council(land_of(effective))]


def built(**changes: Any) -> dict[str, Any]:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["facilities"][0]["works"].update(changes)
    return scenario


def test_governor_and_farm_board_always_sit_in_the_council(region: Region) -> None:
    assert members(applied_to(region)) == ALWAYS
    assert members(apply(region)) == []


def test_farmland_beyond_30_ares_brings_the_farm_body(region: Region) -> None:
    assert members(applied_to(region, built(land_m2=4000, farmland_m2=3000))) == ALWAYS
    assert members(applied_to(region, built(land_m2=4000, farmland_m2=3001))) == [*ALWAYS, "都道府県機構（農業会議）"]


def test_a_hub_area_in_the_farmland_zone_brings_cooperative_and_improvement_district(region: Region) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["areas"] = [square(-50, -50, 600, 250)]
    found = council(land_of(applied_to(region, scenario)))
    assert [m.member for m in found] == [*ALWAYS, "農業協同組合", "土地改良区"]
    assert "上野拠点" in found[2].because
    assert found[2].law == "地域再生土地利用計画に関する省令（平成27年） 第1条"


def test_an_improvement_district_alone_brings_itself(tmp_path_factory: pytest.TempPathFactory) -> None:
    drawn = town()
    drawn["zones"]["land_improvement"] = features((square(100, -20, 140, 20), {}))
    other = read_town(tmp_path_factory.mktemp("improved") / "egaita", drawn)
    found = council(land_of(applied_to(other)))
    assert [m.member for m in found] == [*ALWAYS, "土地改良区"]
    assert found[2].because == "地域再生拠点区域（上野拠点）が土地改良区の地区にかかるため"


def on_the_fields(**changes: Any) -> dict[str, Any]:
    scenario = built(land_m2=3500, **changes)
    lat, lon = place(700, 300)
    scenario["hubs"][0].update(lat=lat, lon=lon)
    return scenario


def test_a_named_builder_has_the_conversion_deemed_permitted(region: Region) -> None:
    found = {p.permit: p for p in permits(land_of(applied_to(region, on_the_fields())))}
    assert list(found) == ["農地転用の許可", "農用地区域からの除外", "開発許可"]
    assert found["農地転用の許可"].eased
    assert found["農地転用の許可"].route == "許可があったものとみなされます（地域再生法 第17条の20（旧 第17条の10））"
    assert "第17条の21（旧 第17条の11）（要確認）" in found["農用地区域からの除外"].route
    assert not found["開発許可"].eased


def test_without_a_builder_the_ordinary_way_is_taken(region: Region) -> None:
    found = permits(land_of(applied_to(region, on_the_fields(builder=""))))[0]
    assert not found.eased
    assert found.route.startswith("ふつうの許可（農地法 第4条第1項・第5条第1項）。整備誘導施設として")


def test_a_controlled_zone_eases_the_development_permit(tmp_path_factory: pytest.TempPathFactory) -> None:
    drawn = town()
    drawn["zones"]["urban"] = features((square(-100, -100, 100, 100), {"kind": "市街化調整区域"}))
    other = read_town(tmp_path_factory.mktemp("controlled") / "egaita", drawn)
    [permit] = permits(land_of(applied_to(other)))
    assert (permit.permit, permit.eased) == ("開発許可", True)
    assert "第17条の22" in permit.route


def test_a_drawn_plot_is_cut_with_the_farmland(region: Region) -> None:
    scenario = on_the_fields(plot=square(850, 300, 950, 400))
    scenario["hubs"][0]["facilities"][0]["works"].pop("land_m2")
    land = land_of(applied_to(region, scenario))
    [plot] = plots(land)
    assert plot.land_m2 == pytest.approx(10_000, rel=0.01)
    assert plot.farmland_m2 == pytest.approx(5_000, rel=0.01)
    assert plot.how == "敷地の図形と農地の重なり"
    assert farmland_to_convert_m2((plot,)) == plot.farmland_m2


def test_what_opens_again_takes_no_land_and_one_place_counts_once(region: Region) -> None:
    scenario = plan_of_the_town()
    hub = scenario["hubs"][0]
    hub["facilities"] = [{"category": c, "name": c, "status": "new", "facility_id": None} for c in ("care", "fuel")]
    assert len(plots(land_of(applied_to(region, scenario)))) == 1
    hub["facilities"] = []
    scenario["facilities"] = [{"facility_id": "f-shop", "change": "close"}]
    assert plots(land_of(applied_to(region, scenario))) == ()


def test_notices_fall_due_thirty_days_before(region: Region) -> None:
    lat, lon = place(600, 300)
    scenario = plan_of_the_town()
    scenario["facilities"] = [{"facility_id": "f-shop", "change": "move", "lat": lat, "lon": lon}]
    inside, outside = sorted(notices_due(land_of(applied_to(region, scenario))), key=lambda n: n.law, reverse=True)
    assert {inside.days, outside.days} == {30}
    assert {inside.area_id, outside.area_id} == {"c1", "h1"}
    assert set(inside.as_dict()) >= {"act", "place", "days"}


def test_a_building_of_another_kind_outside_the_hub_area_needs_no_notice(region: Region) -> None:
    scenario = plan_of_the_town()
    lat, lon = place(-800, 300)
    scenario["hubs"][0]["services"] = ["medical"]
    scenario["facilities"] = [{"facility_id": "f-shop", "change": "move", "lat": lat, "lon": lon}]
    assert notices_due(land_of(applied_to(region, scenario))) == ()
