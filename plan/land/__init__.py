"""Land use: hub area, conservation area, council, permits, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.land.land import Land as Land
    from plan.land.land import land_of as land_of
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "Land": "plan.land.land",
            "land_of": "plan.land.land",
        },
    )
