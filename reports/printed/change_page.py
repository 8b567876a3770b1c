"""Who comes nearer and who gets farther, on one A4 sheet: names of places and people, no indicator."""

from __future__ import annotations

import math

import pandas as pd

from plan.figure_texts import NO_WAY, minutes, persons, population_year
from plan.overview.comparison import changes, gainers, losers
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TravelMode
from plan.shown_values import half_up
from reports.printed.page import A4_MM, FAINT, Columns, Page, line_mm, table

MODE_LABELS = {"car": "車で", "walk": "歩いて", "bus": "バスで"}
_MARGIN, _TABLE_PT = 14.0, 9.0
_COLUMNS = Columns((30.0, 17.0, 40.0))
_GAP_MM = 8.0


def change_page(before: Evaluation, after: Evaluation, mode: TravelMode = "car") -> Page:
    """Draw the sheet of one scenario beside another, mostly the present.

    Parameters
    ----------
    before, after
        From which, to which.
    mode
        How people travel.
    """
    page = Page.blank(A4_MM)
    wide, high = page.size_mm
    effective, year = after.effective, after.effective.year
    names = f"「{before.effective.scenario_name}」から「{effective.scenario_name}」にすると"
    y = 14.0
    page.line(f"{effective.region.name}　誰が近くなり、誰が遠くなるか", (_MARGIN, y), 18)
    y += line_mm(18) + 2
    y += page.paragraph(names, (_MARGIN, y), 12, wide - 2 * _MARGIN) + 1
    felt_min = effective.assumptions["felt_change_min"]
    about = f"拠点まで{MODE_LABELS[mode]}の時間が、{minutes(felt_min)}以上変わる集落です。"
    y += page.paragraph(about, (_MARGIN, y), 10, wide - 2 * _MARGIN, colour=FAINT) + 3
    if before.effective.hubs.empty or effective.hubs.empty:
        which = before if before.effective.hubs.empty else after
        page.paragraph(
            f"「{which.effective.scenario_name}」には拠点がないので、比べられません。",
            (_MARGIN, y),
            12,
            wide - 2 * _MARGIN,
        )
        return page
    changed = changes(before, after, mode)
    sides = (("近くなる", gainers(changed, felt_min)), ("遠くなる", losers(changed, felt_min)))
    room = int((high - y - line_mm(13) - 34) // (line_mm(_TABLE_PT) + 1.0)) - 1
    for number, (title, rows) in enumerate(sides):
        left = _MARGIN + number * (sum(_COLUMNS.wide_mm) + _GAP_MM)
        _side(page, title, (rows, after), (left, y), room)
    unchanged = changed[(changed["population"] > 0)].index.difference([i for _, rows in sides for i in rows.index])
    rest = persons(changed.loc[unchanged, "population"].sum(), year)
    foot = f"ほかの {len(unchanged):,}集落 {rest}は変わりません。時間は集落の代表点から道なりに計算したものです。人口は {population_year(effective.region)}。"
    page.paragraph(foot, (_MARGIN, high - 22), 9, wide - 2 * _MARGIN, colour=FAINT)
    if effective.region.fictional:
        page.line("架空の地域です。", (_MARGIN, high - 11), 9, colour=FAINT)
    return page


def _side(page: Page, title: str, of: tuple[pd.DataFrame, Evaluation], at_mm: tuple[float, float], room: int) -> None:
    (rows, after), (left, top) = of, at_mm
    year, people = after.effective.year, after.people_texts()
    page.line(f"{title}　{len(rows):,}集落 {persons(rows['population'].sum(), year)}", (left, top), 13)
    shown = rows.head(room if len(rows) <= room else room - 1)
    lines = [
        ["集落", "人口", "前 → 後（差）"],
        *(_cells(row, people[str(village)]) for village, row in shown.iterrows()),
    ]
    if len(rows) > len(shown):
        rest = rows.iloc[len(shown) :]
        lines.append([f"ほか {len(rest):,}集落", persons(rest["population"].sum(), year), ""])
    if rows.empty:
        page.line("ありません", (left, top + line_mm(13) + 3), 11)
        return
    table(page, lines, (left, top + line_mm(13) + 2), _COLUMNS, _TABLE_PT)


def _cells(row: pd.Series, people: str) -> list[str]:
    before, after = float(str(row["before_min"])), float(str(row["after_min"]))
    both = math.isfinite(before) and math.isfinite(after)
    change = f"（{half_up(after) - half_up(before):+.0f}分）" if both else ""
    times = " → ".join(minutes(m) if math.isfinite(m) else NO_WAY for m in (before, after))
    return [str(row["name"]), people, f"{times}{change}"]
