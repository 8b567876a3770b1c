"""Assumptions (前提): every number that a planner may change, with its first value and where that comes from."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from geo.reference import Reference, reference_table
from geo.texts.messages import notice
from geo.texts.notices import Notice

# (table, prefix, suffix): the key of a reference value becomes the name of the assumption.
_TABLES = (
    ("access", "", ""), ("bus_riding", "", ""), ("bus_running", "", ""), ("bus_costs", "", ""), ("standards", "", ""), ("purposes", "", ""), ("gaps", "", ""),
    ("land_use", "land_", ""), ("on_demand", "on_demand_", ""), ("speeds", "speed_", "_kmh"), ("licences", "licence_", ""),
)  # fmt: skip

_LAST_HOUR, _MINUTES = 47, 60
_CHOICES = (1, 2)


LARGEST = 1e12
"""No assumption is larger; a longer number would not even be one for the computer."""


@functools.cache
def known_assumptions() -> MappingProxyType[str, Reference]:
    """List every assumption by name: ``walk_older_m_per_min``, ``daily_min``, ``speed_primary_kmh`` and so on."""
    return MappingProxyType(
        {
            f"{prefix}{key}{suffix}": value
            for table, prefix, suffix in _TABLES
            for key, value in reference_table(table).items()
        }
    )


@dataclass(frozen=True)
class Assumptions:
    """The numbers that hold in a scenario.

    Parameters
    ----------
    changed
        Values that differ from the reference tables, by name.

    Raises
    ------
    ValueError
        When a name is unknown or a value is no finite number of 0 or more.
    """

    changed: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what is no assumption."""
        for name, value in self.changed.items():
            problem = assumption_problem(name, value)
            if problem is not None:
                raise ValueError(problem.message)
        object.__setattr__(self, "changed", MappingProxyType(dict(sorted(self.changed.items()))))

    def __getitem__(self, name: str) -> float:
        """Return the value that holds for `name`."""
        return float(self.changed[name]) if name in self.changed else known_assumptions()[name].value

    def __hash__(self) -> int:
        """Hash by content, so that compiled roads can be kept by it."""
        return hash(tuple(self.changed.items()))

    def with_changes(self, changes: Mapping[str, float]) -> Assumptions:
        """Lay further changes on top; a value equal to the reference is no change."""
        merged = {**self.changed, **changes}
        known = known_assumptions()
        return Assumptions({n: v for n, v in merged.items() if n not in known or v != known[n].value})

    def time_s(self, name: str) -> int:
        """Return a time of day (a value whose name ends in ``_hhmm``: 830 is 8:30) in seconds past midnight."""
        hour, minute = divmod(int(self[name]), 100)
        return hour * 3600 + minute * 60

    def speed_kmh(self, road_class: str) -> float:
        """Return the car speed of a road class (0: cars do not pass)."""
        return self[f"speed_{road_class}_kmh"]


def assumption_problem(name: str, value: object, *, file: str | None = None) -> Notice | None:
    """Say what is wrong with a changed assumption, or None."""
    if name not in known_assumptions():
        return notice("assumption_unknown", file=file, field=name, name=name)
    zero_allowed = name.startswith("speed_")
    good = (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) <= LARGEST
        and (value > 0 or (value == 0 and zero_allowed))
    )
    if good and isinstance(value, int | float) and name.endswith("_hhmm"):
        hour, minute = divmod(value, 100)
        if value != int(value) or hour > _LAST_HOUR or minute >= _MINUTES:
            expected = "8:30 なら 830 のように、時と分を続けて書いてください"
            return notice("assumption_wrong", file=file, field=name, value=value, expected=expected)
    if good and name.endswith("_choice") and value not in _CHOICES:
        expected = "1 か 2 で書いてください"
        return notice("assumption_wrong", file=file, field=name, value=value, expected=expected)
    if good:
        return None
    return notice("assumption_wrong", file=file, field=name, value=value, expected="0 より大きい数で書いてください")
