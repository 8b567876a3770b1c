"""Word files and the workbook read back by LibreOffice and poppler: margins, type, words, totals that are reckoned anew."""

from __future__ import annotations

import html
import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from plan.documents.blocks import Document, Heading, Points, Table, Text, words_of
from plan.documents.catalogue import DOCUMENTS
from plan.documents.material import Material
from reports.documents.book import report_workbook
from reports.documents.word import word_bytes
from tests.plan.documents.written_up import with_words, written_up

pytestmark = pytest.mark.slow

MARGIN_PT = 22 / 25.4 * 72
LARGEST_CHARACTER_PT = 18.0
HANGING = "。、，．"
"""LibreOffice 7.4 lets a full stop or a comma hang past the right margin (overflowPunct), as Japanese typesetting allows: at
most the width of that one character, and nothing else may."""

SIXTY = "霧の森と谷川と棚田と石垣と椿の花と学校と店と診療所と駅と橋と峠と神社と祭りと市場とバス停と役場と郵便局と温泉の里と公園です"[
    :60
]

RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True)
class Word:
    """A run of characters as poppler finds it, in points from the upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page of a PDF."""

    wide: float
    high: float
    words: tuple[Word, ...]

    @property
    def body(self) -> list[Word]:
        """What stands between head and foot."""
        return [w for w in self.words if MARGIN_PT < (w.top + w.bottom) / 2 < self.high - MARGIN_PT]

    @property
    def outside(self) -> list[Word]:
        """What stands in the margins above and below."""
        return [w for w in self.words if w not in self.body]


