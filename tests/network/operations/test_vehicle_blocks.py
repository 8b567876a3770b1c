"""Vehicle blocks are minimal: compared with every way of sharing trips among vehicles."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.operations.vehicle_blocks import LatLon, Task, can_follow, vehicle_blocks

PLACES: list[LatLon] = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0)]


def dead(a: LatLon, b: LatLon) -> tuple[float, float]:
    """Ten minutes and a kilometre along each axis; the third place is cut off from the second."""
    if {a, b} == {PLACES[1], PLACES[2]}:
        return float("inf"), float("inf")
    away = abs(a[0] - b[0]) + abs(a[1] - b[1])
    return 600.0 * away, 1000.0 * away


@st.composite
def task_lists(draw: st.DrawFn) -> list[Task]:
    """Up to six trips within two hours, so that many collide and many follow."""
    tasks = []
    for number in range(draw(st.integers(0, 6))):
        start = 300 * draw(st.integers(0, 24))
        end = start + 300 * draw(st.integers(1, 6))
        places = draw(st.sampled_from(PLACES)), draw(st.sampled_from(PLACES))
        tasks.append(Task(f"t{number}", start, end, *places, 1000.0, end + 300 * draw(st.integers(0, 1))))
    return tasks


def partitions(items: list[Task]) -> Iterator[list[list[Task]]]:
    """Every way of sharing tasks among vehicles."""
    if not items:
        yield []
        return
    first, *rest = items
    for some in partitions(rest):
        yield [[first], *some]
        for i, group in enumerate(some):
            yield [*some[:i], [first, *group], *some[i + 1 :]]


def cost(groups: list[list[Task]], depot: LatLon | None) -> tuple[int, float] | None:
    """Vehicles and metres driven empty; None where a vehicle cannot keep its times."""
    metres = 0.0
    for group in groups:
        chain = sorted(group, key=lambda t: (t.start_s, t.end_s, t.id))
        if any(not can_follow(a, b, dead) for a, b in itertools.pairwise(chain)):
            return None
        metres += sum(dead(a.end, b.start)[1] for a, b in itertools.pairwise(chain))
        if depot is not None:
            metres += dead(depot, chain[0].start)[1] + dead(chain[-1].end, depot)[1]
    return len(groups), metres


@given(task_lists(), st.sampled_from([None, PLACES[0]]))
def test_no_sharing_needs_fewer_vehicles_or_less_empty_driving(tasks: list[Task], depot: LatLon | None) -> None:
    blocks = vehicle_blocks(tasks, dead, depot)
    found = len(blocks), sum(m for b in blocks for m in b.dead_m)
    best = min((c for p in partitions(tasks) if (c := cost(p, depot)) is not None), default=(0, 0.0))
    assert found == pytest.approx(best)
    assert sorted(t.id for b in blocks for t in b.tasks) == sorted(t.id for t in tasks)
    assert cost([list(b.tasks) for b in blocks], depot) is not None


@given(task_lists())
def test_the_order_of_the_tasks_does_not_matter(tasks: list[Task]) -> None:
    assert vehicle_blocks(tasks, dead) == vehicle_blocks(tasks[::-1], dead)


def test_a_trip_that_must_follow_another_does_so_even_without_a_layover() -> None:
    here, there = PLACES[:2]
    first = Task("a", 0, 600, here, there, 1000.0, 900)
    bound = Task("b", 600, 1200, there, here, 1000.0, 1500, follows="a")
    other = Task("c", 900, 1500, there, here, 1000.0, 1800)
    assert [[t.id for t in b.tasks] for b in vehicle_blocks([first, bound, other], dead)] == [["a", "b"], ["c"]]
    free = Task("b", 600, 1200, there, here, 1000.0, 1500)
    assert [[t.id for t in b.tasks] for b in vehicle_blocks([first, free, other], dead)] == [["a", "c"], ["b"]]


def test_a_block_knows_its_empty_drives_and_its_day() -> None:
    (block,) = vehicle_blocks([Task("a", 3600, 4200, PLACES[1], PLACES[0], 1000.0, 4500)], dead, PLACES[0])
    assert (block.dead_s, block.dead_m) == ((600.0, 0.0), (1000.0, 0.0))
    assert (block.start_s, block.end_s) == (3000.0, 4200.0)


def test_where_no_road_leads_to_the_depot_the_trips_are_still_shared() -> None:
    tasks = [Task("a", 0, 600, PLACES[2], PLACES[2], 1.0, 600), Task("b", 600, 900, PLACES[2], PLACES[2], 1.0, 900)]
    assert len(vehicle_blocks(tasks, dead, PLACES[1])) == 1
