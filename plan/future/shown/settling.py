"""Settlers as they are asked about: how many can be chosen, and how many a year keep people or children."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.reference import reference_table
from geo.reference.settlers import household_kinds
from plan.future.projection import Projection
from plan.future.settlers_needed import Goal, effect_of, goal_year, households_needed
from plan.future.shown.outlook import Outlook
from plan.scenario.future import Future, Settlers

_TENTH = 10
_LEAST_CHOICE = 10
_SHARE_CHOICE = 0.01
"""Of today's people, as households a year: more of one type than that is no plan but a wish; at least so many can be chosen."""


@dataclass(frozen=True)
class NeededRow:
    """How many households a year keep something.

    Parameters
    ----------
    goal
        What shall be kept, in words.
    households_a_year
        The least, rounded up to a tenth; None where no number of them does.
    people, children
        Share of the last count's people and children in the goal's year, with so many households or as many as can come;
        None where there were none.
    year
        The goal's year.
    """

    goal: str
    households_a_year: float | None
    people: float | None
    children: float | None
    year: int


def most_households(outlook: Outlook) -> int:
    """Return how many households of a type a year can be chosen at most, in tens."""
    wanted = float(outlook.closed.weights.sum()) * _SHARE_CHOICE
    return max(math.ceil(wanted / _TENTH) * _TENTH, _LEAST_CHOICE)


def mix_of(future: Future) -> tuple[Settlers, ...]:
    """Return the types that the scenario's households are of; one of each type where it has none yet."""
    asked = tuple(entry for entry in future.settlers if entry.households_a_year > 0)
    if asked:
        return asked
    known = {entry.kind: entry for entry in future.settlers}
    model = future.settlers[0] if future.settlers else None
    return tuple(
        known.get(kind) or Settlers(kind, 0.0, model.from_year if model else None, model.villages if model else ())
        for kind in household_kinds()
    )


def can_settle(projection: Projection) -> bool:
    """Return whether settlers can be asked about: five-year ages are known."""
    return projection.change is not None


def needed_rows(outlook: Outlook, future: Future) -> list[NeededRow]:
    """Ask backwards: how many households a year keep people, children, and both, in the villages that they come to.

    Raises
    ------
    geo.texts.errors.RequestError
        When ages are not known.
    """
    mix = mix_of(future)
    villages = () if any(not entry.villages for entry in mix) else tuple({v: None for e in mix for v in e.villages})
    target = reference_table("future")["settling_target"].value
    goals = {
        f"人口を{target:.0%}以上に保つ": Goal(children=False, villages=villages),
        f"0〜14歳を{target:.0%}以上に保つ": Goal(people=False, villages=villages),
    }
    # With the residents of institutions, and brought to given totals where that is asked for: as the page shows it.
    alone = outlook.alone
    effect = effect_of(alone, mix, goal_year(alone, Goal()))
    rows = []
    for words, goal in goals.items():
        found = households_needed(alone, mix, outlook.houses, goal, effect)
        least = found.households_a_year
        rows.append(
            NeededRow(
                words,
                None if least is None else math.ceil(least * _TENTH - 1e-6) / _TENTH,
                _known(found.people),
                _known(found.children),
                found.year,
            )
        )
    return rows


def _known(share: float) -> float | None:
    return None if math.isnan(share) else share
