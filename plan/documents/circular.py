"""The sheet that goes round the households (回覧): what shall change, for whom, when the bus runs; short, so that it stays one page."""

from __future__ import annotations

from collections.abc import Iterator

from network.services.calendar import WEEKDAYS
from plan.documents.blocks import DRAFT, NOT_ENTERED, Block, Document, Heading, Points, Text
from plan.documents.dates import era_year
from plan.documents.material import Material
from plan.figure_texts import SERVICE_KIND_NAMES, days_text, persons, yen
from plan.organisation.shared_days import service_at
from plan.overview.comparison import changes, gainers, losers
from plan.scenario.procedure import headings
from plan.scenario.scenario import BASE

_MOST = 4
_TOLD = ("outing_errands_no_car", "hub_near_car")


def circular(found: Material) -> Document:
    """Write the sheet.

    Parameters
    ----------
    found
        What it is written from.
    """
    title = f"回覧　{found.place}の拠点づくり（{DRAFT}）"
    return Document("circular", title, found.under_title, tuple(_blocks(found)), circular_lacks(found))


def circular_lacks(found: Material) -> tuple[str, ...]:
    """Name what the sheet needs and nobody has entered."""
    return found.procedure.draft.missing("circular")


def _blocks(found: Material) -> Iterator[Block]:
    effective = found.chosen.effective
    hubs = found.scenario.hubs if found.scenario is not None else ()
    if hubs:
        yield Heading("どこに集めるか")
        named = [f"{h.name}：{'・'.join(service_at(h, c) for c in h.services)}" for h in hubs]
        yield Points(_shortened(named, "か所"))
    if effective.services:
        yield Heading("新しい運行")
        named = []
        for s in effective.services:
            days = days_text(sum(1 << WEEKDAYS.index(d) for d in s.calendar.days)) or "日を決めて"
            fare = f"、{yen(s.fare_yen)}" if s.fare_yen is not None else ""
            named.append(f"{s.name}（{SERVICE_KIND_NAMES[s.kind]}）：{days}{fare}")
        yield Points(_shortened(named, "つ"))
    year = era_year(effective.year or effective.region.base_year)
    yield Heading(f"暮らしの変化（{year}の人口での試算）")
    yield Points(tuple(f"{found.figures[i].name}：{found.figure(i, BASE)} → {found.figure(i)}" for i in _TOLD))
    if not effective.is_baseline and len(found.scenarios[0].effective.hubs) and len(effective.hubs):
        felt_min = effective.assumptions["felt_change_min"]
        table = changes(found.scenarios[0], found.chosen)
        nearer, farther = gainers(table, felt_min), losers(table, felt_min)
        told = [(nearer, "短く"), (farther, "長く")]
        parts = [
            f"{len(rows):,}集落 {persons(rows['population'].sum(), effective.year)}が{way}"
            for rows, way in told
            if len(rows)
        ]
        yield Text(
            f"車で拠点へ行く時間は、{'、'.join(parts)}なります。"
            if parts
            else "車で拠点へ行く時間は、どの集落も変わりません。"
        )
    yield Heading("ご意見をください")
    yield Text(f"これは{DRAFT}で、まだ決まっていません。")
    for name, heading in headings("circular").items():
        yield Text(f"{heading}：{str(getattr(found.procedure.draft, name)).strip() or NOT_ENTERED}")


def _shortened(named: list[str], counter: str) -> tuple[str, ...]:
    rest = len(named) - _MOST
    return (*named[:_MOST], *([f"ほか {rest}{counter}"] if rest > 0 else []))
