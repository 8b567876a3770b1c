"""The zone index of a region in metres: its zones by what they mean, indexed once, kept as long as the files stay the same."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.files.crs import to_degrees, to_metric
from geo.region.land.zone_kinds import controlled_zones, flood_ranks, special_landslide, use_zones, warning_landslide
from geo.region.land.zones import areas_of
from geo.region.region import Region

DECIMALS_M2 = 2
"""Decimals of an area: what projecting leaves beyond them is noise, and limits must hold exactly."""


@dataclass(frozen=True, eq=False)
class Layer:
    """Areas of one meaning.

    Parameters
    ----------
    key
        Names the layer and the content that it comes from; equal keys, equal layers.
    rows
        Their attributes, as in the zone file.
    areas
        Polygons in metres, in the order of `rows`.
    tree
        Index of `areas`.
    """

    key: tuple[str, ...]
    rows: gpd.GeoDataFrame
    areas: NDArray[np.object_]
    tree: shapely.STRtree

    def __eq__(self, other: object) -> bool:
        """Equal keys, equal content."""
        return isinstance(other, Layer) and self.key == other.key

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(self.key)

    def __len__(self) -> int:
        """Count the areas."""
        return len(self.areas)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a place in metres lies in one of the areas or on their edge."""
        return bool(len(self.tree.query(shapely.Point(x, y), predicate="intersects")))

    def within(self, shape: shapely.Geometry) -> shapely.Geometry:
        """Return what of a shape lies in the areas; kept, so that a shape that stays is cut once."""
        return _within(self, shape)

    def beyond(self, shape: shapely.Geometry) -> shapely.Geometry:
        """Return what of a shape lies outside the areas; kept likewise."""
        return outside_of(shape, self.within(shape))

    def area_m2(self, shape: shapely.Geometry) -> float:
        """Return the square metres of a shape that lie in the areas, rounded to 0.01 m²."""
        return round(float(shapely.area(self.within(shape))), DECIMALS_M2)

    def chosen(self, name: str, mask: NDArray[np.bool_]) -> Layer:
        """Return some of the areas as a layer of their own."""
        at = np.flatnonzero(mask)
        areas = self.areas[at]
        return Layer((*self.key, name), self.rows.iloc[at], areas, shapely.STRtree(areas))


