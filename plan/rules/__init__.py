"""RULES: the land-use plan checked against the law and the tool's conventions, one small function for each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.rules.checking import check as check
    from plan.rules.checking import rules_document as rules_document
    from plan.rules.registry import RULES as RULES
    from plan.rules.rule import RuleResult as RuleResult
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "RULES": "plan.rules.registry",
            "RuleResult": "plan.rules.rule",
            "check": "plan.rules.checking",
            "rules_document": "plan.rules.checking",
        },
    )
