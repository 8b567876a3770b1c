"""Rules at their limits: exactly so much is allowed (or not), the least bit more is the other way."""

from __future__ import annotations

import json
from typing import Any

import pytest
import shapely

from geo.region.zone_index import in_metres
from plan.rules import check
from tests.plan.drawn_town import CRS, exact, features, place, plan_of_the_town, square, town

MILLIMETRE_M = 0.001
CENTIMETRE_M = 0.01


def outcomes(town_of: Any, code: str, drawn: dict[str, Any] | None, scenario: dict[str, Any] | None) -> set[str]:
    return {r.outcome for r in check(town_of(drawn, scenario), [code])}


def with_works(**changes: Any) -> dict[str, Any]:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["facilities"][0]["works"].update(changes)
    return scenario


def with_assumptions(scenario: dict[str, Any], **values: float) -> dict[str, Any]:
    return {**scenario, "assumptions": values}


@pytest.mark.parametrize(
    ("farmland_m2", "outcome"), [(3000, "passed"), (3000.01, "info"), (2999.99, "passed"), (40_000, "info")]
)
def test_30_ares_of_farmland_bring_a_member(town_of: Any, farmland_m2: float, outcome: str) -> None:
    scenario = with_works(land_m2=farmland_m2, farmland_m2=farmland_m2)
    assert outcomes(town_of, "H10", None, scenario) == {outcome}


@pytest.mark.parametrize(("farmland_m2", "minister"), [(40_000, False), (40_000.01, True)])
def test_4_hectares_of_farmland_bring_the_minister(town_of: Any, farmland_m2: float, *, minister: bool) -> None:
    found = check(town_of(None, with_works(land_m2=farmland_m2, farmland_m2=farmland_m2)), ["H10"])
    assert any("農林水産大臣" in r.message for r in found) is minister


@pytest.mark.parametrize(
    ("land_m2", "outcome"), [(2999.99, "passed"), (3000, "info"), (9999.99, "info"), (10_000, "info")]
)
def test_development_needs_a_permit_from_its_size(town_of: Any, land_m2: float, outcome: str) -> None:
    found = check(town_of(None, with_works(land_m2=land_m2)), ["H11"])
    assert {r.outcome for r in found} == {outcome}
    inside_only = [r for r in found if "都市計画区域・準都市計画区域の中の場合" in r.message]
    assert bool(inside_only) is (3000 <= land_m2 < 10_000)


@pytest.mark.parametrize(
    ("length_m", "outcome"), [(500.0, "passed"), (500.0 + MILLIMETRE_M, "failed"), (500.0 - MILLIMETRE_M, "passed")]
)
def test_500_metres_on_foot_between_facilities(town_of: Any, length_m: float, outcome: str) -> None:
    drawn = town()
    drawn["lengths"][("a", "s")] = 200.0
    drawn["lengths"][("s", "b")] = length_m - 200.0
    assert outcomes(town_of, "H5", drawn, None) == {outcome}


@pytest.mark.parametrize(
    ("length_m", "outcome"), [(300.0, "passed"), (300.0 + MILLIMETRE_M, "failed"), (300.0 - MILLIMETRE_M, "passed")]
)
def test_300_metres_on_foot_from_stop_to_facility(town_of: Any, length_m: float, outcome: str) -> None:
    drawn = town()
    drawn["lengths"][("s", "b")] = length_m
    assert outcomes(town_of, "H6", drawn, None) == {outcome}


@pytest.mark.parametrize(
    ("length_m", "outcome"), [(500.0, "passed"), (500.0 + MILLIMETRE_M, "failed"), (500.0 - MILLIMETRE_M, "passed")]
)
def test_500_metres_on_foot_from_home_to_stop(town_of: Any, length_m: float, outcome: str) -> None:
    drawn, scenario = town(), plan_of_the_town()
    drawn["stops"] = {"s1": (0, 0), "s2": (1000, 0)}
    drawn["lengths"][("w", "a")] = length_m
    scenario["services"] = []
    assert outcomes(town_of, "T1", drawn, scenario) == {outcome}


@pytest.mark.parametrize(("away_m", "outcome"), [(1.0 - CENTIMETRE_M, "passed"), (1.0 + CENTIMETRE_M, "failed")])
@pytest.mark.parametrize("code", ["L1", "L2", "H1", "H7", "H8", "C1", "C3"])
def test_one_metre_is_a_line_and_no_area(town_of: Any, code: str, away_m: float, outcome: str) -> None:
    drawn, scenario = town(), plan_of_the_town()
    area = in_metres(shapely.from_geojson(json.dumps(square(-2000, -2000, 2000, 2000))), CRS)
    hub = in_metres(shapely.from_geojson(json.dumps(square(-50, -50, 450, 50))), CRS)
    spoil(code, drawn, scenario, area, hub, away_m)
    assert outcomes(town_of, code, drawn, scenario) == {outcome}


