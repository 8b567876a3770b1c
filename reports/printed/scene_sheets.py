"""The scenes of an evening on paper, to hand out: four on each A4 sheet, or one on each A3, with the words of the wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.patches import Circle

from layers.hall.scene_colours import SceneColours, scene_colours
from layers.style.colours import Swatch
from plan.figure_texts import population_year, sources_line
from plan.reach.evaluation import Evaluation
from plan.scenario.scenes import Scene
from plan.scenes.layers import layer_of
from plan.scenes.message import Message, scene_message
from reports.printed.light import draw_light
from reports.printed.map_signs import Signs, draw_signs
from reports.printed.page import A3_WIDE_MM, A4_WIDE_MM, FAINT, Page, fitted, line_mm, width_mm, wrapped
from reports.printed.plan_drawing import corners_of, draw_plan
from reports.printed.print_map import View, draw_ground, draw_scale_and_north

_DRAWS_PLAN = ("land", "runs", "time", "difference", "swipe", "twin", "outings")
_TWO_MAPS = ("swipe", "twin")
_LATER_NOTE = "（地図は今日の集落です。先の年の人数は、文に書いてあります）"


@dataclass(frozen=True)
class _Sizes:
    """How a scene stands on its part of a sheet: type in points, and millimetres around it."""

    title_pt: float
    text_pt: float
    small_pt: float
    name_pt: float
    gap_mm: float


_QUARTER, _WHOLE = _Sizes(8.0, 10.0, 6.5, 5.5, 3.0), _Sizes(14.0, 20.0, 11.0, 9.0, 6.0)
_MARGIN, _FOOT = 10.0, 8.0
_MOST_LINES = 3


@dataclass(frozen=True, eq=False)
class ShownScene:
    """A scene with what it shows.

    Parameters
    ----------
    scene
        Of the running order.
    current, baseline
        The scenario that it shows, and the present, with the people of its year.
    """

    scene: Scene
    current: Evaluation
    baseline: Evaluation


def four_up(scenes: Sequence[ShownScene]) -> list[Page]:
    """Set scenes on A4 sheets lying wide, four on each, in their order."""
    return list(_sheets(scenes, A4_WIDE_MM, 2, _QUARTER))


def one_up(scenes: Sequence[ShownScene]) -> list[Page]:
    """Set scenes on A3 sheets lying wide, one on each, in their order."""
    return list(_sheets(scenes, A3_WIDE_MM, 1, _WHOLE))


def _sheets(scenes: Sequence[ShownScene], size_mm: tuple[float, float], across: int, sizes: _Sizes) -> Iterator[Page]:
    wide = (size_mm[0] - 2 * _MARGIN - (across - 1) * sizes.gap_mm) / across
    high = (size_mm[1] - _MARGIN - _FOOT - across * sizes.gap_mm) / across
    for first in range(0, len(scenes), across * across):
        group = scenes[first : first + across * across]
        page = Page.blank(size_mm)
        for place, shown in enumerate(group):
            left = _MARGIN + place % across * (wide + sizes.gap_mm)
            top = _MARGIN + place // across * (high + sizes.gap_mm)
            number = f"{first + place + 1}／{len(scenes)}"
            _scene(page, shown, number, (left, top, wide, high), sizes)
        region = group[0].current.effective.region
        label, size = fitted(sources_line(region), sizes.small_pt, size_mm[0] - 2 * _MARGIN)
        page.line(label, (_MARGIN, size_mm[1] - _FOOT), size, colour=FAINT)
        yield page


def _scene(page: Page, shown: ShownScene, number: str, at_mm: tuple[float, float, float, float], sizes: _Sizes) -> None:
    left, top, wide, high = at_mm
    message = scene_message(shown.scene, shown.current, shown.baseline)
    y = top + _words(page, message, number, (left, top, wide), sizes)
    found = scene_colours(shown.scene, shown.current, shown.baseline)
    foot = top + high - _legend(page, shown, found, (left, top + high, wide), sizes)
    _maps(page, shown, (left, y, wide, foot - y - 1), sizes)
    page.rule(left, left + wide, top + high)


def _words(page: Page, message: Message, number: str, at_mm: tuple[float, float, float], sizes: _Sizes) -> float:
    """Write title, sentence and figures; return how much room they took (mm)."""
    left, top, wide = at_mm
    title, size = fitted(f"{number}　{message.title}", sizes.title_pt, wide)
    page.line(title, (left, top), size, colour=FAINT)
    y, text_pt = line_mm(sizes.title_pt), sizes.text_pt
    while len(lines := wrapped(message.text, text_pt, wide)) > _MOST_LINES and text_pt > sizes.small_pt:
        text_pt -= 0.5
    for line in lines:
        page.line(line, (left, top + y), text_pt)
        y += line_mm(text_pt)
    figures = "　　".join(f"{f.name} {f.digits}{f.unit}" for f in message.figures)
    if figures:
        shown, size = fitted(figures, sizes.text_pt, wide)
        page.line(shown, (left, top + y), size)
        y += line_mm(sizes.text_pt)
    return y + 1


def _maps(page: Page, shown: ShownScene, at_mm: tuple[float, float, float, float], sizes: _Sizes) -> None:
    """Draw the map of a scene; of one that holds a scenario beside the present both, each with its name."""
    left, top, wide, high = at_mm
    if layer_of(shown.scene.layer).kind not in _TWO_MAPS:
        _map(page, shown, shown.current, at_mm, sizes)
        return
    each, name_mm = (wide - sizes.gap_mm) / 2, line_mm(sizes.small_pt)
    for number, one in enumerate((shown.baseline, shown.current)):
        x = left + number * (each + sizes.gap_mm)
        name, size = fitted(one.effective.scenario_name, sizes.small_pt, each)
        page.line(name, (x, top), size)
        _map(page, shown, one, (x, top + name_mm, each, high - name_mm), sizes)


def _map(
    page: Page, shown: ShownScene, one: Evaluation, at_mm: tuple[float, float, float, float], sizes: _Sizes
) -> None:
    scene, effective = shown.scene, one.effective
    found = scene_colours(scene, one, shown.baseline)
    villages = effective.region.villages[effective.region.villages["population"] > 0]
    axes = page.panel(*at_mm)
    view = _view(shown, villages, at_mm[2:])
    draw_ground(axes, effective.region, view)
    if layer_of(scene.layer).kind in _DRAWS_PLAN:
        draw_plan(axes, effective)
    colours = [] if found is None else [_swatch(found, value).colour for value in found.values.loc[villages.index]]
    none = effective.facilities.iloc[:0]
    lit = frozenset({scene.spotlight} & set(villages.index))
    draw_signs(axes, view, Signs(villages, lit, none, effective.hubs, colours), name_pt=sizes.name_pt)
    draw_light(axes, view, one, scene.spotlight)
    draw_scale_and_north(axes, view)


def _view(shown: ShownScene, villages: pd.DataFrame, size_mm: tuple[float, float]) -> View:
    """Return what a map looks at: where its scene looks, else all villages, hubs and spheres; both of a pair the same."""
    asked = shown.scene.view
    if asked is not None:
        return View.looking_at(asked.lat, asked.lon, asked.zoom, size_mm)
    lat, lon = corners_of(shown.current.effective)
    return View.around([*villages["lat"], *lat], [*villages["lon"], *lon], size_mm)


def _swatch(found: SceneColours, value: float) -> Swatch:
    return found.measure.classes.all_swatches[int(found.measure.classes.classify([value])[0])]


def _legend(
    page: Page, shown: ShownScene, found: SceneColours | None, at_mm: tuple[float, float, float], sizes: _Sizes
) -> float:
    """Explain the colours in lines that end at a height; return how high they stand (mm)."""
    left, bottom, wide = at_mm
    kind, step = layer_of(shown.scene.layer).kind, line_mm(sizes.small_pt)
    note = _LATER_NOTE if kind == "years" else ""
    people = f"★ 拠点　● 集落（人口は {population_year(shown.current.effective.region)}）{note}"
    if found is None:
        return _lines(page, [people], (left, bottom), sizes)
    title = "　".join(part for part in (found.measure.name, found.how, found.day) if part)
    rows: list[list[Swatch]] = [[]]
    x = width_mm(f"{title}　", sizes.small_pt)
    present = {_swatch(found, value) for value in found.values}
    for swatch in found.measure.classes.all_swatches:
        if swatch is found.measure.classes.missing and swatch not in present:
            continue
        needed = step + width_mm(f"{swatch.label}　", sizes.small_pt)
        if x + needed > wide:
            rows.append([])
            x = 0.0
        rows[-1].append(swatch)
        x += needed
    high = (len(rows) + 1) * step
    for number, row in enumerate(rows):
        y, x = bottom - high + number * step, left
        if number == 0:
            page.line(title, (x, y), sizes.small_pt)
            x += width_mm(f"{title}　", sizes.small_pt)
        for swatch in row:
            sign = Circle((x + step * 0.4, y + step * 0.5), step * 0.32, fc=swatch.colour, ec="#666666", lw=0.5)
            sign.set_hatch("////" if swatch.hatched else "")
            page.paper.add_patch(sign)
            page.line(swatch.label, (x + step, y), sizes.small_pt)
            x += step + width_mm(f"{swatch.label}　", sizes.small_pt)
    _lines(page, [people], (left, bottom), sizes)
    return high


def _lines(page: Page, labels: Iterable[str], at_mm: tuple[float, float], sizes: _Sizes) -> float:
    left, bottom = at_mm
    lines = list(labels)
    for number, label in enumerate(reversed(lines), start=1):
        page.line(label, (left, bottom - number * line_mm(sizes.small_pt)), sizes.small_pt, colour=FAINT)
    return len(lines) * line_mm(sizes.small_pt)
