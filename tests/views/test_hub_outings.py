"""拠点 by outings: who gets to the best hub and home by bus, and hubs that no bus comes near."""

from __future__ import annotations

import datetime

import pytest

from layers.events import MapClick
from plan.best_outings import best_outings
from plan.words import figure, persons
from tests.views.bus_valley import write_bus_valley
from tests.views.table import Table

TUESDAY = datetime.date(2026, 4, 7)


@pytest.fixture
def table(desk, tmp_path, monkeypatch) -> Table:
    monkeypatch.setattr("views.opening.SAMPLES_FOLDER", tmp_path / "samples")
    write_bus_valley(tmp_path / "samples" / "tanima")
    return Table()


def test_villages_are_coloured_by_outings_to_the_best_hub(table):
    table.app.selectbox(key="colour").set_value("outings")
    table.run()
    now = table.measures()
    found = best_outings(now, "errands", TUESDAY, to=list(now.applied.hubs.index))
    assert persons(found.people["population"]) in table.answer
    assert figure(found.shares(now.weights)["population"], "割合") in table.figures
    table.app.selectbox(key="hub_purpose").set_value("clinic")
    table.run()
    assert "通院" in table.answer


def test_a_hub_that_no_bus_comes_near_says_so(table):
    assert "どの路線からも歩いて行けません" not in table.words
    table.do(MapClick(35.34, 137.4503))
    assert "どの路線からも歩いて行けません" in table.words


def test_a_region_without_buses_has_no_outings_to_show(samples):
    assert "outings" not in Table().app.selectbox(key="colour").options
