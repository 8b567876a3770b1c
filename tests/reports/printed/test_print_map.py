"""Maps on paper: lines that are written in one go are the bytes that matplotlib writes one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.backends.backend_pdf import RendererPdf
from matplotlib.collections import LineCollection

from geo.region.region import read_region
from reports.printed import print_map
from reports.printed.page import Page, pdf_bytes, png_bytes
from reports.printed.print_map import View, draw_ground, draw_scale_and_north

REGION = read_region(Path(__file__).parents[3] / "sample_regions" / "okuyama")


def ground() -> Page:
    """Draw roads, rivers and the boundary; part of the roads leave the map, so that lines are clipped."""
    page = Page.blank()
    axes = page.panel(20, 20, 100, 92)
    some = REGION.villages.head(3)
    view = View.around(some["lat"].tolist(), some["lon"].tolist(), (100, 92))
    draw_ground(axes, REGION, view)
    draw_scale_and_north(axes, view)
    return page


@pytest.mark.parametrize("written", [lambda page: pdf_bytes([page, page], title="x"), png_bytes], ids=["pdf", "png"])
def test_roads_are_written_as_matplotlib_writes_them(written, monkeypatch):
    ours = written(ground())
    monkeypatch.setattr(print_map, "_PenLines", LineCollection)
    assert written(ground()) == ours


def test_roads_are_not_handed_over_one_by_one(monkeypatch):
    one_by_one: list[object] = []
    real = RendererPdf.draw_path

    def counted(renderer, gc, path, *more):
        one_by_one.append(path)
        real(renderer, gc, path, *more)

    monkeypatch.setattr(RendererPdf, "draw_path", counted)
    page = ground()
    pdf_bytes([page], title="x")
    roads = sum(len(lines.get_paths()) for axes in page.figure.axes for lines in axes.collections)
    assert 0 < len(one_by_one) < roads / 2
