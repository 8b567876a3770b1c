"""The law's frame on one page: Ⅰ 集約 Ⅱ 農地 Ⅲ 交通 Ⅳ 担い手, each with its articles, what the plan does, and what is missing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import shapely

from geo.reference.categories import CATEGORIES
from geo.reference.law import Article, article
from geo.reference.organisation import legal_forms
from plan.figure_texts import persons
from plan.land.land import Land, land_of
from plan.outings.evaluation import people_with_outing
from plan.reach.evaluation import Evaluation
from plan.rules.checking import check
from plan.rules.rule import RuleResult
from plan.scenario.scenario import Scenario
from plan.shown_values import half_up

PillarName = Literal["gathering", "farmland", "transport", "carriers"]

TITLES: Mapping[PillarName, str] = MappingProxyType(
    {
        "gathering": "Ⅰ 拠点に施設を集約する",
        "farmland": "Ⅱ 農地を守り、産業を振興する",
        "transport": "Ⅲ 集落と拠点を結ぶ",
        "carriers": "Ⅳ 担い手を確保する",
    }
)
ARTICLES: Mapping[PillarName, tuple[str, ...]] = MappingProxyType(
    {
        "gathering": ("living_sphere", "land_use_plan", "hub_area", "notice_outside", "conversion", "development"),
        "farmland": ("conservation_area", "farmland_use", "notice_inside"),
        "transport": ("hub_freight", "freight"),
        "carriers": ("regeneration_corporation",),
    }
)
"""Keys of `geo.reference.law`."""
RULES_OF: Mapping[PillarName, tuple[str, ...]] = MappingProxyType(
    {
        "gathering": ("L1", "L2", "L3", "L5", "H1", "H2", "H3", "H5", "H7", "H8", "H9", "H10", "H11", "N1"),
        "farmland": ("L4", "C1", "C2", "C3", "C4"),
        "transport": ("L6", "H6", "T1", "T2"),
        "carriers": ("H4",),
    }
)
PAPER_RULES_OF_ALL = ("P1", "P2", "P3", "P4")
"""Rules of the plan as a document, which belong to no single pillar."""
FORM_NAMES: Mapping[str, str] = MappingProxyType({"integrated": "一体型", "separated": "分離型", "": "形は未定"})
_M2_PER_HA = 10_000


@dataclass(frozen=True)
class Pillar:
    """One of the four parts of the frame.

    Parameters
    ----------
    name, title
        Which.
    articles
        Of law, then and now.
    does
        What this plan does, in figures.
    results
        What the rules answer.
    missing
        What the plan lacks.
    """

    name: PillarName
    title: str
    articles: tuple[Article, ...]
    does: tuple[str, ...]
    results: tuple[RuleResult, ...]
    missing: tuple[str, ...]

    @property
    def failed(self) -> int:
        """How many rules are to be settled (要調整)."""
        return len({r.rule for r in self.results if r.outcome == "failed"})


def pillars_of(
    evaluation: Evaluation,
    baseline: Evaluation,
    results: Sequence[RuleResult] | None = None,
    *,
    written: Scenario | None = None,
) -> tuple[Pillar, ...]:
    """Put the plan beside the law's frame.

    Parameters
    ----------
    evaluation, baseline
        Of the scenario, and of the present.
    results
        What the rules answered; they are asked where it is not given.
    written
        The scenario as it is written, where the evaluation is of one without its words (`plan.organisation.edits`).
    """
    effective = evaluation.effective
    scenario = written or effective.scenario
    if effective.scenario is None or scenario is None:
        return tuple(_pillar(name, [], ["案がありません"], ()) for name in TITLES)
    known = check(effective) if results is None else results
    land = land_of(effective)
    says: dict[PillarName, Iterator[tuple[bool, str]]] = {
        "gathering": _gathering(evaluation, land),
        "farmland": _farmland(land),
        "transport": _transport(evaluation, baseline),
        "carriers": _carriers(scenario),
    }
    pillars = []
    for name, sentences in says.items():
        told = list(sentences)
        does, missing = ([s for given, s in told if given], [s for given, s in told if not given])
        pillars.append(_pillar(name, does, missing, known))
    return tuple(pillars)


def _pillar(name: PillarName, does: Sequence[str], missing: Sequence[str], results: Sequence[RuleResult]) -> Pillar:
    mine = tuple(r for r in results if r.rule in RULES_OF[name])
    return Pillar(name, TITLES[name], tuple(map(article, ARTICLES[name])), tuple(does), mine, tuple(missing))


def _gathering(evaluation: Evaluation, land: Land) -> Iterator[tuple[bool, str]]:
    hubs = evaluation.effective.hubs
    gathered = [c for c in CATEGORIES if any(c in services for services in hubs["services"])]
    if not len(hubs):
        yield False, "拠点がありません"
    elif gathered:
        names = "、".join(CATEGORIES[c] for c in gathered)
        yield True, f"拠点 {len(hubs)}か所に、{len(gathered)}種類の生活サービスを集めます（{names}）"
    else:
        yield False, "拠点に集める生活サービスが書かれていません"
    drawn = [s for s in land.spheres if s.drawn]
    if drawn:
        yield True, f"集落生活圏を {len(drawn)}つ描いています"
    else:
        yield False, "集落生活圏の区域が描かれていません"
    area_ha = sum(shapely.area(h.area) for h in land.hubs) / _M2_PER_HA
    if area_ha > 0:
        yield True, f"地域再生拠点区域（素案）は {half_up(area_ha, 1):,.1f}ha です"
    else:
        yield False, "地域再生拠点区域が描かれていません"


def _farmland(land: Land) -> Iterator[tuple[bool, str]]:
    area_ha = sum(shapely.area(c.area) for c in land.conservation) / _M2_PER_HA
    if area_ha > 0:
        yield (
            True,
            f"農用地等保全利用区域（素案）を {len(land.conservation):,}か所、{half_up(area_ha, 1):,.1f}ha 定めます",
        )
    else:
        yield False, "農用地等保全利用区域が描かれていません"


def _transport(evaluation: Evaluation, baseline: Evaluation) -> Iterator[tuple[bool, str]]:
    services, year = evaluation.effective.services, evaluation.effective.year
    if services:
        yield True, f"案のバスなどは {len(services)}つです（{'、'.join(s.name for s in services)}）"
    else:
        yield False, "案のバスや乗合がありません（今の路線だけです）"
    there, before = (people_with_outing(m, "errands", "no_car", weekly=True) for m in (evaluation, baseline))
    if not math.isfinite(there):
        yield False, "時刻表がないので、行って帰れる人を数えられません"
    else:
        than = f"（現況 {persons(before, year)}）" if math.isfinite(before) else ""
        yield there > 0, f"車のない人で、週に一日は拠点で用を済ませて帰れる人は {persons(there, year)}です{than}"
    carrying = [s.name for s in services if s.freight or s.vehicle.freight_kg > 0]
    if carrying:
        yield True, f"少量の荷物も運べます（{'、'.join(carrying)}）"


def _carriers(scenario: Scenario) -> Iterator[tuple[bool, str]]:
    organisation = scenario.organisation
    if organisation.name:
        form = legal_forms().get(organisation.legal_form)
        legal = form.name if form is not None else "法人の形は未定"
        yield True, f"地域運営組織「{organisation.name}」（{FORM_NAMES[organisation.form]}、{legal}）"
    else:
        yield False, "地域運営組織が書かれていません"
    life, business = (sum(a.kind == kind for a in organisation.activities) for kind in ("life", "business"))
    if life or business:
        yield True, f"活動は、生活サービス {life}、コミュニティビジネス {business} です"
    else:
        yield False, "組織の活動が書かれていません"
    if organisation.designated_on:
        yield True, f"地域再生推進法人に指定されています（{organisation.designated_on}）"
    gathered = [f for hub in scenario.hubs for f in hub.facilities]
    nameless = [f.name for f in gathered if f.works is not None and not f.works.builder]
    if nameless:
        yield False, f"実施主体の決まらない整備誘導施設があります（{'、'.join(nameless)}）"
