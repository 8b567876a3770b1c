"""Parts of cells: worked out on a plan of squares, and never more or less than the whole."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.files.crs import to_degrees, to_metric
from importing.people.people_parts import VillageLookup, parts_by_area, parts_by_nearest, share_inside

CRS = 6675
ORIGIN = np.array([10_000.0, 140_000.0])


def degrees(shape: shapely.Geometry) -> shapely.Geometry:
    def turn(xy: np.ndarray) -> np.ndarray:
        lat, lon = to_degrees(xy + ORIGIN, CRS)
        return np.column_stack([lon, lat])

    return shapely.transform(shape, turn)


def shapes(*metric: shapely.Geometry) -> np.ndarray:
    return np.array([degrees(s) for s in metric], dtype=object)


def at(*places: tuple[float, float]) -> pd.DataFrame:
    lat, lon = to_degrees(ORIGIN + np.array(places, dtype=np.float64).reshape(-1, 2), CRS)
    return pd.DataFrame({"lat": lat, "lon": lon})


def areas(*metric: shapely.Geometry) -> np.ndarray:
    return np.array([shapely.transform(s, lambda xy: xy + ORIGIN) for s in metric], dtype=object)


def weights(parts: object) -> dict[tuple[int, int], float]:
    table = parts.table  # type: ignore[attr-defined]
    return {
        (int(s), int(v)): round(w, 6)
        for s, v, w in zip(table["source"], table["village"], table["weight"], strict=True)
    }


def test_a_square_kilometre_between_two_villages() -> None:
    # Villages at x = 0 and x = 1500, the middle at 750: of a square from 250 to 1250 the western half is nearer to the first.
    lookup = VillageLookup(at((0, 500), (1500, 500)), CRS)
    parts = parts_by_nearest(shapes(shapely.box(250, 0, 1250, 1000), shapely.Point(1400, 100)), lookup)
    assert weights(parts) == {(0, 0): 0.5, (0, 1): 0.5, (1, 1): 1.0}
    assert parts.inside.tolist() == [1, 1]
    assert parts.by_road == 0
    x = to_metric(parts.table["lat"], parts.table["lon"], CRS)[:, 0] - ORIGIN[0]
    assert x[:2] == pytest.approx([500, 1000], abs=1)


@pytest.mark.parametrize("west", [0, 130, 260, 375, 510, 690, 725, 745])
@pytest.mark.parametrize("side", [100, 250, 500, 1000])
def test_a_cell_is_divided_where_the_middle_runs_through_it(west: int, side: int) -> None:
    """Villages at x = 0 and x = 1500: what lies west of 750 is nearer to the first, to a fortieth of the cell."""
    lookup = VillageLookup(at((0, 500), (1500, 500)), CRS)
    parts = parts_by_nearest(shapes(shapely.box(west, 0, west + side, side)), lookup)
    first = weights(parts).get((0, 0), 0.0)
    assert first == pytest.approx(
        np.clip((750 - west) / side, 0, 1), abs=1 / 40 + 1e-6 if side >= 500 else 1 / 8 + 1e-6
    )


def test_a_strip_along_the_edge_is_seen_though_no_place_inside_is_in_it() -> None:
    # Of 500 m the last 40 belong to the second village; the four places that are looked at stand 125 m from the edge.
    lookup = VillageLookup(at((0, 250), (1500, 250)), CRS)
    parts = parts_by_nearest(shapes(shapely.box(290, 0, 790, 500)), lookup)
    assert weights(parts)[0, 1] == pytest.approx(40 / 500, abs=1 / 40)


@given(st.floats(-800, 800), st.floats(-800, 800), st.floats(0, 3.1))
def test_a_slanting_border_divides_by_area(x: float, y: float, turned: float) -> None:
    ahead = np.array([np.cos(turned), np.sin(turned)]) * 700
    lookup = VillageLookup(at(tuple(-ahead), tuple(ahead)), CRS)
    cell = shapely.box(x, y, x + 500, y + 500)
    across = np.array([-ahead[1], ahead[0]]) / 700 * 9000
    back = -ahead / 700 * 9000
    half = shapely.Polygon([across, across + back, -across + back, -across])
    expected = shapely.area(shapely.intersection(cell, half)) / 250_000
    parts = parts_by_nearest(shapes(cell), lookup, anywhere=True)
    # A corner of less than a sixteenth of an edge may be passed over.
    assert weights(parts).get((0, 0), 0.0) == pytest.approx(expected, abs=1 / 40)


def test_what_is_far_from_every_village_belongs_to_none() -> None:
    lookup = VillageLookup(at((0, 0)), CRS)
    far = shapes(shapely.box(5200, 0, 6200, 1000), shapely.box(4000, 0, 5000, 1000))
    parts = parts_by_nearest(far, lookup)
    assert weights(parts) == {(1, 0): 1.0}
    assert parts.inside.tolist() == [0, 1]
    assert weights(parts_by_nearest(far, lookup, anywhere=True)) == {(0, 0): 1.0, (1, 0): 1.0}


def test_the_municipality_ends_somewhere() -> None:
    lookup = VillageLookup(at((0, 0)), CRS, range_m=areas(shapely.box(-2000, -2000, 750, 2000))[0])
    cells = shapes(shapely.box(0, 0, 1000, 1000), shapely.box(750, 0, 1750, 1000), shapely.Point(100, 100))
    parts = parts_by_nearest(cells, lookup)
    assert parts.inside == pytest.approx([0.75, 0, 1], abs=1e-4)
    assert set(weights(parts)) == {(0, 0), (2, 0)}
    inside = share_inside(cells, lookup)
    assert inside == pytest.approx([0.75, 0, 1], abs=1e-4)
    assert share_inside(cells, VillageLookup(at((0, 0)), CRS)) is None


def test_areas_of_villages_share_a_cell_by_their_size() -> None:
    # A takes the western fifth, B the rest up to y = 500; the upper half is nobody's.
    a, b = shapely.box(0, 0, 200, 500), shapely.box(200, 0, 3000, 500)
    lookup = VillageLookup(at((100, 100), (2500, 100)), CRS, areas=areas(a, b), area_village=np.array([0, 1]))
    cells = shapes(shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 500), shapely.box(5000, 0, 6000, 1000), shapely.Point(200, 100))  # fmt: skip
    parts = parts_by_area(cells, lookup)
    found = weights(parts)
    assert found[0, 0] == pytest.approx(0.2, abs=1e-4)
    assert found[0, 1] == pytest.approx(0.8, abs=1e-4)
    assert found[1, 1] == 1
    # the point on the edge of both belongs to one of them, whole
    assert [w for (source, _), w in found.items() if source == 3] == [1]
    assert parts.inside == pytest.approx([0.5, 1, 0, 1], abs=1e-4)
    everywhere = parts_by_area(cells, lookup, anywhere=True)
    assert weights(everywhere)[2, 1] == 1
    assert everywhere.inside.tolist() == [1, 1, 1, 1]


def test_an_area_that_is_nobodys_goes_to_the_nearest_village() -> None:
    lookup = VillageLookup(
        at((0, 0), (2000, 0)), CRS, areas=areas(shapely.box(0, 0, 2000, 1000)), area_village=np.array([-1])
    )
    parts = parts_by_area(shapes(shapely.box(0, 0, 500, 500), shapely.box(1500, 0, 2000, 500)), lookup)
    assert weights(parts) == {(0, 0): 1.0, (1, 1): 1.0}


def test_a_bent_area_is_looked_at_where_it_is() -> None:
    # an L whose middle lies outside it, and a sliver too thin for the grid
    corner = shapely.Polygon([(0, 0), (2000, 0), (2000, 200), (200, 200), (200, 2000), (0, 2000)])
    sliver = shapely.Polygon([(0, 0), (1000, 1000), (1000, 1001)])
    lookup = VillageLookup(at((0, 2000), (2000, 0)), CRS)
    parts = parts_by_nearest(shapes(corner, sliver), lookup)
    assert parts.table.groupby("source")["weight"].sum().tolist() == pytest.approx([1, 1])
    assert set(weights(parts)) >= {(0, 0), (0, 1)}


boxes = st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000), st.integers(1, 2000), st.integers(1, 2000)).map(
    lambda b: shapely.box(b[0], b[1], b[0] + b[2], b[1] + b[3])
)
places = st.lists(st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000)), min_size=1, max_size=5)


@given(st.lists(boxes, min_size=1, max_size=6), places, st.lists(boxes, max_size=4))
def test_the_parts_of_each_source_make_one_whole(
    cells: list[shapely.Geometry], villages: list[tuple[int, int]], of_villages: list[shapely.Geometry]
) -> None:
    lookup = VillageLookup(at(*villages), CRS)
    if of_villages:
        whose = np.array([i % len(villages) for i in range(len(of_villages))])
        lookup = VillageLookup(at(*villages), CRS, areas=areas(*of_villages), area_village=whose)
    by = parts_by_area if of_villages else parts_by_nearest
    parts = by(shapes(*cells), lookup)
    sums = parts.table.groupby("source")["weight"].sum()
    assert sums.to_numpy() == pytest.approx(np.ones(len(sums)))
    assert sums.index.tolist() == np.flatnonzero(parts.inside > 0).tolist()
    assert ((parts.inside >= 0) & (parts.inside <= 1)).all()
    assert np.isfinite(parts.table.to_numpy(dtype=np.float64)).all()
