"""What a plan does, by its four fields, and what it says where nothing is proposed."""

from __future__ import annotations

from dataclasses import replace

import shapely

from plan.documents.blocks import Table, Text, words_of
from plan.documents.work_to_do import buses_part, farmland_part, hubs_part, spheres_part
from plan.land.land import land_of
from tests.plan.documents.written_up import nothing_entered, written_up


def test_every_hub_sphere_area_and_service_is_named() -> None:
    found = written_up()
    assert found.scenario is not None
    land = land_of(found.chosen.effective)
    expected = {
        hubs_part: [h.name for h in found.scenario.hubs],
        spheres_part: [str(name) for name in found.spheres.spheres["name"]],
        farmland_part: [a.name or a.id for a in land.conservation],
        buses_part: [s.name for s in found.scenario.services],
    }
    for part, names in expected.items():
        table = next(b for b in part(found) if isinstance(b, Table))
        assert [row[0] for row in table.rows] == names


def test_areas_of_farmland_add_up() -> None:
    found = written_up()
    first = next(iter(farmland_part(found)))
    total_ha = sum(float(shapely.area(a.area)) for a in land_of(found.chosen.effective).conservation) / 10_000
    assert f"{total_ha:,.1f}ha" in next(words_of(first))


def test_nothing_is_invented_where_nothing_is_proposed() -> None:
    found = nothing_entered()
    for part in (hubs_part, spheres_part, farmland_part, buses_part):
        assert not [b for b in part(found) if isinstance(b, Table)]


def test_a_reason_is_told_once_for_all_villages_that_it_holds_for() -> None:
    found = replace(written_up())
    first, second, third = found.chosen.effective.region.villages.index[:3]
    names = found.chosen.effective.region.villages["name"]
    apart = {first: "用途地域の中です", second: "遠すぎます", third: "用途地域の中です"}
    found.__dict__["spheres"] = replace(found.spheres, homeless=apart)
    told = [b.text for b in spheres_part(found) if isinstance(b, Text)]
    listed = f"{names[first]}、{names[third]}（用途地域の中です）；{names[second]}（遠すぎます）"
    assert told == [f"どの集落生活圏にも入らない集落：{listed}"]
