"""What a plan is measured by: the table of KPIs with targets by year, and what the figures of the scenario are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from plan.documents.blocks import NOT_ENTERED, Block, Heading, Table, Text
from plan.documents.dates import era_year
from plan.documents.material import Material
from plan.figure_texts import UNKNOWN, sources_line
from plan.indicators.registry import INDICATORS
from plan.scenario.procedure import Kpi
from plan.scenario.scenario import BASE
from plan.shown_values import SHARE

CANDIDATES = (
    "hub_near_car", "hub_daily_bus_no_car", "outing_errands_no_car", "outing_clinic_no_car", "outing_shopping_no_car",
    "stop_daily_walk", "gap_rural_walk", "food_walk", "service_boardings_mid", "service_fares_share",
)  # fmt: skip
"""Indicators that a plan of this kind can be measured by, as the government's papers name them."""

_UNITS = {known.id: "%" if known.unit == SHARE else known.unit for known in INDICATORS}
_MOST_YEARS = 6


def typed(value: float | None) -> str:
    """Write a number as it was typed, with thousands apart.

    Examples
    --------
    >>> typed(10.6), typed(12000.0), typed(None)
    ('10.6', '12,000', '（未入力）')
    """
    if value is None:
        return NOT_ENTERED
    return f"{value:,.10g}" if math.isfinite(value) else UNKNOWN


def kpi_name(kpi: Kpi, found: Material) -> str:
    """Return what a KPI is called: the indicator's name, else its own words."""
    known = found.figures.get(kpi.indicator)
    return known.name if known is not None else kpi.indicator


def kpi_part(found: Material) -> Iterator[Block]:
    """Set the KPIs with their targets; without any, say so."""
    kpis = found.procedure.kpis
    if not kpis:
        yield Text(f"評価の数値（KPI）：{NOT_ENTERED}")
        return
    years = sorted({year for kpi in kpis for year in kpi.targets})
    for shown in [years[i : i + _MOST_YEARS] for i in range(0, len(years), _MOST_YEARS)] or [[]]:
        yield _targets(found, kpis, shown)
    yield Text(
        "目標の値は、計画に書かれたままです。" + " ".join(f"{kpi_name(k, found)}：{_source(k, found)}" for k in kpis),
        quiet=True,
    )


def _targets(found: Material, kpis: Sequence[Kpi], years: Sequence[int]) -> Table:
    rows = []
    for kpi in kpis:
        unit = _UNITS.get(kpi.indicator, "")
        name = f"{kpi_name(kpi, found)}（{unit}）" if unit else kpi_name(kpi, found)
        since = f"{typed(kpi.base)}\n{era_year(kpi.base_year)}" if kpi.base_year is not None else typed(kpi.base)
        rows.append((name, since, *(typed(kpi.targets[y]) if y in kpi.targets else "—" for y in years)))
    heads = ("数値", "基準の値", *(era_year(y) for y in years))
    return Table(heads, tuple(rows), (3.0, 1.6, *(1.2,) * len(years)), 1 + len(years), "重要業績評価指標（KPI）")


def _source(kpi: Kpi, found: Material) -> str:
    known = found.figures.get(kpi.indicator)
    return kpi.source or (f"{known.definition}（{known.source}）" if known is not None else NOT_ENTERED)


def figures_part(found: Material, ids: Sequence[str] = CANDIDATES) -> Iterator[Block]:
    """Set indicators of the present and the scenario side by side, as they are read on every page."""
    chosen, here = found.chosen.effective, found.chosen.effective.scenario_id
    listed = [*ids, *(k.indicator for k in found.procedure.kpis if k.indicator in found.figures)]
    rows = []
    for known in (found.figures[i] for i in dict.fromkeys(listed)):
        verdict = known.of[here]
        rows.append((known.name, found.figure(known.id, BASE), f"{verdict.digits}{verdict.unit}", verdict.change))
    # A long name would make the repeated head so high that LibreOffice leaves out what follows on the next sheet.
    title = f"計算した数字（試算）：現況と「{chosen.scenario_name}」"
    yield Table(("数値", "現況", "この案", "現況との差"), tuple(rows), (3.2, 1.2, 1.2, 1.2), 3, title)
    yield Text(f"{counted_in(found)}数字の定義と出典は、表計算のファイルの「指標」にあります。", quiet=True)


def counted_in(found: Material) -> str:
    """Say of which year the people are that computed figures count."""
    effective = found.chosen.effective
    return f"人数と世帯は、{era_year(effective.year or effective.region.base_year)}の人口によります。"


def sources_part(found: Material) -> tuple[Block, ...]:
    """Say at the end of a document where its data comes from; nothing where the region names no source."""
    line = sources_line(found.chosen.effective.region)
    return (Heading("データの出典"), Text(line, quiet=True)) if line else ()
