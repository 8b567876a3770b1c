"""OSM, LIVE: what is asked of OpenStreetMap when the user says so, and the region made of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from importing.osm_live.fetched_region import FetchOptions as FetchOptions
    from importing.osm_live.fetched_region import FetchReport as FetchReport
    from importing.osm_live.fetched_region import fetch_region as fetch_region
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "FetchOptions": "importing.osm_live.fetched_region",
            "FetchReport": "importing.osm_live.fetched_region",
            "fetch_region": "importing.osm_live.fetched_region",
        },
    )
