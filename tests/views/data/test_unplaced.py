"""A stop whose place nobody knows waits on データ until somebody clicks where it is; a sample's files are left alone."""

from __future__ import annotations

from pathlib import Path

from importing.timetables.unplaced_stops import unplaced_stops
from layers.map_component.map_events import MapClick
from tests.importing.timetables.test_import_timetables import imported
from tests.importing.timetables.town_sheets import Grid, write_rows
from tests.views.small_region import write_small_region
from tests.views.table import Table


def region_with_a_gap(folder: Path) -> Path:
    """An own region with a timetable of which two stops are nowhere."""
    region = write_small_region(folder / "tani")
    rows = "毎日\n停留所|1便\n役場|7:10\n一本橋|7:20\n二本橋|7:30"
    stops = folder / "s.csv"
    stops.write_text("名称,緯度,経度\n役場,35.30,137.50\n", encoding="utf-8")
    imported(write_rows(folder / "谷線.csv", [Grid(rows)]), region, stops=(stops,))
    return region


def captions(table: Table) -> str:
    """What stands in small letters."""
    return " ".join(c.value for c in table.app.caption)


def test_a_click_places_the_chosen_stop(samples, tmp_path):
    region = region_with_a_gap(tmp_path)
    table = Table().go("data")
    table.app.text_input(key="own-folder").set_value(str(region))
    table.press("open-own")
    assert "場所の分からない停留所が 2 か所" in captions(table)
    table.app.button_group(key="data_click").set_value("add_stop")
    table.run()
    table.app.selectbox(key="unplaced_stop").set_value("gtfs/谷線.zip 二本橋")
    table.run().do(MapClick(35.3001, 137.55), on="data")
    assert [s.name for s in unplaced_stops(region)] == ["一本橋"]
    assert "停留所「二本橋」を、地図で押した所に置きました" in table.text
    table.do(MapClick(35.3001, 137.56), on="data")
    assert unplaced_stops(region) == []
    assert "場所の分からない停留所" not in captions(table)


def test_where_every_stop_has_a_place_nothing_is_asked(samples):
    table = Table().go("data")
    assert "停留所を置く" not in table.app.button_group(key="data_click").options
