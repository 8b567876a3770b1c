"""An indicator: what a figure is called, means, and how it is computed from a scenario's evaluation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from plan.indicators.value_texts import ValueTexts
from plan.reach.evaluation import Evaluation
from plan.shown_values import PEOPLE, people_unit

Better = Literal["higher", "lower"]


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Parameters
    ----------
    id
        Permanent.
    name, definition, source
        Japanese; `{near}`, `{daily}` and `{walk}` stand for the scenario's limits in minutes, `{general}` and
        `{older}` for its walking speeds, and the name of any assumption for its value.
    unit
        Japanese.
    better
        Which way is better for residents.
    compute
        From an evaluation to a value; infinite where there is none.
    judged
        Whether a difference is good or bad for residents in itself; more hubs are only more hubs.
    left_out
        How many people a mean or a maximum leaves out (no way, no bus); None where everybody is in it. It can be compared
        only where as many are left out: without those who are worst off it looks better than it is.
    residents
        Whether people in it are residents, who in a year to come are a forecast; drivers are not.
    """

    id: str
    name: str
    unit: str
    definition: str
    source: str
    better: Better
    compute: Callable[[Evaluation], float]
    judged: bool = True
    left_out: Callable[[Evaluation], float] | None = None
    residents: bool = True

    @property
    def of_hubs(self) -> bool:
        """Whether it says how people reach hubs: against a present that has none nothing can be gained."""
        return self.id.startswith("hub_")

    def read_unit(self, year: int | None) -> str:
        """Return the unit in which its value is read for the people of a year (None: the base year); in files it keeps `unit`."""
        return people_unit(year) if self.unit == PEOPLE and self.residents else self.unit

    def filled(self, text: str, evaluation: Evaluation) -> str:
        """Put the scenario's limits into a name or definition."""
        return text.format_map(ValueTexts(evaluation.effective.assumptions, _SHORT))


_SHORT = {
    "near": "near_min",
    "daily": "daily_min",
    "walk": "walk_min",
    "general": "walk_general_m_per_min",
    "older": "walk_older_m_per_min",
}