@functools.lru_cache(maxsize=512)
def outside_of(shape: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    """Return what of a shape lies outside another; kept by content, since most shapes stay while one is edited."""
    return shapely.difference(shape, other)


@functools.lru_cache(maxsize=512)
def shared_by(one: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    """Return what two shapes share; kept by content."""
    return shapely.intersection(one, other)


@functools.lru_cache(maxsize=1024)
def _within(layer: Layer, shape: shapely.Geometry) -> shapely.Geometry:
    near = np.sort(layer.tree.query(shape, predicate="intersects"))
    if not len(near):
        return shapely.Polygon()
    return areas_of(shapely.union_all(shapely.intersection(layer.areas[near], shape)))


@dataclass(frozen=True, eq=False)
class ZoneIndex:
    """Zones of a region in metres; a layer that its folder does not have is None.

    Parameters
    ----------
    crs
        EPSG code of the plane.
    municipality
        市町村の範囲.
    use_zones, controlled
        市街化区域 and 用途地域; 市街化調整区域 (where the layer ``urban`` says so).
    fields, farmland_zone, farmland
        Parcels of farmland, 農用地区域, and both together.
    red, yellow, unsorted_landslide
        土砂災害特別警戒区域, 土砂災害警戒区域, and landslide areas of which the file does not say which they are.
    flood
        洪水浸水想定区域 of any depth.
    collapse, tsunami
        家屋倒壊等氾濫想定区域, 津波浸水想定.
    improvement
        土地改良区の地区.
    """

    crs: int
    municipality: Layer | None
    use_zones: Layer | None
    controlled: Layer | None
    fields: Layer | None
    farmland_zone: Layer | None
    farmland: Layer | None
    red: Layer | None
    yellow: Layer | None
    unsorted_landslide: Layer | None
    flood: Layer | None
    collapse: Layer | None
    tsunami: Layer | None
    improvement: Layer | None


@functools.lru_cache(maxsize=8)
def zone_index_of(region: Region) -> ZoneIndex:
    """Index a region's zones in metres; asking again is free.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> zone_index = zone_index_of(read_region("sample_regions/model_chiku"))
    >>> len(zone_index.red), zone_index.use_zones is None
    (10, True)
    """
    found = {name: _layer(region, name, zone) for name, zone in region.zones.items()}
    urban, landslide = found.get("urban"), found.get("landslide")
    fields, zoned = found.get("farmland"), found.get("farmland_zone")
    red = yellow = unsorted = None
    if landslide is not None:
        is_red, is_yellow = special_landslide(landslide.rows), warning_landslide(landslide.rows)
        red, yellow = landslide.chosen("red", is_red), landslide.chosen("yellow", is_yellow)
        unsorted = landslide.chosen("unsorted", ~is_red & ~is_yellow)
    return ZoneIndex(
        crs=region.crs,
        municipality=found.get("municipality"),
        use_zones=None if urban is None else urban.chosen("use", use_zones(urban.rows)),
        controlled=None if urban is None else urban.chosen("controlled", controlled_zones(urban.rows)),
        fields=fields,
        farmland_zone=zoned,
        farmland=_together([layer for layer in (fields, zoned) if layer is not None]),
        red=red,
        yellow=yellow,
        unsorted_landslide=unsorted,
        flood=found.get("flood"),
        collapse=found.get("house_collapse"),
        tsunami=found.get("tsunami"),
        improvement=found.get("land_improvement"),
    )


def _layer(region: Region, name: str, zone: gpd.GeoDataFrame) -> Layer:
    shapes = np.asarray(zone.geometry.to_crs(region.crs).values, dtype=object)
    # Straight in degrees is a little bent in metres: what was whole may cross itself by a hair.
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    shapes[broken] = [areas_of(s) for s in shapely.make_valid(shapes[broken])]
    return Layer((str(region.folder), region.fingerprint, name), zone, shapes, shapely.STRtree(shapes))


def _together(layers: list[Layer]) -> Layer | None:
    if not layers:
        return None
    areas = np.concatenate([layer.areas for layer in layers])
    rows = layers[0].rows if len(layers) == 1 else layers[0].rows.iloc[:0]
    return Layer(layers[0].key + layers[-1].key, rows, areas, shapely.STRtree(areas))


@functools.lru_cache(maxsize=8)
def deep_flood(zone_index: ZoneIndex, rank: float) -> Layer | None:
    """Choose the 洪水浸水想定区域 of a rank of depth and deeper; None where the region has none of any depth."""
    if zone_index.flood is None:
        return None
    return zone_index.flood.chosen(f"rank {rank:g}", flood_ranks(zone_index.flood.rows) >= rank)


def in_metres(shape: shapely.Geometry, crs: int) -> shapely.Geometry:
    """Project a shape from degrees to the metres of a plane; an area that this bends into crossing itself is mended."""
    projected = shapely.transform(shape, lambda xy: to_metric(xy[:, 1], xy[:, 0], crs))
    return projected if shapely.is_valid(projected) else areas_of(shapely.make_valid(projected))


def in_degrees(shape: shapely.Geometry, crs: int) -> shapely.Geometry:
    """Project a shape from the metres of a plane back to degrees."""

    def back(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        lat, lon = to_degrees(xy, crs)
        return np.column_stack([lon, lat])

    return shapely.transform(shape, back)


def wider_than(shape: shapely.Geometry, width_m: float) -> shapely.Geometry:
    """Keep the parts of a shape that are wider than a width: what two drawn lines leave between them is no area.

    Parameters
    ----------
    shape
        In metres.
    width_m
        A strip of exactly this width is dropped.

    Examples
    --------
    >>> wider_than(shapely.box(0, 0, 1, 50), 1.0).is_empty, wider_than(shapely.box(0, 0, 1.01, 50), 1.0).is_empty
    (True, False)
    """
    parts = [part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == 2]
    # A micrometre more: the buffer of a strip of the very width must not come out as a line of noise. Mitred: where two strips
    # meet at a corner, they are no wider than each of them.
    kept = [part for part in parts if not part.buffer(-(width_m / 2 + 1e-6), join_style="mitre").is_empty]
    return shapely.union_all(kept) if kept else shapely.Polygon()
