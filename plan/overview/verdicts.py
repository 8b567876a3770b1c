"""What each indicator says of scenarios beside the present: the difference in words, better or worse, and which is best."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan.figure_texts import SAME, difference, figure
from plan.indicators.indicator import Indicator
from plan.indicators.registry import INDICATORS
from plan.reach.evaluation import Evaluation
from plan.shown_values import people_unit, shown

_SAME = ("", SAME)


@dataclass(frozen=True)
class Verdict:
    """One indicator of one scenario.

    Parameters
    ----------
    value
        In the indicator's unit; infinite where there is none.
    digits, unit
        The value as it is read.
    change
        The difference to the present in words; empty for the present, and where the two count different things.
    better
        Whether the difference is good for residents; None where there is none, or it is neither good nor bad.
    best
        Whether no compared scenario has a better value, where they differ at all.
    """

    value: float
    digits: str
    unit: str
    change: str = ""
    better: bool | None = None
    best: bool = False


@dataclass(frozen=True)
class IndicatorVerdicts:
    """One indicator of all compared scenarios: what it is called and means, and a verdict by scenario id."""

    id: str
    name: str
    unit: str
    definition: str
    source: str
    better: str
    judged: bool
    of: dict[str, Verdict]

    @property
    def differs(self) -> bool:
        """Whether readers see any difference between the scenarios."""
        return len({(v.digits, v.unit) for v in self.of.values()}) > 1


def verdicts(scenarios: Sequence[Evaluation], indicators: Sequence[Indicator] | None = None) -> list[IndicatorVerdicts]:
    """Judge indicators of scenarios against the first of them.

    Parameters
    ----------
    scenarios
        The present first; each scenario once.
    indicators
        Those of the registry where not given.

    Returns
    -------
    list of IndicatorVerdicts
        In the order of the indicators. A scenario that rests on another limit than the present counts something else: its
        value is given without a difference.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> rows = verdicts([evaluate(apply(read_region("sample_regions/model_chiku")))])
    >>> rows[0].name, rows[0].of["base"].unit, rows[0].differs
    ('人口', '人', False)
    """
    return [_row(known, scenarios) for known in (INDICATORS if indicators is None else indicators)]


def _row(known: Indicator, scenarios: Sequence[Evaluation]) -> IndicatorVerdicts:
    baseline = scenarios[0]
    unit = known.read_unit(baseline.effective.year)
    given = [verdict(known, m, baseline) for m in scenarios]
    read = [(v.digits, v.unit) for v in given]
    fair = [_comparable(known, m, baseline) for m in scenarios]
    best = _best(known, [shown(v.value, unit) for v, is_fair in zip(given, fair, strict=True) if is_fair])
    # Beside nothing that counts the same nothing is best: a present without hubs is no better than a scenario with some.
    differs = known.judged and len({one for one, is_fair in zip(read, fair, strict=True) if is_fair}) > 1
    found = {}
    for m, of, is_fair in zip(scenarios, given, fair, strict=True):
        is_best = differs and is_fair and shown(of.value, unit) == best
        found[m.effective.scenario_id] = replace(of, best=is_best)
    name, definition = known.filled(known.name, baseline), known.filled(known.definition, baseline)
    return IndicatorVerdicts(known.id, name, known.unit, definition, known.source, known.better, known.judged, found)


def verdict(known: Indicator, scenario: Evaluation, baseline: Evaluation | None) -> Verdict:
    """Judge one indicator of one scenario against the present.

    Parameters
    ----------
    known
        The indicator.
    scenario, baseline
        Whose value, and what it is held against: nothing where that is None or the scenario itself.
    """
    value, read = known.compute(scenario), known.read_unit(scenario.effective.year)
    digits, unit = figure(value, read)
    if baseline is None or baseline is scenario or not _comparable(known, scenario, baseline):
        return Verdict(value, digits, unit)
    before = known.compute(baseline)
    change = difference(value, before, read)
    is_judged = known.judged and change not in _SAME
    better = (value > before) == (known.better == "higher") if is_judged else None
    return Verdict(value, digits, unit, change, better)


def _comparable(known: Indicator, scenario: Evaluation, baseline: Evaluation) -> bool:
    """Return whether both count the same: under equal limits, with hubs on both sides, leaving out as many people."""
    texts = (known.name, known.definition)
    if any(known.filled(text, scenario) != known.filled(text, baseline) for text in texts):
        return False
    if known.of_hubs and (baseline.effective.hubs.empty or scenario.effective.hubs.empty):
        return scenario is baseline
    if known.left_out is None:
        return True
    unit = people_unit(scenario.effective.year)
    return shown(known.left_out(scenario), unit) == shown(known.left_out(baseline), unit)


def _best(known: Indicator, values: Sequence[float]) -> float | None:
    """Choose the best value; what is not known is none."""
    finite = [value for value in values if math.isfinite(value)]
    if not finite:
        return None
    return max(finite) if known.better == "higher" else min(finite)
