"""What else may come: the worst road closed, and the ranking under other assumptions, each as the ordinary evaluation has it."""

from __future__ import annotations

import dataclasses

import pytest

from plan.bus_design.designs import designs
from plan.bus_design.request import BusDesignRequest
from plan.bus_design.what_if import Supposed, road_told, supposed, supposed_told, what_if, worst_road
from tests.network.bus_design.town.small_town import small_task


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    task = small_task(tmp_path_factory.mktemp("town"))
    return designs(task, BusDesignRequest("f-clinic", 1, 1, rounds=12))


def test_on_the_only_road_the_stretch_next_to_the_hub_is_the_worst(found):
    design = found.designs[-1]
    closed = worst_road(found, design)
    assert closed is not None
    # everybody lives beyond 上野–中野
    assert closed.between == ("上野診療所", "中野")
    assert closed.outing_share < design.figures.outing_share
    assert closed.population_served < design.figures.population_served
    assert "上野診療所と中野のあいだ" in road_told(found, closed).message


def test_a_road_that_can_be_driven_round_is_no_worst_one(found, monkeypatch):
    monkeypatch.setattr("plan.bus_design.what_if._driven_round", lambda *_: True)
    assert worst_road(found, found.designs[-1]) is None
    assert "ほかの道を回れば" in road_told(found, None).message


def test_designs_are_measured_under_each_assumption(found):
    rows = what_if(found).supposed
    assert [row.key for row in rows] == ["stay", "walk", "walk", "people", *found.task.purposes]
    now = [design.figures.outing_share for design in found.designs]
    for row in rows:
        assert len(row.outing_shares) == len(now)
        pairs = [(a, b) for a in range(len(now)) for b in range(a)]
        swapped = [
            (a, b) for a, b in pairs if (now[a] - now[b]) * (row.outing_shares[a] - row.outing_shares[b]) < -1e-9
        ]
        assert row.same_order == (not swapped)
    assert all(share <= before + 1e-9 for share, before in zip(rows[0].outing_shares, now, strict=True))
    # Each purpose alone, averaged, is what the designs are measured by.
    alone = [row.outing_shares for row in rows if row.key in found.task.purposes]
    for at, share in enumerate(now):
        assert sum(shares[at] for shares in alone) / len(alone) == pytest.approx(share)


def test_a_design_that_loses_its_place_is_told(found):
    one, *_ = found.designs
    first = dataclasses.replace(one, figures=dataclasses.replace(one.figures, outing_share=2.0))
    turned = dataclasses.replace(found, designs=(first, found.designs[-1]))
    row = supposed(turned)[1]
    assert row.outing_shares[0] < row.outing_shares[1]
    assert not row.same_order
    assert "順が変わります" in supposed_told(turned, row).message
    assert "順は変わりません" in supposed_told(turned, Supposed("walk", "歩く距離", row.outing_shares, True)).message
