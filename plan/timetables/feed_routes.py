"""The routes of a region's feeds, by the names that people know."""

from __future__ import annotations

from geo.region.region import Region
from geo.texts.errors import RequestError
from plan.scenario.scenario import FeedRoute
from plan.timetables.region_timetable import region_feeds


def feed_routes(region: Region) -> dict[FeedRoute, str]:
    """List the routes of a region's feeds with their names, numbers first; empty where there is no feed that can be read.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> list(feed_routes(read_region("sample_regions/okuyama")).values())
    ['奥山 奥山瑞原線']
    """
    try:
        feeds = region_feeds(region)
    except RequestError:
        return {}
    found = {}
    for name, feed in sorted(feeds.items()):
        for route_id, row in feed.routes.iterrows():
            names = dict.fromkeys(str(row[f"route_{kind}_name"] or "") for kind in ("short", "long"))
            found[FeedRoute(name, str(route_id))] = " ".join(filter(None, names)) or str(route_id)
    return found
