"""Ids of what a plan holds: a letter and a number, given once and never again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from plan.scenario.scenario import Plan

SCENARIO, HUB, AREA, CONSERVATION_AREA = "s", "h", "a", "c"
SERVICE, STOP, TRIP, RECORD, SCENE = "b", "p", "t", "r", "g"
"""The letter of each kind; hub areas are ``a``, bus services ``b``, their stops ``p``, scenes (画面) ``g``."""


def next_id(plan: Plan, prefix: str, taken: Iterable[str]) -> str:
    """Return the first free id after all that are taken and all that were given before.

    Examples
    --------
    >>> next_id(Plan("r", "f", last_numbers={"h": 4}), HUB, ["h2"])
    'h5'
    """
    return f"{prefix}{max(_highest(prefix, taken), plan.last_numbers.get(prefix, 0)) + 1}"


def next_ids(plan: Plan, prefix: str, taken: Iterable[str], count: int) -> list[str]:
    """Return as many free ids as asked for, one after the other."""
    first = int(next_id(plan, prefix, taken).removeprefix(prefix))
    return [f"{prefix}{first + i}" for i in range(count)]


def remembering(plan: Plan, prefix: str, gone: Iterable[str]) -> Plan:
    """Keep the ids of what is deleted from being given again: files, links and notes may still name them."""
    highest = _highest(prefix, gone)
    if highest <= plan.last_numbers.get(prefix, 0):
        return plan
    return replace(plan, last_numbers={**plan.last_numbers, prefix: highest})


def _highest(prefix: str, ids: Iterable[str]) -> int:
    return max((int(m[1]) for name in ids if (m := re.fullmatch(rf"{prefix}([0-9]{{1,9}})", name))), default=0)
