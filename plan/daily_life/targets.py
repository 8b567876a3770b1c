"""The plan's targets (KPI) beside what is to come without measures, and edits of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from plan.figure_texts import figure
from plan.future.projection import Projection
from plan.future.shown.village_years import aged_villages, stage_counts
from plan.indicators.indicator import Indicator
from plan.indicators.registry import INDICATORS
from plan.rules.paper_rules import missing_of_kpi, target_years
from plan.scenario.edits import with_scenario
from plan.scenario.procedure import Kpi, Procedure
from plan.scenario.scenario import Plan

_Value = Callable[[Projection, int], float | None]


def _people(projection: Projection, year: int) -> float:
    return float(projection.in_year(year).sum())


def _share_from(first: int, below: int | None = None) -> _Value:
    def share(projection: Projection, year: int) -> float | None:
        ages = projection.ages
        if first not in ages or (below is not None and below not in ages):
            return None
        people = projection.in_year(year).sum((0, 1))
        chosen = [i for i, age in enumerate(ages) if age >= first and (below is None or age < below)]
        total = float(people.sum())
        return float(people[chosen].sum()) / total if total else None

    return share


def _young(projection: Projection, year: int) -> float | None:
    if _ADULTS_FROM not in projection.ages:
        return None
    return float(projection.in_year(year)[..., : projection.ages.index(_ADULTS_FROM)].sum())


def _aged_villages(projection: Projection, year: int) -> float | None:
    return aged_villages(stage_counts(projection, None, year))


_OLD_FROM, _ADULTS_FROM = 65, 15

_BY_PROJECTION: Mapping[str, _Value] = MappingProxyType(
    {
        "population": _people,
        "ageing_rate": _share_from(_OLD_FROM),
        "aged_villages": _aged_villages,
        "pop_0_14": _young,
    }
)

CANDIDATES: tuple[str, ...] = (
    "hub_near_car", "hub_daily_car_share", "outing_errands_no_car",
    "stop_daily_walk", "food_walk", "doctorless_walk", "population", "pop_0_14", "ageing_rate",
    "service_boardings_mid", "service_fares_share", "service_burden_per_boarding", "hubs", "mobile_persons",
    "移住者の数", "社会増減（転入−転出）", "拠点の来訪者数", "コミュニティビジネスの売上", "コミュニティビジネスの常時雇用者数",
    "遊休農地の面積",
)  # fmt: skip
"""Figures by which plans are measured: indicators that are computed here, and others that the office counts itself."""

OWN_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType({"pop_0_14": ("年少人口（0〜14歳）", "人")})
"""Figures of the projection that are no indicators of the registry: name and unit."""


@dataclass(frozen=True)
class TargetPath:
    """A target by year.

    Parameters
    ----------
    kpi
        What the plan says.
    name, unit
        On screen.
    without_measures
        Value by year as projected for the present, without settlers; empty where that is not known.
    missing
        What the plan has not said of it, in Japanese.
    source
        Where an indicator's value comes from; empty for words of the plan's own.
    """

    kpi: Kpi
    name: str
    unit: str
    without_measures: Mapping[int, float]
    missing: tuple[str, ...]
    source: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """Years for which anything is said."""
        base = () if self.kpi.base_year is None else (self.kpi.base_year,)
        return tuple(sorted({*base, *self.kpi.targets, *self.kpi.actuals}))


def known_indicator(indicator_id: str) -> Indicator | None:
    """Return the indicator of the registry that a target names; None where it is none."""
    return next((known for known in INDICATORS if known.id == indicator_id), None)


def target_name(indicator_id: str) -> tuple[str, str]:
    """Return name and unit of what a target names: an indicator's, else its own words without a unit.

    Examples
    --------
    >>> target_name("population"), target_name("移住者の数")
    (('人口', '人'), ('移住者の数', ''))
    """
    known = known_indicator(indicator_id)
    if known is not None:
        return known.name, known.unit
    return OWN_NAMES.get(indicator_id, (indicator_id, ""))


def projected_value(projection: Projection, indicator_id: str, year: int) -> float | None:
    """Return an indicator in a year as projected; None where it does not follow from people alone, or the year lies outside."""
    if not projection.step_years[0] <= year <= projection.step_years[-1]:
        return None
    value = _BY_PROJECTION.get(indicator_id)
    return None if value is None else value(projection, year)


def target_paths(procedure: Procedure, without_measures: Projection | None) -> list[TargetPath]:
    """Put each target of a plan beside what is to come without measures.

    Parameters
    ----------
    procedure
        Of the plan.
    without_measures
        The present's people, nobody settling; None where they cannot be projected.
    """
    found = []
    for kpi in procedure.kpis:
        name, unit = target_name(kpi.indicator)
        years = sorted({*kpi.targets, *kpi.actuals, *([] if kpi.base_year is None else [kpi.base_year])})
        values = {} if without_measures is None else {
            year: value for year in years if (value := projected_value(without_measures, kpi.indicator, year)) is not None
        }  # fmt: skip
        known = known_indicator(kpi.indicator)
        source = "" if known is None else known.source
        found.append(TargetPath(kpi, name, unit, values, tuple(missing_of_kpi(kpi, procedure)), source))
    return found


def yearly_targets(base: float, base_year: int, last: float, period: range) -> dict[int, float]:
    """Return a straight yearly path from the base to the last target: for every year of the period.

    Examples
    --------
    >>> yearly_targets(40.0, 2026, 60.0, range(2028, 2031))
    {2028: 50.0, 2029: 55.0, 2030: 60.0}
    """
    if not period or period[-1] <= base_year:
        return {}
    span = period[-1] - base_year
    return {year: round(base + (last - base) * (year - base_year) / span, 6) for year in period if year > base_year}


def value_text(value: float, unit: str) -> str:
    """Write a value of a target with its unit: shares as per cent, whatever the unit is not known as it is.

    Examples
    --------
    >>> value_text(0.416, "割合"), value_text(1234.5, "人"), value_text(41.6, "")
    ('42%', '1,235人', '41.6')
    """
    if not unit:
        return f"{value:,.10g}"
    digits, name = figure(value, unit)
    return f"{digits}{name}"


def add_kpi(
    plan: Plan, scenario_id: str, indicator_id: str, way: tuple[float | None, int, float | None], source: str = ""
) -> Plan:
    """Add a target.

    Parameters
    ----------
    plan, scenario_id
        Where to.
    indicator_id
        Of an indicator, or words of its own.
    way
        Base, its year, and the last target: the years of the period between them get a straight path.
    source
        Of the value.
    """
    procedure = plan.scenario(scenario_id).procedure
    base, base_year, last = way
    both = base is not None and last is not None
    targets = yearly_targets(float(base or 0), base_year, float(last or 0), target_years(procedure)) if both else {}
    return set_kpi(plan, scenario_id, len(procedure.kpis), Kpi(indicator_id, base, base_year, targets, source))


def set_value(plan: Plan, scenario_id: str, number: int, entry: tuple[str, int, float | None]) -> Plan:
    """Put a value of one year into a target: ``target`` or ``actual``, year, value; None takes it away."""
    kpi = plan.scenario(scenario_id).procedure.kpis[number]
    which, year, value = entry
    known = kpi.actuals if which == "actual" else kpi.targets
    values = {y: v for y, v in known.items() if y != year} | ({} if value is None else {year: value})
    changed = replace(kpi, actuals=values) if which == "actual" else replace(kpi, targets=values)
    return set_kpi(plan, scenario_id, number, changed)


def set_period(plan: Plan, scenario_id: str, first: int, last: int) -> Plan:
    """Let the plan run from April of a year to March of another, where it does not run in just these years already."""
    scenario = plan.scenario(scenario_id)
    known = scenario.procedure
    if (known.starts[:4], known.ends[:4]) == (str(first), str(last)):
        return plan
    dated = replace(known, starts=f"{first}-04-01", ends=f"{last}-03-31")
    return with_scenario(plan, replace(scenario, procedure=dated))


def set_kpi(plan: Plan, scenario_id: str, number: int, kpi: Kpi) -> Plan:
    """Put a target in the place of the one at a position; a position past the last adds it."""
    scenario = plan.scenario(scenario_id)
    kpis = scenario.procedure.kpis
    changed = (*kpis[:number], kpi, *kpis[number + 1 :])
    return with_scenario(plan, replace(scenario, procedure=replace(scenario.procedure, kpis=changed)))


def remove_kpi(plan: Plan, scenario_id: str, number: int) -> Plan:
    """Take a target away."""
    scenario = plan.scenario(scenario_id)
    left = tuple(kpi for i, kpi in enumerate(scenario.procedure.kpis) if i != number)
    return with_scenario(plan, replace(scenario, procedure=replace(scenario.procedure, kpis=left)))
