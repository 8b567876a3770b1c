"""What a plan draws, as parts of a map."""

from __future__ import annotations

import shapely

from layers.features.plan_areas import DrawnArea, drawn_areas, flagged, spheres
from layers.style.legend import legend

WEST, EAST = shapely.box(137, 35, 137.1, 35.1), shapely.box(137.1, 35, 137.2, 35.1)


def test_spheres_keep_their_hubs_and_stay_side_by_side() -> None:
    wavy = [137.1 + 1e-7 * (i % 2) for i in range(101)]
    seam = [(x, 35 + 0.001 * i) for i, x in enumerate(wavy)]
    west = shapely.Polygon([(137, 35), *seam, (137, 35.1)])
    east = shapely.Polygon([(137.2, 35.1), *reversed(seam), (137.2, 35)])
    part = spheres([("h1", west), ("h2", east), ("h3", shapely.Polygon())], chosen="h2")
    assert (part.draws, part.data["ids"], part.data["chosen"]) == ("spheres", ["h1", "h2"], "h2")
    drawn = [shapely.geometry.shape(s) for s in part.data["shapes"]]
    assert shapely.coverage_is_valid(drawn)
    assert shapely.get_num_coordinates(drawn).sum() < 30


def test_spheres_that_a_hand_has_laid_over_each_other_are_drawn_as_they_are() -> None:
    part = spheres([("h1", WEST), ("h2", WEST.buffer(0.01))])
    assert shapely.geometry.shape(part.data["shapes"][0]).equals(WEST)


def test_drawn_areas_keep_id_kind_and_name() -> None:
    areas = [DrawnArea("a1", "hub_area", "下野拠点", WEST), DrawnArea("c1", "conservation", "谷の田", EAST)]
    data = drawn_areas(areas, chosen="c1", snap=False).data
    assert [(a["id"], a["kind"], a["name"]) for a in data["areas"]] == [
        ("a1", "hub_area", "下野拠点"),
        ("c1", "conservation", "谷の田"),
    ]
    assert (data["chosen"], data["snap"]) == ("c1", False)


def test_the_area_of_rides_on_request_bears_the_colour_of_its_service() -> None:
    (called,) = drawn_areas([DrawnArea("b1", "service_area", "谷のりあい", WEST, "#00695C")]).data["areas"]
    assert (called["kind"], called["colour"]) == ("service_area", "#00695C")
    assert shapely.geometry.shape(called["shape"]).equals(WEST)


def test_flagged_places_are_handed_on() -> None:
    place = {"type": "Point", "coordinates": [137, 35]}
    assert flagged([place]).data == {"shapes": [place]}


def test_the_legend_explains_them() -> None:
    symbols = legend(symbols=("spheres", "hub_areas", "conservation", "service_areas", "flagged")).data["symbols"]
    assert [text for _, text in symbols] == [
        "集落生活圏（線の形は拠点ごと）",
        "地域再生拠点区域（素案）",
        "農用地等保全利用区域（素案）",
        "予約制などの運行区域（色は路線ごと）",
        "要調整の所",
    ]
