"""What a scenario proposes for land, in metres: spheres, hub areas, conservation areas, and what stands or comes where."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import shapely

from geo.files.crs import to_metric
from geo.reference.categories import CATEGORIES
from geo.region.zone_index import ZoneIndex, in_metres, zone_index_of
from plan.applied import EffectiveScenario
from plan.scenario.scenario import Hub, HubFacility
from plan.scenario.works import Works

COMING = {"new": "新築", "moved": "移転", "opened": "再開・用途の変更"}
"""How a facility comes about under a scenario, with its name on screen."""


@dataclass(frozen=True, eq=False)
class Building:
    """A facility as it stands under a scenario.

    Parameters
    ----------
    id, name, category
        The facility's; one that is only in the plan is named after its hub and number.
    lat, lon
        Degrees.
    point
        The same in metres.
    coming
        One of `COMING`; empty for what stands there today.
    hub_id
        The hub that lists it, or None.
    works
        What the plan says of its being built, or None.
    """

    id: str
    name: str
    category: str
    lat: float
    lon: float
    point: shapely.Point
    coming: str = ""
    hub_id: str | None = None
    works: Works | None = None

    @property
    def label(self) -> str:
        """Its name, or its category where it has none."""
        return self.name or CATEGORIES[self.category]


@dataclass(frozen=True, eq=False)
class SphereLand:
    """A living sphere in metres; `area` is empty while nothing is drawn, `hub_name` the id where the hub is gone."""

    hub_id: str
    hub_name: str
    villages: tuple[str, ...]
    area: shapely.Geometry

    @property
    def drawn(self) -> bool:
        """Whether it has ground."""
        return not shapely.is_empty(self.area)


@dataclass(frozen=True, eq=False)
class HubLand:
    """A hub and its area in metres.

    Parameters
    ----------
    hub
        As planned.
    point
        Where it stands.
    clusters
        Id and polygon of each walkable cluster.
    area
        All of them together; empty while nothing is drawn.
    buildings
        Facilities that it lists, and others that stand open in its area.
    induced
        Categories that it gathers (誘導施設の種類).
    """

    hub: Hub
    point: shapely.Point
    clusters: tuple[tuple[str, shapely.Geometry], ...]
    area: shapely.Geometry
    buildings: tuple[Building, ...]
    induced: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its id."""
        return self.hub.id

    @property
    def name(self) -> str:
        """Its name."""
        return self.hub.name

    @property
    def drawn(self) -> bool:
        """Whether it has an area."""
        return bool(self.clusters)

    def inside(self, cluster: shapely.Geometry) -> tuple[Building, ...]:
        """Return the buildings that stand in a cluster or on its edge."""
        return tuple(b for b in self.buildings if shapely.intersects(cluster, b.point))


@dataclass(frozen=True, eq=False)
class ConservationLand:
    """A conservation area in metres."""

    id: str
    name: str
    area: shapely.Geometry


@dataclass(frozen=True, eq=False)
class Land:
    """Everything that rules, council, permits and notices look at.

    Parameters
    ----------
    effective
        What holds in the scenario.
    zone_index
        The region's zones.
    spheres, hubs, conservation
        What the scenario draws.
    buildings
        Every open facility of the scenario, the coming ones included.
    """

    effective: EffectiveScenario
    zone_index: ZoneIndex
    spheres: tuple[SphereLand, ...]
    hubs: tuple[HubLand, ...]
    conservation: tuple[ConservationLand, ...]
    buildings: tuple[Building, ...]

    @functools.cached_property
    def coming(self) -> tuple[Building, ...]:
        """What is built, moved or opened under the scenario."""
        return tuple(b for b in self.buildings if b.coming)

    @functools.cached_property
    def all_spheres(self) -> shapely.Geometry:
        """The drawn spheres together."""
        return shapely.union_all([s.area for s in self.spheres])

    @functools.cached_property
    def village_points(self) -> dict[str, shapely.Point]:
        """Village points in metres by id."""
        villages = self.effective.region.villages
        xy_m = to_metric(villages["lat"], villages["lon"], self.zone_index.crs)
        return {str(i): shapely.Point(xy) for i, xy in zip(villages.index, xy_m, strict=True)}

    @functools.cached_property
    def site_points(self) -> tuple[tuple[str, shapely.Point], ...]:
        """Names and places in metres of the candidate sites."""
        sites = self.effective.region.sites
        xy_m = to_metric(sites["lat"], sites["lon"], self.zone_index.crs) if len(sites) else ()
        return tuple((str(name), shapely.Point(xy)) for name, xy in zip(sites["name"], xy_m, strict=True))

    @functools.cached_property
    def _village_names(self) -> dict[str, str]:
        names = self.effective.region.villages["name"]
        return {str(i): str(name) for i, name in names.items()}

    def village_name(self, village_id: str) -> str:
        """Name of a village; its id where the region does not know it."""
        return self._village_names.get(village_id, village_id)

    def sphere_of(self, hub_id: str) -> SphereLand | None:
        """Find the sphere of a hub."""
        return next((s for s in self.spheres if s.hub_id == hub_id), None)


