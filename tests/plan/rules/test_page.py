"""The page of the rules is made from the registry and stands in docs as it is made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from plan.rules.page import rules_page
from plan.rules.registry import RULES

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_in_docs_is_up_to_date() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == rules_page(), "run: python -m plan.rules.page > docs/rules.md"


def test_every_rule_has_its_section_with_its_limits() -> None:
    page = rules_page()
    for rule in RULES:
        assert f"## {rule.code} {rule.title}\n" in page
    assert "拠点区域の施設どうしを歩く道のりの上限 500m（前提 `land_pair_walk_m`" in page
    assert "{" not in page


def test_the_command_writes_the_page() -> None:
    ran = subprocess.run([sys.executable, "-m", "plan.rules.page"], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.decode("utf-8") == rules_page()
