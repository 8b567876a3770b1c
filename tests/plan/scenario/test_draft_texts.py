"""What a planner writes into drafts: every text has a heading in one part, and blanks alone say nothing."""

from __future__ import annotations

import dataclasses
from typing import get_args

from plan.scenario.procedure import DraftTexts, Part, headings


def test_every_text_has_a_heading_in_one_part() -> None:
    known = sorted(f.name for f in dataclasses.fields(DraftTexts) if f.name != "unknown_fields")
    assert sorted(name for part in get_args(Part) for name in headings(part)) == known


def test_blanks_alone_say_nothing() -> None:
    assert DraftTexts(plan_aims=" \n ").missing("regional") == DraftTexts().missing("regional")
    assert "地域の課題" not in DraftTexts(local_issues="バスがない").missing("regional")