def land_of(effective: EffectiveScenario) -> Land:
    """Lay out in metres what a scenario proposes for land.

    Parameters
    ----------
    effective
        What holds in the scenario; the present proposes nothing.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.file.plan_file import open_plan
    >>> region = read_region("sample_regions/model_chiku")
    >>> plan = open_plan(Path("sample_regions/model_chiku/example.plan.json"))
    >>> [hub.name for hub in land_of(apply(region, plan, "c1")).hubs]
    ['椿原拠点']
    """
    zone_index = zone_index_of(effective.region.as_read)
    scenario = effective.scenario
    if scenario is None:
        return Land(effective, zone_index, (), (), (), ())
    standing = _standing(effective, zone_index)
    planned = {hub.id: _listed(hub, standing, zone_index) for hub in scenario.hubs}
    new = [b for listed in planned.values() for b in listed if b.id not in standing]
    names = {hub.id: hub.name for hub in scenario.hubs}
    return Land(
        effective=effective,
        zone_index=zone_index,
        spheres=tuple(
            SphereLand(s.hub_id, names.get(s.hub_id, s.hub_id), s.villages, _metres(s.area, zone_index))
            for s in scenario.spheres
        ),
        hubs=tuple(_hub(hub, planned[hub.id], standing, zone_index) for hub in scenario.hubs),
        conservation=tuple(
            ConservationLand(a.id, a.name, _metres(a.shape, zone_index)) for a in scenario.conservation_areas
        ),
        buildings=(*_with_hubs(standing, planned), *new),
    )


@functools.lru_cache(maxsize=256)
def _in_metres(shape: shapely.Geometry, crs: int) -> shapely.Geometry:
    return in_metres(shape, crs)


def _metres(shape: shapely.Geometry | None, zone_index: ZoneIndex) -> shapely.Geometry:
    return shapely.Polygon() if shape is None else _in_metres(shape, zone_index.crs)


def _standing(effective: EffectiveScenario, zone_index: ZoneIndex) -> dict[str, Building]:
    """Return every open facility within the municipality, and what the scenario did to it."""
    current, before = effective.facilities, effective.region.facilities
    was_open = {str(i): status == "open" for i, status in before["status"].items()}
    was_at = dict(zip(map(str, before.index), zip(before["lat"], before["lon"], strict=True), strict=True))
    opens = current[(current["status"] == "open") & ~current["outside"].astype(bool)]
    xy_m = to_metric(opens["lat"], opens["lon"], zone_index.crs) if len(opens) else ()
    # Column by column: this is asked at every edit of a drawing.
    columns = (opens[c].tolist() for c in ("name", "category", "lat", "lon"))
    return {
        i: Building(
            i, str(name), str(category), lat, lon, shapely.Point(xy), _what_came((lat, lon), was_at[i], was_open[i])
        )
        for i, name, category, lat, lon, xy in zip(map(str, opens.index), *columns, xy_m, strict=True)
    }


def _what_came(at: tuple[float, float], was_at: tuple[float, float], was_open: bool) -> str:
    if at != was_at:
        return "moved"
    return "" if was_open else "opened"


def _listed(hub: Hub, standing: dict[str, Building], zone_index: ZoneIndex) -> tuple[Building, ...]:
    """Return what a hub lists; what has no place of its own stands where the hub does."""
    place = shapely.Point(to_metric(hub.lat, hub.lon, zone_index.crs)[0])

    def building(number: int, listed: HubFacility) -> Building | None:
        known = standing.get(listed.facility_id or "")
        if known is not None:
            return Building(
                known.id, listed.name or known.name, listed.category, known.lat, known.lon, known.point, known.coming,
                hub.id, listed.works,
            )  # fmt: skip
        if listed.status == "existing" and listed.facility_id is not None:
            return None  # closed by the scenario, or unknown, which `plan.applied` says
        coming = "" if listed.status == "existing" else listed.status
        return Building(
            f"{hub.id}:{number}", listed.name, listed.category, hub.lat, hub.lon, place, coming, hub.id, listed.works
        )

    found = (building(number, listed) for number, listed in enumerate(hub.facilities, start=1))
    return tuple(b for b in found if b is not None)


def _hub(hub: Hub, listed: tuple[Building, ...], standing: dict[str, Building], zone_index: ZoneIndex) -> HubLand:
    clusters = tuple((area.id, _metres(area.shape, zone_index)) for area in hub.areas)
    whole = shapely.union_all([polygon for _, polygon in clusters]) if clusters else shapely.Polygon()
    named = {b.id for b in listed}
    others = [b for b in standing.values() if b.id not in named and shapely.intersects(whole, b.point)]
    gathered = {*hub.services, *(f.category for f in hub.facilities)}
    return HubLand(
        hub=hub,
        point=shapely.Point(to_metric(hub.lat, hub.lon, zone_index.crs)[0]),
        clusters=clusters,
        area=whole,
        buildings=(*listed, *others),
        induced=tuple(c for c in CATEGORIES if c in gathered),
    )


def _with_hubs(standing: dict[str, Building], planned: dict[str, tuple[Building, ...]]) -> tuple[Building, ...]:
    """Replace each standing facility by what the hub that lists it knows of it."""
    listed = {b.id: b for buildings in planned.values() for b in buildings}
    return tuple(listed.get(i, b) for i, b in standing.items())
