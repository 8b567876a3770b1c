"""What a plan says of today: people now and in coming years, what those without a car can do, where nobody comes for them."""

from __future__ import annotations

from collections.abc import Iterator

from plan.documents.blocks import Block, Points, Table, Text
from plan.documents.dates import era_year
from plan.documents.material import Material
from plan.figure_texts import persons, share
from plan.scenario.scenario import BASE

OF_NEED = (
    "outing_errands_no_car",
    "hub_unreached_bus",
    "gap_rural_walk",
    "doctorless_walk",
    "food_walk",
    "hub_worst_car",
)
"""Indicators of the present that show what is to be solved."""


def present_state(found: Material) -> Iterator[Block]:
    """Describe the people and villages of today and of coming years."""
    region = found.chosen.effective.region
    villages = region.villages
    lived_in = int((villages["population"] > 0).sum())
    living = (
        f"{found.place}には {era_year(region.base_year)}に {found.figure('population', BASE)}、"
        f"{found.figure('households', BASE)}が住んでいます。集落は {len(villages):,}、そのうち人の住む集落は {lived_in:,} です。"
    )
    told = [living]
    rate = found.ageing_rate_of(list(villages.index))
    if rate is not None:
        told.append(f"65歳以上は {share(rate)}、高齢化率50%以上の集落は {found.figure('aged_villages', BASE)}です。")
    told.append(f"車のない人は {found.figure('no_car', BASE)}です（試算）。")
    yield Text("".join(told))
    yield from people_ahead(found)


def people_ahead(found: Material) -> Iterator[Block]:
    """List the people of coming years, rounded to tens; say why where they can't be projected."""
    years = found.total_by_year()
    if not years:
        why = " ".join(n.message for n in found.future_notices)
        yield Text(f"将来の人口は、推計できていません。{why}", quiet=True)
        return
    first = min(years)
    rows = [
        (era_year(year), persons(total, None if year == first else year), "" if year == first else _span(band, year))
        for year, (total, band) in years.items()
    ]
    yield Table(
        ("年", "人口", "幅（10回に8回はこの中）"), tuple(rows), (2, 1.2, 1.8), figures=2, title="人口の見通し（試算）"
    )
    yield Text(
        "コーホート変化率などによる試算で、10人単位に丸めています。移住世帯を見込む案では、その世帯を含みます。",
        quiet=True,
    )


def _span(band: tuple[float, float], year: int) -> str:
    low, high = band
    return f"{persons(low, year)}〜{persons(high, year)}"


def needs(found: Material) -> Iterator[Block]:
    """List what the figures of today show as needs; what people wrote comes first."""
    written = found.procedure.draft.local_issues.strip()
    if written:
        yield Text(written)
    yield Text("現況の数字から分かることは、次のとおりです（試算）。")
    yield Points(tuple(f"{found.figures[i].name}：{found.figure(i, BASE)}" for i in OF_NEED))
