"""CARRIERS: the community organisation, the law's frame, the four steps, public buildings, the residents' design, progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.organisation.frame import pillars_of as pillars_of
    from plan.organisation.policy_use import policies_used as policies_used
    from plan.organisation.steps import four_steps as four_steps
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "four_steps": "plan.organisation.steps",
            "pillars_of": "plan.organisation.frame",
            "policies_used": "plan.organisation.policy_use",
        },
    )
