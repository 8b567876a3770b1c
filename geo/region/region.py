"""A region (地域): a folder of plain files, read and checked, never repaired in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import networkx as nx
import pandas as pd

from geo.files.crs import metric_crs
from geo.reference.assumptions import Assumptions
from geo.region.feeds import Feed, read_feeds
from geo.region.fingerprint import region_fingerprint
from geo.region.folder import VILLAGES, read_head
from geo.region.land.zones import read_rivers, read_zones
from geo.region.legal_status import LegalStatus
from geo.region.places import taken_ids
from geo.region.region_file import RegionFile, Source
from geo.region.relief import Relief, read_relief
from geo.region.roads.road_source import RoadSource, road_source
from geo.region.tables.boardings import read_boardings
from geo.region.tables.bus_contracts import read_bus_contracts
from geo.region.tables.facilities import no_facilities, read_facilities
from geo.region.tables.household_heads import read_household_heads
from geo.region.tables.population import read_population
from geo.region.tables.projections import read_projections
from geo.region.tables.residents import people_points, read_residents
from geo.region.tables.sites import no_sites, read_sites
from geo.region.tables.survey import read_survey_responses
from geo.region.tables.villages import read_villages
from geo.texts.errors import RegionUnreadableError
from geo.texts.messages import notice
from geo.texts.notices import Notice, has_error

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Region:
    """A region as its files describe it.

    Parameters
    ----------
    folder
        Where it was read from.
    id, name, municipality_code, base_year, fictional, notes, sources, assumptions, legal_status
        As in region.toml.
    today_hubs
        Ids of facilities or sites that are today's hubs.
    villages
        Index village_id; see `geo.region.tables.villages.read_villages`.
    people
        Where people live: columns village_id, lat, lon, population; see `geo.region.tables.residents.people_points`.
    people_at_homes
        Whether `people` are homes or mesh cells (True) or village points.
    residents, population
        The optional tables, or None.
    facilities, sites
        Index facility_id, site_id.
    zones
        Areas in degrees by name.
    rivers
        Lines in degrees, or None.
    road_source
        Makes `roads` when they are first asked for.
    feeds
        Timetable feeds.
    boardings, bus_contracts, survey_responses
        What was counted on the buses, what they cost, and what residents answered; or None. See `geo.region.tables.boardings.read_boardings`,
        `geo.region.tables.bus_contracts.read_bus_contracts` and `geo.region.tables.survey.read_survey_responses`.
    relief
        Shaded relief, or None.
    crs
        EPSG code of the metric plane.
    notices
        Everything found while reading.
    fingerprint
        Changes with the files.
    projections
        Projections of the whole municipality by others, or None; see `geo.region.tables.projections.read_projections`.
    household_heads
        Rates of household heads by age, or None; see `geo.region.tables.household_heads.read_household_heads`.
    today
        The region as its files give it, where the people here are those of another year (`base_year` is that year then); else None.
    """

    folder: Path
    id: str
    name: str
    municipality_code: str
    base_year: int
    fictional: bool
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    assumptions: Assumptions
    legal_status: LegalStatus | None
    today_hubs: tuple[str, ...]
    villages: pd.DataFrame
    people: pd.DataFrame
    people_at_homes: bool
    residents: pd.DataFrame | None
    population: pd.DataFrame | None
    facilities: pd.DataFrame
    sites: pd.DataFrame
    zones: Mapping[str, gpd.GeoDataFrame]
    rivers: gpd.GeoDataFrame | None
    road_source: RoadSource
    feeds: tuple[Feed, ...]
    boardings: pd.DataFrame | None
    bus_contracts: pd.DataFrame | None
    survey_responses: pd.DataFrame | None
    relief: Relief | None
    crs: int
    notices: tuple[Notice, ...]
    fingerprint: str
    projections: pd.DataFrame | None = None
    household_heads: pd.DataFrame | None = None
    today: Region | None = None

    def __eq__(self, other: object) -> bool:
        """Two regions are equal when their files are."""
        return isinstance(other, Region) and (self.folder, self.fingerprint) == (other.folder, other.fingerprint)

    def __hash__(self) -> int:
        """Hash by content, so that what is computed for a region is kept by content."""
        return hash((self.folder, self.fingerprint))

    @property
    def roads(self) -> nx.MultiDiGraph:
        """Road network in OSMnx's conventions; without nodes when it could not be read."""
        return self.road_source.graph

    @property
    def as_read(self) -> Region:
        """The region as its files give it: all but the people is the same in every year."""
        return self if self.today is None else self.today

    @property
    def total_population(self) -> float:
        """Number of people, to the person."""
        return float(self.villages["population"].sum())


