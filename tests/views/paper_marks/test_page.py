"""紙の地図: a map is made, a photograph of it is read, and its marks go into the plan as a record."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from hall.paper.paper_map import sheet_pages
from reports.printed.page import png_bytes
from tests.photographed_sheet import Drawn, marked
from tests.views.table import Table

DPI = 150


@pytest.fixture
def paper(tmp_path, monkeypatch) -> Table:
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path))
    return Table().go("paper")


def test_a_map_is_made_and_its_marks_come_back(paper):
    assert "写真に撮って" in paper.answer
    paper.app.selectbox(key="paper_size").set_value("A4")
    paper.press("paper_make")
    assert [d.proto.label for d in paper.app.get("download_button")].count("書きこむ地図（PDF）") == 1
    (sheet,) = sheet_pages(paper.evaluation(), size="A4")
    with Image.open(io.BytesIO(png_bytes(sheet, dpi=DPI))) as picture:
        page = np.asarray(picture.convert("RGB"))
    photo = io.BytesIO()
    Image.fromarray(marked(page, DPI, [Drawn("point", "red", ((60.0, 60.0),), width_mm=2.5)])).save(photo, "PNG")
    paper.app.file_uploader(key="paper_photos").upload("a.png", photo.getvalue(), "image/png")
    paper.run()
    assert "印を 1 個" in paper.answer
    paper.press("paper_keep")
    (record,) = [r for r in paper.plan.records if "紙の番号" in r.title]
    assert dict(record.counts) == {"赤": 1}
