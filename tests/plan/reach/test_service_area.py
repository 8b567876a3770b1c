"""The area of an on-demand service: every chosen village lies in it, with the way that people walk around."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.files.crs import to_metric
from geo.region.region import Region
from network.services.bus_service import BusService, Kind
from plan.applied import apply
from plan.reach.service_area import area_around, drawn_area, inside, rides_on_request_min
from plan.scenario.scenario import Hub, Plan, Scenario
from tests.small_region import LAT, LON, STEP


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_villages_lie_inside_with_a_walk_around_them(region: Region, count: int) -> None:
    chosen = list(region.villages.index[:count])
    area = shapely.from_geojson(shapely.to_geojson(area_around(region, chosen, region.assumptions)))
    assert isinstance(area, shapely.Polygon)
    lon, lat = shapely.get_coordinates(area.exterior).T
    metric = shapely.Polygon(to_metric(lat, lon, region.crs))
    assert metric.is_valid
    assert len(area.exterior.coords) - 1 <= 8 + count  # few enough to be moved by hand
    walk_m = region.assumptions["walk_to_stop_m"]
    for place in to_metric(region.villages.loc[chosen, "lat"], region.villages.loc[chosen, "lon"], region.crs):
        assert walk_m * 0.99 <= shapely.Point(place).distance(metric.exterior)
        assert metric.contains(shapely.Point(place))


def test_an_area_counts_for_services_that_come_to_the_door() -> None:
    area = shapely.box(137, 35, 138, 36)
    places = np.array([35.5, 34.5]), np.array([137.5, 137.5])
    cases: tuple[tuple[Kind, bool], ...] = (
        ("on_demand", True),
        ("paid_private", True),
        ("taxi_voucher", True),
        ("fixed", False),
    )
    for kind, there in cases:
        service = BusService("b1", "谷のりあい", kind, area=area)
        assert (drawn_area(service) is not None) == there
        assert inside(service, *places).tolist() == [True, not there]
    nothing = BusService("b1", "谷のりあい", "on_demand", area=shapely.Polygon())
    assert drawn_area(nothing) is None


def test_a_village_that_is_not_there_is_refused(region: Region) -> None:
    with pytest.raises(KeyError):
        area_around(region, ["どこにもない"], region.assumptions)


def test_a_ride_on_request_takes_the_longer_of_factor_and_extra_and_needs_both_ends_inside(region: Region) -> None:
    """With factor 1.5 and 15 minutes more: 10 minutes become 25, 40 become 60; beyond the area there is no ride."""
    area = shapely.box(LON - STEP / 2, LAT - STEP / 2, LON + STEP / 2, LAT + STEP / 2)
    hubs = (Hub("h1", "役場", LAT, LON), Hub("h2", "奥", LAT, LON + 4 * STEP))
    rides = BusService("b1", "谷のりあい", "on_demand", area=area)
    scenario = Scenario("s1", "案1", hubs=hubs, services=(rides,))
    effective = apply(region, Plan(region.id, region.fingerprint, (scenario,)), "s1")
    assert (effective.assumptions["on_demand_ride_factor"], effective.assumptions["on_demand_ride_extra_min"]) == (
        1.5,
        15,
    )
    by_car = pd.DataFrame({"h1": [10.0, 40.0, 10.0], "h2": [10.0] * 3}, index=["v1", "v1", "v4"])
    longest = rides_on_request_min(effective, by_car)
    assert longest is not None
    assert longest["h1"].tolist() == [25.0, 60.0, np.inf]
    assert longest["h2"].tolist() == [np.inf] * 3
    assert rides_on_request_min(apply(region), by_car) is None
