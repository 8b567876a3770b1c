"""Siting: what is asked, candidate sites and their scores, the answer and its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.siting.request import SitingRequest as SitingRequest
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "SitingRequest": "plan.siting.request",
        },
    )
