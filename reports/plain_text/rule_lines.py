"""Answers of the rules in plain words, line by line: what the command line prints where nobody asked for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OUTCOMES = {"failed": "要調整", "info": "手続き", "not_checked": "未確認", "passed": "よし"}
"""Outcomes in the order of lists, with their names on screen."""


def rule_lines(document: Mapping[str, Any]) -> list[str]:
    """Write a document of `plan.rules.rules_document`, what is to be mended first."""
    order = list(OUTCOMES)
    results = sorted(document["results"], key=lambda r: order.index(r["outcome"]))
    counts = "、".join(f"{OUTCOMES[o]} {sum(r['outcome'] == o for r in results)}" for o in order)
    lines = [
        counts,
        *(f"［{OUTCOMES[r['outcome']]}］{r['rule']} {r['title']}：{r['message']}（{r['law']}）" for r in results),
    ]
    lines += [f"協議会：{m['member']}（{m['because']}）" for m in document["council"]]
    lines += [f"届出：{n['act']}、{n['place']}（着手の {n['days']}日前まで）" for n in document["notices_due"]]
    lines += [f"許可：{p['permit']}、{p['because']}。{p['route']}" for p in document["permits"]]
    return lines
