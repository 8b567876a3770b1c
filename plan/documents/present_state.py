"""What a plan says of today: people now and in coming years, what those without a car can do, where nobody comes for them."""

from __future__ import annotations

from collections.abc import Iterator

from geo.reference.national_statistics import national_survey
from plan.documents.blocks import Block, Points, Table, Text
from plan.documents.dates import era_year
from plan.documents.material import Material
from plan.figure_texts import persons, share
from plan.scenario.carriers.checklist import Checklist
from plan.scenario.scenario import BASE
from plan.villages.problems import problem_rows

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
    when, live = ("", "住んでいます") if region.today is None else ("（推計）", "住む見込みです")
    living = (
        f"{found.place}には {era_year(region.base_year)}{when}に {found.figure('population', BASE)}、"
        f"{found.figure('households', BASE)}が{live}。集落は {len(villages):,}、そのうち人の住む集落は {lived_in:,} です。"
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
    yield from answers(found)
    yield Text("現況の数字から分かることは、次のとおりです（試算）。")
    yield Points(tuple(f"{found.figures[i].name}：{found.figure(i, BASE)}" for i in OF_NEED))


def answers(found: Material) -> Iterator[Block]:
    """List what villages answered to the questions of the national survey, beside the national shares; nothing where none did."""
    checklist, survey = found.plan.checklist, national_survey("problems")
    rows = problem_rows(checklist, list(found.chosen.effective.region.villages.index))
    named = [row for row in rows if row.villages]
    if rows[0].answered:
        asked = "、".join(word for word in (checklist.held_on, checklist.source) if word)
        title = f"集落が挙げた問題（答えた {rows[0].answered}集落{f'、{asked}' if asked else ''}）"
        cells = [
            (row.item.name, f"{len(row.villages)}集落（{share((row.share or 0.0) / 100)}）", f"{row.item.share:g}%")
            for row in named
        ]
        if cells:
            yield Table(("問題", "この地域", "全国"), tuple(cells), (2.6, 1.2, 0.8), figures=2, title=title)
        none = "" if cells else f"{title}はありません。"
        yield Text(f"{none}全国の割合は2015改訂版の値です。{survey.note}出典：{survey.source}", quiet=True)
    yield from _hub_answers(checklist)


def _hub_answers(checklist: Checklist) -> Iterator[Block]:
    """Say how far the town is with its hubs, and what is done there, beside the national shares."""
    for survey_id, chosen in (("hub_status", (checklist.hub_status,)), ("hub_activities", checklist.hub_activities)):
        survey = national_survey(survey_id)
        told = [f"{item.name}（全国 {item.share:g}%）" for item in survey.items if item.id in chosen]
        if told:
            yield Text(f"{survey.title}：{'、'.join(told)}。{survey.note}出典：{survey.source}", quiet=True)
