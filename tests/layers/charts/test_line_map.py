"""Lines of a design on a small map: a line each, the villages with an outing in another colour, one star."""

from __future__ import annotations

from geo.region.region import read_region
from layers.charts.line_map import line_map
from network.services.bus_service import BusService, ServiceStop


def test_lines_villages_and_the_hub_are_drawn():
    region = read_region("sample_regions/model_chiku")
    villages = region.villages
    stops = tuple(ServiceStop(str(i), "停", v["lat"], v["lon"]) for i, v in villages.head(3).iterrows())
    services = [BusService(f"b{n}", "線", "fixed", stops=stops) for n in (1, 2)]
    served = [str(i) for i in villages.index[:2]]
    svg = line_map(region, services, served, (stops[0].lat, stops[0].lon))
    assert svg.count("<polyline") == 2
    assert svg.count("<circle") == len(villages)
    assert svg.count("#2E7D5B") == 2
    assert svg.count("<path") >= 1
    assert svg == line_map(region, services, served, (stops[0].lat, stops[0].lon))
