"""OUTINGS: a ride there, enough time to stay, a ride back the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from network.outings.purposes import Purpose as Purpose
    from network.outings.visit import Visit as Visit
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "Purpose": "network.outings.purposes",
            "Visit": "network.outings.visit",
        },
    )
