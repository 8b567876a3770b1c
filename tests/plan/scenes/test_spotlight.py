"""The light can fall on today's lines as well as on what the scenario has, each by a name of its own."""

from __future__ import annotations

from pathlib import Path

from geo.region.region import read_region
from plan.file.plan_file import open_plan
from plan.reach.evaluation import evaluation_of
from plan.scenes.spotlight import lit_line, things_to_light, todays_lines

FOLDER = Path("sample_regions/okuyama")


def test_every_thing_is_named_once_and_todays_lines_are_among_them() -> None:
    plan = open_plan(FOLDER / "example.plan.json")
    current = evaluation_of(read_region(FOLDER), plan, plan.scenarios[0].id)
    named, effective = things_to_light(current), current.effective
    lines = todays_lines(current)
    assert lines
    assert {named[lit_line(line)] for line in lines} == {f"今の路線：{line.name}" for line in lines}
    parts = (effective.region.villages.index, effective.hubs.index, effective.services, lines)
    assert len(named) == sum(len(part) for part in parts)
