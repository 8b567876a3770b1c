"""Timetable feeds in GTFS and GTFS-JP: read whole, checked, looked at with types, written back without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from geo.gtfs.text import read_feed_text as read_feed_text
    from geo.gtfs.views import GtfsFeed as GtfsFeed
    from geo.gtfs.views import read_gtfs as read_gtfs
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "GtfsFeed": "geo.gtfs.views",
            "read_feed_text": "geo.gtfs.text",
            "read_gtfs": "geo.gtfs.views",
        },
    )
