"""Checking a scenario against every rule, and what follows from it for the council, for notices and for permits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plan.applied import EffectiveScenario
from plan.land.council import council
from plan.land.land import land_of
from plan.land.notices_due import notices_due
from plan.land.permits import permits
from plan.rules.registry import RULES
from plan.rules.rule import RuleResult


def check(effective: EffectiveScenario, codes: Iterable[str] | None = None) -> tuple[RuleResult, ...]:
    """Check a scenario against the rules.

    Parameters
    ----------
    effective
        What holds in the scenario; the present proposes nothing, so nothing of it can be checked.
    codes
        Codes of the rules to check; all of them where not given.

    Returns
    -------
    tuple of RuleResult
        In the order of the rules, at least one each; a rule that fails at several places gives one result for each of them.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.file.plan_file import open_plan
    >>> region = read_region("sample_regions/okuyama")
    >>> plan = open_plan(Path("sample_regions/okuyama/example.plan.json"))
    >>> [(r.rule, r.outcome) for r in check(apply(region, plan, "c2"), ["H1", "H5"])]
    [('H1', 'failed'), ('H5', 'not_checked')]
    """
    land = land_of(effective)
    wanted = None if codes is None else set(codes)
    return tuple(result for known in RULES if wanted is None or known.code in wanted for result in known.results(land))


def rules_document(effective: EffectiveScenario) -> dict[str, Any]:
    """Check a scenario and gather what follows, with the keys of the command line's JSON."""
    land = land_of(effective)
    return {
        "results": [r.as_dict() for r in check(effective)],
        "council": [m.as_dict() for m in council(land)],
        "notices_due": [n.as_dict() for n in notices_due(land)],
        "permits": [p.as_dict() for p in permits(land)],
    }