def read_region(
    folder: Path | str, *, on_step: Callable[[str], None] | None = None, keep_roads: bool = False
) -> Region:
    """Read a region folder.

    Parameters
    ----------
    folder
        Holds at least region.toml, villages.csv and a road file; without usable roads the rest still opens, with an
        error notice.
    on_step
        Called with what is being read, in Japanese.
    keep_roads
        Whether to take the roads as they were kept on this machine from the same file, and to keep them.

    Returns
    -------
    Region
        With every notice; rows and files that cannot be used are left out.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When there is no usable region.toml or no usable village, or links lead out of the folder.

    Examples
    --------
    >>> region = read_region("sample_regions/model_chiku")
    >>> region.fictional, len(region.villages)
    (True, 6)
    """
    folder = Path(folder)
    step = on_step or _say_nothing
    about, notices = read_head(folder, on_step=step)
    fictional = about.fictional if about is not None else False
    villages, new_notices = _villages(folder, fictional=fictional)
    notices += new_notices
    if about is None or villages is None:
        raise RegionUnreadableError(notices)
    facilities, sites, new_notices = _places(folder, about, villages)
    notices += new_notices
    residents, new_notices = _optional(
        folder, "residents.csv", lambda p: read_residents(p, villages, fictional=fictional)
    )
    notices += new_notices
    population, new_notices = _optional(folder, "population.csv", lambda p: read_population(p, villages))
    notices += new_notices
    projections, new_notices = _optional(folder, "projections.csv", read_projections)
    notices += new_notices
    heads, new_notices = _optional(folder, "household_heads.csv", read_household_heads)
    notices += new_notices
    step("道を読んでいます")
    crs = metric_crs(float(villages["lat"].mean()), float(villages["lon"].mean()), about.municipality_code)
    roads, new_notices = road_source(folder, crs, fictional=fictional, keep=keep_roads)
    notices += new_notices
    step("区域と時刻表を読んでいます")
    zones, new_notices = read_zones(folder, fictional=fictional)
    notices += new_notices
    rivers, new_notices = _optional(
        folder, "rivers.geojson", lambda p: read_rivers(p, "rivers.geojson", fictional=fictional)
    )
    notices += new_notices
    feeds, new_notices = read_feeds(folder)
    notices += new_notices
    boardings, new_notices = _optional(folder, "boardings.csv", read_boardings)
    notices += new_notices
    contracts, new_notices = _optional(folder, "bus_contracts.csv", read_bus_contracts)
    notices += new_notices
    places = [*facilities.index, *sites.index]
    survey_responses, new_notices = _optional(
        folder, "wishes.csv", lambda p: read_survey_responses(p, villages, places)
    )
    notices += new_notices
    relief, new_notices = read_relief(folder)
    notices += new_notices
    today_hubs, new_notices = _today_hubs(about, facilities, sites)
    return Region(
        folder=folder,
        id=about.id,
        name=about.name,
        municipality_code=about.municipality_code,
        base_year=about.base_year,
        fictional=about.fictional,
        notes=about.notes,
        sources=about.sources,
        assumptions=about.assumptions,
        legal_status=about.legal_status,
        today_hubs=today_hubs,
        villages=villages,
        people=people_points(villages, residents),
        people_at_homes=residents is not None and not residents.empty,
        residents=residents,
        population=population,
        projections=projections,
        household_heads=heads,
        facilities=facilities,
        sites=sites,
        zones=zones,
        rivers=rivers,
        road_source=roads,
        feeds=feeds,
        boardings=boardings,
        bus_contracts=contracts,
        survey_responses=survey_responses,
        relief=relief,
        crs=crs,
        notices=(*notices, *new_notices),
        fingerprint=region_fingerprint(folder),
    )


def _say_nothing(text: str) -> None:
    """Stand in for a listener where there is none."""


def _villages(folder: Path, *, fictional: bool) -> tuple[pd.DataFrame | None, list[Notice]]:
    villages, notices = read_villages(folder / VILLAGES, fictional=fictional)
    if villages is not None and not villages.empty:
        return villages, notices
    return None, notices if has_error(notices) else [*notices, notice("no_villages", file=VILLAGES)]


def _places(folder: Path, about: RegionFile, villages: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, list[Notice]]:
    taken = taken_ids(villages, "villages.csv")
    notices: list[Notice] = []
    facilities, sites = no_facilities(), no_sites()
    if (folder / "facilities.csv").is_file():
        facilities, new_notices = read_facilities(folder / "facilities.csv", fictional=about.fictional, taken=taken)
        notices += new_notices
        taken |= taken_ids(facilities, "facilities.csv")
    if (folder / "sites.csv").is_file():
        sites, new_notices = read_sites(folder / "sites.csv", fictional=about.fictional, taken=taken)
        notices += new_notices
    return facilities, sites, notices


def _optional(
    folder: Path, name: str, read: Callable[[Path], tuple[T | None, list[Notice]]]
) -> tuple[T | None, list[Notice]]:
    return read(folder / name) if (folder / name).is_file() else (None, [])


def _today_hubs(
    about: RegionFile, facilities: pd.DataFrame, sites: pd.DataFrame
) -> tuple[tuple[str, ...], list[Notice]]:
    if about.today_hubs is None:
        offices = facilities[
            (facilities["category"] == "government") & (facilities["status"] == "open") & ~facilities["outside"]
        ]
        return tuple(str(i) for i in offices.index), []
    known = [h for h in about.today_hubs if h in facilities.index or h in sites.index]
    unknown = [h for h in about.today_hubs if h not in known]
    return tuple(known), [notice("today_hub_unknown", file="region.toml", field="today_hubs", id=h) for h in unknown]
