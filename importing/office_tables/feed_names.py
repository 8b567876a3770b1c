"""The routes, trips and stops of a region's feeds by the names under which a town's tables know them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.gtfs.views import GtfsFeed, read_gtfs
from geo.region.feeds import feed_paths
from geo.texts.clock import HOUR_S, clock
from importing.cells.counts import plain

_CLOCK = re.compile(r"(\d{1,2})[:時](\d{2})分?発?")

Key = tuple[str, str]


@dataclass(frozen=True)
class FeedNames:
    """Names → feed and id; a name that several things bear leads to all of them.

    Parameters
    ----------
    routes, stops
        By name, as `importing.cells.counts.plain` writes it, ids included.
    trips
        By (feed, route id) → names and times of departure (07:30) → trip ids.
    """

    routes: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    stops: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    trips: Mapping[Key, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    def route(self, text: str) -> frozenset[Key]:
        """Find the routes that bear a name or id: 1, 西霧線, 1 西霧線, 1号 西霧線."""
        return self.routes.get(plain(text), frozenset())

    def stop(self, text: str, feed: str = "") -> frozenset[Key]:
        """Find the stops that bear a name or id, in one feed where it is known."""
        found = self.stops.get(plain(text), frozenset())
        return frozenset(k for k in found if not feed or k[0] == feed)

    def trip(self, route: Key, text: str) -> frozenset[str]:
        """Find the trips of a route by id, name or the time at which they leave."""
        known = self.trips.get(route, {})
        clock = _clock(text)
        return known.get(plain(text), frozenset()) or (known.get(clock, frozenset()) if clock else frozenset())


def feed_names(folder: Path) -> FeedNames:
    """Read the names in all feeds of a region folder; none where there is no feed.

    Examples
    --------
    >>> from pathlib import Path
    >>> names = feed_names(Path("sample_regions/okuyama"))
    >>> len(names.routes) > 0
    True
    """
    routes: dict[str, set[Key]] = {}
    stops: dict[str, set[Key]] = {}
    trips: dict[Key, dict[str, set[str]]] = {}
    for path in feed_paths(folder):
        name = path.relative_to(folder).as_posix()
        feed, _ = read_gtfs(path, name)
        if feed is None:
            continue
        _add_routes(routes, feed, name)
        for stop_id, text in zip(feed.stops.index, feed.stops["stop_name"], strict=True):
            _add(stops, (str(stop_id), str(text)), (name, str(stop_id)))
        _add_trips(trips, feed, name)
    return FeedNames(
        {k: frozenset(v) for k, v in routes.items()},
        {k: frozenset(v) for k, v in stops.items()},
        {route: {k: frozenset(v) for k, v in known.items()} for route, known in trips.items()},
    )


def _add(known: dict[str, set[Key]], names: Iterable[str], key: Key) -> None:
    for name in names:
        if plain(name):
            known.setdefault(plain(name), set()).add(key)


def _add_routes(routes: dict[str, set[Key]], feed: GtfsFeed, name: str) -> None:
    shown = feed.routes[["route_short_name", "route_long_name"]].astype(str)
    for route_id, short, long in zip(shown.index, shown["route_short_name"], shown["route_long_name"], strict=True):
        numbered = [f"{short}{mark}{long}" for mark in ("", "号", "号線", "番", "系統")] if short and long else []
        _add(routes, (str(route_id), short, long, *numbered), (name, str(route_id)))


def _add_trips(trips: dict[Key, dict[str, set[str]]], feed: GtfsFeed, name: str) -> None:
    leaves = (
        feed.stop_times[feed.stop_times["departure_s"] >= 0].groupby("trip_id", observed=True)["departure_s"].first()
    )
    shown = feed.trips[["route_id", "trip_short_name"]]
    for trip_id, route_id, short in zip(shown.index, shown["route_id"], shown["trip_short_name"], strict=True):
        known = trips.setdefault((name, str(route_id)), {})
        at = clock(int(leaves[trip_id]), padded=True) if trip_id in leaves.index else ""
        for text in {plain(str(trip_id)), plain(str(short)), at} - {""}:
            known.setdefault(text, set()).add(str(trip_id))


def _clock(text: str) -> str:
    found = _CLOCK.search(unicodedata.normalize("NFKC", text))
    return clock(int(found[1]) * HOUR_S + int(found[2]) * 60, padded=True) if found else ""
