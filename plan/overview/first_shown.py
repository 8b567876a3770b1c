"""Which scenario of a plan a newcomer sees first: one that makes something better, with the most of the picture drawn."""

from __future__ import annotations

from geo.region.region import Region
from plan.indicators.registry import indicator
from plan.reach.evaluation import Evaluation, evaluation_of
from plan.scenario.scenario import BASE, Plan, Scenario

_MEAN, _UNREACHED = "hub_mean_car", "hub_unreached_car"


def first_shown(region: Region, plan: Plan) -> str:
    """Choose the scenario that a region's example opens on.

    Parameters
    ----------
    region, plan
        The region and its plan, which has scenarios.

    Returns
    -------
    str
        Of the scenarios that bring people nearer to a hub by car and leave nobody more without a way, the one with the most
        parts of a land-use plan, the first of equals; the first of all where none does.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.region.region import read_region
    >>> from plan.file.plan_file import open_plan
    >>> region = read_region("sample_regions/model_chiku")
    >>> first_shown(region, open_plan(Path("sample_regions/model_chiku/example.plan.json")))
    'c3'
    """
    baseline = evaluation_of(region, plan, BASE)
    better = [s for s in plan.scenarios if _brings_nearer(evaluation_of(region, plan, s.id), baseline)]
    return max(better or plan.scenarios[:1], key=_parts).id


def _brings_nearer(scenario: Evaluation, baseline: Evaluation) -> bool:
    mean, unreached = indicator(_MEAN), indicator(_UNREACHED)
    nearer = mean.compute(scenario) < mean.compute(baseline)
    return nearer and unreached.compute(scenario) <= unreached.compute(baseline)


def _parts(scenario: Scenario) -> int:
    """Count the kinds of things that are drawn."""
    drawn = (
        any(sphere.area is not None for sphere in scenario.spheres),
        any(hub.areas for hub in scenario.hubs),
        bool(scenario.conservation_areas),
        bool(scenario.services),
    )
    return sum(drawn)
