"""What each indicator says of scenarios beside the present: the difference in words, better or worse, and which is best."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from plan.figure_texts import difference, figure
from plan.indicators.indicator import Indicator
from plan.indicators.registry import INDICATORS
from plan.reach.evaluation import Evaluation

_SAME = ("", "変わらず")


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


def verdicts(scenarios: Sequence[Evaluation]) -> list[IndicatorVerdicts]:
    """Judge every indicator of scenarios against the first of them.

    Parameters
    ----------
    scenarios
        The present first; each scenario once.

    Returns
    -------
    list of IndicatorVerdicts
        In the order of the registry. A scenario that rests on another limit than the present counts something else: its
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
    return [_row(known, scenarios) for known in INDICATORS]


def _row(known: Indicator, scenarios: Sequence[Evaluation]) -> IndicatorVerdicts:
    baseline = scenarios[0]
    values = [known.compute(m) for m in scenarios]
    read = [figure(value, known.unit) for value in values]
    means = [(known.filled(known.name, m), known.filled(known.definition, m)) for m in scenarios]
    best = _best(known, [v for v, meaning in zip(values, means, strict=True) if meaning == means[0]])
    differs = known.judged and len(set(read)) > 1
    found = {}
    for m, value, (digits, unit), meaning in zip(scenarios, values, read, means, strict=True):
        alike = meaning == means[0]
        change = difference(value, values[0], known.unit) if alike and m is not baseline else ""
        is_judged = known.judged and change not in _SAME
        better = (value > values[0]) == (known.better == "higher") if is_judged else None
        is_best = differs and alike and value == best
        found[m.effective.scenario_id] = Verdict(value, digits, unit, change, better, is_best)
    name, definition = means[0]
    return IndicatorVerdicts(known.id, name, known.unit, definition, known.source, known.better, known.judged, found)


def _best(known: Indicator, values: Sequence[float]) -> float | None:
    """Choose the best value; what is not known is none."""
    finite = [value for value in values if math.isfinite(value)]
    if not finite:
        return None
    return max(finite) if known.better == "higher" else min(finite)
