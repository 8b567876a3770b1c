"""A character without a glyph never stops a sheet: it is printed as a mark, and named once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.overview.opening import opened
from reports.printed.glyphs import MISSING, glyph_notices, printable, unprintable
from reports.printed.page import Page, fitted, pdf_bytes, png_bytes, width_mm, wrapped
from reports.printed.sheet_files import write_sheets
from tests.hostile_names import HOSTILE
from tests.views.small_region import write_small_region

PRINTED = {
    "𠮷田": "〓田",
    "葛󠄀城": "葛城",
    "辻\N{VARIATION SELECTOR-17}堂": "辻堂",
    "山\t谷\r\n川": "山 谷  川",
    "👨\N{ZERO WIDTH JOINER}👩\N{ZERO WIDTH JOINER}👧の家": "〓の家",
    "か\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}き": "がき",
    "ゼロ\N{ZERO WIDTH SPACE}幅\N{RIGHT-TO-LEFT OVERRIDE}": "ゼロ幅",
    "髙﨑神塚𠮟": "髙﨑神塚𠮟",
    "ﬃ": "ffi",
}


@pytest.mark.parametrize("written", PRINTED)
def test_what_is_printed(written):
    assert printable(written) == PRINTED[written]


def test_a_mark_takes_the_room_of_a_character():
    assert width_mm("𠮷", 72) == pytest.approx(25.4)
    assert width_mm("葛󠄀", 72) == pytest.approx(25.4)
    assert wrapped("𠮷𠮷𠮷", 72, 55) == [MISSING * 2, MISSING]
    assert fitted("𠮷", 10, 50) == (MISSING, 10)


@given(st.text(max_size=40))
def test_any_text_has_a_width_and_is_printed_the_same_again(text):
    assert width_mm(text, 10) >= 0
    assert printable(printable(text)) == printable(text)
    assert len("".join(wrapped(text, 10, 30))) <= len(text) * 18


def test_only_characters_that_look_otherwise_are_named():
    assert unprintable(["𠮷田の葛󠄀城", "山\t谷か\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}", "𠮷"]) == [
        "葛󠄀",
        "𠮷",
    ]
    assert unprintable(["拠点（久那瀬）", "髙﨑"]) == []


def test_hostile_names_are_written_on_a_sheet():
    page = Page.blank()
    for number, name in enumerate(HOSTILE):
        page.paragraph(name, (10, 10 + 6 * number), 8, 180)
        page.line(name, (10, 12 + 6 * number), 6)
    assert pdf_bytes([page], title="𠮷").startswith(b"%PDF")
    assert png_bytes(page, dpi=40).startswith(b"\x89PNG")


def test_a_regions_sheets_and_map_are_written_and_one_notice_names_the_characters(tmp_path):
    folder = write_small_region(tmp_path / "tanima")
    table = folder / "villages.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    heads = lines[0].split(",").index("name")
    names = ("𠮷野", "葛󠄀城", "👨の$x$谷", "$_{谷}")
    for number, name in enumerate(names, start=1):
        cells = lines[number].split(",")
        cells[heads] = name
        lines[number] = ",".join(cells)
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = opened(folder)
    evaluation = found.scenario(None)
    assert len(write_sheets(evaluation, tmp_path / "out")) > len(names)
    (told,) = glyph_notices(evaluation)
    assert "「葛󠄀」「👨」「𠮷」" in told.message


def test_a_region_whose_names_have_glyphs_is_told_nothing(tmp_path):
    assert glyph_notices(opened(write_small_region(tmp_path / "tanima")).scenario(None)) == ()
