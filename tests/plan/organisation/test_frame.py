"""The law's frame: every rule has one place, what is there is told as figures, what is not as missing."""

from __future__ import annotations

from dataclasses import replace

from plan.applied import apply
from plan.organisation.frame import ARTICLES, PAPER_RULES_OF_ALL, RULES_OF, TITLES, pillars_of
from plan.reach.evaluation import evaluate
from plan.rules.registry import RULES
from plan.scenario.carriers.organisation import Activity, Organisation
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan


def test_every_rule_stands_in_exactly_one_place():
    placed = [code for codes in RULES_OF.values() for code in codes] + list(PAPER_RULES_OF_ALL)
    assert sorted(placed) == sorted(r.code for r in RULES)
    assert set(ARTICLES) == set(RULES_OF) == set(TITLES)


def test_an_empty_plan_does_nothing_and_lacks_everything(region, today):
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案1")
    pillars = pillars_of(evaluate(apply(region, plan, new)), today)
    assert [p.title[0] for p in pillars] == ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]
    assert all(p.missing for p in pillars)
    gathering, farmland, _, carriers = pillars
    assert (gathering.does, farmland.does, carriers.does) == ((), (), ())
    assert "拠点がありません" in gathering.missing
    assert "地域運営組織が書かれていません" in carriers.missing
    assert all(p.missing == ("案がありません",) and not p.does for p in pillars_of(today, today))


def test_a_plan_that_is_whole_tells_its_figures_and_both_numbers_of_the_law(good):
    effective = good
    assert effective.scenario is not None
    written = replace(
        effective.scenario,
        organisation=Organisation(
            "谷の会",
            "separated",
            "npo",
            designated_on="2028-04",
            activities=(Activity("配食"), Activity("米", "business")),
        ),
    )
    pillars = pillars_of(evaluate(effective), evaluate(apply(effective.region)), written=written)
    told = {p.name: " ".join(p.does) for p in pillars}
    assert "拠点 1か所" in told["gathering"]
    assert "地域再生拠点区域（素案）は 5.0ha" in told["gathering"]  # 500 m × 100 m
    assert "農用地等保全利用区域（素案）を 1か所、16.0ha" in told["farmland"]  # 400 m × 400 m
    assert "「谷の会」（分離型、NPO法人（特定非営利活動法人））" in told["carriers"]
    assert "生活サービス 1、コミュニティビジネス 1" in told["carriers"]
    assert "2028-04" in told["carriers"]
    assert pillars[3].missing == ()
    assert "第17条の17" in pillars[0].articles[1].present
    assert pillars[0].articles[1].old == "第17条の7"
    assert {r.rule for p in pillars for r in p.results} == {code for codes in RULES_OF.values() for code in codes}
