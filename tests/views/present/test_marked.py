"""現況: marks of meetings lie on the map only where the plan has some and somebody asks for them."""

from __future__ import annotations

import json

import pytest
from shapely import Point

from plan.organisation.edits import add_record
from plan.scenario.carriers.marks import Mark
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table().go("now")


def drawn(table: Table) -> str:
    (frame,) = [str(json.loads(e.proto.json_args)) for e in table.app.get("component_instance")]
    return frame


def test_the_marks_of_records_are_drawn_when_asked_for(table):
    bare = type(table.plan)(table.plan.region_id, table.plan.region_fingerprint)
    table.take(bare).run()
    assert all(box.key != "now_marks" for box in table.app.checkbox)
    place = table.evaluation().effective.region.villages.iloc[0]
    mark = Mark(Point(float(place["lon"]), float(place["lat"])), "worry")
    table.take(add_record(bare, title="第1回", marks=(mark, mark))[0]).run()
    assert "集まりで付いた印の重なり" not in drawn(table)
    table.app.checkbox(key="now_marks").check()
    table.run()
    assert "集まりで付いた印の重なり（250m四方）" in drawn(table)
