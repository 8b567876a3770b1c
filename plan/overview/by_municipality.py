"""A region of several municipalities compared by municipality: who lives in each and what they reach, the hubs next door included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from plan.indicators.indicator import Indicator
from plan.indicators.registry import INDICATORS
from plan.overview.municipalities import municipality_names, municipality_of, municipality_of_hubs, only_people_of
from plan.overview.verdicts import IndicatorVerdicts, verdicts
from plan.reach.evaluation import Evaluation
from plan.reach.reach import minutes_to_nearest, places_of
from plan.shown_values import PEOPLE

_MORE = (
    "households", "ageing_rate", "aged_villages", "hub_daily_car_share", "hub_mean_car", "hub_worst_car", "hub_mean_walk", "hub_worst_walk",
    "hub_mean_bus", "hub_worst_bus", "hub_days_bus", "services_near_car", "services_walk_no_car",
)  # fmt: skip
"""Besides counts of people: what is said of people alone, whoever else lives around."""

_NOT_SHARED = ("doctorless_straight", "doctorless_walk", "mobile_persons")
"""Counts of people by what holds with the neighbours (50 people around a village), or of services of the whole region."""


@dataclass(frozen=True)
class MunicipalityRows:
    """What is compared in one municipality.

    Parameters
    ----------
    name
        Of the municipality.
    villages
        How many it has.
    rows
        Each indicator with a verdict by scenario.
    """

    name: str
    villages: int
    rows: list[IndicatorVerdicts]


def by_municipality(scenarios: Sequence[Evaluation]) -> list[MunicipalityRows]:
    """Compare scenarios with the first of them in each municipality; empty where the region doesn't tell several apart.

    Parameters
    ----------
    scenarios
        The present first; each scenario once.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> by_municipality([evaluate(apply(read_region("sample_regions/model_chiku")))])
    []
    """
    villages = scenarios[0].effective.region.villages
    of_villages = municipality_of(villages)
    return [
        MunicipalityRows(
            name,
            int((of_villages == name).sum()),
            verdicts([only_people_of(m, name) for m in scenarios], municipal_indicators(name)),
        )
        for name in municipality_names(villages)
    ]


def municipality_document(scenarios: Sequence[Evaluation]) -> list[dict[str, object]]:
    """Compare as `by_municipality` does, with the keys of the command line's JSON."""
    return [
        {
            "name": found.name,
            "villages": found.villages,
            "indicators": [
                {
                    "id": row.id,
                    "name": row.name,
                    "unit": row.unit,
                    "definition": row.definition,
                    "source": row.source,
                    "values": {scenario: of.value for scenario, of in row.of.items()},
                    "better": row.better,
                }
                for row in found.rows
            ],
        }
        for found in by_municipality(scenarios)
    ]


def municipal_values(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Give each municipality's figures in one scenario: name, villages and indicators {id: value}, infinite where there is none."""
    villages = evaluation.effective.region.villages
    of_villages = municipality_of(villages)
    found = []
    for name in municipality_names(villages):
        own = only_people_of(evaluation, name)
        values = {known.id: known.compute(own) for known in municipal_indicators(name)}
        found.append({"name": name, "villages": int((of_villages == name).sum()), "indicators": values})
    return found


def municipal_indicators(name: str) -> tuple[Indicator, ...]:
    """List what is told of a municipality, in the order of tables; each is asked of `only_people_of` it."""
    found: list[Indicator] = []
    for known in INDICATORS:
        if known.id == "hubs":
            found.append(_hubs_inside(name))
        elif (known.unit == PEOPLE and known.residents and known.id not in _NOT_SHARED) or known.id in _MORE:
            found.append(known)
        if known.id == "hub_unreached_car":
            found.append(_nearer_next_door(name))
    return tuple(found)


_OF_THE_HUB = "拠点の市町村は、道のりでいちばん近い集落の市町村とします"


def _hubs_inside(name: str) -> Indicator:
    def count(m: Evaluation) -> float:
        return float((municipality_of_hubs(m) == name).sum())

    definition = f"この市町村にある、この案の拠点の数。{_OF_THE_HUB}"
    return Indicator("hubs_inside", "市町村の中の拠点の数", "か所", definition, "案", "lower", count, judged=False)


def _nearer_next_door(name: str) -> Indicator:
    definition = f"車で行けるいちばん近い拠点が、ほかの市町村にある人数（同じ時間なら、自分の市町村の拠点とします）。{_OF_THE_HUB}"
    return Indicator("hub_neighbour_car", "隣の市町村の拠点がいちばん近い住民", PEOPLE, definition, "本ツールの計算", "lower",
                     _persons_nearer_next_door(name), judged=False)  # fmt: skip


def _persons_nearer_next_door(name: str) -> Callable[[Evaluation], float]:
    def count(m: Evaluation) -> float:
        of_hubs = municipality_of_hubs(m)
        own = places_of(m.effective.hubs.loc[of_hubs.index[of_hubs == name]])
        walk = m.walk_m_per_min()
        inside = minutes_to_nearest(m.effective.roads, m.people, own, "car", walk)
        anywhere = m.hub_minutes_at_homes("car")
        return float(m.weights["population"].to_numpy()[np.isfinite(anywhere) & (anywhere < inside)].sum())

    return count
