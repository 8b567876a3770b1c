"""The twelve categories of daily services, from the government's briefing on 小さな拠点."""

from __future__ import annotations

CATEGORIES: dict[str, str] = {
    "medical": "医療",
    "care": "介護・福祉",
    "childcare": "保育",
    "education": "教育",
    "shopping": "買物",
    "finance": "郵便・金融",
    "fuel": "燃料供給",
    "government": "行政窓口",
    "community": "公民館・交流",
    "transport": "交通結節",
    "logistics": "物流",
    "employment": "就業機会",
}
"""Code of each category and its name on screen, in the order in which screens list them."""

STATUSES: dict[str, str] = {"open": "開いている", "closed": "閉じている", "planned": "計画中"}
"""Code of a facility's status and its name on screen."""
