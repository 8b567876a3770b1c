"""A sheet of paper: lines fit, closing marks stay with their words, the same sheet is the same file."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reports.printed.glyphs import font_file
from reports.printed.page import (
    A4_MM,
    Columns,
    Page,
    enlarged,
    fitted,
    joined_pdf,
    line_mm,
    pdf_bytes,
    png_bytes,
    table,
    width_mm,
    wrapped,
)

WORDS = st.text(st.sampled_from("拠点まで車で23分、（集落）。Kyoten 1,234人　"), min_size=1, max_size=60)


def test_a_full_width_character_is_as_wide_as_its_size() -> None:
    assert width_mm("拠", 72) == pytest.approx(25.4)
    assert width_mm("拠点", 36) == pytest.approx(25.4)


@given(WORDS, st.floats(10, 80))
def test_every_line_fits_and_no_character_is_lost(text: str, within_mm: float) -> None:
    lines = wrapped(text, 9, within_mm)
    assert all(width_mm(line, 9) <= within_mm + 1e-9 for line in lines)
    assert [c for c in "".join(lines) if c not in "　 "] == [c for c in text if c not in "　 "]


@given(
    st.lists(st.sampled_from(["拠点まで", "車で23分、", "（集落）", "1,234人。", "　", "行けます。"]), max_size=15),
    st.floats(10, 80),
)
def test_no_line_begins_with_a_closing_mark(parts: list[str], within_mm: float) -> None:
    later = wrapped(f"住民{''.join(parts)}", 9, within_mm)[1:]
    assert [line for line in later if line[:1] in ("、", "。", "）")] == []


def test_a_new_line_is_a_new_line() -> None:
    assert wrapped("一\n二", 9, 50) == ["一", "二"]


@given(WORDS, st.floats(6, 60))
def test_what_is_fitted_fits(text: str, within_mm: float) -> None:
    shown, size = fitted(text, 10, within_mm)
    assert width_mm(shown, size) <= within_mm + 1e-5
    assert size <= 10
    if width_mm(text, 10) <= within_mm:
        assert (shown, size) == (text, 10)


def test_words_that_cannot_fit_end_in_dots() -> None:
    shown, size = fitted("とても長い名前の集落です", 10, 10)
    assert shown.endswith("…")
    assert size == 5.0


def sheet(text: str = "集落") -> Page:
    page = Page.blank()
    page.line(text, (20, 20), 12)
    return page


def test_the_same_sheet_gives_the_same_file() -> None:
    assert pdf_bytes([sheet()], title="集落") == pdf_bytes([sheet()], title="集落")
    assert png_bytes(sheet()) == png_bytes(sheet())
    assert pdf_bytes([sheet("拠点")], title="集落") != pdf_bytes([sheet()], title="集落")


def test_a_pdf_has_its_sheets_in_their_size_with_the_type_embedded() -> None:
    content = pdf_bytes([sheet(), sheet("拠点")], title="集落")
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page ") == 2
    assert b"/FontFile2" in content
    assert b"IPAexGothic" in content


def test_sheets_are_bound_as_they_are_drawn(tmp_path: Path) -> None:
    single = [pdf_bytes([sheet(word)], title=word) for word in ("一枚目", "二枚目", "三枚目")]
    bound = joined_pdf(single, title="全部")
    assert bound == joined_pdf(single, title="全部")
    (tmp_path / "all.pdf").write_bytes(bound)
    read = subprocess.run(["pdftotext", str(tmp_path / "all.pdf"), "-"], capture_output=True, text=True, check=True)
    assert read.stdout.replace("\f", "").split() == ["一枚目", "二枚目", "三枚目"]
    about = subprocess.run(["pdfinfo", str(tmp_path / "all.pdf")], capture_output=True, text=True, check=True).stdout
    assert "全部" in about
    assert "CreationDate" not in about


def test_a_picture_has_the_size_of_the_sheet() -> None:
    with Image.open(io.BytesIO(png_bytes(sheet(), dpi=100))) as picture:
        assert picture.size == pytest.approx([side / 25.4 * 100 for side in A4_MM], abs=1)


def test_ink_stands_where_it_is_put() -> None:
    page = Page.blank()
    page.line("■", (100, 50), 28.346)  # 10 mm high
    with Image.open(io.BytesIO(png_bytes(page, dpi=254))) as picture:  # 10 pixels a millimetre
        ink = picture.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    assert ink is not None
    left, top, right, bottom = (value / 10 for value in ink)
    assert 100 <= left < right <= 110.5
    assert 50 <= top < bottom <= 50 + line_mm(28.346)


def test_a_table_writes_words_left_and_figures_right() -> None:
    page = Page.blank()
    high = table(page, [("サービス", "車で"), ("医療", "5分")], (10, 10), Columns((40, 20)), 9)
    written = {text.get_text(): text for text in page.paper.texts}
    assert written["医療"].get_horizontalalignment() == "left"
    assert written["5分"].get_horizontalalignment() == "right"
    assert written["5分"].get_position()[0] == pytest.approx(69)
    assert high == pytest.approx(2 * (line_mm(9) + 1))


def test_the_font_is_installed_with_the_program() -> None:
    assert font_file().stat().st_size > 5_000_000


def test_a_sheet_is_made_larger_with_all_that_stands_on_it() -> None:
    page = Page.blank((100.0, 50.0))
    page.line("谷", (10, 10), 12)
    page.rule(10, 90, 20, width_pt=0.5)
    page.block(10, 30, 20, 10, "#EEEEEE")
    sizes = [float(t.get_fontsize()) for t in page.paper.texts]
    large = enlarged(page, 2.0)
    assert large.size_mm == (200.0, 100.0)
    assert [float(t.get_fontsize()) for t in page.paper.texts] == [2 * s for s in sizes]
    assert [line.get_linewidth() for line in page.paper.lines] == [1.0]
    assert b"MediaBox [ 0 0 566.9" in pdf_bytes([large], title="t")
