"""REGION: the region folder, read and checked as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from geo.region.region import Region as Region
    from geo.region.region import read_region as read_region
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "Region": "geo.region.region",
            "read_region": "geo.region.region",
        },
    )
