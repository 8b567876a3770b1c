"""An indicator: what a figure is called, means, and how it is computed from a scenario's measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from geo.assumptions import Assumptions
from plan.measures import Measures

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
        From measures to a value; infinite where there is none.
    judged
        Whether a difference is good or bad for residents in itself; more hubs are only more hubs.
    """

    id: str
    name: str
    unit: str
    definition: str
    source: str
    better: Better
    compute: Callable[[Measures], float]
    judged: bool = True

    def words(self, text: str, measures: Measures) -> str:
        """Put the scenario's limits into a name or definition."""
        return text.format_map(_Values(measures.applied.assumptions))


_SHORT = {
    "near": "near_min",
    "daily": "daily_min",
    "walk": "walk_min",
    "general": "walk_general_m_per_min",
    "older": "walk_older_m_per_min",
}


class _Values(dict[str, str]):
    """The values of a scenario's assumptions as words, looked up when a text asks for one."""

    def __init__(self, assumptions: Assumptions) -> None:
        super().__init__()
        self.assumptions = assumptions

    def __missing__(self, name: str) -> str:
        value = self.assumptions[_SHORT.get(name, name)]
        return f"{value // 100:.0f}:{value % 100:02.0f}" if name.endswith("_hhmm") else f"{value:,g}"
