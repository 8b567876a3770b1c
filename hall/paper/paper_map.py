"""A map for pens: the region in grey with corner marks and a code, so that a photograph of it can be read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import segno
from matplotlib.patches import PathPatch
from matplotlib.path import Path as MplPath

from hall.paper.sheet_code import Bounds, SheetCode, region_in_code, sheet_id_of
from hall.paper.sheet_layout import CORNERS, TILES, Mark, SheetSize, layout
from plan.figure_texts import sources_line
from plan.file.codec import write
from plan.reach.evaluation import Evaluation
from reports.printed.greyed import greyed
from reports.printed.map_signs import Signs, draw_signs
from reports.printed.page import FAINT, Page, fitted, line_mm, pdf_bytes, wrapped
from reports.printed.plan_drawing import corners_of, draw_plan
from reports.printed.print_map import View, draw_ground, draw_scale_and_north

_LEVEL = "Q"  # a quarter of the code may be hidden
CODE_RIM_MM = 1.5
"""White around a code, inside its place on the layout."""
_OVERLAP_MM = 0.02  # squares that only touch show a hair between them
_HOW = "赤・青・緑のペンで書いてください。四すみの印と、下の四角い模様は隠さないでください。お名前や住所は書かないでください。"


@dataclass(frozen=True, eq=False)
class PaperMap:
    """A printed map.

    Parameters
    ----------
    sheet_id
        Stands in the code of every page.
    codes
        What the code of each page says.
    pdf
        The file.
    """

    sheet_id: str
    codes: tuple[SheetCode, ...]
    pdf: bytes


def paper_map(evaluation: Evaluation, *, size: SheetSize = "A3", meeting: str = "") -> PaperMap:
    """Print the map of a scenario; the same request gives the same bytes and the same id.

    Parameters
    ----------
    evaluation
        Of the scenario.
    size
        Of the sheet; an A1 is four pages of A3.
    meeting
        What the meeting is called: printed, and part of the id, so that sheets of different meetings are told apart.
    """
    codes = sheet_codes(evaluation, size, meeting)
    pages = sheet_pages(evaluation, size=size, meeting=meeting)
    title = f"{evaluation.effective.region.name} 書きこむ地図 {codes[0].sheet_id}"
    return PaperMap(codes[0].sheet_id, codes, pdf_bytes(pages, title=title))


def meetings_by_sheet(evaluations: Iterable[Evaluation], meetings: Iterable[str]) -> dict[str, str]:
    """Return which meeting the sheets of a number are of, for all meetings that are known by name.

    Parameters
    ----------
    evaluations
        Of the scenarios whose maps may have been printed.
    meetings
        Names under which they may have been printed; the empty name is a map of no meeting.
    """
    names = list(dict.fromkeys(meetings))
    return {
        sheet_codes(evaluation, size, name)[0].sheet_id: name
        for evaluation in evaluations
        for size in TILES
        for name in names
    }


def sheet_pages(evaluation: Evaluation, *, size: SheetSize = "A3", meeting: str = "") -> list[Page]:
    """Draw the pages of `paper_map`, to be shown or printed in another form."""
    return [_page(evaluation, code, size, meeting) for code in sheet_codes(evaluation, size, meeting)]


def sheet_codes(evaluation: Evaluation, size: SheetSize, meeting: str = "") -> tuple[SheetCode, ...]:
    """Return what the code of each page of `paper_map` says, without drawing it."""
    effective = evaluation.effective
    columns, rows, page_size = TILES[size]
    _, _, wide, high = layout(page_size).map_mm
    lat, lon = corners_of(effective)
    people = effective.region.villages[effective.region.villages["population"] > 0]
    ground = View.around([*people["lat"], *lat], [*people["lon"], *lon], (wide * columns, high * rows))
    wide_dm = round((ground.x1 - ground.x0) * 10 / columns)
    high_dm = wide_dm * high / wide
    west, north = round(ground.x0 * 10), round(ground.y1 * 10)
    scenario = json.dumps(write(effective.scenario) if effective.scenario else None, sort_keys=True)
    made_of = (
        effective.region.fingerprint,
        effective.scenario_id,
        scenario,
        size,
        f"{west} {north} {wide_dm}",
        meeting,
    )
    sheet_id, region = sheet_id_of(*made_of), region_in_code(effective.region.id)
    return tuple(
        SheetCode(
            sheet_id,
            page_size,
            row * columns + column + 1,
            columns * rows,
            Bounds(west + column * wide_dm, round(north - row * high_dm), wide_dm),
            region,
        )
        for row in range(rows)
        for column in range(columns)
    )


def view_of(code: SheetCode) -> View:
    """Return the part of the ground that a page shows."""
    place = layout(code.size)
    left, top, wide, high = place.map_mm
    bounds = code.bounds
    lat, _ = code.degrees_at(left + wide / 2, top + high / 2)
    x0, y1 = bounds.west_dm / 10, bounds.north_dm / 10
    return View(x0, y1 - bounds.wide_dm / 10 * high / wide, x0 + bounds.wide_dm / 10, y1, lat, wide)


def _page(evaluation: Evaluation, code: SheetCode, size: SheetSize, meeting: str) -> Page:
    place = layout(code.size)
    page, effective = Page.blank(place.page_mm), evaluation.effective
    axes, view = page.panel(*place.map_mm), view_of(code)
    draw_ground(axes, effective.region, view)
    draw_plan(axes, effective)
    villages = effective.region.villages[effective.region.villages["population"] > 0]
    colours = ["#FFFFFF"] * len(villages)
    signs = Signs(villages, frozenset(), effective.facilities, effective.hubs, colours)
    draw_signs(axes, view, signs, name_pt=8)
    draw_scale_and_north(axes, view)
    greyed(page, axes)
    _words(page, evaluation, code, size, meeting)
    for mark in place.marks:
        _draw_mark(page, mark)
    for left, top, side in place.codes_mm:
        _draw_code(page, code, (left, top), side)
    return page


def _words(page: Page, evaluation: Evaluation, code: SheetCode, size: SheetSize, meeting: str) -> None:
    """Write the title, how to mark, and the sources, between the codes."""
    place = layout(code.size)
    left, top, wide = place.text_mm
    region = evaluation.effective.region
    columns, _, _ = TILES[size]
    row, column = divmod(code.page - 1, columns)
    tile = (
        f"　{code.pages}枚のうち{code.page}枚目（{CORNERS[(0, 1, 3, 2)[row * 2 + column]]}）" if code.pages > 1 else ""
    )
    title = f"{region.name}　{evaluation.effective.scenario_name}{f'　{meeting}' if meeting else ''}{tile}"
    number = f"紙の番号 {code.sheet_id}"
    page.line(number, (left + wide, top + 1.5), 8, colour=FAINT, align="right")
    shown, size_pt = fitted(title, 12, wide - 34)
    page.line(shown, (left, top), size_pt)
    y = top + line_mm(12)
    for line in wrapped(_HOW, 8, wide)[:2]:
        page.line(line, (left, y), 8)
        y += line_mm(8)
    for line in wrapped(sources_line(region), 5, wide)[:1]:
        page.line(line, (left, y), 5, colour=FAINT)


def _draw_mark(page: Page, mark: Mark) -> None:
    import cv2

    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36H11)
    cells = family.markerSize + 2
    bits = cv2.aruco.generateImageMarker(family, mark.number, cells, borderBits=1)
    step = mark.side_mm / cells
    _fill(page, ((mark.left_mm + x * step, mark.top_mm + y * step, n * step, step) for x, y, n in _runs(bits == 0)))


def _draw_code(page: Page, code: SheetCode, at_mm: tuple[float, float], side_mm: float) -> None:
    cells = code_cells(code)
    step = (side_mm - 2 * CODE_RIM_MM) / len(cells)
    left, top = at_mm[0] + CODE_RIM_MM, at_mm[1] + CODE_RIM_MM
    _fill(page, ((left + x * step, top + y * step, n * step, step) for x, y, n in _runs(cells)))


def code_cells(code: SheetCode) -> list[list[bool]]:
    """Return the dark cells of a page's code, row by row."""
    made = segno.make(code.text, error=_LEVEL, boost_error=False, micro=False)
    return [[bool(cell) for cell in row] for row in made.matrix]


def _runs(cells: Iterable[Sequence[Any]]) -> Iterator[tuple[int, int, int]]:
    """Go over the runs of dark cells in each row: column, row, how many."""
    for y, row in enumerate(cells):
        x = 0
        while x < len(row):
            n = 0
            while x + n < len(row) and row[x + n]:
                n += 1
            if n:
                yield x, y, n
            x += max(n, 1)


def _fill(page: Page, boxes: Iterator[tuple[float, float, float, float]]) -> None:
    paths = [
        MplPath([(x, y), (x + w, y), (x + w, y + h + _OVERLAP_MM), (x, y + h + _OVERLAP_MM), (x, y)], closed=True)
        for x, y, w, h in boxes
    ]
    page.paper.add_patch(PathPatch(MplPath.make_compound_path(*paths), fc="black", ec="none"))
