"""The ranking of candidate sites, worked out by hand on the small region.

Weights of the start: services 3, public 2, reuse 2, hazard 3, bus 2, snow 1; together 13. A stretch of road is 800 m.

| site | stands | services | public | reuse | hazard | bus | snow | sum | score |
|---|---|---|---|---|---|---|---|---|---|
| a | at n3 | shop, post 240 m off: 2/6 → 1 | 村 → 2 | 廃校 → 2 | in 警戒区域 → 0 | 3 lines → 2 | on it → 1 | 8 | 61.54 |
| b | at n1 | office, clinic: 2/6 → 1 | 個人 → 0 | 更地 → 0 | in 特別警戒 → 0 | none → 0 | on it → 1 | 2 | 15.38 |
| c | 320 m east of n4 | none → 0 | unknown → 0 | 空き店舗 → 2 | clear → 3 | 1 line, 160 m → 2/3 | far → 0 | 5 2/3 | 43.59 |
| d | at n4 | none → 0 | 国 → 2 | 既存施設 → 0 | wholly flooded → 0 | 1 line, 160 m → 2/3 | far → 0 | 2 2/3 | 20.51 |
| e | 160 m east of n4 | none → 0 | 村有地 → 2 | reuses the school → 2 | half flooded → 1.5 | 1 line → 2/3 | far → 0 | 6 1/6 | 47.44 |

The filling station is 320 m from a, 20 m too far.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from geo.region.region import read_region
from geo.texts.errors import RequestError
from plan.applied import EffectiveScenario, apply
from plan.siting.site_scores import CRITERIA, first_weights, ranking, scored, scores_document, usable
from tests.small_region import FACILITIES, LAT, LON, STEP, square, write_small_region

N3, N4 = LON + 2 * STEP, LON + 3 * STEP
SITES = f"""\
site_id,name,lat,lon,kind,area_m2,owner,reuse_of
a,旧下野小学校,{LAT},{N3},廃校,,試し村,
b,上野の更地,{LAT},{LON},更地,,個人,
c,谷口の空き店舗,{LAT},{N4 + 0.004},空き店舗,,,
d,谷口の役所,{LAT},{N4},既存施設,10000,国,
e,谷口の村有地,{LAT},{N4 + 0.002},更地,10000,村有地,f-school
"""
NEAR = f"f-post,下野郵便局,finance,{LAT},{N3 + 0.003},open\nf-oil,下野給油所,fuel,{LAT},{N3 + 0.004},open\n"
STOPS = f"stop_id,name,lat,lon,routes\np1,下野,{LAT},{N3},谷線、奥線、山線\np2,谷口,{LAT},{N4 + 0.002},谷線\n"


def write(folder: Path, *, stops: bool = True, snow: bool = True) -> Path:
    write_small_region(folder)
    (folder / "sites.csv").write_text(SITES, encoding="utf-8")
    (folder / "facilities.csv").write_text(FACILITIES + NEAR, encoding="utf-8")
    if stops:
        (folder / "bus_stops.csv").write_text(STOPS, encoding="utf-8")
    if snow:
        line = {"type": "LineString", "coordinates": [[LON, LAT], [N3, LAT]]}
        feature = {"type": "Feature", "properties": {}, "geometry": line}
        content = {"type": "FeatureCollection", "features": [feature]}
        (folder / "snow_roads.geojson").write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> EffectiveScenario:
    return apply(read_region(write(tmp_path_factory.mktemp("scores") / "tameshi")))


def test_the_ranking_is_the_one_worked_out_by_hand(today):
    found = ranking(scored(today, today.region.sites), {})
    assert [(row.rank, row.facts.id) for row in found] == [(1, "a"), (2, "e"), (3, "c"), (4, "d"), (5, "b")]
    sums = {"a": 8, "b": 2, "c": 5 + 2 / 3, "d": 2 + 2 / 3, "e": 6 + 1 / 6}
    scores = {row.facts.id: row.score for row in found}
    assert scores == pytest.approx({site: 100 * points / 13 for site, points in sums.items()}, abs=0.02)


def test_it_says_why_in_words(today):
    found = {row.facts.id: row.why for row in ranking(scored(today, today.region.sites), {})}
    assert found["a"] == (
        "公有地（試し村）、空いた建物を生かせる（廃校）、歩いて300m以内にバス3路線、除雪する道に面する。"
        "弱い所：敷地の100%が災害の区域（土砂災害警戒区域）、歩いて300m以内に2種類（買物、郵便・金融）"
    )
    assert "災害の区域（土砂災害特別警戒区域）" in found["b"]
    assert "民有地（個人）" in found["b"]
    assert "所有者の記載がない" in found["c"]
    assert "土砂災害・浸水の区域にかからない" in found["c"]
    assert "歩いて300m以内にサービスがない" in found["d"]
    assert "敷地の50%が災害の区域（浸水想定区域）" in found["e"]


def test_a_site_is_called_clear_of_the_layers_that_there_are_and_of_no_other(tmp_path):
    folder = write(tmp_path / "tameshi")
    where = {"c": "土砂災害・浸水の区域にかからない"}
    assert all(text in hazard_why(folder)[site] for site, text in where.items())
    for zone in ("flood", "landslide"):
        (folder / "zones" / f"{zone}.geojson").unlink()
    write_zone(folder, "tsunami", square(LAT, LON, 0.0005))
    assert "津波の区域にかからない" in hazard_why(folder)["c"]
    assert "土砂" not in hazard_why(folder)["c"]
    # A corner of its ground where houses are swept away is as bad as 特別警戒区域; other water counts by its share.
    write_zone(folder, "house_collapse", square(LAT, N4, 0.0001))
    found = {row.facts.id: row for row in ranking(scored(apply(read_region(folder)), read_region(folder).sites), {})}
    share = found["d"].facts.hazard_share
    assert share is not None
    assert 0 < share < 0.1
    assert found["d"].points["hazard"] == 0.0
    assert found["c"].points["hazard"] == 1.0
    assert "家屋倒壊・津波の区域にかからない" in found["c"].why
    (folder / "zones" / "house_collapse.geojson").unlink()
    (folder / "zones" / "tsunami.geojson").unlink()
    assert "災害" not in hazard_why(folder)["c"]


def hazard_why(folder: Path) -> dict[str, str]:
    region = read_region(folder)
    return {row.facts.id: row.why for row in ranking(scored(apply(region), region.sites), {})}


def write_zone(folder: Path, name: str, shape: dict[str, object]) -> None:
    content = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": shape}]}
    (folder / "zones" / f"{name}.geojson").write_text(json.dumps(content), encoding="utf-8")


def test_weights_are_the_users_and_equal_sites_share_a_rank(today):
    only_services = {**dict.fromkeys(first_weights(), 0.0), "services": 5.0}
    found = ranking(scored(today, today.region.sites), only_services)
    assert [(row.rank, row.facts.id) for row in found] == [(1, "a"), (1, "b"), (3, "c"), (3, "d"), (3, "e")]
    assert [round(row.score, 2) for row in found] == [33.33, 33.33, 0, 0, 0]


def test_a_closed_road_or_a_closed_shop_counts_in_the_scenario(today):
    facilities = today.facilities.copy()
    facilities.loc["f-shop", "status"] = "closed"
    changed = replace(today, facilities=facilities)
    assert scored(changed, today.region.sites.loc[["a"]])[0].services == ("finance",)
    no_way = replace(today, roads=today.roads.closing(today.roads.edge_ids))
    assert scored(no_way, today.region.sites.loc[["a"]])[0].services == ()


def test_what_the_data_do_not_tell_is_left_out_and_said(tmp_path):
    today = apply(read_region(write(tmp_path / "r", stops=False, snow=False)))
    facts = scored(today, today.region.sites)
    used, notices = usable(facts)
    assert [c.id for c in used] == ["services", "public", "reuse", "hazard"]
    assert ["バスの路線" in notices[0].message, "除雪する道" in notices[1].message] == [True, True]
    assert {row.facts.id: row.score for row in ranking(facts, {})}["a"] == pytest.approx(50)


def test_facilities_can_be_scored_as_candidates(today):
    document, _ = scores_document(today, "facilities", {})
    assert {row["id"] for row in document["scores"]} == {"f-office", "f-clinic", "f-shop", "f-post", "f-oil"}
    assert all(row["values"]["reuse"] == 0 for row in document["scores"])


def test_every_measure_has_definition_unit_and_source():
    for criterion in CRITERIA:
        assert criterion.unit
        assert criterion.source
        assert "{" not in criterion.full_definition()
        assert criterion.first_weight > 0


@pytest.mark.parametrize(
    ("weights", "text"),
    [
        ({"beauty": 1.0}, "「beauty」という物差しは知りません"),
        ({"public": -1.0}, "public=-1.0"),
        ({"public": float("nan")}, "public=nan"),
        (dict.fromkeys(first_weights(), 0.0), "重みがすべて 0"),
    ],
)
def test_weights_that_cannot_be_meant_are_refused(today, weights, text):
    with pytest.raises(RequestError, match=text):
        ranking(scored(today, today.region.sites), weights)
