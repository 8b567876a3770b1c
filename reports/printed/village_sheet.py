"""地区カルテ: one A4 page about a village or a district, for meetings and for the wall."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from geo.reference.categories import CATEGORIES
from layers.style.colours import SEQUENTIAL
from plan.figure_texts import NO_WAY, UNKNOWN, minutes, persons, population_year, share
from plan.outings.answer import clock_or_none
from plan.reach.evaluation import Evaluation
from plan.shown_values import FEW
from plan.villages.outings import PurposeWeek
from plan.villages.sheet import AGES, Sheet, Span, Year
from reports.printed.glyphs import type_of
from reports.printed.map_signs import Signs, draw_signs, ink_for, legend_text
from reports.printed.page import FAINT, INK, Columns, Page, fitted, line_mm, table
from reports.printed.print_map import View, draw_ground, draw_scale_and_north

_LEFT, _RIGHT, _TOP = 13.0, 197.0, 12.0
_MAP_MM = (100.0, 92.0)
_WEEKDAYS = "月火水木金土日"
_AGE_COLOURS = (SEQUENTIAL[0], SEQUENTIAL[2], SEQUENTIAL[4], SEQUENTIAL[6])


def village_page(sheet: Sheet, evaluation: Evaluation) -> Page:
    """Draw the sheet of a village or a district.

    Parameters
    ----------
    sheet
        What it says.
    evaluation
        Of the same scenario: the map shows its hubs and facilities.
    """
    page = Page.blank()
    y = _head(page, sheet, evaluation)
    _people(page, sheet, y)
    shown = _map(page, sheet, evaluation, y)
    y += _MAP_MM[1] + 1.0
    star = "★ 拠点　" if len(evaluation.effective.hubs) else ""
    legend = f"{star}● 集落（円の広さは人口、赤い縁がこの{'地区' if len(sheet.village_ids) > 1 else '集落'}）　{legend_text(shown)}"
    y += page.paragraph(legend, (_RIGHT - _MAP_MM[0], y), 7, _MAP_MM[0], colour=FAINT)
    y = max(y, _TOP + 140) + 3
    y += max(_services(page, sheet, y), _outings(page, sheet, y)) + 5
    y += _gaps(page, sheet, y, evaluation.effective.year)
    _problems(page, sheet, y + 2)
    _foot(page, evaluation)
    return page


def _head(page: Page, sheet: Sheet, evaluation: Evaluation) -> float:
    region = evaluation.effective.region
    page.block(0, 0, page.size_mm[0], 26, "#EEF3F8")
    page.line("地区カルテ", (_LEFT, _TOP - 4), 10, colour=FAINT)
    page.line(sheet.name, (_LEFT, _TOP + 1), 21)
    page.line(f"{region.name}　{evaluation.effective.scenario_name}", (_RIGHT, _TOP - 3), 11, align="right")
    where = f"{sheet.district}　" if sheet.district else ""
    about = f"{where}人口は {population_year(region)}" + ("　架空の地域" if region.fictional else "")
    page.line(about, (_RIGHT, _TOP + 4), 9, colour=FAINT, align="right")
    y = 29.0
    return y + page.paragraph(_sentence(sheet, evaluation.effective.year), (_LEFT, y), 11, _RIGHT - _LEFT) + 3


def _sentence(sheet: Sheet, year: int | None) -> str:
    if year is not None:
        whom = f"{len(sheet.village_ids)}集落に " if len(sheet.village_ids) > 1 else ""
        text = f"{whom}{sheet.persons_text}が住む見込みです。"
        if sheet.persons >= FEW:
            aged = f"65歳以上は {share(sheet.aged_share)}、" if math.isfinite(sheet.aged_share) else ""
            text += f"{aged}車のない人は {sheet.no_car_text}です。"
    elif sheet.persons:
        whom = f"{len(sheet.village_ids)}集落に " if len(sheet.village_ids) > 1 else ""
        text = f"{whom}{sheet.persons_text}（{sheet.households:,.0f}世帯）が住んでいます。"
        if math.isfinite(sheet.aged_share):
            text += f"65歳以上は {share(sheet.aged_share)}、"
        text += f"車のない人は {sheet.no_car_text}です。"
    else:
        text = "今は だれも住んでいません。"
    if sheet.hub:
        text += (
            f"いちばん近い拠点は{sheet.hub}で、車で{_span(sheet.hub_car_min)}、歩いて{_span(sheet.hub_walk_min)}です。"
        )
    return text


def _span(span: Span) -> str:
    low, high = (minutes(value) for value in span)
    return low if low == high else f"{low.removesuffix('分')}〜{high}"


def _people(page: Page, sheet: Sheet, top: float) -> None:
    wide = _RIGHT - _LEFT - _MAP_MM[0] - 5
    page.line("人の数", (_LEFT, top), 12)
    axes = page.panel(_LEFT + 2, top + 9, wide - 4, 62)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.set(yticks=(), xlim=(-0.6, len(sheet.years) - 0.4))
    most = max(year.total for year in sheet.years) or 1.0
    axes.set_ylim(0, most * 1.16)
    for position, year in enumerate(sheet.years):
        _bar(axes, position, year, most)
    axes.set_xticks(range(len(sheet.years)), [_year_text(y) for y in sheet.years], fontproperties=type_of(8))
    axes.tick_params(length=0)
    y = top + 9 + 62 + 8
    if any(year.ages for year in sheet.years):
        for number, ((_, label), colour) in enumerate(zip(AGES, _AGE_COLOURS, strict=True)):
            x, line = _LEFT + 2 + number % 2 * wide / 2, y + number // 2 * 5
            page.block(x, line + 0.8, 4, 3, colour)
            page.line(label, (x + 5.5, line), 8)
    else:
        page.line(f"年齢は{UNKNOWN}です。", (_LEFT + 2, y), 8, colour=FAINT)


def _year_text(year: Year) -> str:
    return f"{year.year}年" + ("\n見込み" if year.projected else "")


def _bar(axes: Axes, position: int, year: Year, most: float) -> None:
    parts = year.ages or (year.total,)
    colours = _AGE_COLOURS if year.ages else (SEQUENTIAL[3],)
    low = 0.0
    for value, colour in zip(parts, colours, strict=True):
        axes.bar(position, value, 0.62, low, color=colour, ec="white", lw=0.5, hatch="///" if year.projected else None)
        if value > most * 0.07 and not year.projected:
            axes.text(
                position, low + value / 2, f"{value:,.0f}", fontproperties=type_of(7), color=ink_for(colour),
                ha="center", va="center",
            )  # fmt: skip
        low += value
    axes.text(position, low + most * 0.02, year.text, fontproperties=type_of(9), color=INK, ha="center", va="bottom")


def _map(page: Page, sheet: Sheet, evaluation: Evaluation, top: float) -> Sequence[str]:
    effective = evaluation.effective
    villages = effective.region.villages
    own = villages.loc[list(sheet.village_ids)]
    hubs = effective.hubs[effective.hubs["name"] == sheet.hub] if sheet.hub else effective.hubs.iloc[:0]
    within = pd.concat([own[["lat", "lon"]], hubs[["lat", "lon"]]])
    axes = page.panel(_RIGHT - _MAP_MM[0], top, *_MAP_MM)
    view = View.around(within["lat"].tolist(), within["lon"].tolist(), _MAP_MM)
    draw_ground(axes, effective.region, view)
    # Its own villages are marked even when nobody lives there any more.
    drawn = villages[(villages["population"] > 0) | villages.index.isin(sheet.village_ids)]
    signs = Signs(drawn, frozenset(sheet.village_ids), effective.facilities, effective.hubs)
    shown = draw_signs(axes, view, signs)
    draw_scale_and_north(axes, view)
    return shown


def _services(page: Page, sheet: Sheet, top: float) -> float:
    page.line("サービスまで", (_LEFT, top), 12)
    if not sheet.services:
        page.line("開いている施設のデータがありません。", (_LEFT, top + line_mm(12) + 1), 9, colour=FAINT)
        return line_mm(12) + 1 + line_mm(9)
    rows: list[tuple[str, ...]] = [("サービス", "いちばん近い所", "車で", "バスで", "歩いて")]
    rows += [
        (CATEGORIES[s.category], s.place or NO_WAY, *map(_span, (s.car_min, s.bus_min, s.walk_min)))
        for s in sheet.services
    ]
    columns = Columns((20.0, 32.0, 14.0, 15.0, 17.0), text_columns=2)
    return line_mm(12) + 1 + table(page, rows, (_LEFT, top + line_mm(12) + 1), columns, 8)


def _outings(page: Page, sheet: Sheet, top: float) -> float:
    left = _LEFT + 101
    page.line("バスで行って帰れる組合せ（一日に何通り）", (left, top), 12)
    if sheet.bus_day is None:
        page.line("時刻表のデータがありません。", (left, top + line_mm(12) + 1), 9, colour=FAINT)
        return line_mm(12) + 1 + line_mm(9)
    rows = [("用事", *_WEEKDAYS)]
    rows += [(week.purpose, *(_count(span) for span in week.by_day)) for week in sheet.weeks]
    y = top + line_mm(12) + 1
    y += table(page, rows, (left, y), Columns((19.0, *(9.1,) * 7)), 8) + 2
    day = f"{sheet.bus_day.month}月{sheet.bus_day.day}日（{_WEEKDAYS[sheet.bus_day.weekday()]}）"
    page.line(f"{day}の、家を空ける時間がいちばん短い往復", (left, y), 8, colour=FAINT)
    y += line_mm(8) + 0.5
    lines = [fitted(f"{week.purpose}　{_round_trip(week)}", 8, _RIGHT - left) for week in sheet.weeks]
    size_pt = min((size for _, size in lines), default=8.0)
    for label, _ in lines:
        page.line(label, (left, y), size_pt)
        y += line_mm(8) + 0.4
    return y - top


def _count(span: Span) -> str:
    low, high = (f"{value:.0f}" for value in span)
    return low if low == high else f"{low}〜{high}"


def _round_trip(week: PurposeWeek) -> str:
    if week.on_foot:
        return f"{week.place}へ歩いて行けます"
    if week.best is None:
        several = any(low != high for low, high in week.by_day)
        return f"{week.place}（集落により違います）" if several else "行って帰れる便がありません"
    leave, arrive, depart, home = map(
        clock_or_none, (week.best.leave_s, week.best.arrive_s, week.best.depart_s, week.best.home_s)
    )
    return f"{leave}発→{arrive} {week.place}→{depart}発→{home}帰宅"


def _gaps(page: Page, sheet: Sheet, top: float, year: int | None) -> float:
    page.line("バス停までの道のりで見た公共交通空白に相当する人（試算）", (_LEFT, top), 10)
    text = "　".join(f"{name}：{persons(value, year)}" for name, value in sheet.gaps)
    return line_mm(10) + page.paragraph(text, (_LEFT, top + line_mm(10)), 8, _RIGHT - _LEFT)


def _problems(page: Page, sheet: Sheet, top: float) -> None:
    """Tell what people answered of their problems, where anybody did."""
    if sheet.problems:
        page.line("集落で起きている問題（この地域の答えと、全国の割合）", (_LEFT, top), 10)
        page.paragraph(sheet.problems, (_LEFT, top + line_mm(10)), 8, _RIGHT - _LEFT)


def _foot(page: Page, evaluation: Evaluation) -> None:
    region = evaluation.effective.region
    sources = "、".join(dict.fromkeys(f"{s.name}（{s.year}）" if s.year else s.name for s in region.sources))
    y = page.size_mm[1] - 20
    page.rule(_LEFT, _RIGHT, y)
    sentences = [
        f"時間は集落の代表点から道なりに計算したものです。歩く速さは 1分に{evaluation.walk_m_per_min():g}m です。",
        *([f"出典：{sources}"] if sources else []),
        *region.notes,
    ]
    page.paragraph("　".join(sentences), (_LEFT, y + 1.5), 7, _RIGHT - _LEFT, colour=FAINT)
