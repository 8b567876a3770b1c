"""Ids are given once: neither what stands nor what was deleted is named again."""

from __future__ import annotations

from plan.scenario.permanent_ids import HUB, STOP, next_id, next_ids, remembering
from plan.scenario.scenario import Plan

PLAN = Plan("region", "plan")


def test_the_next_id_is_after_all_others() -> None:
    assert next_id(PLAN, HUB, []) == "h1"
    assert next_id(PLAN, HUB, ["h1", "h10", "h2"]) == "h11"
    # Names of other kinds and of the user's own do not count.
    assert next_id(PLAN, HUB, ["h3", "p9", "h7x", "h", "xh8", "h１２"]) == "h4"
    assert next_ids(PLAN, STOP, ["p4"], 3) == ["p5", "p6", "p7"]
    assert next_ids(PLAN, STOP, ["p4"], 0) == []


def test_what_is_deleted_is_remembered() -> None:
    later = remembering(PLAN, HUB, ["h2", "h5"])
    assert (dict(later.last_numbers), next_id(later, HUB, ["h1"])) == ({"h": 5}, "h6")
    assert next_id(later, STOP, []) == "p1"
    assert remembering(later, HUB, ["h4"]) is later
    assert remembering(PLAN, HUB, []) is PLAN
