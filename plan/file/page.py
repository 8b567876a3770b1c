"""The page docs/plan_file.md, made from the value types: ``python -m plan.file.page > docs/plan_file.md``."""

from __future__ import annotations

import datetime
import sys
import typing
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from shapely import LineString, Polygon

from geo.reference.assumptions import Assumptions
from network.services.bus_service import BusService, ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import Pause, ServiceCalendar
from network.services.consignment import Consignment
from network.services.service_terms import CostTerms, Depot, FreeSection, GuaranteedTransfer, OtherRun, Voucher
from plan.file.fields import Field, fields_of, is_drawn, is_ground, is_list, is_table, without_none
from plan.file.forms import form_of
from plan.scenario.budget import Budget, BudgetItem, CommunityBusiness, GrantAnswer, GrantShare, Loan, UsedSupport
from plan.scenario.buildings import Building, BuildingUse
from plan.scenario.carriers.agreements import Decision, Duty, Question, Record, RelatedPlan, Remark, SceneShown
from plan.scenario.carriers.checklist import Checklist, VillageProblems
from plan.scenario.carriers.company import Company, Payment
from plan.scenario.carriers.marks import Mark
from plan.scenario.carriers.organisation import Activity, ConditionNote, Income, Organisation, StepDocument
from plan.scenario.drawn_areas import ConservationArea, HubArea, Sphere
from plan.scenario.future import Future, Member, Settlers, Threshold
from plan.scenario.procedure import AreaMap, DraftTexts, Kpi, Procedure
from plan.scenario.scenario import FacilityEdit, FeedRoute, Hub, HubFacility, Plan, RoadEdit, Scenario
from plan.scenario.scenes import Evening, Scene, View
from plan.scenario.works import Works

TITLES: Mapping[type, str] = MappingProxyType(
    {
        Plan: "計画",
        Scenario: "案",
        Hub: "拠点",
        HubFacility: "拠点の施設",
        Works: "整備誘導施設の整備",
        HubArea: "地域再生拠点区域",
        FacilityEdit: "施設の変更",
        RoadEdit: "道の変更",
        BusService: "バスなどのサービス",
        ServiceStop: "停留所",
        ServiceCalendar: "運行日",
        Pause: "休む期間",
        ServiceTrip: "便",
        Vehicle: "車両",
        FreeSection: "自由乗降の区間",
        GuaranteedTransfer: "接続を待つ所",
        OtherRun: "ほかの運行",
        Depot: "車庫",
        CostTerms: "払い方",
        Voucher: "タクシー券",
        Consignment: "荷物",
        FeedRoute: "やめる路線",
        Sphere: "集落生活圏",
        ConservationArea: "農用地等保全利用区域",
        Procedure: "手続",
        Kpi: "指標",
        AreaMap: "計画の図",
        Future: "将来",
        DraftTexts: "文書に書く言葉",
        Settlers: "移住世帯",
        Member: "世帯の人",
        Threshold: "続けるのに要る数",
        Checklist: "アンケート",
        VillageProblems: "集落の答え",
        Budget: "お金",
        BudgetItem: "費用と収入",
        GrantShare: "補助",
        CommunityBusiness: "コミュニティビジネス",
        Loan: "借入",
        GrantAnswer: "交付金の問いへの答え",
        UsedSupport: "使う支援措置",
        Company: "会社",
        Payment: "出資の払込み",
        RelatedPlan: "関連計画",
        Organisation: "地域運営組織",
        Activity: "活動",
        Income: "収入",
        StepDocument: "ステップの文書",
        ConditionNote: "条件の確かめ",
        Decision: "決めたこと",
        Duty: "役割",
        Building: "まとめる建物",
        BuildingUse: "建物の使い方",
        Record: "協議の記録",
        Question: "問い",
        Remark: "意見と、変えたこと",
        SceneShown: "映したもの",
        Scene: "画面",
        View: "地図の見えるところ",
        Evening: "集まり",
        Mark: "地図の印",
    }
)

