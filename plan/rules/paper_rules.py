"""Rules P1 to P4: what the plan itself must say of its area, aims, council and publication."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from plan.indicators.registry import INDICATORS
from plan.land.council import council
from plan.land.land import Land
from plan.rules.amount_texts import names
from plan.rules.rule import Finding, Rule, failed, not_checked, passed
from plan.scenario.procedure import Kpi, Procedure

_NO_PROCEDURE = "計画の手続き（計画期間、目標、協議会、公表）がまだ書かれていないので、確かめられません。"
_NO_SCENARIO = "案がないので、確かめられません。案を作ってください。"
_YEAR_DIGITS = 4


def _procedure(land: Land) -> Procedure | Finding:
    if land.effective.scenario is None:
        return not_checked(_NO_SCENARIO)
    procedure = land.effective.scenario.procedure
    return procedure if procedure.is_given else not_checked(_NO_PROCEDURE)


def plan_says_what_it_must(land: Land) -> Iterator[Finding]:
    """P1: the plan has an area, works, a period and aims."""
    procedure = _procedure(land)
    if isinstance(procedure, Finding):
        yield procedure
        return
    works = any(h.induced or h.buildings for h in land.hubs) or bool(land.coming)
    must = {
        "区域（集落生活圏の範囲）": any(s.drawn for s in land.spheres),
        "事業（拠点に集める施設）": works,
        "計画期間": bool(procedure.starts and procedure.ends),
    }
    missing = [name for name, given in must.items() if not given]
    if missing:
        yield failed(f"計画に必ず書く {names(missing)} がありません。書き加えてください。")
    if not procedure.kpis:
        yield failed(
            "計画の目標（指標と目標値）がありません。目標は書くよう努めるものです。指標を選んで、目標値を書いてください。"
        )
    yield passed("計画の区域、事業、計画期間、目標がそろっています。")


def map_shows_what_it_must(land: Land) -> Iterator[Finding]:
    """P2: the map of the area has a scale, a north arrow and landmarks."""
    procedure = _procedure(land)
    if isinstance(procedure, Finding):
        yield procedure
        return
    if procedure.map is None:
        yield not_checked(
            "区域を示す図が付いていないので、確かめられません。図を付けたら、縮尺・方位・目標となる地物を書いてください。"
        )
        return
    shown = {"縮尺": procedure.map.scale, "方位": procedure.map.north, "目標となる地物": bool(procedure.map.landmarks)}
    missing = [name for name, given in shown.items() if not given]
    if missing:
        yield failed(f"区域を示す図に {names(missing)} がありません。書き加えてください。")
    yield passed("区域を示す図に、縮尺、方位、目標となる地物があります。")


def kpis_can_be_judged(land: Land) -> Iterator[Finding]:
    """P3: every measure has a base with its year, a target for every year, the last one included, and a source."""
    procedure = _procedure(land)
    if isinstance(procedure, Finding):
        yield procedure
        return
    if not procedure.kpis:
        yield not_checked("目標の指標が一つもないので、確かめられません。指標を選んでください。")
        return
    if not target_years(procedure):
        yield not_checked("計画期間が書かれていないので、年ごとの目標値がそろっているかは確かめられません。")
    for kpi in procedure.kpis:
        missing = missing_of_kpi(kpi, procedure)
        if missing:
            yield failed(
                f"目標の指標「{_name(kpi)}」に {names(missing)} がありません。書き加えてください。", ids=[kpi.indicator]
            )
        early = [year for year in kpi.targets if kpi.base_year is not None and year <= kpi.base_year]
        if early:
            yield failed(
                f"目標の指標「{_name(kpi)}」の目標値に、基準値の年（{kpi.base_year}年）より後でない年（{names([str(year) for year in early])}年）"
                "があります。年を確かめてください。",
                ids=[kpi.indicator],
            )
    yield passed("目標の指標には、基準値とその年、年ごとの目標値、データの出典がそろっています。")


def _name(kpi: Kpi) -> str:
    return next((i.name for i in INDICATORS if i.id == kpi.indicator), kpi.indicator)


def missing_of_kpi(kpi: Kpi, procedure: Procedure) -> list[str]:
    """Name what a measure lacks to be judged: base, its year, a target for every year and the last one, a source."""
    known = any(i.id == kpi.indicator for i in INDICATORS)
    years = target_years(procedure)
    without = [str(year) for year in years if year not in kpi.targets]
    last = bool(years) and bool(kpi.targets) and years[-1] not in kpi.targets
    checks = {
        "基準値": kpi.base is not None,
        "基準値の年": kpi.base_year is not None,
        "目標値": bool(kpi.targets),
        f"年ごとの目標値（{names(without)}年）": not (kpi.targets and without),
        f"最後の年（{years[-1] if years else ''}年）の目標値": not last,
        "データの出典": known or bool(kpi.source),
    }
    return [what for what, given in checks.items() if not given]


def target_years(procedure: Procedure) -> range:
    """Return the years after the first until the last of the period; none where the period is not said."""
    ends = [text[:_YEAR_DIGITS] for text in (procedure.starts, procedure.ends)]
    if not all(e.isascii() and e.isdigit() for e in ends):
        return range(0)
    return range(int(ends[0]) + 1, int(ends[1]) + 1)


def council_and_publication_are_recorded(land: Land) -> Iterator[Finding]:
    """P4: the day of the council, its members and the day of publication are recorded, in this order, with all who must sit in it."""
    procedure = _procedure(land)
    if isinstance(procedure, Finding):
        yield procedure
        return
    given = {
        "協議会を開いた日": procedure.held_on,
        "協議会の構成員": procedure.members,
        "公表した日": procedure.published_on,
    }
    missing = [name for name, value in given.items() if not value]
    if missing:
        yield failed(f"{names(missing)} が記録されていません。公表までは（素案）です。")
    for name, text in (("協議会を開いた日", procedure.held_on), ("公表した日", procedure.published_on)):
        if text and _date(text) is None:
            yield failed(f"{name}「{text}」が日付として読めません。2027-04-01 のように書いてください。")
    held, published = _date(procedure.held_on), _date(procedure.published_on)
    if held is not None and published is not None and published < held:
        yield failed("公表した日が、協議会を開いた日より前です。日付を確かめてください。")
    if procedure.members:
        absent = [m for m in council(land) if not any(m.word in member for member in procedure.members)]
        for member in absent:
            yield failed(f"協議会に{member.member}がいません。{member.because}、加えてください。")
    yield passed("協議会の日と構成員、公表の日が記録されています。")


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


PAPER_RULES: tuple[Rule, ...] = (
    Rule("P1", "計画に区域・事業・期間・目標がある", "error", "regional_plan",
         "地域再生計画には、区域、事業、計画期間を必ず書き、目標を書くよう努めます。",
         "地域再生法第5条第2項・第3項", "read", plan_says_what_it_must),
    Rule("P2", "区域の図に縮尺・方位・目標物がある", "error", "area_map",
         "認定を申請するときの図は、縮尺、方位、目標となる地物と区域を示します。本ツールの印刷用の地図には、縮尺と方位、施設の名前が入ります。",
         "地域再生法施行規則第1条", "read", map_shows_what_it_must),
    Rule("P3", "目標の指標に基準値・目標値・出典がある", "warning", None,
         "指標ごとに、基準値とその年、計画期間の年ごとの目標値（最後の年を含む）、データの出典があるかを見ます。",
         "地域再生計画の認定申請マニュアルのKPIの考え方", "likely", kpis_can_be_judged),
    Rule("P4", "協議会と公表が記録されている", "warning", "publication",
         "土地利用計画は地域再生協議会で協議し、つくったら公表します。日付と構成員が記録され、加えなければならない構成員がそろっているかを見ます。",
         "地域再生法第17条の17", "likely", council_and_publication_are_recorded),
)  # fmt: skip
