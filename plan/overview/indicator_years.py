"""Indicators by year: the same scenarios counted with the people of one year after the other."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from plan.applied import in_year
from plan.indicators.registry import INDICATORS, indicator
from plan.reach.evaluation import Evaluation, evaluate

SHOWN = ("population", "no_car", "ageing_rate", "hub_near_car", "hub_walk_no_car", "shop_walk_no_car")
"""Indicators that follow the people alone, and are quick to count: drawn at first."""

ALL = tuple(known.id for known in INDICATORS)
"""Every indicator; a year of a scenario with rides on request takes seconds."""

FIRST_SHOWN = 3
"""Years that are counted at first."""


@dataclass(frozen=True)
class IndicatorYears:
    """An indicator of some scenarios by year.

    Parameters
    ----------
    id, name, unit
        Of the indicator.
    years
        The base year first.
    values
        By name of the scenario: one value for each year, infinite where there is none.
    """

    id: str
    name: str
    unit: str
    years: tuple[int, ...]
    values: Mapping[str, tuple[float, ...]]

    @property
    def follows_people(self) -> bool:
        """Whether another year's people change it in any of the scenarios."""
        return any(len(set(values)) > 1 for values in self.values.values())


def first_years(years: Sequence[int]) -> tuple[int, ...]:
    """Choose the years that are counted at first: a few, as evenly apart as there are, the last of all among them.

    Examples
    --------
    >>> first_years((2025, 2030, 2035, 2040, 2045, 2050, 2055, 2060, 2065, 2070)), first_years((2025, 2030))
    ((2035, 2050, 2070), (2025, 2030))
    """
    if len(years) <= FIRST_SHOWN:
        return tuple(years)
    return tuple(years[len(years) * n // FIRST_SHOWN - 1] for n in range(1, FIRST_SHOWN + 1))


def indicators_by_year(
    scenarios: Sequence[Evaluation],
    years: Sequence[int],
    ids: Sequence[str] = SHOWN,
    on_step: Callable[[int, int], bool] | None = None,
) -> list[IndicatorYears] | None:
    """Count indicators of scenarios for the base year and later ones; what was counted stays with each scenario.

    Parameters
    ----------
    scenarios
        With the people of the base year; their facilities, roads and timetables stay.
    years
        After the base year.
    ids
        Of the indicators.
    on_step
        Told how many of all counts are done; where it returns False, counting stops, and nothing is returned.

    Raises
    ------
    geo.texts.errors.RequestError
        When a scenario's people of a year cannot be projected.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> today = evaluate(apply(read_region("sample_regions/model_chiku")))
    >>> (people,) = indicators_by_year([today], [2045], ["population"])
    >>> people.years, people.values["現況"][0] > people.values["現況"][1]
    ((2020, 2045), True)
    """
    counted: dict[str, list[tuple[float, ...]]] = {}
    steps, done = len(scenarios) * (len(years) + 1), 0
    for scenario in scenarios:
        rows = counted.setdefault(scenario.effective.scenario_name, [])
        for year in (None, *years):
            rows.append(_kept(scenario, year, ids))
            done += 1
            if on_step is not None and not on_step(done, steps):
                return None
    first = scenarios[0]
    return [
        IndicatorYears(
            i,
            indicator(i).filled(indicator(i).name, first),
            indicator(i).unit,
            (first.effective.region.base_year, *years),
            {name: tuple(row[k] for row in rows) for name, rows in counted.items()},
        )
        for k, i in enumerate(ids)
        if any(math.isfinite(row[k]) for rows in counted.values() for row in rows)
    ]


def is_counted(scenarios: Sequence[Evaluation], years: Sequence[int], ids: Sequence[str] = SHOWN) -> bool:
    """Return whether all of it was counted before, so that it is at hand at once."""
    return all(_asked(year, ids) in scenario.kept for scenario in scenarios for year in (None, *years))


def _asked(year: int | None, ids: Sequence[str]) -> Hashable:
    return ("indicators of a year", year, tuple(ids))


def _kept(scenario: Evaluation, year: int | None, ids: Sequence[str]) -> tuple[float, ...]:
    return scenario.memo(_asked(year, ids), lambda: _count(scenario, year, ids))


def _count(scenario: Evaluation, year: int | None, ids: Sequence[str]) -> tuple[float, ...]:
    of_year = scenario if year is None else evaluate(in_year(scenario.effective, year))
    return tuple(float(indicator(i).compute(of_year)) for i in ids)
