"""路線: services drawn on the map and timed, with the same edits that a script would make, and the same file."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from shapely import Polygon

from layers.map_component.map_events import (
    AreaDrawn,
    AreaRedrawn,
    Event,
    MapClick,
    StopDropped,
    StopInserted,
    ThingClicked,
)
from network.outings.purposes import purpose
from network.services.bus_service import ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import ServiceCalendar
from network.services.service_terms import Depot
from plan.figure_texts import persons, share, yen
from plan.file.plan_file import plan_bytes
from plan.indicators.registry import indicator
from plan.indicators.service_indicators import money_of
from plan.on_demand.day import OnDemandQuestion, on_demand_day, on_demand_document
from plan.outings.best_outings import best_outings
from plan.outings.line_shortfall import line_shortfall
from plan.reach.bus_days import usual_day_of
from plan.reach.service_area import area_around, drawn_area
from plan.scenario.scenario import FeedRoute, Plan
from plan.services.edits import (
    add_service,
    add_stop,
    change_service,
    loop_service,
    move_stop,
    remove_stop,
    rename_stop,
    reverse_service,
    set_parts,
)
from plan.services.people_reached import people_at_stops
from plan.services.route_copies import copy_route
from plan.services.trip_edits import add_trip_to_arrive, add_trips, add_trips_by_headway
from plan.timetables.region_timetable import region_feeds
from tests.views.table import Table

WEST, MIDDLE, EAST = (35.3001, 137.42), (35.3001, 137.475), (35.3001, 137.525)


@pytest.fixture
def table(samples) -> Table:
    return Table().go("routes")


@pytest.fixture
def buses(bus_valley) -> Table:
    """The valley with its bus."""
    return Table().go("routes")


def draw(table: Table, *events: Event) -> Table:
    return table.do(*events, on="routes")


def services(table: Table) -> list:
    return list(table.plan.scenario("s1").services)


def stops(table: Table) -> list[str]:
    return [s.name for s in services(table)[0].stops]


@pytest.fixture
def line(table: Table) -> Table:
    """A line with two stops: one on the ground, one at a village."""
    table.press("route_new")
    return draw(table, MapClick(*WEST), ThingClicked("village", "v4", 35.3003, 137.55))


def test_without_a_service_the_page_says_how_to_begin(table):
    assert "まだバスが走っていません" in table.answer
    assert any("新しい路線" in c.value for c in table.app.caption)


def test_stops_come_in_the_order_of_the_clicks_and_bear_names_of_places(line):
    assert stops(line) == ["停留所1", "東谷"]
    assert len(services(line)[0].line(0)) > 2, "the line follows the road"


def test_a_plus_between_two_stops_puts_one_there(line):
    draw(line, StopInserted(1, *MIDDLE))
    assert [s.lon for s in services(line)[0].stops] == [137.42, 137.475, 137.55]


def test_a_stop_is_dragged_and_the_line_follows(line):
    before = services(line)[0]
    draw(line, StopDropped(before.stops[0].stop_id, *EAST))
    after = services(line)[0]
    assert (after.stops[0].lat, after.stops[0].lon) == EAST
    assert after.geometry != before.geometry


def test_a_facility_gives_its_name_and_looking_adds_nothing(line):
    draw(line, ThingClicked("facility", "f2", 35.3005, 137.41))
    assert stops(line)[-1] == "宮前商店"
    line.app.button_group(key="route_click").set_value("look")
    draw(line.run(), MapClick(*EAST), ThingClicked("village", "v6", 35.34, 137.4503))
    assert len(stops(line)) == 3
    assert line.work.selected_village == "v6"


def test_a_stop_far_from_roads_is_told_and_nothing_is_lost(line):
    line.tab("時刻表", "route_tab").press("trips_add")
    before = line.plan
    draw(line, StopDropped(services(line)[0].stops[0].stop_id, 35.9, 137.0))
    assert line.plan == before
    assert "道" in line.text


def test_undo_takes_the_last_stop_back(line):
    line.press("undo")
    assert stops(line) == ["停留所1"]
    line.press("redo")
    assert stops(line) == ["停留所1", "東谷"]


def test_the_chosen_stop_is_renamed_and_removed(line):
    stop = services(line)[0].stops[0]
    draw(line, ThingClicked("stop", stop.stop_id, stop.lat, stop.lon))
    line.app.text_input(key=f"stop-name-{stop.stop_id}-停留所1").set_value("宮の前")
    line.run()
    assert stops(line) == ["宮の前", "東谷"]
    line.press("stop_remove")
    assert stops(line) == ["東谷"]


def test_a_stretch_becomes_free_to_board_anywhere(line):
    stop = services(line)[0].stops[0]
    draw(line, ThingClicked("stop", stop.stop_id, stop.lat, stop.lon))
    line.app.checkbox(key=f"free-b1-0-{stop.stop_id}-False").set_value(True)
    line.run()
    (section,) = services(line)[0].free_sections
    assert (section.from_stop_id, section.to_stop_id) == tuple(s.stop_id for s in services(line)[0].stops)


@pytest.mark.parametrize(
    ("way", "fields", "starts"),
    [
        ("times", {"trips_times": "7:30、１３：００"}, [27000, 46800]),
        ("headway", {"trips_first": "8:00", "trips_last": "12:00"}, [28800, 36000, 43200]),
    ],
)
def test_trips_are_made(line, way, fields, starts):
    line.tab("時刻表", "route_tab")
    line.app.button_group(key="trips_way").set_value(way)
    line.run()
    for key, text in fields.items():
        line.app.text_input(key=key).set_value(text)
    line.press("trips_add")
    assert [t.start_s for t in services(line)[0].trips] == starts
    assert "便/日" in line.markup


def test_a_trip_arrives_by_a_time(line):
    line.tab("時刻表", "route_tab")
    line.app.button_group(key="trips_way").set_value("arrive")
    line.run().press("trips_add")
    assert [t.end_s for t in services(line)[0].trips] == [32400]


def test_times_that_are_none_are_said(line):
    line.tab("時刻表", "route_tab")
    line.app.text_input(key="trips_times").set_value("朝")
    line.press("trips_add")
    assert "「朝」は時刻として読めません" in line.text
    assert services(line)[0].trips == ()


def test_figures_and_sentence_are_those_of_the_python_functions(buses):
    buses.press("route_new")
    draw(buses, ThingClicked("village", "v5", 35.3003, 137.60), ThingClicked("facility", "f2", 35.3005, 137.41))
    buses.tab("時刻表", "route_tab")
    buses.app.text_input(key="trips_times").set_value("9:00")
    buses.press("trips_add")
    buses.app.session_state["route_direction"] = 1
    buses.run()
    buses.app.text_input(key="trips_times").set_value("13:00")
    buses.press("trips_add")
    assert [t.direction for t in services(buses)[0].trips] == [0, 1]
    buses.app.selectbox(key="hub_purpose").set_value("shopping")
    buses.run()
    current, baseline = buses.evaluation(), buses.evaluation("base")
    day = usual_day_of(current.effective)
    assert day is not None
    after, before = (best_outings(m, "shopping", day).people["no_car"] for m in (current, baseline))
    assert after > before
    assert persons(after, None) in buses.answer
    assert f"現況より{persons(after - before, None)}増えます" in buses.answer
    assert (f"{after:,.0f}", "人") in buses.figures


def test_a_route_of_today_is_copied_and_no_longer_runs_as_it_did(buses):
    buses.press("route_copy")
    (own,) = services(buses)
    assert (own.name, len(own.trips)) == ("谷線", 3)
    assert [r.name for r in buses.plan.scenario("s1").dropped_routes] == ["gtfs:R"]
    assert "<b>奥</b>" not in buses.markup
    buses.tab("ダイヤ図", "route_tab")
    assert "data:image/svg+xml" in buses.markup


def test_terms_are_taken_as_one_step(line):
    line.tab("運行・運賃", "route_tab")
    before = len(line.work.history.past)
    line.app.number_input(key="terms-fare-b1").set_value(200)
    next(b for b in line.app.button if b.label == "この内容にする").click()
    line.run()
    assert services(line)[0].fare_yen == 200
    assert len(line.work.history.past) == before + 1


def test_every_kind_has_its_form(table):
    table.press("route_new").tab("運行・運賃", "route_tab")
    for kind in ("on_demand", "paid_private", "taxi_voucher", "mobile", "fixed"):
        own = services(table)[0]
        table.app.selectbox(key=f"terms-kind-b1-{own.kind}").set_value(kind)
        table.run()
        if kind == "on_demand":
            table.app.text_input(key="terms-slots-b1").set_value("9:00 13:00")
        next(b for b in table.app.button if b.label == "この内容にする").click()
        table.run()
        assert services(table)[0].kind == kind
        if kind == "on_demand":
            assert services(table)[0].slots_s == (32400, 46800)


def test_a_round_tells_whom_it_reaches_stop_by_stop(line):
    rounds = set_parts(line.plan, "s1", "b1", kind="mobile", offers="移動販売")
    line.take(rounds)
    line.run()
    found = people_at_stops(line.evaluation(), services(line)[0])["population"]
    assert found.iloc[1] > 0, "the second stop is at a village"
    assert any(f"**{persons(found.sum(), None)}**" in m.value and "に届きます" in m.value for m in line.app.markdown)
    listed = next(radio for radio in line.app.radio if radio.label == "停留所")
    assert listed.options[1].endswith(persons(found.iloc[1], None))


def test_the_area_of_rides_on_request_is_drawn_changed_and_taken_away(table):
    table.press("route_new")
    table.take(set_parts(table.plan, "s1", "b1", kind="on_demand"))
    table.run()
    assert "予約制の一日は「試算」で" in table.answer
    assert any("区域が描かれるまでは町全体" in m.value for m in table.app.markdown)
    ring = ((137.40, 35.29), (137.56, 35.29), (137.56, 35.31), (137.40, 35.31))
    draw(table, AreaDrawn(ring, 35.29, 137.40))
    assert drawn_area(services(table)[0]) == Polygon(ring)
    villages = table.evaluation().effective.region.villages
    held = villages[villages["lat"].between(35.29, 35.31) & villages["lon"].between(137.40, 137.56)]
    assert 0 < len(held) < len(villages)
    text = f"区域の中には **{len(held)}集落・{persons(held['population'].sum(), None)}**"
    assert any(m.value.startswith(text) for m in table.app.markdown)
    assert table.app.session_state["route_area_click"] == "edit"
    wider = ((137.30, 35.20), (137.70, 35.20), (137.70, 35.40), (137.30, 35.40))
    draw(table, AreaRedrawn("b1", (wider,), 35.2, 137.3))
    assert drawn_area(services(table)[0]) == Polygon(wider)
    # What is no outline is said, and the area stays; neither adds a stop to what has none.
    bow = ((137.40, 35.29), (137.56, 35.31), (137.56, 35.29), (137.40, 35.31))
    draw(table, AreaDrawn(bow, 35.29, 137.40), MapClick(*WEST))
    assert "交わっている" in table.text
    assert (drawn_area(services(table)[0]), services(table)[0].stops) == (Polygon(wider), ())
    table.app.multiselect(key="area-villages-b1").set_value(["v1", "v2"])
    table.run().press("area_around")
    around = area_around(table.evaluation().effective.region, ["v1", "v2"], table.evaluation().effective.assumptions)
    assert services(table)[0].area == set_parts(table.plan, "s1", "b1", area=around).scenario("s1").service("b1").area
    table.press("area_whole")
    assert services(table)[0].area is None


def test_the_page_and_a_script_give_identical_files(buses):
    """Done by hand on the page, and by the edit functions from the same beginning."""
    start: Plan = buses.plan
    buses.press("route_copy")
    buses.press("route_new")
    draw(buses, MapClick(*WEST), ThingClicked("village", "v4", 35.3003, 137.55), StopInserted(1, *MIDDLE))
    second = services(buses)[1]
    draw(buses, StopDropped(second.stops[0].stop_id, *EAST))
    draw(buses, ThingClicked("stop", second.stops[1].stop_id, *MIDDLE))
    buses.app.text_input(key=f"stop-name-{second.stops[1].stop_id}-{second.stops[1].name}").set_value("中ほど")
    buses.run().press("route_reverse").press("route_loop")
    buses.tab("時刻表", "route_tab").press("trips_add")
    buses.app.button_group(key="trips_way").set_value("headway")
    buses.run().press("trips_add")
    buses.app.button_group(key="trips_way").set_value("arrive")
    buses.run().press("trips_add")
    buses.tab("停留所", "route_tab").press("stop_remove")
    buses.tab("運行・運賃", "route_tab")
    buses.app.number_input(key="terms-fare-b2").set_value(200)
    next(b for b in buses.app.button if b.label == "この内容にする").click()
    buses.run()

    running = buses.evaluation("base").effective.running
    region = buses.evaluation("base").effective.region
    plan, _ = copy_route(start, "s1", region_feeds(region)["gtfs"], FeedRoute("gtfs", "R"))
    plan, line = add_service(plan, "s1", "路線1")
    plan, first = add_stop(plan, "s1", line, *WEST, running=running)
    plan, _ = add_stop(plan, "s1", line, 35.3003, 137.55, running=running, name="東谷")
    plan, middle = add_stop(plan, "s1", line, *MIDDLE, running=running, position=1)
    plan = move_stop(plan, "s1", first, *EAST, running=running)
    plan = rename_stop(plan, "s1", middle, "中ほど")
    plan = reverse_service(plan, "s1", line)
    plan = loop_service(plan, "s1", line, running=running)
    plan = add_trips(plan, "s1", line, [27000, 46800], running=running)
    plan = add_trips_by_headway(plan, "s1", line, (25200, 64800, 7200), running=running)
    plan = add_trip_to_arrive(plan, "s1", line, (3, 32400), running=running)
    plan = remove_stop(plan, "s1", line, 1, running=running)
    own = plan.scenario("s1").service(line)
    plan = set_parts(plan, "s1", line, kind="fixed", calendar=own.calendar, fare_yen=200, vehicle=own.vehicle)
    assert plan_bytes(buses.plan) == plan_bytes(plan)
    assert buses.saved_plan() == buses.plan


def test_what_is_handed_over_can_be_looked_at(buses):
    buses.press("route_copy").tab("書き出し", "route_tab")
    assert [b.label for b in buses.app.get("download_button")] == [
        "路線の表（Excel）",
        "路線の図形（GeoPackage）",
        "時刻表データ（GTFS-JP）",
        "案のファイル（すべての案）",
    ]
    buses.press("route-gtfs-look")
    assert any(m.value == "路線 1、便 3、停留所 4 です。" for m in buses.app.markdown)


def test_vehicles_drivers_and_money_stand_beside_the_people(buses):
    buses.press("route_copy")
    assert "運賃が未定の路線があります" in buses.text
    current = buses.evaluation()
    vehicles, drivers = (indicator(f"service_{what}").compute(current) for what in ("vehicles", "drivers"))
    assert (f"{vehicles:.0f}", f"台・{drivers:.0f}人") in buses.figures
    cost = yen(indicator("service_cost").compute(current))
    assert any(digits + unit == cost for digits, unit in buses.figures)
    assert "運転者の拘束は長い日で" in buses.text


def test_figures_stand_on_the_last_riders_until_they_are_counted_anew(buses, monkeypatch):
    buses.press("route_copy")
    priced = change_service(buses.plan, "s1", replace(services(buses)[0], fare_yen=200))
    buses.take(priced)
    buses.run()
    drawn = []

    def seen(figures, **_):
        drawn.append([(f.name, f.digits, f.change) for f in figures])

    monkeypatch.setattr("views.routes.figures.show_figures", seen)
    stop = services(buses)[0].stops[1]
    draw(buses, StopDropped(stop.stop_id, stop.lat, stop.lon + 0.02))
    first, last = drawn[-2:]
    cost, burden = ([row for row in rows if row[0] == name] for rows, name in ((first, "年の費用"), (last, "町の負担")))
    assert cost[0] in last  # the cost is at once that of the line as it is now
    assert ("町の負担", "利用者を見積り直しています") in [(name, change) for name, _, change in first]
    current = buses.evaluation()
    assert burden[0][1] in yen(indicator("service_burden").compute(current))
    # Nothing has changed since: the estimate is that of the line as it is, and is drawn once.
    drawn.clear()
    buses.tab("運行・運賃", "route_tab")
    assert len(drawn) == 1
    assert drawn[0] == last


def test_freight_is_written_loaded_and_taken_off(buses):
    buses.press("route_copy")
    buses.tab("荷物", "route_tab")
    before = len(buses.work.history.past)
    form = {w.label: w for w in (*buses.app.text_input, *buses.app.number_input, *buses.app.selectbox)}
    assert list(form["荷物"].options) == ["新しい荷物"]
    form["名前"].set_value("野菜")
    form["個数（1日）"].set_value(3)
    form["1個の重さ（kg）"].set_value(2.0)
    form["積める時刻"].set_value("0:00")
    form["届ける期限"].set_value("23:00")
    next(b for b in buses.app.button if b.label == "この内容で載せる").click()
    buses.run()
    (goods,) = services(buses)[0].freight
    assert (goods.name, goods.count, goods.kg, goods.ready_s, goods.due_s) == ("野菜", 3, 2.0, 0, 82_800)
    assert len(buses.work.history.past) == before + 1
    # The vehicle takes no freight yet: all three stay, and it is said why.
    assert any("車両に積める 0 kg" in w.value for w in buses.app.warning)
    with_room = change_service(buses.plan, "s1", replace(services(buses)[0], vehicle=Vehicle(freight_kg=50)))
    buses.take(with_room)
    buses.run()
    loads = next(t.value for t in buses.app.dataframe if "届け先" in t.value)
    assert loads["個"].sum() == indicator("freight_pieces").compute(buses.evaluation()) == 3
    form = {w.label: w for w in buses.app.text_input}
    buses.app.selectbox(key=f"freight-of-{services(buses)[0].id}-1").set_value(0)
    buses.run()
    {w.label: w for w in buses.app.text_input}["積める時刻"].set_value("いつか")
    next(b for b in buses.app.button if b.label == "この内容で載せる").click()
    buses.run()
    assert services(buses)[0].freight == (goods,)
    assert "いつか" in buses.text
    next(b for b in buses.app.button if b.label == "この荷物をやめる").click()
    buses.run()
    assert services(buses)[0].freight == ()


def test_a_day_of_rides_on_request_is_tried_and_its_year_is_paid(table):
    table.press("route_new").tab("運行・運賃", "route_tab")
    first = table.evaluation().effective.region.villages.iloc[0]
    called = replace(
        services(table)[0],
        kind="on_demand",
        depot=Depot("車庫", float(first["lat"]), float(first["lon"])),
        slots_s=(32_400,),
    )
    plan = change_service(table.plan, "s1", called)
    table.take(plan)
    table.run()
    current = table.evaluation()
    cost = yen(indicator("service_cost").compute(current))
    assert indicator("service_cost").compute(current) > 0
    assert any(digits + unit == cost for digits, unit in table.figures)
    table.tab("試算", "route_tab").press("on_demand_run")
    found = on_demand_document(current.effective, on_demand_day(current.effective, OnDemandQuestion("b1")))
    assert (f"{found['served']:,}", f"件・{share(found['share_served'])}") in table.figures
    assert any("すべて別の計算で確かめました" in c.value for c in table.app.caption)
    # Another area asks for another day.
    assert any("すべて別の計算で確かめました" in c.value for c in table.app.caption)
    everywhere = Polygon([(136, 34), (139, 34), (139, 37), (136, 37)])
    wide = set_parts(table.plan, "s1", "b1", area=everywhere)
    table.take(wide)
    table.run()
    assert not any("すべて別の計算で確かめました" in c.value for c in table.app.caption)
    table.press("on_demand_run")
    assert any("すべて別の計算で確かめました" in c.value for c in table.app.caption)
    # Another question has no answer yet, and a day that cannot be is said in words.
    table.app.number_input(key="on_demand_vehicles").set_value(2)
    table.run()
    assert not any("すべて別の計算で確かめました" in c.value for c in table.app.caption)
    nowhere = Polygon([(0, 0), (0.1, 0), (0.1, 0.1)])
    plan = change_service(table.plan, "s1", replace(called, area=nowhere))
    table.take(plan)
    table.run()
    table.press("on_demand_run")
    assert "区域の中に、車のない人のいる集落がありません" in table.text
    assert ("不明", "") in table.figures


def test_days_a_year_are_those_of_the_year_that_is_paid(buses):
    buses.press("route_copy")
    later = ServiceCalendar(days=("tue",), first=datetime.date(2031, 4, 1), last=datetime.date(2032, 3, 31))
    plan = change_service(buses.plan, "s1", replace(services(buses)[0], calendar=later))
    buses.take(plan)
    buses.run()
    assert f"・{later.days_per_year(datetime.date(2031, 4, 1))}日/年" in buses.text
    assert "・0日/年" not in buses.text


def test_a_promise_to_wait_is_made_listed_and_taken_back(buses):
    buses.press("route_copy")
    copied = services(buses)[0]
    # A trunk line of the plan's own, so that something comes to the first stop five minutes before a trip leaves it.
    first = copied.stops[0]
    start = min(t.start_s for t in copied.trips if t.direction == 0)
    far = ServiceStop("p90", "幹線の始まり", first.lat + 0.01, first.lon)
    near = ServiceStop("p91", "幹線の停留所", first.lat, first.lon)
    trips = (ServiceTrip("t90", 0, (start - 900, start - 300)),)
    plan, _ = add_service(buses.plan, "s1", "幹線", stops=(far, near), trips=trips)
    buses.take(plan)
    more(buses, "乗り継ぎ")
    pair = buses.app.selectbox(key=f"connect-{copied.id}")
    wanted = next(o for o in pair.options if "幹線の停留所" in o)
    pair.set_value((first.stop_id, "p91"))
    assert wanted.startswith(f"{first.name} ← ")
    buses.press("connect_add")
    (kept,) = services(buses)[0].connections
    assert (kept.stop_id, kept.to_stop_id, kept.wait_min) == (first.stop_id, "p91", 5)
    rows = next(t.value for t in buses.app.dataframe if "この便" in t.value)
    assert str(rows.iloc[0, 1]).startswith("間に合う（待ち ")
    buses.press("connection_remove")
    assert services(buses)[0].connections == ()


def more(table: Table, which: str) -> Table:
    table.tab("運行・運賃", "route_tab")
    table.app.button_group(key="terms_more").set_value(which)
    return table.run()


def field(table: Table, label: str):
    """The last field of that name: the forms below stand after the one above them."""
    kinds = (*table.app.text_input, *table.app.number_input, *table.app.selectbox)
    return [w for w in kinds if w.label == label][-1]


def send(table: Table, label: str) -> Table:
    next(b for b in table.app.button if b.label == label).click()
    return table.run()


def test_days_of_the_calendar_are_written_and_what_is_no_date_is_said(buses):
    more(buses.press("route_copy"), "運行日")
    field(buses, "何に合わせた運行日か").set_value("学校のある日")
    field(buses, "期間の始まり").set_value("2026-04-01")
    field(buses, "期間の終わり").set_value("")
    field(buses, "休みの期間").set_value("2026-07-21〜2026-08-31")
    field(buses, "走らない日").set_value("2026/5/5")
    send(buses, "この運行日にする")
    calendar = services(buses)[0].calendar
    assert (calendar.label, calendar.first, calendar.last) == ("学校のある日", datetime.date(2026, 4, 1), None)
    assert [(p.first.day, p.last.day) for p in calendar.pauses] == [(21, 31)]
    assert calendar.excepted == (datetime.date(2026, 5, 5),)
    assert f"{calendar.days_per_year(datetime.date(2026, 4, 1)):,}日走ります" in " ".join(
        c.value for c in buses.app.caption
    )
    for label, wrong, text in (
        ("走らない日", "こどもの日", "「こどもの日」は日付として読めません"),
        ("期間の終わり", "2025-04-01", "終わりを後の日に"),
        ("休みの期間", "2026-08-31〜2026-07-21", "終わりを後の日に"),
    ):
        field(buses, label).set_value(wrong)
        send(buses, "この運行日にする")
        assert text in buses.text
        assert services(buses)[0].calendar == calendar
        more(buses.press("undo").press("redo"), "運行日")
    assert services(buses.press("undo"))[0].calendar != calendar


def test_vehicle_operator_and_depot_are_written(buses):
    more(buses.press("route_copy"), "車両・運行者")
    field(buses, "車種").set_value("microbus")
    field(buses, "運行する人・会社").set_value("谷の会")
    field(buses, "折返しの時間（分）").set_value(7)
    first = services(buses)[0].stops[0]
    field(buses, "車庫").set_value(f"stop {first.stop_id}")
    send(buses, "この車両・運行者にする")
    own = services(buses)[0]
    assert (own.vehicle.vehicle_class, own.operator, own.layover_min) == ("microbus", "谷の会", 7)
    assert own.depot == Depot(first.name, first.lat, first.lon)
    more(buses, "車両・運行者")
    field(buses, "車庫").set_value("none")
    send(buses, "この車両・運行者にする")
    assert services(buses)[0].depot is None


def test_the_way_of_paying_is_written_and_shown_by_parts(buses):
    more(buses.press("route_copy"), "費用")
    field(buses, "払い方").set_value("vehicle_year")
    buses.run()
    field(buses, "単価（円）").set_value(6_000_000)
    field(buses, "契約の名前").set_value("町のバス")
    send(buses, "この払い方にする")
    cost = services(buses)[0].cost
    assert (cost.basis, cost.yen, cost.contract) == ("vehicle_year", 6_000_000, "町のバス")
    vehicles = indicator("service_vehicles").compute(buses.evaluation())
    assert indicator("service_cost").compute(buses.evaluation()) == 6_000_000 * vehicles
    more(buses, "費用")
    assert any("車両（1台1年）" in c.value for c in buses.app.caption)
    field(buses, "払い方").set_value("own")
    buses.run()
    send(buses, "この払い方にする")
    assert services(buses)[0].cost.basis == "own"
    more(buses, "費用")
    assert any("人件費" in c.value and "管理費" in c.value for c in buses.app.caption)


def test_runs_for_others_are_added_and_taken_off(buses):
    more(buses.press("route_copy"), "ほかの運行")
    before = indicator("service_vehicle_km").compute(buses.evaluation())
    field(buses, "出る時刻").set_value("5:20")
    field(buses, "着く時刻").set_value("5:50")
    field(buses, "距離（km）").set_value(12.0)
    send(buses, "この運行を加える")
    (run,) = services(buses)[0].other_runs
    assert (run.kind, run.start_s, run.end_s, run.km) == ("school", 19_200, 21_000, 12.0)
    assert indicator("service_vehicle_km").compute(buses.evaluation()) >= before
    more(buses, "ほかの運行")
    field(buses, "着く時刻").set_value("4:00")
    send(buses, "この運行を加える")
    assert services(buses)[0].other_runs == (run,)
    more(buses, "ほかの運行")
    buses.press(f"other-run-{services(buses)[0].id}-0-1")
    assert services(buses)[0].other_runs == ()


def test_drivers_and_their_hours_are_told(buses):
    more(buses.press("route_copy"), "運転者")
    year = money_of(buses.evaluation()).groups[0].year
    duties = next(t.value for t in buses.app.dataframe if "拘束" in t.value)
    assert len(duties) == len(year.schedules[0][0].duties)
    assert any(f"運転者 **{year.drivers}人**" in m.value for m in buses.app.markdown)


def captions(table: Table) -> str:
    return " ".join(c.value for c in table.app.caption)


def test_every_tab_opens_with_a_sentence_before_there_is_a_line(table):
    for tab, holds in (("時刻表", "便の時刻"), ("運行・運賃", "費用の条件"), ("書き出し", "時刻表データ")):
        table.tab(tab, "route_tab")
        assert holds in captions(table).replace("\\", "")
        assert "新しい路線" in captions(table)


def test_a_timetable_is_pasted(line):
    line.tab("時刻表", "route_tab")
    line.app.button_group(key="trips_way").set_value("paste")
    line.run()
    line.app.text_area(key="trips_pasted").set_value("停留所1\t7:30\t13:00\n東谷\t7:50\t13:20")
    line.run().press("trips_add")
    assert [t.times_s for t in services(line)[0].trips] == [(27000, 28200), (46800, 48000)]
    line.app.text_area(key="trips_pasted").set_value("7:30\n7:40\n7:50")
    line.run().press("trips_add")
    assert len(services(line)[0].trips) == 2
    assert "停留所 2 か所" in line.text


def test_buses_home_are_proposed_from_arrival_and_stay(buses):
    """A line that comes at 9:20 for an errand of 150 minutes: home from 11:50."""
    buses.press("route_new")
    draw(buses, MapClick(*WEST), ThingClicked("village", "v4", 35.3003, 137.55))
    buses.tab("時刻表", "route_tab")
    buses.app.text_input(key="trips_times").set_value("9:00")
    buses.run().press("trips_add")
    arrives_s = services(buses)[0].trips[0].times_s[-1]
    visit = purpose("errands", buses.evaluation().effective.assumptions).visit
    leaves_s = -(-(max(arrives_s, visit.opens_s) + visit.stay_s) // 300) * 300
    buses.app.button_group(key="route_direction").set_value(1)
    buses.run().press("trips_homes")
    homes = [t.times_s[0] for t in services(buses)[0].trips if t.direction == 1]
    assert homes == [leaves_s]
    assert "trips_homes" not in [b.key for b in buses.app.button]


def test_the_page_says_who_is_left_out_at_the_line_and_why(buses):
    buses.press("route_new")
    draw(buses, MapClick(*WEST), ThingClicked("village", "v6", 35.34, 137.4503))
    buses.tab("時刻表", "route_tab")
    buses.app.text_input(key="trips_times").set_value("21:00")
    buses.run().press("trips_add")
    left = line_shortfall(buses.evaluation(), services(buses)[0], found_by_page(buses))
    assert left is not None
    assert left.persons > 0
    assert "この路線のそばで、車がなく、行って帰れない人" in buses.text
    assert persons(left.persons, None) in buses.text
    assert left.reason in buses.text


def found_by_page(table: Table):
    current = table.evaluation()
    usual = usual_day_of(current.effective)
    assert usual is not None
    return best_outings(current, "errands", usual)