def converted(folder: Path, kind: str, files: list[Path]) -> Path:
    """Let LibreOffice turn files into another kind; whatever it says is a complaint."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS)
    out = folder / "out"
    asked = (
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
    )
    said = subprocess.run(
        ["soffice", *asked, *map(str, files)], capture_output=True, text=True, check=True, timeout=600
    )
    # javaldx looks for a Java that nothing here needs.
    assert [line for line in said.stderr.splitlines() if line and "javaldx" not in line] == []
    return out


def sheets_of(pdf: Path) -> list[Sheet]:
    page = r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>'
    word = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    text = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return [
        Sheet(float(wide), float(high), tuple(
            Word(html.unescape(said), *map(float, box)) for *box, said in re.findall(word, inside)
        ))
        for wide, high, inside in re.findall(page, text, re.DOTALL)
    ]  # fmt: skip


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def body_text(pdf: Path, title: str) -> str:
    """Read the words of all sheets in the order in which they were written, without heads and page numbers."""
    said = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    head = without_spaces(title) if "素案" in title else f"{without_spaces(title)}（素案）"
    sheets = [without_spaces(sheet) for sheet in said.split("\f")]
    return "".join(s.removeprefix(head).removesuffix(str(n)) for n, s in enumerate(sheets, start=1))


def outside_margins(sheets: list[Sheet]) -> Iterator[str]:
    """Name what stands outside the margins; one hanging mark at the right is allowed."""
    for sheet in sheets:
        for word in sheet.words:
            hangs = LARGEST_CHARACTER_PT if word.text.endswith(tuple(HANGING)) else 0.0
            over = word.right - (sheet.wide - MARGIN_PT)
            if word.left < MARGIN_PT - 1 or over > 1 + hangs:
                yield f"{word.text}: {word.left:.1f}–{word.right:.1f} of {sheet.wide:.1f}"


def written(found: Material) -> dict[str, Document]:
    return {known.key: known.write(found) for known in DOCUMENTS}


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Document, Path]]:
    """Every Word file of the sample and of one whose names are all of 60 characters, as PDF."""
    folder = tmp_path_factory.mktemp("word")
    documents = written(written_up()) | {f"{k}_long": d for k, d in written(with_words(SIXTY)).items()}
    files = []
    for key, document in documents.items():
        files.append(folder / f"{key}.docx")
        files[-1].write_bytes(word_bytes(document))
    out = converted(folder, "pdf", files)
    return {key: (document, out / f"{key}.pdf") for key, document in documents.items()}


def test_what_leaves_the_margins_is_found_and_one_hanging_mark_is_not() -> None:
    edge = 595.0 - MARGIN_PT
    words = (
        Word("入る", 70, 100, edge, 110), Word("下がる。", 70, 100, edge + 9, 110), Word("はみ出す", 70, 100, edge + 9, 110),
        Word("遠い。", 70, 100, edge + 21, 110), Word("左へ", 55, 100, 80, 110),
    )  # fmt: skip
    assert [text.split(":")[0] for text in outside_margins([Sheet(595.0, 842.0, words)])] == [
        "はみ出す",
        "遠い。",
        "左へ",
    ]


def test_every_file_becomes_a_pdf_whose_words_stay_inside_the_margins(pdfs: dict[str, tuple[Document, Path]]) -> None:
    assert all(pdf.is_file() for _, pdf in pdfs.values())
    assert {key: list(outside_margins(sheets_of(pdf))) for key, (_, pdf) in pdfs.items()} == {key: [] for key in pdfs}


def test_head_and_foot_hold_the_title_and_the_page_number_alone(pdfs: dict[str, tuple[Document, Path]]) -> None:
    for document, pdf in pdfs.values():
        for number, sheet in enumerate(sheets_of(pdf), start=1):
            said = "".join(w.text for w in sheet.outside)
            assert said.endswith(str(number))
            assert without_spaces(said.removesuffix(str(number))).removesuffix("（素案）") == without_spaces(
                document.title
            ).removesuffix("（素案）")


def test_all_type_goes_with_the_file(pdfs: dict[str, tuple[Document, Path]]) -> None:
    for _, pdf in pdfs.values():
        said = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout
        rows = said.splitlines()[2:]
        assert rows
        assert [row for row in rows if row.split()[-5] != "yes"] == [], "the column emb"


def test_the_words_read_back_are_those_that_were_written(pdfs: dict[str, tuple[Document, Path]]) -> None:
    for key, (document, pdf) in pdfs.items():
        read = body_text(pdf, document.title)
        assert "�" not in read
        for block in document.blocks:
            if isinstance(block, Heading | Text):
                assert without_spaces(block.text) in read, key
            elif isinstance(block, Points):
                assert [i for i in block.items if without_spaces(i) not in read] == [], key
        # Cells stand side by side, so that their lines are read in turns: every character is there, as often as it was written.
        cells = Counter(
            without_spaces("".join(w for b in document.blocks if isinstance(b, Table) for w in words_of(b)))
        )
        rest = Counter(read)
        for block in document.blocks:
            if not isinstance(block, Table):
                rest.subtract(Counter(without_spaces("".join(words_of(block)))))
        assert {c: n - rest[c] for c, n in cells.items() if rest[c] < n} == {}, key


def test_a_workbook_with_long_names_is_read() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_workbook(with_words(SIXTY))))
    assert len(SIXTY) == 60
    assert SIXTY in str(book.get_sheet_by_name("拠点").to_python())


def test_libreoffice_reckons_the_same_totals(tmp_path: Path) -> None:
    content = report_workbook(written_up())
    spoilt, formulas = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(content)) as file, zipfile.ZipFile(spoilt, "w") as other:
        for name in file.namelist():
            part = file.read(name)
            if name.startswith("xl/worksheets/"):
                # The values that we wrote beside the formulas are gone: what is read back was reckoned by LibreOffice.
                text, found = re.subn(r"(</f>)<v>[^<]*</v>", r"\1<v>-1</v>", part.decode())
                part, formulas = text.encode(), formulas + found
            other.writestr(name, part)
    assert formulas > 5
    (tmp_path / "book.xlsx").write_bytes(spoilt.getvalue())
    out = converted(tmp_path, "xlsx", [tmp_path / "book.xlsx"]) / "book.xlsx"
    ours, theirs = (CalamineWorkbook.from_filelike(io.BytesIO(c)) for c in (content, out.read_bytes()))
    assert ours.sheet_names == theirs.sheet_names
    totals = 0
    for name in ours.sheet_names:
        own, read = (book.get_sheet_by_name(name).to_python() for book in (ours, theirs))
        assert not [cell for row in read for cell in row if isinstance(cell, str) and cell.startswith(("#", "Err:"))]
        for before, after in zip(own, read, strict=True):
            numbers = [(a, b) for a, b in zip(before, after, strict=True) if isinstance(a, float)]
            assert [b for a, b in numbers if b != pytest.approx(a, rel=1e-12)] == [], name
            totals += len(numbers) if before[0] == "合計" else 0
    assert totals >= formulas
