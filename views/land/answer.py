"""The answer and the figures of the page 圏域・土地利用."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from plan.figure_texts import persons
from plan.land.land import land_of
from plan.reach.evaluation import Evaluation
from plan.rules.rule import RuleResult
from views.figures import Figure


def land_answer(current: Evaluation, results: Sequence[RuleResult]) -> str:
    """Say who lives in a sphere, and what is to be settled."""
    scenario, villages = current.effective.scenario, current.effective.region.villages
    assert scenario is not None
    if not scenario.spheres:
        return "集落生活圏がまだありません。右の「圏域」で作るか、地図に区域を描いてください。"
    known = [v for s in scenario.spheres for v in s.villages if v in villages.index]
    people = villages.loc[known, "population"].sum()
    failed = len({r.rule for r in results if r.outcome == "failed"})
    settled = f"法令などの確認で要調整が {failed}項目あります。" if failed else "法令などの確認で要調整はありません。"
    return f"{len(scenario.spheres)}つの集落生活圏に {len(known)}集落・{persons(people, current.effective.year)}が暮らします。{settled}"


def land_figures(current: Evaluation, results: Sequence[RuleResult]) -> list[Figure]:
    """Return the page's figures: people in spheres, hub areas, conservation areas, rules to be settled."""
    scenario, villages = current.effective.scenario, current.effective.region.villages
    assert scenario is not None
    land = land_of(current.effective)
    known = [v for s in scenario.spheres for v in s.villages if v in villages.index]
    share = villages.loc[known, "population"].sum() / max(villages["population"].sum(), 1)
    hub_ha = sum(shapely.area(h.area) for h in land.hubs) / 1e4
    kept_ha = sum(shapely.area(c.area) for c in land.conservation) / 1e4
    failed = len({r.rule for r in results if r.outcome == "failed"})
    return [
        Figure("集落生活圏に住む人", f"{share * 100:.0f}", "%"),
        Figure("地域再生拠点区域（素案）", f"{hub_ha:,.1f}", "ha"),
        Figure("農用地等保全利用区域（素案）", f"{kept_ha:,.1f}", "ha"),
        Figure("要調整", f"{failed}", "項目"),
    ]
