"""How one plan differs from another, in numbers of what they hold and in plain words: for the list of earlier versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from plan.scenario.scenario import Plan, Scenario

_PARTS: Mapping[str, Callable[[Scenario], tuple[Any, ...]]] = MappingProxyType(
    {
        "拠点": lambda s: tuple(replace(hub, areas=()) for hub in s.hubs),
        "バスなどの運行": lambda s: s.services,
        "拠点の区域": lambda s: tuple(area for hub in s.hubs for area in hub.areas),
        "保全する区域": lambda s: s.conservation_areas,
        "集落生活圏": lambda s: s.spheres,
    }
)
"""What is counted, over all scenarios."""


@dataclass(frozen=True)
class PartDifference:
    """How one kind of thing differs between two plans.

    Parameters
    ----------
    name
        The kind, as on screen.
    more
        How many more there are of it, over all scenarios; negative for fewer.
    is_changed
        Whether anything about it differs.
    """

    name: str
    more: int
    is_changed: bool

    @property
    def text(self) -> str:
        """The difference in words; empty where there is none."""
        if self.more:
            return f"{self.name}が{abs(self.more)}つ{'多い' if self.more > 0 else '少ない'}"
        return f"{self.name}の中身が違う" if self.is_changed else ""


def plan_differences(plan: Plan, opened: Plan) -> list[PartDifference]:
    """Compare a plan with the one that is open, kind by kind.

    Parameters
    ----------
    plan, opened
        The first is told beside the second: more means that `plan` holds more.
    """
    here, there = _frames(plan), _frames(opened)
    is_changed = any(here[i] != there[i] for i in here.keys() & there.keys())
    found = [
        PartDifference("案", len(here) - len(there), is_changed=here.keys() != there.keys()),
        PartDifference("案の名前・道・施設・前提など", 0, is_changed=is_changed),
    ]
    for name, part in _PARTS.items():
        ours, theirs = _by_scenario(plan, part), _by_scenario(opened, part)
        more = sum(map(len, ours.values())) - sum(map(len, theirs.values()))
        found.append(PartDifference(name, more, is_changed=ours != theirs))
    found.append(
        PartDifference("映す画面", len(plan.scenes) - len(opened.scenes), is_changed=plan.scenes != opened.scenes)
    )
    return found


def difference_text(plan: Plan, opened: Plan) -> str:
    """Say how a plan differs from the one that is open.

    Examples
    --------
    >>> one = Plan("r", "f", (Scenario("s1", "案1"),))
    >>> difference_text(one, Plan("r", "f")), difference_text(one, one)
    ('今とくらべて、案が1つ多い。', '今と同じです。')
    """
    texts = [d.text for d in plan_differences(plan, opened) if d.text]
    return f"今とくらべて、{'、'.join(texts)}。" if texts else "今と同じです。"


def _frames(plan: Plan) -> dict[str, Scenario]:
    """Return the scenarios by id, without what is counted by itself: names, edits of roads and facilities, assumptions."""
    return {s.id: replace(s, hubs=(), services=(), spheres=(), conservation_areas=()) for s in plan.scenarios}


def _by_scenario(plan: Plan, part: Callable[[Scenario], tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    return {s.id: things for s in plan.scenarios if (things := part(s))}
