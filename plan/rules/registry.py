"""Every rule of the land-use plan, in the order of screens and documents."""

from __future__ import annotations

from plan.rules.area_rules import AREA_RULES
from plan.rules.consequence_rules import HUB_CONSEQUENCES, NOTICE_RULES
from plan.rules.conservation_rules import CONSERVATION_RULES
from plan.rules.paper_rules import PAPER_RULES
from plan.rules.rule import Rule
from plan.rules.safety_rules import SAFETY_RULES
from plan.rules.sphere_rules import SPHERE_RULES
from plan.rules.transport_rules import TRANSPORT_RULES

RULES: tuple[Rule, ...] = (
    *SPHERE_RULES,
    *AREA_RULES,
    *SAFETY_RULES,
    *HUB_CONSEQUENCES,
    *CONSERVATION_RULES,
    *NOTICE_RULES,
    *TRANSPORT_RULES,
    *PAPER_RULES,
)
"""L1 to L6, H1 to H11, C1 to C4, N1, T1, T2, P1 to P4."""


def rule(code: str) -> Rule:
    """Find a rule by its code.

    Raises
    ------
    KeyError
        When there is none.
    """
    for known in RULES:
        if known.code == code:
            return known
    raise KeyError(code)
