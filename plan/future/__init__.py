"""The future: who will live here, by cohorts, with a band, and what settlers change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.future.projection import Projection as Projection
    from plan.future.projection import project as project
    from plan.scenario.future import Settlers as Settlers
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "Projection": "plan.future.projection",
            "Settlers": "plan.scenario.future",
            "project": "plan.future.projection",
        },
    )
