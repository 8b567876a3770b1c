"""A scenario's papers from 拠点 and 比較: offered where it is looked at, and made when asked for."""

from __future__ import annotations

import pytest

from layers.map_component.map_events import MapClick
from tests.views.table import Table
from views.papers import plan_papers


@pytest.fixture
def table(samples) -> Table:
    return Table().do(MapClick(35.3001, 137.55))


def labels(table: Table) -> list[str]:
    return [button.proto.label for button in table.app.get("download_button")]


OFFERED = ["この案の地図（A3）", "誰が近くなり、誰が遠くなるか（A4 一枚）"]


def test_both_pages_offer_the_map_and_the_sheet(table):
    assert labels(table.press("step-paper")) == OFFERED
    assert labels(table.go("compare").tab("紙", "compare_tab")) == OFFERED


def test_they_are_made_for_every_mode(table):
    before, after = table.evaluation("base"), table.evaluation()
    for mode in ("car", "walk"):
        assert plan_papers._map(after, mode).startswith(b"%PDF")
        assert plan_papers._change(before, after, mode).startswith(b"%PDF")
