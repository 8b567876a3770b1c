"""What a plan contains that grants and support measures ask for: each thing with the evidence, or what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from geo.reference import reference_table
from geo.region.legal_status import legal_status_texts
from geo.texts.lists import short_list
from plan.applied import EffectiveScenario
from plan.scenario.scenario import HubFacility, Scenario
from plan.siting.site_facts import REUSED_KINDS

_FEWEST_VILLAGES, _FEWEST_TARGETS = 2, 2
_PRODUCE = re.compile("農産|直売|加工|産直|道の駅|六次|6次|農家|米|野菜")
# What the measure calls 特定業務施設: a shop or a workshop is none.
_OFFICE = re.compile("本社|本店|支社|事務所|オフィス|研究|研修")
_PUBLIC_KINDS = ("廃校", "旧役場", "空き公共施設")


@dataclass(frozen=True)
class Fact:
    """Something that a plan has or has not.

    Parameters
    ----------
    id, name
        Of the thing.
    present
        None: the region's files don't tell.
    why
        The evidence, or what is missing.
    """

    id: str
    name: str
    present: bool | None
    why: str


def plan_facts(effective: EffectiveScenario) -> Mapping[str, Fact]:
    """Look for everything that grants and measures ask for, by id.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> plan_facts(apply(read_region("sample_regions/model_chiku")))["hub"].present
    False
    """
    scenario = effective.scenario or Scenario("none", "")
    found = {}
    for key, name, look in _LOOKS:
        present, why = look(scenario, effective)
        found[key] = Fact(key, name, present, why)
    return found


_Seen = tuple[bool | None, str]
_Look = Callable[[Scenario, EffectiveScenario], _Seen]


def _named(names: list[str], missing: str) -> _Seen:
    return (True, short_list(names)) if names else (False, missing)


def _facilities(scenario: Scenario) -> Iterator[HubFacility]:
    for hub in scenario.hubs:
        yield from hub.facilities


def _plan_period(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    procedure = scenario.procedure
    if procedure.starts and procedure.ends:
        return True, f"計画期間 {procedure.starts}～{procedure.ends}"
    return False, "計画期間が書かれていません"


def _kpi_yearly(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    good = [k for k in scenario.procedure.kpis if k.base is not None and len(k.targets) >= _FEWEST_TARGETS]
    if good:
        return True, f"基準値と年ごとの目標がある指標 {len(good)}件"
    return False, "基準値と二つ以上の年の目標がある指標がありません"


def _pdca(scenario: Scenario, effective: EffectiveScenario) -> _Seen:
    has_targets, why = _kpi_yearly(scenario, effective)
    if not has_targets:
        return False, why
    if not scenario.procedure.members:
        return False, "確かめる場（協議会）の人が書かれていません"
    return True, f"{why}、確かめる協議会 {len(scenario.procedure.members)}人"


def _hub(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    return _named([h.name for h in scenario.hubs], "拠点がありません")


def _sphere(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    wide = [s for s in scenario.spheres if len(s.villages) >= _FEWEST_VILLAGES]
    if wide:
        return True, f"複数の集落からなる集落生活圏 {len(wide)}つ"
    return False, "複数の集落からなる集落生活圏がありません"


def _hub_area(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    return _named([h.name for h in scenario.hubs if h.areas], "地域再生拠点区域がありません")


def _induced_facility(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    return _named([f.name for f in _facilities(scenario)], "拠点に集める施設がありません")


def _conservation_area(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    return _named([a.name or a.id for a in scenario.conservation_areas], "農用地等保全利用区域がありません")


def _farmland_conversion(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    turned = [f.name for f in _facilities(scenario) if f.works is not None and f.works.farmland_m2]
    return _named(turned, "農地を転用して建てる施設がありません")


def _bus(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    rides = [
        s.name
        for s in scenario.services
        if s.kind != "mobile" and (s.trips or s.area is not None or s.voucher is not None)
    ]
    return _named(rides, "この案で走らせるバスや予約制乗合がありません")


def _mobile(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    return _named(
        [s.name for s in scenario.services if s.kind == "mobile"], "移動販売や見守りなどの訪ねるサービスがありません"
    )


def _reused(scenario: Scenario, effective: EffectiveScenario, kinds: tuple[str, ...]) -> list[str]:
    sites = effective.region.sites
    return [
        h.name
        for h in scenario.hubs
        if h.site_id is not None and h.site_id in sites.index and any(k in str(sites["kind"][h.site_id]) for k in kinds)
    ]


def _reuse(scenario: Scenario, effective: EffectiveScenario) -> _Seen:
    return _named(_reused(scenario, effective, REUSED_KINDS), "使われていない建物を使う拠点がありません")


def _public_reuse(scenario: Scenario, effective: EffectiveScenario) -> _Seen:
    return _named(_reused(scenario, effective, _PUBLIC_KINDS), "廃校や旧役場などの公共施設を転用する拠点がありません")


def _business(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    return _named([b.name for b in scenario.budget.businesses], "コミュニティビジネスが書かれていません")


def _outside_sales(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    selling = [b.name for b in scenario.budget.businesses if b.outside_sales_yen > 0]
    return _named(selling, "域外からの売上が書かれていません")


def _jobs(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    jobs = sum(b.jobs for b in scenario.budget.businesses)
    return (True, f"常時雇用者 {jobs:g}人") if jobs > 0 else (False, "事業が雇う人が書かれていません")


def _business_loan(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    return _named([loan.name for loan in scenario.budget.loans if loan.part == "business"], "事業者の借入がありません")


def _donation(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    donated = [i.name for i in scenario.budget.items if i.kind == "income" and "寄附" in i.name]
    return _named(donated, "企業からの寄附（収入の名前に「寄附」）が書かれていません")


def _new_workplace(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    placed = [f.name for f in _facilities(scenario) if f.category == "employment" and f.status in ("new", "moved")]
    offices = [name for name in placed if _OFFICE.search(name)]
    if placed and not offices:
        return False, f"新しい就業の場（{short_list(placed)}）は、名前からは本社・事務所・研究所・研修所と分かりません"
    return _named(offices, "企業の本社・事務所・研究所・研修所を置くことが書かれていません")


def _care(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    hubs = [h.name for h in scenario.hubs if "care" in h.services]
    placed = [f.name for f in _facilities(scenario) if f.category == "care"]
    return _named([*hubs, *placed], "介護・福祉のサービスがある拠点がありません")


def _produce(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    named = [f.name for f in _facilities(scenario)] + [b.name for b in scenario.budget.businesses]
    return _named([name for name in named if _PRODUCE.search(name)], "農産物の加工や販売がありません")


def _several_hubs(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    if len(scenario.hubs) > 1:
        return True, f"拠点 {len(scenario.hubs)}か所がつながります"
    return False, "拠点が二つ以上ありません"


def _settlers(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    households = sum(s.households_a_year for s in scenario.future.settlers)
    return (True, f"年に {households:g}世帯の移住") if households > 0 else (False, "移住世帯を見込んでいません")


def _older_settlers(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    from_age = reference_table("finance")["older_settlers_from"].value
    coming = [s.kind for s in scenario.future.settlers if any(m.age_from >= from_age for m in s.household)]
    return (True, "中高年の移住世帯を見込んでいます") if coming else (False, "中高年の移住世帯を見込んでいません")


def _organisation(scenario: Scenario, _: EffectiveScenario) -> _Seen:
    name = scenario.organisation.name
    return (True, name) if name else (False, "地域運営組織が書かれていません")


def _depopulated(_: Scenario, effective: EffectiveScenario) -> _Seen:
    status = effective.region.legal_status
    if status is None or status.depopulated is None:
        return None, "過疎地域かどうかが 地域のフォルダーに書かれていません"
    if status.is_depopulated is None:
        return None, short_list(legal_status_texts(status))
    return (
        (True, short_list(legal_status_texts(status))) if status.is_depopulated else (False, "過疎地域ではありません")
    )


def _hilly(_: Scenario, effective: EffectiveScenario) -> _Seen:
    status = effective.region.legal_status
    if status is None or status.is_hilly is None:
        return None, "過疎、振興山村、離島、半島、特定農山村、豪雪のどれに当たるかが 地域のフォルダーに書かれていません"
    return (True, short_list(legal_status_texts(status))) if status.is_hilly else (False, "条件不利地域ではありません")


_LOOKS: tuple[tuple[str, str, _Look], ...] = (
    ("plan_period", "計画期間", _plan_period),
    ("kpi_yearly", "年ごとの目標がある指標", _kpi_yearly),
    ("pdca", "目標を確かめて直す場", _pdca),
    ("hub", "拠点", _hub),
    ("sphere", "集落生活圏", _sphere),
    ("hub_area", "地域再生拠点区域", _hub_area),
    ("induced_facility", "拠点に集める施設", _induced_facility),
    ("conservation_area", "農用地等保全利用区域", _conservation_area),
    ("farmland_conversion", "農地を転用する施設", _farmland_conversion),
    ("bus", "バスなどの足", _bus),
    ("mobile", "訪ねるサービス", _mobile),
    ("reuse", "使われていない建物の活用", _reuse),
    ("public_reuse", "公共施設の転用", _public_reuse),
    ("business", "コミュニティビジネス", _business),
    ("outside_sales", "域外からの売上", _outside_sales),
    ("jobs", "雇用", _jobs),
    ("business_loan", "事業者の借入", _business_loan),
    ("donation", "企業からの寄附", _donation),
    ("new_workplace", "企業の本社・事務所・研究所など", _new_workplace),
    ("care", "介護・福祉", _care),
    ("produce", "農産物の加工・販売", _produce),
    ("several_hubs", "二つ以上の拠点", _several_hubs),
    ("settlers", "移住世帯", _settlers),
    ("older_settlers", "中高年の移住", _older_settlers),
    ("organisation", "地域運営組織", _organisation),
    ("depopulated", "過疎地域", _depopulated),
    ("hilly", "条件不利地域", _hilly),
)
