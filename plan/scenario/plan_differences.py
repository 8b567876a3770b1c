"""How one plan differs from another, in numbers of what they hold and in plain words: for the list of earlier versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from plan.scenario.budget import Budget
from plan.scenario.carriers.organisation import Organisation
from plan.scenario.procedure import Procedure
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

_WRITTEN: Mapping[str, Callable[[Scenario], Any]] = MappingProxyType(
    {
        "組織・担い手・地域デザイン": lambda s: s.organisation,
        "資金": lambda s: s.budget,
        "手続・目標・関連計画・文書": lambda s: s.procedure,
    }
)
"""What every scenario has one of."""

_OF_PLAN: Mapping[str, Callable[[Plan], tuple[Any, ...]]] = MappingProxyType(
    {"協議の記録": lambda p: p.records, "映す画面": lambda p: p.scenes, "集まりの予定": lambda p: p.evenings}
)
"""What belongs to the plan as a whole."""


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
        parts, others = _by_scenario(plan, part), _by_scenario(opened, part)
        more = sum(map(len, parts.values())) - sum(map(len, others.values()))
        found.append(PartDifference(name, more, is_changed=parts != others))
    ours, theirs = ({s.id: s for s in one.scenarios} for one in (plan, opened))
    for name, one in _WRITTEN.items():
        is_changed = any(one(ours[i]) != one(theirs[i]) for i in ours.keys() & theirs.keys())
        found.append(PartDifference(name, 0, is_changed=is_changed))
    found.append(PartDifference("集落の点検の答え", 0, is_changed=plan.checklist != opened.checklist))
    for name, all_of in _OF_PLAN.items():
        more = len(all_of(plan)) - len(all_of(opened))
        found.append(PartDifference(name, more, is_changed=all_of(plan) != all_of(opened)))
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
    """Return the scenarios by id, without what is told by itself: names, edits of roads and facilities, assumptions."""
    return {s.id: _bare(s) for s in plan.scenarios}


def _bare(scenario: Scenario) -> Scenario:
    drawn = replace(scenario, hubs=(), services=(), spheres=(), conservation_areas=())
    return replace(drawn, organisation=Organisation(), budget=Budget(), procedure=Procedure())


def _by_scenario(plan: Plan, part: Callable[[Scenario], tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    return {s.id: things for s in plan.scenarios if (things := part(s))}
