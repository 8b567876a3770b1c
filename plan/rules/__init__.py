"""RULES: the land-use plan checked against the law and the tool's conventions, one small function for each rule."""

from plan.rules.checking import check, rules_document
from plan.rules.rule import RuleResult

__all__ = ["RuleResult", "check", "rules_document"]
