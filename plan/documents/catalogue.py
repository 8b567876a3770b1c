"""The documents that can be written, in the order of screens and bundles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plan.documents.agreed import evening_minutes, evening_minutes_lacks, evening_results, evening_results_lacks
from plan.documents.blocks import Document
from plan.documents.circular import circular, circular_lacks
from plan.documents.land_use_plan import land_use_plan, land_use_plan_lacks
from plan.documents.material import Material
from plan.documents.regional_plan import regional_plan, regional_plan_lacks
from plan.documents.residents_design import residents_design, residents_design_lacks
from plan.documents.transport_papers import (
    meeting_paper,
    transport_plan,
    transport_plan_lacks,
    transport_year,
    transport_year_lacks,
)


def _nothing(_: Material) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class KnownDocument:
    """A document that can be written.

    Parameters
    ----------
    key, name
        By which it is chosen, and what it is called.
    holds
        What it holds, in Japanese.
    write
        From what it is written from to the document.
    lacks
        Names what nobody has entered, without reckoning anything that takes long.
    """

    key: str
    name: str
    holds: str
    write: Callable[[Material], Document]
    lacks: Callable[[Material], tuple[str, ...]] = _nothing


DOCUMENTS: tuple[KnownDocument, ...] = (
    KnownDocument("regional_plan", "地域再生計画", "地域再生計画の素案（見出し1〜7、KPI、工程表、関連計画）", regional_plan, regional_plan_lacks),
    KnownDocument("land_use_plan", "地域再生土地利用計画", "地域再生土地利用計画の素案（条文の項目の順、別紙つき）", land_use_plan, land_use_plan_lacks),
    KnownDocument("transport_plan", "地域公共交通計画", "地域公共交通計画の素案（方針、区域、目標、事業、評価、期間）", transport_plan, transport_plan_lacks),
    KnownDocument("transport_year", "地域公共交通の自己評価と補助の数字", "自己評価の表と、フィーダー補助の数字（試算）", transport_year, transport_year_lacks),
    KnownDocument("evening_minutes", "集まりの記録", "集まりの記録（映したもの、たずねたこと、答え、決めたこと）", evening_minutes, evening_minutes_lacks),
    KnownDocument("evening_results", "集まりの結果", "集まりの結果（問いごとの数、だれが来たか）", evening_results, evening_results_lacks),
    KnownDocument("meeting_paper", "地域公共交通の会議資料", "法定協議会か地域公共交通会議に配る資料", meeting_paper),
)  # fmt: skip

CIRCULAR = KnownDocument("circular", "回覧", "回覧の一枚（A4、白黒、12ポイント以上）", circular, circular_lacks)
"""Printed as it is, on one sheet."""

DESIGN = KnownDocument(
    "residents_design",
    "地域デザイン",
    "住民の地域デザイン（二枚：決めたこと、役割分担）",
    residents_design,
    residents_design_lacks,
)
"""Printed as it is, on two sheets; more where residents wrote more."""

PRINTED = (CIRCULAR, DESIGN)

CHOICES: Mapping[str, str] = MappingProxyType(
    {
        **{known.key: known.name for known in (*DOCUMENTS, *PRINTED)},
        "map_A4": "地図（A4）", "map_A3": "地図（A3）", "map_A1": "地図（A1）", "workbook": "計画の表（Excel）",
        "geopackage": "計画の図形（QGIS）", "page": "一枚で開く地図（HTML）", "gtfs": "時刻表データ（GTFS-JP）",
    }
)  # fmt: skip
"""Key and name of everything that can be chosen."""
