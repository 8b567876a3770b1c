"""People, services, buses and plans are those of a place that is losing people, and add up."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pytest

CATEGORIES = {
    "medical", "care", "childcare", "education", "shopping", "finance", "fuel", "government", "community", "transport",
    "logistics", "employment",
}  # fmt: skip


def test_regions_are_fictional_and_say_so(sample: Any) -> None:
    assert sample.about["fictional"] is True
    assert sample.about["id"] == sample.name
    assert sample.about["notes"][0].startswith("架空の地域です")
    # 01 to 47 are prefectures: no municipality of Japan has a code that begins with 48.
    assert sample.about["municipality_code"].startswith("48")
    assert len(sample.about["municipality_code"]) == 5


def test_regions_lie_in_the_open_pacific(sample: Any) -> None:
    # No land is nearer than the islands of 34 degrees north and of 140 degrees east.
    for r in sample.rows("residents.csv"):
        assert 30.5 < float(r["lat"]) < 31.5
        assert 137.0 < float(r["lon"]) < 139.0


def test_two_in_five_are_65_or_over(sample: Any) -> None:
    rows = sample.rows("villages.csv")
    total = sum(int(r["population"]) for r in rows)
    assert 0.40 <= sum(int(r["pop_65_over"]) for r in rows) / total <= 0.65


def test_ages_add_up_to_the_population(sample: Any) -> None:
    for r in sample.rows("villages.csv"):
        assert int(r["pop_0_14"]) + int(r["pop_15_64"]) + int(r["pop_65_over"]) == int(r["population"])
        assert int(r["pop_75_over"]) <= int(r["pop_65_over"])
        assert 0 <= float(r["no_car_share"]) <= 1


def test_five_year_ages_of_sanson_add_up(region: Any) -> None:
    for r in region("sanson").rows("villages.csv"):
        columns = {k: int(v) for k, v in r.items() if k[:2] in ("m_", "f_")}
        assert len(columns) == 36
        assert sum(columns.values()) == int(r["population"])
        young = sum(n for k, n in columns.items() if k[2:] in ("00_04", "05_09", "10_14"))
        old = sum(n for k, n in columns.items() if k[2:] in ("75_79", "80_84", "85_over"))
        assert (young, old) == (int(r["pop_0_14"]), int(r["pop_75_over"]))


def test_residents_are_the_villages_people_to_the_person(sample: Any) -> None:
    counted: Counter[str] = Counter()
    for r in sample.rows("residents.csv"):
        assert int(r["population"]) > 0
        counted[r["village_id"]] += int(r["population"])
    assert counted == {r["village_id"]: int(r["population"]) for r in sample.rows("villages.csv")}


def test_the_census_of_the_base_year_is_the_villages_population(sample: Any) -> None:
    base = {
        r["village_id"]: int(r["total"])
        for r in sample.rows("population.csv")
        if int(r["year"]) == sample.about["base_year"]
    }
    assert base == {r["village_id"]: int(r["population"]) for r in sample.rows("villages.csv")}


def test_the_town_of_sanson_loses_people_from_census_to_census(region: Any) -> None:
    totals: Counter[int] = Counter()
    for r in region("sanson").rows("population.csv"):
        totals[int(r["year"])] += int(r["total"])
        assert sum(int(v) for k, v in r.items() if k[:2] in ("m_", "f_")) == int(r["total"])
    assert sorted(totals) == [2010, 2015, 2020]
    assert 1.04 <= totals[2015] / totals[2020] <= 1.18
    assert 1.04 <= totals[2010] / totals[2015] <= 1.18


def test_every_region_has_three_censuses_five_years_apart_with_sexes_and_ages(sample: Any) -> None:
    aged = [r for r in sample.rows("population.csv") if r["m_00_04"]]
    base = int(sample.about["base_year"])
    villages = {r["village_id"] for r in sample.rows("villages.csv")}
    for year in (base - 10, base - 5, base):
        rows = [r for r in aged if int(r["year"]) == year]
        assert {r["village_id"] for r in rows} == villages
        assert all(sum(int(v) for k, v in r.items() if k[:2] in ("m_", "f_")) == int(r["total"]) for r in rows)
    assert len(aged) == 3 * len(villages)


def test_a_cohort_grows_only_by_those_who_come(sample: Any) -> None:
    """Most cohorts of a village shrink; of both sexes and all villages none grows by more than one in ten."""
    aged = {(r["village_id"], int(r["year"])): r for r in sample.rows("population.csv") if r["m_00_04"]}
    base = int(sample.about["base_year"])
    ages = [k[2:] for k in next(iter(aged.values())) if k[:2] == "m_"]
    for sex in "mf":
        for year in (base - 10, base - 5):
            for younger, older in pairwise(ages[:-1]):
                pairs = [
                    (int(r[f"{sex}_{younger}"]), int(aged[v, y + 5][f"{sex}_{older}"]))
                    for (v, y), r in aged.items()
                    if y == year
                ]
                before, after = (sum(side) for side in zip(*pairs, strict=True))
                assert after <= 1.1 * before + 2 * before**0.5
                assert len(pairs) < 20 or sum(b > a for a, b in pairs) <= 0.35 * len(pairs)
    old = [
        sum(int(r[f"f_{a}"]) for (_, y), r in aged.items() if y == year)
        for year, a in ((base - 5, "75_79"), (base, "80_84"))
    ]
    assert old[1] < old[0]


def test_sanson_is_a_whole_municipality(region: Any) -> None:
    sanson = region("sanson")
    sizes = np.array([int(r["population"]) for r in sanson.rows("villages.csv")])
    homes = np.array([int(r["households"]) for r in sanson.rows("villages.csv")])
    assert 85 <= len(sizes) <= 95
    assert 7_800 <= sizes.sum() <= 8_200
    assert np.mean(sizes < 50) >= 0.25
    assert sizes.mean() > 1.3 * np.median(sizes), "a few large villages, many small ones"
    assert 2.0 <= sizes.sum() / homes.sum() <= 2.6
    assert len({r["district"] for r in sanson.rows("villages.csv")}) == 3
    assert 8_000 <= len(sanson.roads) <= 12_000
    assert 20 <= len(sanson.rows("sites.csv")) <= 40


def test_okuyama_is_the_example_of_the_share_company(region: Any) -> None:
    okuyama = region("okuyama")
    villages = okuyama.rows("villages.csv")
    assert sum(int(r["population"]) for r in villages) == 500
    assert sum(int(r["households"]) for r in villages) == 150
    totals: Counter[int] = Counter()
    for r in okuyama.rows("population.csv"):
        totals[int(r["year"])] += int(r["total"])
    assert (totals[1975], totals[2010]) == (800, 500)
    assert 800 > totals[2000] > totals[2005] > 500
    closed = {r["facility_id"]: r["subtype"] for r in okuyama.rows("facilities.csv") if r["status"] == "closed"}
    assert set(closed.values()) == {"小学校", "農協の店", "給油所"}
    assert {r["reuse_of"] for r in okuyama.rows("sites.csv")} >= set(closed)


def test_okuyama_is_30_km_by_road_from_the_town(region: Any) -> None:
    okuyama, graph = region("okuyama"), nx.Graph()
    for xy, _, _ in okuyama.roads:
        u, v = tuple(np.round(xy[0], 1)), tuple(np.round(xy[-1], 1))
        length = float(np.hypot(*np.diff(xy, axis=0).T).sum())
        if not graph.has_edge(u, v) or length < graph.edges[u, v]["length"]:
            graph.add_edge(u, v, length=length)
    nodes = np.array(list(graph))

    def near(point: Any) -> tuple[float, float]:
        return tuple(nodes[np.argmin(np.hypot(nodes[:, 0] - point.x, nodes[:, 1] - point.y))])

    hall = next(i for i, r in enumerate(okuyama.rows("facilities.csv")) if r["subtype"] == "市役所")
    way = nx.shortest_path_length(
        graph, near(okuyama.points("villages.csv")[0]), near(okuyama.points("facilities.csv")[hall]), weight="length"
    )
    assert way == pytest.approx(30_000, rel=0.05)


def test_the_hub_of_model_chiku_lies_within_a_few_hundred_metres(region: Any) -> None:
    model = region("model_chiku")
    assert len(model.rows("villages.csv")) == 6
    rows, points = model.rows("facilities.csv"), model.points("facilities.csv")
    kinds = (
        "道の駅", "バス停", "保健福祉センター", "高齢者コミュニティセンター", "診療所", "郵便局", "農産物販売所", "ATM",
        "農業振興総合センター", "商工会", "観光協会案内所", "地場農産物加工施設",
    )  # fmt: skip
    core = [points[[r["subtype"] for r in rows].index(kind)] for kind in kinds]
    assert max(a.distance(b) for a in core for b in core) <= 600
    assert {"小学校", "高校分校"} <= {r["subtype"] for r in rows}


def test_services_of_every_category_with_opening_days(region: Any) -> None:
    rows = region("sanson").rows("facilities.csv")
    assert {r["category"] for r in rows} == CATEGORIES
    assert {r["category"] for r in rows if r["status"] == "open" and r["outside"] == "false"} == CATEGORIES
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    for r in rows:
        if r["status"] == "open":
            assert r["opens"] < r["closes"]
            assert r["days"].split(",") == [d for d in days if d in r["days"]]
    part = [
        r for r in rows if r["category"] == "medical" and r["outside"] == "false" and len(r["days"].split(",")) <= 2
    ]
    assert part, "some clinics open on some days only"
    assert {"病院", "高校"} <= {r["subtype"] for r in rows if r["outside"] == "true"}


def test_ids_are_unique_and_reused_buildings_exist(sample: Any) -> None:
    facilities = [r["facility_id"] for r in sample.rows("facilities.csv")]
    ids = [r["village_id"] for r in sample.rows("villages.csv")] + facilities
    ids += [r["site_id"] for r in sample.rows("sites.csv")]
    ids += sorted({h["id"] for s in sample.plan["scenarios"] for h in s["hubs"]})
    assert len(ids) == len(set(ids))
    assert {r["reuse_of"] for r in sample.rows("sites.csv")} - {""} <= set(facilities)
    names = [r["name"] for r in sample.rows("villages.csv")]
    assert len(names) == len(set(names))


def test_plans_tell_two_stories_and_name_what_exists(sample: Any) -> None:
    plan = sample.plan
    assert len(plan["scenarios"]) >= 2
    assert len(plan["region"]["fingerprint"]) >= 16
    facilities = {r["facility_id"] for r in sample.rows("facilities.csv")}
    sites = {r["site_id"]: r for r in sample.rows("sites.csv")}
    for scenario in plan["scenarios"]:
        for hub in scenario["hubs"]:
            assert hub["lat"] == float(sites[hub["site_id"]]["lat"])
            assert {f["category"] for f in hub["facilities"]} == set(hub["services"])
            assert {f["facility_id"] for f in hub["facilities"]} - {None} <= facilities
        assert {f["facility_id"] for f in scenario["facilities"]} <= facilities


def test_the_closed_road_of_okuyama_is_a_road(region: Any) -> None:
    okuyama = region("okuyama")
    graph = nx.read_graphml(okuyama.folder / "roads.graphml", node_type=str, force_multigraph=True)
    edges = [tuple(e) for s in okuyama.plan["scenarios"] for change in s["roads"] for e in change["edges"]]
    assert edges
    assert all(graph.has_edge(u, v, key) for u, v, key in edges)
    assert all(a[:2] == b[1::-1] for a, b in pairwise(edges[:2])), "closed in both directions"