_INTRODUCTION = """\
# 計画のファイル（*.plan.json）

この頁は `python -m plan.file.page > docs/plan_file.md` で、計画の値の型（`plan/scenario/`、`network/services/`）から作ります。手で直さないでください。

- UTF-8 の JSON です。キーは文字の順、座標は小数 6 桁で、時刻の記録は入りません。同じ計画は、いつも同じバイトになります。
- `format_version` は 1 です。古い版は、読むときに一つずつ新しい版に直します（`plan/file/plan_file.py` の `UPGRADES`）。
- 知らないキーは、どの段にあっても捨てません。読んで、直して、写して、また書いても残ります。
- 座標は JGD2011 の度、時刻は 0 時からの秒（翌日の 1 時は 90000）です。id は一度付けたら変わらず、消しても使い回しません。
- 地域再生拠点区域と農用地等保全利用区域の `id` は、手で書いたファイルになければ、続きの番号を付けます。
- 協議の記録の `marks`（地図に付けた印）は GeoJSON の Feature の並びで、地図のソフトでもそのまま使えます。

「要る」は、なければファイルを読めないキー、「いつも」は、何も言うことがなくても書くキー、「あれば」は、言うことがあるときだけ書くキーです。
"""

_SINGLE: Mapping[Any, str] = MappingProxyType(
    {
        str: "文字",
        float: "数",
        int: "整数",
        bool: "true か false",
        datetime.date: "日付（2026-04-01）",
        Polygon: "GeoJSON の Polygon",
        LineString: "GeoJSON の LineString",
        Assumptions: "前提の名前ごとの数",
        tuple[str, str, int]: "[始点, 終点, 番号]",
        Mapping[int, float]: "西暦の年ごとの数",
        Mapping[str, int]: "文字ごとの整数",
        Mapping[str, float]: "id か名前ごとの数",
    }
)


def plan_file_page() -> str:
    """Return the page."""
    sections = [f"## {title}\n\n{field_table(cls)}" for cls, title in TITLES.items()]
    return "\n".join([_INTRODUCTION, *sections])


def field_table(cls: type) -> str:
    """Return the table of a value type's keys."""
    rows = "".join(f"| `{key}` | `{value}` | いつも |\n" for key, value in form_of(cls).constants.items())
    rows += "".join(f"| `{_key(f)}` | {_kind_of(f)} | {_when(f)} |\n" for f in fields_of(cls))
    return f"| キー | 中身 | 書くとき |\n|---|---|---|\n{rows}"


def _key(f: Field) -> str:
    return "` の `".join(f.key) or "type`、`coordinates"


def _when(f: Field) -> str:
    return "要る" if f.required else "いつも" if f.always else "あれば"


def _kind_of(f: Field) -> str:
    return f.spelling.kind or kind_text(f.kind)


def kind_text(kind: Any) -> str:
    """Name the kind of a value.

    Examples
    --------
    >>> kind_text(tuple[Hub, ...])
    '[拠点](#拠点)の並び'
    """
    if is_drawn(kind):
        return _DRAWN
    if (inner := without_none(kind)) != (kind,):
        return f"{_GROUND if is_ground(kind) else kind_text(inner[0])}、または null"
    if kind in _SINGLE:
        return _SINGLE[kind]
    if typing.get_origin(kind) is Literal:
        return "、".join(f"`{one}`" for one in typing.get_args(kind))
    if is_list(kind):
        return f"{kind_text(typing.get_args(kind)[0])}の並び"
    if is_table(kind):
        return f"id か名前ごとの{kind_text(typing.get_args(kind)[1])}"
    title = next(TITLES[base] for base in kind.__mro__ if base in TITLES)
    return f"[{title}](#{title})"


_DRAWN = "GeoJSON の Point、LineString、Polygon のどれか"
_GROUND = "GeoJSON の Polygon か MultiPolygon"

if __name__ == "__main__":
    sys.stdout.write(plan_file_page())
