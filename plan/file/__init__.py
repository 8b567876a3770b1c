"""The plan file and what is done to it: scenarios, edits, history, saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.file.plan_file import PlanUnreadableError as PlanUnreadableError
    from plan.file.plan_file import open_plan as open_plan
    from plan.file.plan_file import plan_bytes as plan_bytes
    from plan.file.plan_file import read_plan as read_plan
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "PlanUnreadableError": "plan.file.plan_file",
            "open_plan": "plan.file.plan_file",
            "plan_bytes": "plan.file.plan_file",
            "read_plan": "plan.file.plan_file",
        },
    )
