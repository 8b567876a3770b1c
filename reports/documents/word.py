"""A document as a Word file: Japanese type named, heads of tables repeated, times fixed so that the same words are the same file."""

from __future__ import annotations

import datetime
import io
import math
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from geo.gtfs.writing import zip_of_files
from plan.documents.blocks import DRAFT, Block, Document, Heading, MapPlace, NewPage, Points, Table, Text

FONT = "游ゴシック"
"""Named in the file; where it is not installed, the reader's Japanese type stands in for it."""

_TIME = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
_MARGIN_MM, _WIDE_MM, _HIGH_MM = 22, 210, 297
_BODY_PT, _QUIET_PT, _CELL_PT, _STRONG_PT, _TITLE_PT = 10.5, 9, 9, 9.5, 18
_CELL_SIDES_PT = 10.8
"""What Word keeps free left and right in a cell (0.19 cm each)."""
_MOST_REPEATED_LINES = 4
"""A higher head is not repeated: LibreOffice leaves out the rows after a sheet's end where it grows too high."""
_HEADING_PT = {1: 14, 2: 12, 3: 11}
_INK, _FAINT = RGBColor(0x22, 0x22, 0x22), RGBColor(0x5F, 0x5F, 0x5F)
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_bytes(document: Document, map_picture: Callable[[], bytes] | None = None) -> bytes:
    """Write a document as a Word file (docx).

    Parameters
    ----------
    document
        What it says; the same words give the same bytes.
    map_picture
        Draws the map (PNG) that stands where the document asks for one; without it the place says that the map goes with it.
    """
    file = docx.Document()
    _page(file, document)
    _paragraph(file, document.title, _TITLE_PT, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(file, document.subtitle, _BODY_PT, align=WD_ALIGN_PARAGRAPH.CENTER)
    for block in document.blocks:
        _set(file, block, map_picture)
    about = file.core_properties
    about.title, about.author, about.last_modified_by = _clean(document.title), "Kyoten", "Kyoten"
    about.created = about.modified = _TIME
    about.comments, about.revision = "", 1
    buffer = io.BytesIO()
    file.save(buffer)
    return zip_of_files(_files(buffer.getvalue()))


def _files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return {name: made.read(name) for name in made.namelist()}


def _clean(text: str) -> str:
    """Leave out what XML can't hold."""
    return _NOT_IN_XML.sub("", text)


def _page(file: Any, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(_WIDE_MM), Mm(_HIGH_MM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    style = file.styles["Normal"]
    _typeface(style.element.get_or_add_rPr())
    style.font.size = Pt(_BODY_PT)
    for level, size in _HEADING_PT.items():
        heading = file.styles[f"Heading {level}"]
        _typeface(heading.element.get_or_add_rPr())
        heading.font.size, heading.font.bold, heading.font.italic, heading.font.color.rgb = Pt(size), True, False, _INK
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(head, document.title if DRAFT in document.title else f"{document.title}（{DRAFT}）", _QUIET_PT, colour=_FAINT)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(foot)


def _typeface(properties: Any) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), "ja-JP")
    for before in properties.findall(qn("w:lang")):
        properties.remove(before)
    properties.append(language)


def _page_number(paragraph: Any) -> None:
    run = paragraph.add_run()
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = words
        run._r.append(part)


def _set(file: Any, block: Block, map_picture: Callable[[], bytes] | None) -> None:
    match block:
        case Heading(text, level):
            file.add_heading(_clean(text), level)
        case Text(text, quiet):
            _paragraph(file, text, _QUIET_PT if quiet else _BODY_PT, colour=_FAINT if quiet else _INK)
        case Points(items):
            for item in items:
                _run(file.add_paragraph(style="List Bullet"), item, _BODY_PT)
        case Table():
            _table(file, block)
        case MapPlace(caption):
            if map_picture is None:
                _paragraph(file, f"{caption}：地図のファイルを添えます。", _QUIET_PT, colour=_FAINT)
                return
            file.add_picture(io.BytesIO(map_picture()), width=Mm(_WIDE_MM - 2 * _MARGIN_MM))
            _paragraph(file, caption, _QUIET_PT, colour=_FAINT)
        case NewPage():
            file.add_page_break()


def _paragraph(file: Any, text: str, size_pt: float, **how: Any) -> None:
    paragraph = file.add_paragraph()
    paragraph.alignment = how.pop("align", None)
    paragraph.paragraph_format.space_after = Pt(4)
    _run(paragraph, text, size_pt, **how)


def _run(paragraph: Any, text: str, size_pt: float, *, bold: bool = False, colour: RGBColor = _INK) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size_pt), bold, colour


def _table(file: Any, block: Table) -> None:
    if block.title:
        _paragraph(file, block.title, _BODY_PT, bold=True)
        file.paragraphs[-1].paragraph_format.keep_with_next = True
    made = file.add_table(rows=1 + len(block.rows), cols=len(block.heads))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    whole = _WIDE_MM - 2 * _MARGIN_MM
    widths = [Mm(whole * share / sum(block.shares)) for share in block.shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for number, (row, cells) in enumerate(zip(made.rows, (block.heads, *block.rows), strict=True)):
        size_pt = _STRONG_PT if number > len(block.rows) - block.strong else _CELL_PT
        _row(row, cells, widths, figures=block.figures, head=number == 0, size_pt=size_pt)
    if _head_lines(block.heads, widths) <= _MOST_REPEATED_LINES:
        _repeat(made.rows[0])
    file.add_paragraph().paragraph_format.space_after = Pt(2)


def _head_lines(heads: tuple[str, ...], widths: list[Any]) -> int:
    """Count the lines of the highest cell of a head, if every character were as wide as it is high."""
    free: list[float] = [max(width.pt - _CELL_SIDES_PT, _CELL_PT) for width in widths]
    return max(math.ceil(len(text) * _CELL_PT / wide) for text, wide in zip(heads, free, strict=True))


def _repeat(head: Any) -> None:
    """Repeat a head on every sheet that its table reaches."""
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)


def _row(row: Any, cells: tuple[str, ...], widths: list[Any], *, figures: int, head: bool, size_pt: float) -> None:
    marks = row._tr.get_or_add_trPr()
    marks.append(OxmlElement("w:cantSplit"))
    first_figure = len(cells) - figures
    for number, (cell, text, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        if number >= first_figure:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(paragraph, text, size_pt, bold=head or size_pt > _CELL_PT)


def paragraphs_of(content: bytes) -> Iterator[str]:
    """Read every paragraph of a Word file again, those in tables where they stand."""
    file = docx.Document(io.BytesIO(content))
    for part in file.element.body.iter(qn("w:p")):
        yield "".join(_words(node) for node in part.iter(qn("w:t"), qn("w:br"), qn("w:tab")))


def _words(node: Any) -> str:
    return {"t": node.text or "", "br": "\n", "tab": "\t"}[node.tag.rpartition("}")[2]]
