"""Problems that villages named, beside the national shares; edits of the answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from geo.reference.national_statistics import NationalShare, national_survey
from plan.scenario.carriers.checklist import Checklist
from plan.scenario.scenario import Plan


@dataclass(frozen=True)
class ProblemRow:
    """One problem here and in the nation.

    Parameters
    ----------
    item
        Of the national survey.
    villages
        Ids of the villages that named it.
    answered
        How many villages answered at all.
    """

    item: NationalShare
    villages: tuple[str, ...]
    answered: int

    @property
    def share(self) -> float | None:
        """Share of the villages that answered, in per cent; None while none did."""
        return 100 * len(self.villages) / self.answered if self.answered else None


def problem_rows(checklist: Checklist, among: Collection[str] | None = None) -> list[ProblemRow]:
    """Count the answers by problem, in the order of the national survey.

    Parameters
    ----------
    checklist
        The answers.
    among
        Villages that count; None: all that answered. Villages that the region no longer has are left out with it.

    Examples
    --------
    >>> rows = problem_rows(Checklist().answered("v1", ("jobs",)).answered("v2", ()))
    >>> [(row.item.name, row.share) for row in rows if row.villages]
    [('働き口の減少', 50.0)]
    """
    counted = [v for v in checklist.villages if among is None or v.village_id in among]
    return [
        ProblemRow(item, tuple(v.village_id for v in counted if item.id in v.problems), len(counted))
        for item in national_survey("problems").items
    ]


def problems_text(checklist: Checklist, village_ids: Sequence[str], most: int = 8) -> str:
    """Tell what one village, or the villages of a district, answered, beside the national shares; empty where nobody answered.

    Parameters
    ----------
    checklist
        The answers.
    village_ids
        Whose.
    most
        So many problems are named, those of most villages first; the rest is counted.

    Examples
    --------
    >>> problems_text(Checklist().answered("v1", ("jobs",)), ["v1"])
    '働き口の減少（全国 68.6%）'
    >>> problems_text(Checklist().answered("v1", ("jobs",)).answered("v2", ()), ["v1", "v2", "v3"])
    '答えた 2集落のうち　働き口の減少 1集落（全国 68.6%）'
    """
    rows = problem_rows(checklist, village_ids)
    answered = rows[0].answered
    if not answered:
        return ""
    named = sorted((row for row in rows if row.villages), key=lambda row: -len(row.villages))
    several = len(village_ids) > 1
    words = [
        f"{row.item.name}{f' {len(row.villages)}集落' if several else ''}（全国 {row.item.share:g}%）"
        for row in named[:most]
    ]
    rest = f" ほか {len(named) - most}つ" if len(named) > most else ""
    told = f"{'、'.join(words)}{rest}" if words else "挙げられた問題はありません"
    return f"答えた {answered}集落のうち　{told}" if several else told


def answer_problems(plan: Plan, village_id: str, problems: tuple[str, ...] | None) -> Plan:
    """Note what a village answered; None takes its answer away."""
    return replace(plan, checklist=plan.checklist.answered(village_id, problems))


def answer_hubs(plan: Plan, status: str, activities: tuple[str, ...]) -> Plan:
    """Note whether hubs are being formed, and what they do."""
    return replace(plan, checklist=replace(plan.checklist, hub_status=status, hub_activities=activities))


def answer_when(plan: Plan, held_on: str, source: str) -> Plan:
    """Note when and where the answers were given."""
    return replace(plan, checklist=replace(plan.checklist, held_on=held_on.strip(), source=source.strip()))


def problem_names(ids: Collection[str]) -> list[str]:
    """Name problems by their ids, those of the survey in its order, others by themselves.

    Examples
    --------
    >>> problem_names(("vacant_houses", "jobs"))
    ['働き口の減少', '空き家の増加']
    """
    known = national_survey("problems").items
    return [*(i.name for i in known if i.id in ids), *(i for i in ids if i not in national_survey("problems").ids)]
