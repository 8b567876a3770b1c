"""Documents on sheets: every word is printed inside the margins, long tables go on with their heads, the circular is one page."""

from __future__ import annotations

import pytest
from matplotlib.text import Text as Printed

from plan.documents.blocks import Document, Heading, NewPage, Points, Table, Text
from plan.documents.catalogue import CIRCULAR, DOCUMENTS, PRINTED
from reports.documents.typeset import ROUND, typeset
from reports.printed.glyphs import printable
from reports.printed.page import Page
from tests.plan.documents.written_up import with_words, written_up


def printed(pages: list[Page]) -> str:
    return "".join(t.get_text() for p in pages for t in p.paper.findobj(Printed))


def inside(page: Page) -> bool:
    page.figure.canvas.draw()
    width, height = page.figure.bbox.size
    boxes = [t.get_window_extent() for t in page.paper.findobj(Printed) if t.get_text().strip() and t.get_visible()]
    margin = width * 15 / 210
    return all(b.x0 >= margin and b.x1 <= width - margin and b.y0 >= 0 and b.y1 <= height for b in boxes)


SIXTY = "長い名前の谷" * 10


@pytest.mark.parametrize("words", ["", SIXTY], ids=["sample", "sixty"])
@pytest.mark.parametrize("known", [*DOCUMENTS, *PRINTED], ids=lambda d: d.key)
def test_every_word_is_printed_inside_the_margins(known, words) -> None:
    document = known.write(with_words(words) if words else written_up())
    pages = typeset(document)
    together = printed(pages).replace(" ", "").replace("　", "")
    for words in document.words():
        shown = printable(words, keep="\n").replace("\n", "").replace(" ", "").replace("　", "")
        assert shown[:12] in together
    assert all(inside(page) for page in pages)


def test_the_circular_is_one_page_of_twelve_points_or_more_in_black() -> None:
    for found in (written_up(), with_words(SIXTY)):
        (page,) = typeset(CIRCULAR.write(found), ROUND)
        texts = [t for t in page.paper.findobj(Printed) if t.get_text().strip() and t.get_visible()]
        assert min(float(t.get_fontsize()) for t in texts) >= 12
        assert {t.get_color() for t in texts} == {"#222222"}
        assert inside(page)


def test_long_rows_and_tables_go_on_with_their_heads() -> None:
    rows = tuple((f"谷{i}", "長い言葉" * (300 if i == 3 else 1)) for i in range(60))
    table = Table(("頭", "右"), rows, (1, 2), figures=1, title="表")
    pages = typeset(Document("k", "題", "副", (Heading("章"), table, NewPage(), Text("終わり"), Points(("点",)))))
    assert len(pages) > 3
    assert printed(pages).count("頭") == len(pages) - 1
    assert all(inside(page) for page in pages)
