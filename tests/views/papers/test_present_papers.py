"""Paper from the page of the present: offered for what is chosen, made when asked, with everybody's sheet in one file."""

from __future__ import annotations

import pytest

from layers.map_component.map_events import ThingClicked
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table().go("now")


def labels(table: Table) -> list[str]:
    return [button.proto.label for button in table.app.get("download_button")]


def test_the_sheet_of_the_chosen_village_is_offered(table):
    assert labels(table) == ["地域の地図（A3）"]
    village = str(table.evaluation("base").effective.region.villages.index[0])
    name = table.evaluation("base").effective.region.villages.loc[village, "name"]
    table.do(ThingClicked("village", village, 35.3, 137.6), on="now")
    assert labels(table) == [f"{name}の地区カルテ（A4）", "地域の地図（A3）"]
