"""Living spheres in words."""

from __future__ import annotations

from typing import Any

from reports.plain_text.sphere_lines import sphere_lines

VILLAGES = {"v1": ("上野", "700人"), "v2": ("中野", "534人"), "v3": ("沖島", "66人")}
HUBS = {"h1": "役場", "h2": "学校跡"}
DOCUMENT: dict[str, Any] = {
    "spheres": [
        {"hub": "h1", "villages": ["v1", "v2"], "population": 1234, "area_km2": 1056.78},
        {"hub": "h2", "villages": [], "population": 0, "area_km2": 0.0},
    ],
    "unassigned": [],
}


def test_spheres() -> None:
    assert sphere_lines(DOCUMENT, VILLAGES, HUBS, year=None) == [
        "役場：2集落、1,234人、1,056.8 km²",
        "  上野、中野",
        "学校跡：0集落、0人、0.0 km²",
    ]


def test_forecasts_of_spheres_and_of_the_rest_add_up() -> None:
    spheres = [{**DOCUMENT["spheres"][0], "population": p, "area_km2": None} for p in (25.1, 54.4, 0.0)]
    unassigned = [{"village_id": "v3", "reason": "道がありません", "population": 36.4}]
    later = {
        "spheres": spheres,
        "unassigned": unassigned,
        "left_out": {"villages": 1, "population": 36.4, "share": 0.3},
    }
    told = sphere_lines(later, VILLAGES, HUBS, year=2045)
    # 115.9 people are read as 120: 2, 5 and 3 tens, and two more where 6.4 and 5.1 are left over.
    assert [line for line in told if "集落、" in line] == [
        "役場：2集落、30人", "役場：2集落、50人", "役場：2集落、0人", "どの圏域にも入らない集落：1集落、40人（30%）",
    ]  # fmt: skip


def test_without_land_no_area_is_told() -> None:
    undivided = DOCUMENT | {"spheres": [{**DOCUMENT["spheres"][0], "area_km2": None}]}
    assert sphere_lines(undivided, VILLAGES, HUBS, year=None) == ["役場：2集落、1,234人", "  上野、中野"]


def test_who_is_in_none_and_how_well_districts_agree() -> None:
    agreement = {
        "adjusted_rand": 0.256,
        "villages": 2,
        "differs": [{"village_id": "v2", "district": "谷地区", "usual_hub": "h2"}],
    }
    unassigned = [{"village_id": "v3", "reason": "道がありません", "population": 66}]
    left_out = {"villages": 1, "population": 66, "share": 66 / 1300}
    document = DOCUMENT | {"unassigned": unassigned, "left_out": left_out, "agreement": agreement}
    assert sphere_lines(document, VILLAGES, HUBS, year=None)[3:] == [
        "どの圏域にも入らない集落：1集落、66人（5%）",
        "  沖島（66人）：道がありません",
        "渡された区域との一致：0.26（調整ランド指数。2集落）",
        "  違う集落：中野（谷地区の多くは「学校跡」）",
    ]
    nobody = DOCUMENT | {"agreement": {"adjusted_rand": 0.0, "villages": 0, "differs": []}}
    assert sphere_lines(nobody, VILLAGES, HUBS, year=None)[3:] == [
        "渡された区域との一致：調整ランド指数は出せません（0集落）"
    ]
