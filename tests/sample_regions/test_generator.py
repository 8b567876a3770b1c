"""The generator: the same order draws the same region, and its parts do what their names say."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from importing.relief.shading import mercator_y
from sample_regions.generator.__main__ import main
from sample_regions.generator.land import Land, lay_out
from sample_regions.generator.people import people
from sample_regions.generator.terrain import rivers
from sample_regions.generator.terrain.frame import Frame
from sample_regions.generator.terrain.main_roads import LAID_OUT_GRADE, lay_ground
from sample_regions.generator.terrain.relief import Terrain, build_terrain, sample
from sample_regions.generator.terrain.sketch import HIGHEST_GRADE, Kind, Sketch, join_crossings, segments

REGIONS = ("model_chiku", "okuyama", "sanson")


@pytest.fixture(scope="module")
def land() -> Land:
    return lay_out(import_module("sample_regions.generator.regions.model_chiku").ORDER)


@pytest.fixture(scope="module")
def terrain(land: Land) -> Terrain:
    return land.terrain


def test_who_lived_there_before_is_who_stayed_and_who_left() -> None:
    rng = np.random.default_rng(1)
    now = {f"v{i}": people.ages_of(400, 0.5, rng) for i in range(30)}
    earlier = people.earlier_ages(now, (2010, 2015), 1)
    assert list(earlier) == [2010, 2015]
    sums = [sum(v.sum() for v in ages.values()) for ages in (earlier[2010], earlier[2015], now)]
    assert sums[0] > 1.05 * sums[1] > 1.1 * sums[2]
    again = people.earlier_ages(now, (2015, 2010), 1)
    assert all((again[y][v] == earlier[y][v]).all() for y in earlier for v in now)
    # Nobody is 30 to 34 who was not 25 to 29, but for those who came: one in twelve at this age, more where the pace is up.
    grown = sum(int(now[v][6]) for v in now) / sum(int(earlier[2015][v][5]) for v in now)
    assert 0.9 < grown < 1.15


@pytest.mark.slow
@pytest.mark.parametrize("name", REGIONS)
def test_the_same_order_gives_the_same_bytes(name: str, region: Any, tmp_path: Path) -> None:
    import_module(f"sample_regions.generator.regions.{name}").make(tmp_path / name)
    kept = region(name).folder
    new = {p.relative_to(tmp_path / name): p for p in sorted((tmp_path / name).rglob("*")) if p.is_file()}
    old = {p.relative_to(kept): p for p in sorted(kept.rglob("*")) if p.is_file()}
    assert sorted(new) == sorted(old)
    assert [str(p) for p in new if new[p].read_bytes() != old[p].read_bytes()] == []


@pytest.mark.slow
def test_another_processors_last_bit_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    luck = np.random.default_rng(0)

    def off_by_one_bit(function: Any) -> Any:
        def computed(*given: Any, **more: Any) -> Any:
            exact = np.asarray(function(*given, **more))
            return np.nextafter(exact, np.where(luck.random(exact.shape) < 0.5, -np.inf, np.inf))

        return computed

    model_chiku = import_module("sample_regions.generator.regions.model_chiku")
    model_chiku.make(tmp_path / "here")
    for name in ("exp", "log", "log2", "power", "cos", "sin", "tan", "arctan", "arctan2"):
        monkeypatch.setattr(np, name, off_by_one_bit(getattr(np, name)))
    model_chiku.make(tmp_path / "there")
    files = [p.relative_to(tmp_path / "here") for p in sorted((tmp_path / "here").rglob("*")) if p.is_file()]
    differing = [str(f) for f in files if (tmp_path / "here" / f).read_bytes() != (tmp_path / "there" / f).read_bytes()]
    assert files
    assert differing == []


def test_an_unknown_region_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["yamanaka"]) == 2
    assert "見本地域の名前ではありません" in capsys.readouterr().err


def test_water_runs_downhill_all_the_way_to_an_outlet(land: Land, terrain: Terrain) -> None:
    own = np.arange(len(terrain.receiver))
    area = terrain.area_m2.ravel()
    outlets = own[terrain.receiver == own]
    assert len(outlets) == len(land.order.climate.outlets)
    assert area[outlets].sum() == pytest.approx(terrain.frame.cell_m**2 * len(own))
    flowing = own[terrain.receiver != own]
    assert (area[terrain.receiver[flowing]] > area[flowing]).all()


def test_large_rivers_lie_lower_than_the_ground_around(terrain: Terrain) -> None:
    beside = (terrain.river_m > 300) & (terrain.river_m < 600)
    assert np.median(terrain.above_river_m[beside]) > 40
    assert terrain.slope[terrain.area_m2 > 5e6].mean() < 0.1 < 0.25 < terrain.slope.mean()


@pytest.mark.parametrize("name", REGIONS)
def test_landslide_zones_lie_on_steep_ground(name: str, region: Any) -> None:
    order = import_module(f"sample_regions.generator.regions.{name}").ORDER
    ground, frame = build_terrain(order.frame, order.climate), order.frame

    def steepness(zones: Any) -> float:
        at = shapely.get_coordinates(shapely.point_on_surface(zones.geometry.to_numpy()))
        x, y = frame.to_metres(at[:, 1], at[:, 0])
        return float(np.mean(sample(frame, ground.slope, x, y)))

    slips = gpd.read_file(region(name).folder / "zones/landslide.geojson")
    fields = gpd.read_file(region(name).folder / "zones/farmland.geojson")
    assert steepness(slips[slips["cause"] == "急傾斜地の崩壊"]) > 0.38
    assert steepness(fields) < 0.12


def test_moves_of_the_road_search_are_gentle_both_ways(terrain: Terrain) -> None:
    moves = lay_ground(terrain).graph.tocoo()
    u, v = moves.coords
    cols, cell_m = terrain.frame.shape[1], terrain.frame.cell_m
    run = np.hypot(u % cols - v % cols, u // cols - v // cols) * cell_m
    rise = np.abs(terrain.height_m.ravel()[u] - terrain.height_m.ravel()[v])
    assert (rise <= LAID_OUT_GRADE * run + 1e-9).all()
    assert len(moves.data) > terrain.height_m.size


def test_roads_keep_to_the_ground_at_every_vertex(land: Land) -> None:
    off = []
    for s in land.segments:
        run = np.hypot(*np.diff(s.line[:, :2], axis=0).T)
        assert (np.abs(np.diff(s.line[:, 2])) <= HIGHEST_GRADE * run + 0.02).all()
        off.append(np.abs(land.terrain.at(s.line[:, 0], s.line[:, 1]) - s.line[:, 2]))
    assert np.quantile(np.concatenate(off), 0.95) < 3.0
    assert np.concatenate(off).max() < 12.0


def test_strokes_that_cross_or_touch_are_joined() -> None:
    sketch = Sketch()
    sketch.draw([(0, 0), (100, 0)], Kind("track"))
    sketch.draw([(50, -40), (50, 40)], Kind("residential"))
    sketch.draw([(20, 0), (20, 60)], Kind("residential"))
    join_crossings(sketch)
    pieces = segments(sketch, np.zeros(len(sketch.points)))
    assert sorted(round(p.length_m) for p in pieces) == [20, 30, 40, 40, 50, 60]


def test_the_more_important_road_stays_where_two_run_together() -> None:
    sketch = Sketch()
    sketch.draw([(0, 0), (10, 0)], Kind("track"))
    sketch.draw([(10, 0), (0, 0)], Kind("trunk"))
    sketch.draw([(0, 0), (10, 0)], Kind("residential"))
    assert [k.highway for k in sketch.strokes.values()] == ["trunk"]


def test_people_are_shared_out_to_the_person() -> None:
    assert people.share_out(10, np.array([1.0, 1.0, 1.0])).tolist() == [4, 3, 3]
    assert people.share_out(7, np.array([0.0, 2.0, 5.0])).tolist() == [0, 2, 5]
    houses = np.array([[5.0, 5.0], [8.0, 9.0], [160.0, 20.0]])
    assert people.into_cells(9, houses, 100.0) == [(5.0, 5.0, 6), (160.0, 20.0, 3)]


def test_five_years_earlier_there_were_more_people() -> None:
    now = people.ages_of(1000, 0.5, np.random.default_rng(1))
    before = people.five_years_before(now, 0.0, np.random.default_rng(2))
    assert now.sum() == 1000
    assert before.sum() > 1000
    # Men of 75-79 then are the men of 80-84 now who stayed, and those who died.
    assert before[15] > now[16]


def test_degrees_and_metres_are_inverse() -> None:
    frame = Frame(31.0, 138.0, 4000.0, 3000.0)
    x, y = np.array([0.0, 2000.0, 4000.0]), np.array([3000.0, 1500.0, 0.0])
    lat, lon = frame.to_degrees(x, y, 9)
    assert (lat[1], lon[1]) == (31.0, 138.0)
    again = frame.to_metres(lat, lon)
    assert np.abs(np.array(again) - [x, y]).max() < 1e-3
    assert mercator_y(np.array([0.0]))[0] == pytest.approx(0.0, abs=1e-12)


def test_a_river_keeps_both_its_ends_when_it_is_smoothed() -> None:
    line = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]])
    smooth = rivers.rounded(line)
    assert smooth[0].tolist() == [0, 0]
    assert smooth[-1].tolist() == [10, 10]
    assert len(smooth) > len(line)
    assert not (smooth == [10.0, 0.0]).all(axis=1).any()
