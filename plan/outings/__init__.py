"""Outings of villages: how many, the best one, what a scenario changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.outings.best_outings import BestOutings as BestOutings
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "BestOutings": "plan.outings.best_outings",
        },
    )
