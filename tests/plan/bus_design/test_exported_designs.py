"""Designs of a sample and of a real town, recomputed from nothing but the feed that is handed over, and rules held by other code.

The feed takes the place of all of the region's feeds and is measured as today's buses are; its trips are read back as services, and
vehicles, duties and cost are reckoned anew. What the law asks of drivers, and a vehicle in one place at a time, is checked by sums of this file.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pytest

from geo.gtfs.writing import feed_files, zip_of_files
from geo.region.region import Region, read_region
from network.bus_design.town.timetable import CONTRACT
from network.operations.cost import yearly_cost
from network.operations.driver_hours import Duty
from network.operations.schedule import DaySchedule, grouped
from network.operations.service_year import ServiceYear, service_year
from network.operations.vehicle_blocks import Block, Task
from network.services.service_terms import CostTerms
from plan.applied import apply
from plan.bus_design.answer import plan_with
from plan.bus_design.designs import Designs, designs
from plan.bus_design.measured import Design, DesignFigures, figures_of
from plan.bus_design.request import BusDesignRequest, design_task
from plan.reach.evaluation import evaluate
from plan.scenario.scenario import FeedRoute, Plan
from plan.services.gtfs_export import export_feed
from plan.services.route_copies import copy_route
from plan.services.tables import PREFIX
from plan.timetables.region_timetable import region_feeds

MINUTE, HOUR = 60, 3600
LONGEST_DAY_S, LONGEST_DRIVE_S, PAUSE_S, PAUSES_S, REST_S = 15 * HOUR, 4 * HOUR, 10 * MINUTE, 30 * MINUTE, 9 * HOUR
"""改善基準告示 of 2024: a duty, driving before pauses of at least ten minutes make half an hour, rest between two duties."""
WEEK_S, WEEK_DRIVING_S = 65 * HOUR, 40 * HOUR
ROUNDS = 12


@dataclass(frozen=True)
class FromFeed:
    """What the exported feed alone says of a design."""

    figures: DesignFigures
    year: ServiceYear
    cost_yen: float
    trips: pd.DataFrame
    """Index trip_id: start_s, end_s, first, last (stops), block."""


def designed(region: Region, hub: str, vehicles: int) -> Designs:
    request = BusDesignRequest(hub, vehicles, vehicles, rounds=ROUNDS)
    return designs(design_task(apply(region), Plan(region.id, region.fingerprint), request), request)


def from_feed(found: Designs, design: Design, folder: Path) -> FromFeed:
    """Export a design, put the feed into a copy of the region in place of all others, and reckon everything anew."""
    region, town = found.task.region, found.task.town
    plan = plan_with(Plan(region.id, region.fingerprint), [design])
    (scenario,) = plan.scenarios
    shutil.copytree(region.folder, folder, ignore=shutil.ignore_patterns("gtfs*"))
    (folder / "gtfs.zip").write_bytes(zip_of_files(feed_files(export_feed(apply(region, plan, scenario.id)).feed)))
    reread = read_region(folder)
    bare = replace(scenario, services=(), dropped_routes=())
    holder = Plan(reread.id, reread.fingerprint, (bare,))
    figures = figures_of(evaluate(apply(reread, holder, bare.id)), found.task.hub_id, found.task.purposes)
    ((name, feed),) = region_feeds(reread).items()
    for route in feed.routes.index:
        if str(route).startswith(PREFIX):
            holder, _ = copy_route(holder, bare.id, feed, FeedRoute(name, str(route)))
    terms = CostTerms("vehicle_hour", contract=CONTRACT)
    lines = tuple(replace(s, vehicle=town.vehicle, cost=terms) for s in holder.scenario(bare.id).services)
    (shared,) = grouped(lines)
    year = service_year(shared, town.running, found.task.year_from, town.assumptions)
    cost = yearly_cost(year.volume, terms, vehicle_class=shared.vehicle_class, assumptions=town.assumptions)
    own = feed.trips[feed.trips["route_id"].astype(str).str.startswith(PREFIX)]
    calls = feed.stop_times[feed.stop_times["trip_id"].isin(own.index)].sort_values(["trip_id", "stop_sequence"])
    ends = calls.groupby("trip_id").agg(
        start_s=("departure_s", "first"),
        end_s=("arrival_s", "last"),
        first=("stop_id", "first"),
        last=("stop_id", "last"),
    )
    return FromFeed(figures, year, cost.yen, ends.join(own["block_id"]))


def broken_rules(year: ServiceYear, trips: pd.DataFrame, vehicles: int, drivers: int, layover_s: float) -> list[str]:
    """List what vehicles and drivers can't do, by sums that share nothing with the schedule's own."""
    ((schedule, days),) = year.schedules
    broken = [] if days == year.days else ["a day without its schedule"]
    return [*broken, *_vehicles_broken(schedule, trips, vehicles, layover_s), *_duties_broken(schedule, drivers)]


def _vehicles_broken(schedule: DaySchedule, trips: pd.DataFrame, vehicles: int, layover_s: float) -> list[str]:
    broken = []
    run = sorted((t.start_s, t.end_s) for b in schedule.blocks for t in b.tasks)
    if run != sorted(zip(trips["start_s"], trips["end_s"], strict=True)):
        broken.append("not every trip of the feed has one vehicle")
    if len(schedule.blocks) > vehicles:
        broken.append("more vehicles than there are")
    at_once = max(sum(s <= moment < e for s, e in run) for moment, _ in run)
    if at_once > len(schedule.blocks):
        broken.append("more trips at once than vehicles")
    for block in schedule.blocks:
        for a, b in itertools.pairwise(block.tasks):
            if b.start_s < a.end_s + layover_s:
                broken.append("a vehicle leaves before its layover is over")
            if a.end != b.start:
                broken.append("a vehicle leaves where it hasn't arrived")
    return broken


def _duties_broken(schedule: DaySchedule, drivers: int) -> list[str]:
    broken = []
    driven = sorted(spell for duty in schedule.duties for spell in duty.driven_s)
    if driven != sorted((float(t.start_s), float(t.end_s)) for b in schedule.blocks for t in b.tasks):
        broken.append("not every trip has one driver")
    for duty in schedule.duties:
        spells = duty.driven_s
        if any(b[0] < a[1] for a, b in itertools.pairwise(spells)):
            broken.append("a driver on two buses")
        if spells[-1][1] + duty.after_s - (spells[0][0] - duty.before_s) > LONGEST_DAY_S:
            broken.append("a duty longer than fifteen hours")
        if longest_drive_s(spells) > LONGEST_DRIVE_S:
            broken.append("driving without pauses")
        if 24 * HOUR - (spells[-1][1] + duty.after_s) + spells[0][0] - duty.before_s < REST_S:
            broken.append("too short a rest until tomorrow")
    on_duty = [(d.driven_s[0][0] - d.before_s, d.driven_s[-1][1] + d.after_s) for d in schedule.duties]
    if len(on_duty) > drivers or sum(e - s for s, e in on_duty) * 5 > drivers * WEEK_S:
        broken.append("more duties or hours than drivers")
    if sum(e - s for s, e in driven) * 5 > drivers * WEEK_DRIVING_S:
        broken.append("more driving than drivers")
    return broken


def longest_drive_s(spells: Sequence[tuple[float, float]]) -> float:
    """Add up what is driven until pauses of at least ten minutes make half an hour."""
    longest = driven = paused = 0.0
    for (start, end), following in itertools.zip_longest(spells, [s for s, _ in spells[1:]]):
        driven += end - start
        longest = max(longest, driven)
        pause = 0.0 if following is None else following - end
        paused += pause if pause >= PAUSE_S else 0.0
        if paused >= PAUSES_S:
            driven = paused = 0.0
    return longest


def held_against_their_feeds(found: Designs, vehicles: int, folder: Path) -> None:
    task = found.task
    layover_s = task.town.assumptions["layover_min"] * MINUTE
    assert len(found.designs) > 1
    for design in found.designs:
        anew = from_feed(found, design, folder / design.id)
        volume = anew.year.volume
        assert anew.figures == design.figures
        assert anew.cost_yen == design.cost_yen
        assert (volume.vehicles, anew.year.drivers) == (
            design.state.operated.vehicles,
            design.state.operated.year.drivers,
        )
        assert volume == design.state.operated.year.volume
        assert len(anew.trips) == sum(len(s.trips) for s in design.scenario.services)
        assert broken_rules(anew.year, anew.trips, vehicles, vehicles, layover_s) == []
        of_day_s = sum(
            d.driven_s[-1][1] + d.after_s - d.driven_s[0][0] + d.before_s for d in anew.year.schedules[0][0].duties
        )
        assert volume.duty_hours == pytest.approx(of_day_s * anew.year.days / HOUR, rel=1e-12)
    assert max(d.state.operated.vehicles for d in found.designs) > 1


def of_day(spells: Sequence[tuple[float, float]], blocks: Sequence[Sequence[Task]]) -> DaySchedule:
    made = tuple(Block(tuple(tasks), (0.0,) * (len(tasks) + 1), (0.0,) * (len(tasks) + 1)) for tasks in blocks)
    return DaySchedule(made, (Duty("1", tuple(spells), 20 * MINUTE, 10 * MINUTE),), (), ())


def test_the_independent_check_sees_what_is_broken() -> None:
    hub, far = (35.0, 137.0), (35.1, 137.0)
    out = Task("a", 8 * HOUR, 9 * HOUR, hub, far, 1.0, 9 * HOUR)
    home = Task("b", 9 * HOUR + 300, 10 * HOUR, far, hub, 1.0, 10 * HOUR)
    late = Task("c", 23 * HOUR, 24 * HOUR, hub, hub, 1.0, 24 * HOUR)
    two = pd.DataFrame({"start_s": [out.start_s, home.start_s], "end_s": [out.end_s, home.end_s]})
    good = of_day([(out.start_s, out.end_s), (home.start_s, home.end_s)], [[out, home]])
    assert [*_vehicles_broken(good, two, 1, 300.0), *_duties_broken(good, 1)] == []
    assert _vehicles_broken(good, two, 1, 301.0) == ["a vehicle leaves before its layover is over"]
    assert _vehicles_broken(good, two[:1], 1, 0.0) == ["not every trip of the feed has one vehicle"]
    assert _vehicles_broken(good, two, 0, 0.0) == ["more vehicles than there are"]
    elsewhere = of_day(good.duties[0].driven_s, [[out, replace(home, start=hub)]])
    assert _vehicles_broken(elsewhere, two, 1, 0.0) == ["a vehicle leaves where it hasn't arrived"]
    together = of_day([], [[out, replace(home, start_s=out.start_s)]])
    assert "more trips at once than vehicles" in _vehicles_broken(together, two, 1, 0.0)
    assert "not every trip has one driver" in _duties_broken(of_day(good.duties[0].driven_s[:1], [[out, home]]), 1)
    long = _duties_broken(of_day([(s.start_s, s.end_s) for s in (out, late)], [[out, late]]), 1)
    assert long == [
        "a duty longer than fifteen hours",
        "too short a rest until tomorrow",
        "more duties or hours than drivers",
    ]
    assert "driving without pauses" in _duties_broken(of_day([(0.0, 4 * HOUR + 60.0)], [[out]]), 1)
    assert "a driver on two buses" in _duties_broken(of_day([(0.0, 100.0), (50.0, 150.0)], [[out]]), 1)
    assert "more driving than drivers" in _duties_broken(
        of_day([(n * HOUR, n * HOUR + 3540.0) for n in range(9)], [[out]]), 1
    )


def test_pauses_count_from_ten_minutes_on_until_they_make_half_an_hour() -> None:
    short = [(n * 3600.0, n * 3600.0 + 3001.0) for n in range(6)]
    assert longest_drive_s(short) == 6 * 3001
    assert longest_drive_s([(start, end - 1) for start, end in short]) == 3 * 3000


@pytest.mark.slow
@pytest.mark.parametrize("vehicles", [2, 3])
def test_a_sample_towns_designs_are_what_their_feeds_say(vehicles: int, tmp_path: Path) -> None:
    held_against_their_feeds(designed(read_region("sample_regions/sanson"), "f001", vehicles), vehicles, tmp_path)


@pytest.mark.slow
@pytest.mark.real_data
@pytest.mark.parametrize("vehicles", [2, 3])
def test_a_real_towns_designs_are_what_their_feeds_say(vehicles: int, noto_region: Region, tmp_path: Path) -> None:
    held_against_their_feeds(designed(noto_region, "E1746300182111", vehicles), vehicles, tmp_path)
