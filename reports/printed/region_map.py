"""The region on one A3 sheet: every village coloured by its time to the hub, for the wall of a village hall."""

from __future__ import annotations

import datetime

import pandas as pd
from matplotlib.patches import Circle, Rectangle

from layers.features.villages import class_counts, people_counted
from layers.style.colours import TIME
from network.roads.edge_costs import Mode
from plan.figure_texts import minutes, persons, population_year, share, sources_line
from plan.reach.evaluation import Evaluation
from reports.printed.map_signs import Signs, draw_signs, legend_text
from reports.printed.page import A3_WIDE_MM, FAINT, Page, fitted, line_mm, wrapped
from reports.printed.plan_drawing import corners_of, draw_plan, plan_legend
from reports.printed.print_map import View, draw_ground, draw_scale_and_north

_MARGIN, _HEAD, _FOOT = 12.0, 34.0, 16.0
_SIDE_MM = 82.0
_MODE_LABELS = {"car": "車で", "walk": "歩いて"}


def region_page(
    evaluation: Evaluation,
    mode: Mode = "car",
    *,
    size_mm: tuple[float, float] = A3_WIDE_MM,
    day: datetime.date | None = None,
) -> Page:
    """Draw the map of a scenario.

    Parameters
    ----------
    evaluation
        Of the scenario.
    mode
        How people travel.
    size_mm
        Of the sheet, wide; type is as large on every sheet (`reports.printed.page.enlarged` makes a larger one of it).
    day
        On which the paper is made (`plan_drawing.plan_legend`).
    """
    page = Page.blank(size_mm)
    effective = evaluation.effective
    villages = effective.region.villages[effective.region.villages["population"] > 0]
    wide, high = page.size_mm
    for label, y_mm, size_pt in (
        (f"{effective.region.name}　{effective.scenario_name}", 9, 22),
        (_sentence(evaluation, mode), 21, 13),
    ):
        shown_label, fits_pt = fitted(label, size_pt, wide - 2 * _MARGIN)
        page.line(shown_label, (_MARGIN, y_mm), fits_pt)
    size = (wide - 2 * _MARGIN - _SIDE_MM - 4, high - _HEAD - _FOOT)
    axes = page.panel(_MARGIN, _HEAD, *size)
    lat, lon = corners_of(effective)
    view = View.around([*villages["lat"], *lat], [*villages["lon"], *lon], size)
    draw_ground(axes, effective.region, view)
    draw_plan(axes, effective)
    colours = _colours(evaluation, mode, villages) if len(effective.hubs) else []
    shown = draw_signs(
        axes, view, Signs(villages, frozenset(), effective.facilities, effective.hubs, colours), name_pt=8
    )
    draw_scale_and_north(axes, view)
    y = _legend(page, evaluation, mode, wide - _MARGIN - _SIDE_MM)
    y = plan_legend(page, effective, (wide - _MARGIN - _SIDE_MM, y + 4), _SIDE_MM, day=day)
    page.paragraph(legend_text(shown), (wide - _MARGIN - _SIDE_MM, y + 3), 10, _SIDE_MM)
    _sources(page, evaluation)
    return page


def _colours(evaluation: Evaluation, mode: Mode, villages: pd.DataFrame) -> list[str]:
    values = evaluation.nearest_hub(mode)["minutes"].loc[villages.index]
    codes = TIME.classes.classify(values.to_numpy(dtype=float))
    return [TIME.classes.all_swatches[code].colour for code in codes]


def _sentence(evaluation: Evaluation, mode: Mode) -> str:
    if evaluation.effective.hubs.empty:
        return "拠点はまだありません。"
    limit = evaluation.effective.assumptions["daily_min"]
    counted = evaluation.hub_coverage(mode)
    how, year = _MODE_LABELS[mode], evaluation.effective.year
    return (
        f"{how}{minutes(limit)}以内に拠点へ行ける住民は {persons(counted.within[limit], year)}"
        f"（{share(counted.share_within(limit))}）です。"
    )


def _legend(page: Page, evaluation: Evaluation, mode: Mode, left: float) -> float:
    region = evaluation.effective.region
    if evaluation.effective.hubs.empty:
        page.line("集落", (left, _HEAD), 14)
        page.line(f"人口は {population_year(region)}", (left, _HEAD + 8), 10, colour=FAINT)
        return _sizes(page, left, _HEAD + 17)
    page.line(TIME.name, (left, _HEAD), 14)
    page.line(f"{_MODE_LABELS[mode]}　人口は {population_year(region)}", (left, _HEAD + 8), 10, colour=FAINT)
    y, year = _HEAD + 17, evaluation.effective.year
    by_village = class_counts(TIME.classes, evaluation.nearest_hub(mode)["minutes"], region.villages["population"])
    at_homes, people = evaluation.hub_minutes_at_homes(mode), evaluation.weights["population"].to_numpy()
    counts = people_counted(by_village, TIME.classes, at_homes, people)
    for swatch, (_, counted) in zip(TIME.classes.all_swatches, counts, strict=True):
        if swatch is TIME.classes.missing and not counted:
            continue
        sign = Circle((left + 3.5, y + 3.4), 2.8, fc=swatch.colour, ec="#666666", lw=0.6)
        sign.set_hatch("///" if swatch.hatched else "")
        page.paper.add_patch(sign)
        page.line(swatch.label, (left + 9, y), 11)
        page.line(persons(counted, year), (left + _SIDE_MM, y), 11, align="right")
        y += line_mm(11) + 1
    return _sizes(page, left, y + 3)


def _sizes(page: Page, left: float, y: float) -> float:
    for persons_of, radius in ((10, 0.9), (100, 1.6), (1000, 5.0)):
        page.paper.add_patch(Circle((left + 6, y + 5), radius, fc="none", ec="#444444", lw=0.6))
        page.line(f"{persons_of:,}人", (left + 13, y + 2.2), 10)
        left += _SIDE_MM / 3
    return y + 10


def _sources(page: Page, evaluation: Evaluation) -> None:
    wide, high = page.size_mm
    page.paper.add_patch(Rectangle((0, high - _FOOT + 2), wide, _FOOT - 2, fc="white", ec="none", zorder=0))
    lines = wrapped(sources_line(evaluation.effective.region), 8, wide - 2 * _MARGIN)[:2]
    for number, line in enumerate(lines):
        page.line(line, (_MARGIN, high - _FOOT + 3 + number * line_mm(8)), 8, colour=FAINT)
