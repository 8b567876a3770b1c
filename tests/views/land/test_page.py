"""圏域・土地利用: what is drawn on the map changes the plan, and the page says what the Python functions say."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from shapely import Polygon

from layers.map_component.map_events import AreaDivided, AreaDrawn, AreaRedrawn, Event, MapClick, ThingClicked
from plan.land.zones import hub_area_proposals
from plan.rules import check
from plan.scenario.drawn_areas import Sphere
from tests.views.table import Table

RING = ((137.40, 35.30), (137.41, 35.30), (137.41, 35.31), (137.40, 35.31))
MIDDLE = (35.305, 137.405)
BOW = (RING[0], RING[2], RING[1], RING[3])


@pytest.fixture
def table(samples: Path) -> Table:
    """The page with two hubs, the second in the east of the valley."""
    table = Table()
    table.do(ThingClicked("site", "s1", 35.3008, 137.56))
    return table.go("land")


def draw(table: Table, *events: Event) -> Table:
    table.do(*events, on="land")
    return table


def pick(table: Table, tool: str) -> None:
    table.app.button_group(key="land_tool").set_value(tool)
    table.run()


def spheres(table: Table) -> dict[str, Sphere]:
    return {s.hub_id: s for s in table.plan.scenario(table.scenario).spheres}


def areas(table: Table) -> dict[str, Polygon]:
    scenario = table.plan.scenario(table.scenario)
    return {a.id: a.shape for h in scenario.hubs for a in h.areas} | {
        a.id: a.shape for a in scenario.conservation_areas
    }


def made(table: Table) -> Table:
    table.app.button_group(key="land_start").set_value("nearest")
    table.run()
    return table.press("land_make")


def test_it_opens_with_what_to_do(table):
    assert "集落生活圏がまだありません" in table.answer
    assert [unit for _, unit in table.figures] == ["%", "ha", "ha", "項目"]


def test_spheres_are_made_around_the_hubs_and_saved(table):
    made(table)
    assert set(spheres(table)) == {"h1", "h2"}
    assert "v9" not in {v for s in spheres(table).values() for v in s.villages}
    assert all(s.area is not None for s in spheres(table).values())
    assert table.saved_plan() == table.plan
    living = sum(
        table.evaluation()
        .effective.region.villages["population"]
        .reindex(v for s in spheres(table).values() for v in s.villages)
    )
    assert f"{living:,}人" in table.answer


def test_districts_that_nobody_named_are_said(table):
    start = table.app.button_group(key="land_start")
    assert start.value == "nearest", "what cannot be done is not what is chosen first"
    start.set_value("districts")
    table.run().press("land_make")
    assert "地区（旧小学校区など）が書かれておらず" in table.text
    assert spheres(table) == {}


def test_a_village_is_moved_by_hand_with_its_ground(table):
    made(table)
    before = spheres(table)
    draw(table, ThingClicked("village", "v3", 35.3004, 137.50))
    owner = next(h for h, s in before.items() if "v3" in s.villages)
    other = next(h for h in before if h != owner)
    assert table.app.selectbox(key="land-village-v3").value == "v3"
    table.app.selectbox(key=f"land-to-v3-{owner}").set_value(other)
    table.run().press("land_move")
    after = spheres(table)
    assert "v3" in after[other].villages
    assert shapely.area(after[owner].area) < shapely.area(before[owner].area)
    assert shapely.area(shapely.intersection(after[owner].area, after[other].area)) == 0
    table.press("undo")
    assert spheres(table) == before


def test_areas_are_drawn_edited_divided_and_deleted_with_lasting_ids(table):
    pick(table, "hub_area")
    draw(table, AreaDrawn(RING, 35.3, 137.4))
    assert areas(table) == {"a1": Polygon(RING)}
    assert table.plan.scenario(table.scenario).hub("h1").areas[0].id == "a1"
    wider = ((137.39, 35.30), *RING[1:])
    pick(table, "edit")
    draw(table, AreaRedrawn("a1", (wider,), 35.3, 137.39))
    assert areas(table) == {"a1": Polygon(wider)}
    pick(table, "split")
    draw(table, AreaDivided(((137.408, 35.2), (137.408, 35.4)), 35.2, 137.408))
    assert list(areas(table)) == ["a1", "a2"]
    pick(table, "conservation")
    draw(table, AreaDrawn(tuple((x + 0.05, y) for x, y in RING), 35.3, 137.45))
    assert list(areas(table)) == ["a1", "a2", "c1"]
    pick(table, "look")
    draw(table, MapClick(35.305, 137.455))
    assert table.session.land.area == "c1"
    table.press("land_delete")
    assert list(areas(table)) == ["a1", "a2"]
    assert table.saved_plan() == table.plan
    for _ in range(4):
        table.press("undo")
    assert areas(table) == {"a1": Polygon(RING)}


def test_what_is_no_area_is_told_and_nothing_changes(table):
    pick(table, "hub_area")
    draw(table, AreaDrawn(BOW, 35.3, 137.4))
    assert "この形は区域にできません" in table.text
    assert areas(table) == {}


def test_corners_of_an_area_that_is_gone_are_no_trouble(table):
    draw(table, AreaRedrawn("a9", (RING,), 35.3, 137.4), AreaDivided(((137.4, 35.2), (137.4, 35.4)), 35.2, 137.4))
    assert areas(table) == {}


def test_the_ground_of_a_sphere_is_drawn_anew(table):
    made(table)
    draw(table, ThingClicked("hub", "h1", 35.3005, 137.405))
    table.press("land_redo")
    draw(table, AreaDrawn(RING, 35.3, 137.4))
    assert spheres(table)["h1"].area == Polygon(RING)
    assert "land_redo" in [b.key for b in table.app.button]
    table.press("land_drop")
    assert set(spheres(table)) == {"h2"}


def test_a_conservation_area_gets_a_name(table):
    pick(table, "conservation")
    draw(table, AreaDrawn(RING, 35.3, 137.4))
    table.app.text_input(key="land-name-c1-保全利用区域1").set_value("宮前の田")
    table.run()
    assert table.plan.scenario(table.scenario).conservation_areas[0].name == "宮前の田"


def test_rules_answer_and_lead_to_their_place(table):
    pick(table, "hub_area")
    draw(table, AreaDrawn(RING, 35.3, 137.4))
    made_failures = [r for r in check(table.evaluation().effective) if r.outcome == "failed"]
    table.tab("確認", "land_tab")
    message = " ".join(m.value for m in table.app.markdown)
    assert all(f"{r.rule} " in message for r in made_failures)
    places = [b for b in table.app.button if b.key.startswith("land-see-failed")]
    assert len(places) == len([r for r in made_failures if r.where is not None])
    if places:
        places[0].click()
        table.run()
        assert table.session.land.flagged


def test_services_of_the_area_are_listed(table):
    pick(table, "hub_area")
    draw(table, AreaDrawn(RING, 35.3, 137.4))
    table.tab("施設", "land_tab")
    assert "たにま役場" in table.text


def test_drafts_are_taken_over_and_say_what_they_mean(table):
    table.tab("区域", "land_tab")
    drafts = hub_area_proposals(table.evaluation().effective)
    table.press("land_propose_hubs")
    assert len(areas(table)) == sum(len(draft.clusters) for draft in drafts) > 0
    message = " ".join(m.value for m in table.app.markdown)
    assert "たにま役場" in message
    table.press("undo")
    assert areas(table) == {}


def test_farmland_is_asked_for_where_a_sphere_is_drawn(table):
    table.tab("区域", "land_tab")
    assert table.app.button(key="land_propose_farmland").disabled
    made(table.tab("圏域", "land_tab"))
    table.tab("区域", "land_tab").press("land_propose_farmland")
    # The valley has no data on farmland: nothing can be drawn, and the page says so.
    assert areas(table) == {}
    assert "描ける農地がありません" in " ".join(m.value for m in table.app.markdown)


def test_without_a_scenario_it_says_so(samples):
    table = Table().go("land")
    from plan.scenario.edits import delete_scenario

    plan = table.plan
    for scenario in plan.scenarios:
        plan = delete_scenario(plan, scenario.id)
    table.take(plan)
    table.run()
    assert "案がまだありません" in table.answer


def test_the_map_is_swiped_between_the_present_and_the_scenario(table, monkeypatch):
    made(table)
    pick(table, "hub_area")
    draw(table, AreaDrawn(RING, 35.3, 137.4))
    shown = []

    def seen(_key, _files, parts, display):
        shown.append(({p.draws: p.data for p in parts if p is not None}, display))

    monkeypatch.setattr("views.land.page.show_map", seen)
    pick(table, "swipe")
    parts, display = shown[-1]
    assert display.swipe == ("現況", "案1")
    assert display.mode == "look"
    assert "left:spheres" not in parts
    assert parts["left:drawn"]["areas"] == []
    assert len(parts["right:spheres"]["ids"]) == 2
    assert [a["id"] for a in parts["right:drawn"]["areas"]] == list(areas(table))
    assert len(parts["left:hubs"]["lat"]) == 1
    assert len(parts["right:hubs"]["lat"]) == 2

    # Another scenario without the area lies on the left: its spheres are there too.
    table.press("duplicate")
    other = table.plan.scenarios[-1]
    assert other.id != "s1"
    table.app.selectbox(key="land_before").set_value("s1")
    table.run()
    parts, display = shown[-1]
    assert display.swipe == ("案1", other.name)
    assert parts["left:spheres"]["ids"] == parts["right:spheres"]["ids"]

    pick(table, "look")
    parts, display = shown[-1]
    assert display.swipe is None
    assert {"spheres", "drawn", "hubs", "legend"} <= set(parts)
