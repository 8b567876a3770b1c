"""OVERVIEW: opening a region with its plan, comparing scenarios, diagnosing the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.overview.opening import opened as opened
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "opened": "plan.overview.opening",
        },
    )
