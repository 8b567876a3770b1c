"""PDCA: what was counted each year beside the path to the target, with a light by a rule that is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.reference import reference_table
from plan.daily_life.targets import known_indicator, target_name
from plan.reach.evaluation import Evaluation
from plan.scenario.procedure import Kpi

Light = Literal["green", "yellow", "red", "none"]
Better = Literal["higher", "lower"]

LIGHT_NAMES = {"green": "● 達した", "yellow": "▲ 少し遅れ", "red": "■ 遅れ", "none": "― まだ言えない"}
"""Words and shapes of the lights: no colour alone says it."""


@dataclass(frozen=True)
class YearOfKpi:
    """A year of a figure.

    Parameters
    ----------
    year
        Calendar or fiscal year, as the plan has it.
    target, actual
        Aimed at (straight between the years that name one), and counted; None where not known.
    light
        See `light_of`.
    """

    year: int
    target: float | None
    actual: float | None
    light: Light


@dataclass(frozen=True)
class Progress:
    """How far a figure has come.

    Parameters
    ----------
    kpi, name, unit, better
        Which, what it is called, its unit (empty where not known), and whether more or less is better.
    years
        Every year that names a target or a count, in order.
    """

    kpi: Kpi
    name: str
    unit: str
    better: Better
    years: tuple[YearOfKpi, ...]

    @property
    def light(self) -> Light:
        """The light of the last year with a count."""
        return next((y.light for y in reversed(self.years) if y.actual is not None), "none")

    @property
    def asks_for_change(self) -> bool:
        """Whether it is behind and nobody has written what is to change."""
        return self.light in ("yellow", "red") and not self.kpi.to_change.strip()


def progress(kpi: Kpi, evaluation: Evaluation | None = None) -> Progress:
    """Put what was counted beside the path to the target.

    Parameters
    ----------
    kpi
        Of the plan.
    evaluation
        Of the scenario, whose values stand in names of indicators; without it the names keep their gaps.

    Examples
    --------
    >>> lines = Kpi("hub_mean_car", base=20.0, base_year=2026, targets={2030: 10.0}, actuals={2028: 14.0, 2030: 17.0})
    >>> [(y.year, y.target, y.light) for y in progress(lines).years]
    [(2028, 15.0, 'green'), (2030, 10.0, 'red')]
    """
    name, unit, better = _described(kpi, evaluation)
    years = sorted({*kpi.targets, *kpi.actuals})
    found = []
    for year in years:
        target, actual = target_in(kpi, year), kpi.actuals.get(year)
        found.append(YearOfKpi(year, target, actual, light_of(kpi.base, target, actual, better)))
    return Progress(kpi, name, unit, better, tuple(found))


def target_in(kpi: Kpi, year: int) -> float | None:
    """Return what is aimed at in a year: named, or straight between what is named before and after (the base counts)."""
    known = dict(kpi.targets)
    if kpi.base is not None and kpi.base_year is not None:
        known.setdefault(kpi.base_year, kpi.base)
    if year in known:
        return known[year]
    before, after = [y for y in known if y < year], [y for y in known if y > year]
    if not before or not after or not kpi.targets:
        return None
    first, last = max(before), min(after)
    return known[first] + (known[last] - known[first]) * (year - first) / (last - first)


def light_of(base: float | None, target: float | None, actual: float | None, better: Better) -> Light:
    """Judge a year: green where the target is met, red where less than half of the way from the base was gone, else yellow.

    Where the base is not known, or the target is no better than it, what misses the target is yellow: how far it fell
    behind cannot be told. The half is `light_behind` of the reference table; exactly half is yellow.

    Examples
    --------
    >>> light_of(20, 10, 10, "lower"), light_of(20, 10, 15, "lower"), light_of(20, 10, 16, "lower")
    ('green', 'yellow', 'red')
    """
    if target is None or actual is None:
        return "none"
    sign = 1.0 if better == "higher" else -1.0
    if sign * (actual - target) >= 0:
        return "green"
    way = None if base is None else sign * (target - base)
    if base is None or way is None or way <= 0:
        return "yellow"
    return "red" if sign * (actual - base) / way < reference_table("organisation")["light_behind"].value else "yellow"


def rule_text() -> str:
    """Say the rule of the lights in words."""
    behind = reference_table("organisation")["light_behind"].value
    return (
        "その年の目標（書かれた年の間はまっすぐに進むとみます）に達していれば「達した」、"
        f"始めの値から目標までの道のりの {behind:.0%} に届いていなければ「遅れ」、その間は「少し遅れ」です。"
        "始めの値が分からないときは、達していなくても「少し遅れ」までにします。"
    )


def _described(kpi: Kpi, evaluation: Evaluation | None) -> tuple[str, str, Better]:
    name, unit = target_name(kpi.indicator)
    known = known_indicator(kpi.indicator)
    if known is None:
        return name, unit, _way(kpi)
    told = name if evaluation is None else known.filled(name, evaluation)
    return told, unit, "lower" if known.better == "lower" else "higher"


def _way(kpi: Kpi) -> Better:
    """Read off a figure of one's own whether less is better: its last target lies below its base."""
    last = kpi.targets[max(kpi.targets)] if kpi.targets else None
    return "lower" if last is not None and kpi.base is not None and last < kpi.base else "higher"
