"""Each rule on the drawn town, spoiled in one way: where it fails, and where it cannot tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from plan.applied import EffectiveScenario
from plan.rules import RuleResult, check
from tests.plan.drawn_town import features, place, plan_of_the_town, square, town

Drawn = dict[str, Any]
Spoil = Callable[[Drawn, Drawn], None]
"""Takes the town and the scenario and spoils them."""


def without_zone(*names: str) -> Spoil:
    def spoil(drawn: Drawn, _scenario: Drawn) -> None:
        for name in names:
            del drawn["zones"][name]

    return spoil


def sphere(area: Drawn | None = None, villages: list[str] | None = None) -> Spoil:
    def spoil(_drawn: Drawn, scenario: Drawn) -> None:
        scenario["spheres"][0]["area"] = area
        if villages is not None:
            scenario["spheres"][0]["villages"] = villages

    return spoil


def hub_area(*areas: Drawn) -> Spoil:
    return lambda _drawn, scenario: scenario["hubs"][0].update(areas=list(areas))


def hub(**changes: Any) -> Spoil:
    return lambda _drawn, scenario: scenario["hubs"][0].update(changes)


def works(**changes: Any) -> Spoil:
    return lambda _drawn, scenario: scenario["hubs"][0]["facilities"][0]["works"].update(changes)


def conserved(area: Drawn) -> Spoil:
    return lambda _drawn, scenario: scenario["conservation_areas"][0].update(area=area)


def procedure(**changes: Any) -> Spoil:
    return lambda _drawn, scenario: scenario["procedure"].update(changes)


def service(**changes: Any) -> Spoil:
    return lambda _drawn, scenario: scenario["services"][0].update(changes)


def nothing(key: str) -> Spoil:
    return lambda _drawn, scenario: scenario.update({key: {} if key == "procedure" else []})


def zone(name: str, *shapes: tuple[Drawn, Drawn]) -> Spoil:
    return lambda drawn, _scenario: drawn["zones"].update({name: features(*shapes)})


def drawn(**changes: Any) -> Spoil:
    return lambda drawn, _scenario: drawn.update(changes)


def both(*spoils: Spoil) -> Spoil:
    def spoil(drawn: Drawn, scenario: Drawn) -> None:
        for one in spoils:
            one(drawn, scenario)

    return spoil


def far_village(town_drawn: Drawn, scenario: Drawn) -> None:
    town_drawn["lengths"][("w", "a")] = 40_000.0


def moved(facility: str, x: float, y: float) -> Spoil:
    lat, lon = place(x, y)
    return lambda _drawn, scenario: scenario.update(
        facilities=[{"facility_id": facility, "change": "move", "lat": lat, "lon": lon}]
    )


def two_spheres(other: Drawn) -> Spoil:
    def spoil(_drawn: Drawn, scenario: Drawn) -> None:
        lat, lon = place(1000, 0)
        scenario["hubs"].append(
            {"id": "h2", "name": "中野拠点", "lat": lat, "lon": lon, "services": [], "facilities": [], "areas": []}
        )
        scenario["spheres"].append({"hub_id": "h2", "villages": [], "area": other})

    return spoil


RED, YELLOW = {"kind": "特別警戒区域"}, {"kind": "警戒区域"}
ON_HUB = square(100, -20, 140, 20)
AT_NURSERY = square(-10, -10, 10, 10)

FAILING: list[tuple[str, Spoil, str]] = [
    ("L1", sphere(square(-2000, -2000, 3100, 2000)), "市町村の範囲から"),
    ("L2", sphere(square(-2000, -2000, 2600, 2600)), "市街化区域・用途地域が 9,999m² 入っています"),
    ("L3", sphere(square(-500, -500, 500, 500)), "集落が「上野」だけです"),
    ("L3", sphere(square(100, -500, 500, 500), ["v1"]), "集落が一つも入っていません"),
    ("L4", sphere(square(-2000, -2000, 2000, 150)), "農地が入っていません"),
    ("L5", two_spheres(square(1900, -2000, 2500, 2000)), "重なっています"),
    ("L5", sphere(square(-2000, -2000, 2000, 2000), ["v1", "v2"]), "どの集落生活圏にも入っていない集落が 1 あります（奥野）"),
    ("L5", sphere(square(-900, -2000, 2000, 2000)), "集落（奥野）が、描かれた範囲の外"),
    ("L5", sphere({"type": "MultiPolygon", "coordinates": [square(-2000, -2000, 1200, 2000)["coordinates"],
                                                          square(1300, -2000, 2000, 2000)["coordinates"]]}), "2つに分かれて"),
    ("L6", far_village, "「上野拠点」まで車で 30分を超えるか、行けない集落が 1 あります（奥野）"),
    ("H1", hub_area(), "「上野拠点」に地域再生拠点区域がありません"),
    ("H1", hub_area(square(-50, -50, 2100, 50)), "集落生活圏から"),
    ("H2", hub(services=[], facilities=[]), "誘導施設の種類がありません"),
    ("H2", hub(services=["transport"], facilities=[]), "交通結節は、集落福利等施設に当たりません"),
    ("H3", hub(services=["medical", "fuel"]), "誘導施設のうち 燃料供給 が"),
    ("H4", works(builder=""), "「上野保育所」に、実施主体がありません"),
    ("H4", works(land_m2=None), "敷地の面積がありません"),
    ("H4", works(**{"from": "", "to": ""}), "整備の時期がありません"),
    ("H4", hub_area(square(100, -50, 450, 50)), "「上野保育所」が、「上野拠点」の地域再生拠点区域の外"),
    ("H5", drawn(lengths={("w", "a"): 1000.0, ("a", "s"): 200.0, ("s", "b"): 400.0, ("b", "e"): 600.0}), "600m あり"),
    ("H5", both(hub(facilities=[]), hub_area(square(-450, -50, 380, 50))), "差し渡しが"),
    ("H5", drawn(lengths={("w", "a"): 1000.0, ("s", "b"): 200.0, ("b", "e"): 600.0}), "歩いて行けないほど遠く"),
    ("H6", drawn(stops={"s2": (1000, 0)}), "停留所から歩いて 300m を超える施設が 3 あります"),
    ("H7", zone("landslide", (ON_HUB, RED)), "土砂災害特別警戒区域が 1,6"),
    ("H7", zone("landslide", (AT_NURSERY, YELLOW)), "避難に時間のかかる人のいる施設（上野保育所、上野診療所）"),
    ("H8", zone("flood", (ON_HUB, {"depth_rank": 3})), "深い浸水が想定される所が"),
    ("H8", zone("flood", (AT_NURSERY, {"depth_rank": 2})), "浸水が想定される所にあります"),
    ("H8", zone("house_collapse", (ON_HUB, {})), "家屋倒壊等氾濫想定区域が"),
    ("H8", zone("tsunami", (ON_HUB, {})), "津波浸水想定が"),
    ("C1", conserved(square(1900, 200, 2100, 600)), "集落生活圏から"),
    ("C2", conserved(square(500, 200, 900, 800)), "農地は 67% で、80% に届きません"),
    ("C3", hub_area(square(-50, -50, 600, 250)), "「下野の田」と「上野拠点」の地域再生拠点区域が"),
    ("T1", both(drawn(stops={"s1": (200, 0), "s2": (1000, 0)}), nothing("services")),
     "500m を超える人が半数より多い集落が 1 あります（奥野）"),
    ("T2", service(area=square(-2100, -500, 1500, 500)), "集落生活圏の外に出ています"),
    ("T2", service(vehicle={"class": "wagon", "freight_kg": 350}), "荷物が 350kg で、350kg 未満ではありません"),
    ("T2", service(operator="株式会社おでかけ"), "株式会社なので"),
    ("T2", service(area=None, geometry={"type": "LineString", "coordinates": [list(reversed(place(0, 0))), list(reversed(place(2500, 0)))]}),
     "集落生活圏の外に出ています"),
    ("P1", procedure(period={"from": "2027-04-01"}), "計画期間 がありません"),
    ("P1", procedure(kpis=[]), "計画の目標"),
    ("P1", sphere(None), "区域（集落生活圏の範囲）"),
    ("P2", procedure(map={"scale": True, "north": False, "landmarks": []}), "方位、目標となる地物 がありません"),
    ("P3", procedure(kpis=[{"indicator": "hub_near_walk", "base": 100, "base_year": 2025, "targets": {"2028": 105}}]), "（2029年）"),
    ("P3", procedure(kpis=[{"indicator": "売上", "targets": {}}]), "「売上」に 基準値、基準値の年、目標値、データの出典 がありません"),
    ("P4", procedure(published_on=None), "公表した日 が記録されていません"),
    ("P4", procedure(published_on="2027-01-19"), "協議会を開いた日より前です"),
    ("P4", procedure(council={"held_on": "来週", "members": ["知事", "農業委員会"]}), "日付として読めません"),
    ("P4", procedure(council={"held_on": "2027-01-20", "members": ["農業委員会"]}), "協議会に都道府県知事がいません"),
]  # fmt: skip

NOT_CHECKED: list[tuple[str, Spoil, str]] = [
    ("L1", without_zone("municipality"), "「市町村の範囲」のデータがない"),
    ("L1", sphere(None), "「上野拠点」の集落生活圏の範囲がまだ描かれていない"),
    ("L2", without_zone("urban"), "都市計画区域のない町なら"),
    ("L3", nothing("spheres"), "集落生活圏がまだありません"),
    ("L4", without_zone("farmland", "farmland_zone"), "農地と農用地区域のデータがない"),
    ("L5", nothing("spheres"), "集落生活圏がまだありません"),
    ("L6", drawn(lengths={}), "道のデータがない"),
    ("H1", sphere(None), "集落生活圏の範囲がない"),
    ("H2", hub_area(), "まだ描かれていない"),
    ("H3", nothing("hubs"), "案に拠点がない"),
    ("H4", hub(facilities=[]), "整備誘導施設"),
    ("H5", drawn(lengths={}), "道のデータがない"),
    ("H6", drawn(stops={}), "停留所のデータ"),
    ("H7", without_zone("landslide"), "「土砂災害警戒区域」のデータがない"),
    ("H7", zone("landslide", (ON_HUB, {})), "警戒・特別警戒の別が分からない"),
    ("H8", without_zone("flood"), "「浸水想定区域」のデータがない"),
    ("H9", without_zone("farmland_zone"), "「農用地区域」のデータがない"),
    (
        "H10",
        both(without_zone("farmland", "farmland_zone")),
        "転用する農地の面積が分からない建物があります（上野保育所：農地のデータがない）",
    ),
    ("H11", works(land_m2=None), "敷地の面積が分からない建物があります（上野保育所）"),
    ("C1", nothing("conservation_areas"), "まだ描かれていない"),
    ("C2", without_zone("farmland", "farmland_zone"), "農地と農用地区域のデータがない"),
    ("C3", hub_area(), "地域再生拠点区域がまだ描かれていない"),
    ("C4", nothing("conservation_areas"), "まだ描かれていない"),
    ("N1", sphere(None), "集落生活圏の範囲がない"),
    ("T1", both(drawn(stops={}), nothing("services")), "停留所のデータ"),
    ("T2", nothing("services"), "自家用有償旅客運送の便が案にない"),
    ("T2", service(area={"type": "Polygon", "coordinates": []}), "「上野おでかけ車」の経路か区域"),
    ("P1", nothing("procedure"), "手続き"),
    ("P2", procedure(map=None), "図が付いていない"),
    ("P3", procedure(kpis=[]), "指標が一つもない"),
    ("P4", nothing("procedure"), "手続き"),
]

FOLLOWING: list[tuple[str, Spoil, str]] = [
    (
        "H9",
        both(hub_area(square(-50, -50, 600, 250)), nothing("conservation_areas")),
        "農業協同組合と土地改良区を協議会に",
    ),
    ("H9", zone("land_improvement", (ON_HUB, {})), "土地改良区の地区にかかります"),
    ("H10", works(land_m2=5000, farmland_m2=3100), "31.0a で、30a を超えます"),
    ("H10", works(land_m2=50_000, farmland_m2=41_000), "4.10ha で、4ha を超えます"),
    ("H11", works(land_m2=12_000), "12,000m² で、10,000m² 以上のため"),
    ("H11", zone("urban", (AT_NURSERY, {"kind": "市街化調整区域"})), "市街化調整区域の中にあるため"),
    ("C4", moved("f-shop", 600, 300), "「下野商店」（買物）の移転：農用地等保全利用区域「下野の田」の中"),
    (
        "N1",
        moved("f-shop", -800, 300),
        "「下野商店」（買物）の移転：「上野拠点」の集落生活圏の中で、地域再生拠点区域の外",
    ),
    ("N1", hub_area(square(100, -50, 450, 50)), "「上野保育所」（保育）の新築"),
]


def results(town_of: Callable[[Drawn, Drawn], EffectiveScenario], code: str, spoil: Spoil) -> list[RuleResult]:
    region, scenario = town(), plan_of_the_town()
    spoil(region, scenario)
    return list(check(town_of(region, scenario), [code]))


def named(cases: list[tuple[str, Spoil, str]]) -> Any:
    return pytest.mark.parametrize(("code", "spoil", "message"), cases, ids=[f"{c[0]}-{c[2][:16]}" for c in cases])


@named(FAILING)
def test_it_fails_and_says_where(town_of: Any, code: str, spoil: Spoil, message: str) -> None:
    found = [r for r in results(town_of, code, spoil) if r.outcome == "failed"]
    assert any(message in r.message for r in found), [r.message for r in found]
    assert all((r.where is not None) == (code[0] != "P") for r in found)


@named(NOT_CHECKED)
def test_it_says_what_it_would_need(town_of: Any, code: str, spoil: Spoil, message: str) -> None:
    found = results(town_of, code, spoil)
    assert any(r.outcome == "not_checked" and message in r.message for r in found), [r.message for r in found]
    assert not any(r.outcome == "passed" for r in found)


@named(FOLLOWING)
def test_it_tells_what_follows(town_of: Any, code: str, spoil: Spoil, message: str) -> None:
    found = results(town_of, code, spoil)
    assert any(r.outcome == "info" and message in r.message for r in found), [(r.outcome, r.message) for r in found]


def test_every_rule_has_a_case_of_each_kind() -> None:
    fails_or_follows = {code for code, *_ in (*FAILING, *FOLLOWING)}
    cannot_tell = {code for code, *_ in NOT_CHECKED}
    from plan.rules.registry import RULES

    assert fails_or_follows == cannot_tell == {rule.code for rule in RULES}
