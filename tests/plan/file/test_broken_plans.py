"""What is said of plan files that are broken in hundreds of ways stands in broken_plans.tsv, as it was said before the codec.

The file holds a line for each: place, what is done there, code and words, or a digest of what is written where it can be read.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from plan.file.plan_file import PlanUnreadableError, plan_bytes, read_plan
from tests.plan.file.full_plan import full_plan, some_mutations

FILE = "案.plan.json"
START = f"{FILE}：案のファイルを読み取れません"


def outcome(content: object) -> str:
    try:
        plan = read_plan(json.dumps(content).encode(), FILE)
    except PlanUnreadableError as problem:
        (found,) = problem.notices
        assert (found.severity, found.file, found.row) == ("error", FILE, None)
        return f"{found.code} {found.field or ''}{found.message.removeprefix(START)}"
    return f"read {hashlib.sha256(plan_bytes(plan)).hexdigest()[:12]}"


def test_what_is_said_of_broken_plans_stays_the_same() -> None:
    content = full_plan()
    found = [f"{mutation}\t{outcome(mutation.done_to(content))}" for mutation in some_mutations(content)]
    expected = Path(__file__).with_name("broken_plans.tsv").read_text(encoding="utf-8").splitlines()
    assert len(expected) > 500
    assert sum("\tplan_unreadable " in line for line in expected) > 450
    assert found == expected
