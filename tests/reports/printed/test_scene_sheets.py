"""Scenes on paper: four on each A4 or one on each A3, every scene with its sentence and figures, nothing over the edge."""

from __future__ import annotations

import functools
import math
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

from geo.region.region import read_region
from plan.applied import apply
from plan.file.plan_file import open_plan
from plan.reach.evaluation import evaluate
from plan.scenario.scenario import BASE
from plan.scenario.scenes import View
from plan.scenes.first_scenes import first_scenes
from plan.scenes.message import scene_message
from reports.printed.page import A3_WIDE_MM, A4_WIDE_MM, Page, pdf_bytes
from reports.printed.scene_sheets import ShownScene, four_up, one_up

FOLDER = Path(__file__).resolve().parents[3] / "sample_regions" / "model_chiku"


@functools.cache
def scenes() -> tuple[ShownScene, ...]:
    region, plan = read_region(FOLDER), open_plan(FOLDER / "example.plan.json")
    known = {i: evaluate(apply(region, plan, i)) for i in (BASE, "c3")}
    return tuple(ShownScene(s, known[s.scenario], known[BASE]) for s in first_scenes(plan, known["c3"]))


def words(page: Page) -> str:
    return "".join(t.get_text() for t in page.figure.findobj(Text)).replace(" ", "")


@pytest.mark.parametrize(("set_", "on_each", "size"), [(four_up, 4, A4_WIDE_MM), (one_up, 1, A3_WIDE_MM)])
def test_every_scene_stands_on_its_sheet_with_its_words(set_, on_each: int, size: tuple[float, float]) -> None:
    pages = set_(scenes())
    assert len(pages) == math.ceil(len(scenes()) / on_each)
    assert {page.size_mm for page in pages} == {size}
    for number, shown in enumerate(scenes()):
        said = words(pages[number // on_each])
        message = scene_message(shown.scene, shown.current, shown.baseline)
        assert f"{number + 1}／{len(scenes())}" in said
        assert message.text.replace(" ", "") in said
        assert all(f"{f.digits}{f.unit}" in said for f in message.figures)


def test_nothing_written_leaves_the_sheet() -> None:
    (page, *_) = four_up(scenes())
    page.figure.canvas.draw()
    box = page.figure.bbox
    for text in page.paper.texts:
        written = text.get_window_extent()
        assert written.x0 >= box.x0 - 1, text.get_text()
        assert written.x1 <= box.x1 + 1, text.get_text()
        assert written.y0 >= box.y0 - 1, text.get_text()


def maps(page: Page) -> list[Axes]:
    return [axes for axes in page.figure.axes if axes is not page.paper]


def test_a_scene_that_holds_two_shows_both_with_their_names() -> None:
    shown = next(s for s in scenes() if s.scene.layer.startswith("swipe"))
    (page,) = one_up([shown])
    assert len(maps(page)) == 2
    assert maps(page)[0].get_xlim() == maps(page)[1].get_xlim()
    said = words(page)
    assert all(one.effective.scenario_name.replace(" ", "") in said for one in (shown.baseline, shown.current))


def test_a_scene_looks_where_it_was_remembered_and_its_light_falls_there() -> None:
    shown = scenes()[0]
    village = shown.current.effective.region.villages.iloc[0]
    lat, lon = float(village["lat"]), float(village["lon"])
    near = replace(shown, scene=replace(shown.scene, view=View(lat, lon, 16.0), spotlight=str(village.name)))
    (page,), (whole,) = one_up([near]), one_up([shown])
    west, east = maps(page)[0].get_xlim()
    x = math.radians(lon) * 6378137
    assert (west + east) / 2 == pytest.approx(x, abs=1)
    assert east - west >= 1280 * 40075016.7 / (256 * 2**16) - 1  # what a screen of 1280 pixels shows at that zoom
    assert east - west < whole_width(whole) / 2
    assert [light.get_gid() for light in maps(page)[0].patches if light.get_gid()] == ["light"]
    assert not [light for light in maps(whole)[0].patches if light.get_gid()]


def whole_width(page: Page) -> float:
    west, east = maps(page)[0].get_xlim()
    return east - west


def test_the_same_scenes_are_the_same_file() -> None:
    first, again = (pdf_bytes(four_up(scenes()[:2]), title="画面") for _ in range(2))
    assert first == again
    assert first.startswith(b"%PDF")