def spoil(
    code: str,
    drawn: dict[str, Any],
    scenario: dict[str, Any],
    area: shapely.Geometry,
    hub: shapely.Geometry,
    away_m: float,
) -> None:
    """Let the plan reach over a border, or a zone into the plan, by so many metres."""
    inner = shapely.buffer(area, -away_m, join_style="mitre")
    strip = shapely.difference(hub, shapely.buffer(hub, -away_m, join_style="mitre"))
    match code:
        case "L1":
            drawn["zones"]["municipality"] = features((exact(inner), {}))
        case "L2":
            drawn["zones"]["urban"] = features((exact(shapely.difference(shapely.buffer(area, 50), inner)), {}))
        case "H7":
            drawn["zones"]["landslide"] = features((exact(strip), {"kind": "特別警戒区域"}))
        case "H8":
            drawn["zones"]["flood"] = features((exact(strip), {"depth_rank": 3}))
        case "H1" | "C1":
            # The plan keeps a tenth of a metre: the reach is set by the tolerance instead of by the drawing.
            scenario["spheres"][0]["area"] = square(-50, -2000, 800, 2000)
            reach = {"H1": square(-51, -50, 450, 50), "C1": square(500, 200, 801, 600)}[code]
            own = {"H1": [{**reach, "id": "a1"}]}
            scenario["hubs"][0]["areas"] = own.get(code, scenario["hubs"][0]["areas"])
            scenario["conservation_areas"][0]["area"] = reach if code == "C1" else square(500, 200, 700, 600)
            scenario["assumptions"] = {"land_tolerance_m": tolerance(code, reach, away_m)}
        case "C3":
            kept = square(449, -40, 900, 600)
            scenario["conservation_areas"][0]["area"] = kept
            scenario["assumptions"] = {"land_tolerance_m": tolerance(code, kept, away_m)}


def tolerance(code: str, reach: dict[str, Any], away_m: float) -> float:
    """Return the tolerance that is to the drawn reach as 1 m is to `away_m`."""
    drawn = in_metres(shapely.from_geojson(json.dumps(reach)), CRS)
    sphere = in_metres(shapely.from_geojson(json.dumps(square(-50, -2000, 800, 2000))), CRS)
    hub = in_metres(shapely.from_geojson(json.dumps(square(-50, -50, 450, 50))), CRS)
    other = hub if code == "C3" else sphere
    west, _, east, _ = drawn.bounds if hasattr(drawn, "bounds") else shapely.bounds(drawn).tolist()
    edges = shapely.bounds(other).tolist()
    width_m = {"H1": edges[0] - west, "C1": east - edges[2], "C3": edges[2] - west}[code]
    return float(width_m / away_m)


@pytest.mark.parametrize(("share", "outcome"), [(0.8, "passed"), (0.8 + 1e-5, "failed")])
def test_most_of_a_conservation_area_is_farmland(town_of: Any, share: float, outcome: str) -> None:
    drawn, scenario = town(), plan_of_the_town()
    area = in_metres(shapely.from_geojson(json.dumps(square(500, 200, 900, 600))), CRS)
    west, south, east, north = shapely.bounds(area).tolist()
    half = shapely.intersection(area, shapely.box(west - 1, south - 1, (west + east) / 2, north + 1))
    drawn["zones"]["farmland"] = features((exact(half), {}))
    drawn["zones"]["farmland_zone"] = features((exact(half), {}))
    known = float(shapely.area(half) / shapely.area(area))
    scenario["assumptions"] = {"land_farmland_share": known * share / 0.8}
    assert outcomes(town_of, "C2", drawn, scenario) == {outcome}


@pytest.mark.parametrize(("villages", "outcome"), [(2, "passed"), (1, "failed")])
def test_two_villages_are_several(town_of: Any, villages: int, outcome: str) -> None:
    scenario = plan_of_the_town()
    scenario["spheres"][0].update(area=None, villages=["v1", "v2", "v3"][:villages])
    assert outcomes(town_of, "L3", None, scenario) == {outcome}


@pytest.mark.parametrize(("minutes", "outcome"), [(30.0, "passed"), (30.001, "failed")])
def test_30_minutes_by_car(town_of: Any, minutes: float, outcome: str) -> None:
    drawn, scenario = town(), plan_of_the_town()
    from geo.reference.assumptions import Assumptions

    drawn["lengths"][("w", "a")] = Assumptions().speed_kmh("tertiary") * 1000 / 60 * minutes
    assert outcomes(town_of, "L6", drawn, scenario) == {outcome}


@pytest.mark.parametrize(("freight_kg", "outcome"), [(349.99, "passed"), (350, "failed")])
def test_freight_stays_below_its_limit(town_of: Any, freight_kg: float, outcome: str) -> None:
    scenario = plan_of_the_town()
    scenario["services"][0]["vehicle"]["freight_kg"] = freight_kg
    assert outcomes(town_of, "T2", None, scenario) == {outcome}


@pytest.mark.parametrize(("rank", "outcome"), [(2, "passed"), (3, "failed")])
def test_deep_water_begins_at_3_metres(town_of: Any, rank: int, outcome: str) -> None:
    drawn = town()
    drawn["zones"]["flood"] = features((square(100, -20, 140, 20), {"depth_rank": rank}))
    assert outcomes(town_of, "H8", drawn, None) == {outcome}


def test_a_site_on_farmland_counts_whole_and_one_with_a_building_not_at_all(town_of: Any) -> None:
    lat, lon = place(600, 300)
    scenario = plan_of_the_town()
    scenario["hubs"][0].update(lat=lat, lon=lon, site_id="t1", facilities=[])
    drawn = town()
    drawn["sites"] = {"t1": ("下野の更地", 600, 300, "更地", 3001, "")}
    assert outcomes(town_of, "H10", drawn, scenario) == {"info"}
    drawn["sites"] = {"t1": ("下野の更地", 600, 300, "更地", 3000, "")}
    assert outcomes(town_of, "H10", drawn, scenario) == {"passed"}
    drawn["sites"] = {"t1": ("旧下野小学校", 600, 300, "廃校", 9000, "")}
    assert outcomes(town_of, "H10", drawn, scenario) == {"passed"}
