"""Gaps village by village: who lives where an official definition speaks of 公共交通空白, 無医地区 or 食料品アクセス困難."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from network.population.gaps import GAP_DEFINITIONS
from plan.indicators.gap_figures import Way, doctorless_villages, homes_far_from_food, homes_in_gap
from plan.indicators.registry import indicator
from plan.reach.evaluation import Evaluation


@dataclass(frozen=True)
class Gap:
    """One official definition, as screens name it.

    Parameters
    ----------
    id
        Permanent.
    kind
        What it is a definition of.
    indicator
        Its indicators' id without the way of measuring; they hold its words and its source.
    whom
        Who is counted.
    """

    id: str
    kind: str
    indicator: str
    whom: str

    def heading(self, m: Evaluation) -> str:
        """Name it with its distances: 「半径1,000m の外（補助金要綱）」."""
        known = GAP_DEFINITIONS.get(self.id)
        if known is None:
            return self.kind
        metres = m.effective.assumptions[known.station], m.effective.assumptions[known.stop]
        return known.name.format(station=f"{metres[0]:,g}", stop=f"{metres[1]:,g}")

    def total(self, m: Evaluation, way: Way) -> float:
        """Count all whom it concerns, as the indicator does; infinite where the data does not tell."""
        return indicator(f"{self.indicator}_{way}").compute(m)

    def counted(self, m: Evaluation) -> float:
        """Count everyone whom the definition speaks of; infinite where ages are not known."""
        if self.id != "food":
            return m.effective.region.total_population
        found = homes_far_from_food(m, "straight")
        return float("inf") if found is None else float(found[1].sum())

    def definition(self, m: Evaluation, way: Way) -> tuple[str, str]:
        """Return the definition in words, and its source."""
        known = indicator(f"{self.indicator}_{way}")
        return known.filled(known.definition, m), known.source


_TRANSIT = "公共交通空白"

GAPS: Mapping[str, Gap] = MappingProxyType(
    {
        **{i: Gap(i, _TRANSIT, f"gap_{i}", "住民") for i in GAP_DEFINITIONS},
        "doctorless": Gap("doctorless", "無医地区", "doctorless", "住民"),
        "food": Gap("food", "食料品アクセス困難", "food", "車のない65歳以上"),
    }
)
"""Gaps by id, in the order of screens."""


def village_gap(m: Evaluation, gap: Gap, way: Way) -> pd.DataFrame | None:
    """Count whom a gap concerns in every village.

    Parameters
    ----------
    m
        Of a scenario.
    gap
        One of `GAPS`.
    way
        How distances are measured.

    Returns
    -------
    pandas.DataFrame or None
        Index village_id; persons concerned, and share of those whom the definition speaks of (0 to 1, NaN where there are
        none). None where the data does not tell (no stops, no timetable, no ages).

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> today = evaluate(apply(read_region("sample_regions/model_chiku")))
    >>> found = village_gap(today, GAPS["subsidy"], "walk")
    >>> float(found["persons"].sum()) == GAPS["subsidy"].total(today, "walk")
    True
    """
    villages = m.effective.region.villages.index
    if gap.id == "doctorless":
        flags = doctorless_villages(m, way)
        whole = m.groups["population"].to_numpy(dtype=np.float64)
        return None if flags is None else _shares(np.where(flags, whole, 0.0), whole, villages)
    found = homes_far_from_food(m, way) if gap.id == "food" else homes_in_gap(m, gap.id, way)
    if found is None:
        return None
    concerned, counted = found
    homes = m.effective.region.people["village_id"].to_numpy()
    sums = [pd.Series(p).groupby(homes).sum().reindex(villages, fill_value=0.0) for p in (concerned, counted)]
    return _shares(sums[0].to_numpy(), sums[1].to_numpy(), villages)


def _shares(persons: np.ndarray, of: np.ndarray, villages: pd.Index) -> pd.DataFrame:
    share = np.divide(persons, of, out=np.full(len(of), np.nan), where=of > 0)
    return pd.DataFrame({"persons": persons, "share": share}, index=villages)
