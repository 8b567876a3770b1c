"""What `report` hands in for every sample and for a real town, file by file: all there, readable by others, the same twice."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest

from plan.documents.catalogue import CHOICES, DOCUMENTS
from plan.figure_texts import figure
from plan.file.plan_file import plan_bytes
from reports.documents.bundle import MANIFEST
from tests.browser import ROOT
from tests.importing.test_noto import build
from tests.plan.test_land_of_noto import three_hubs
from tests.reports.documents.test_read_back import converted, outside_margins, sheets_of, without_spaces

pytestmark = pytest.mark.slow

SAMPLES = {"model_chiku": "c3", "okuyama": "c4", "sanson": "c4"}
REAL = "noto"
DAY = "2026-11-30"
MM_PER_PT = 25.4 / 72
PAPERS_MM = {"A4": (297, 210), "A3": (420, 297), "A1": (840, 594)}


@dataclass(frozen=True)
class HandedIn:
    """A folder that was written, and from what."""

    name: str
    plan: Path
    scenario: str
    folder: Path
    answer: dict[str, Any]

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))

    def papers(self, suffix: str) -> list[Path]:
        return sorted(self.folder.glob(f"*.{suffix}"))


def command(*asked: str | Path, **environment: str) -> dict[str, Any]:
    """Run a command in a process of its own."""
    words = [sys.executable, str(ROOT / "cli.py"), *map(str, asked), "--json"]
    told = subprocess.run(
        words, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return json.loads(told.stdout)


ONE_OFFICE, ANOTHER = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"},
    {"PYTHONHASHSEED": "2", "TZ": "America/New_York"},
)


def hand_in(plan: Path, scenario: str, folder: Path, **environment: str) -> dict[str, Any]:
    asked = ("report", plan, "--scenario", scenario, "--out", folder, "--date", DAY)
    return command(*asked, **(environment or ONE_OFFICE))


@pytest.fixture(scope="module", params=[*SAMPLES, REAL])
def handed_in(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> HandedIn:
    """Everything that is written for one place."""
    name, out = request.param, tmp_path_factory.mktemp(request.param) / "文書"
    if name == REAL:
        folder = build(request.getfixturevalue("real_data"), tmp_path_factory.mktemp("real") / REAL)
        (folder / "plan.json").write_bytes(plan_bytes(three_hubs(folder)[1]))
        return HandedIn(name, folder / "plan.json", "s1", out, hand_in(folder / "plan.json", "s1", out))
    plan = ROOT / "sample_regions" / name / "example.plan.json"
    return HandedIn(name, plan, SAMPLES[name], out, hand_in(plan, SAMPLES[name], out))


def test_every_file_is_there_and_the_manifest_names_it(handed_in: HandedIn) -> None:
    listed = [one["file"] for one in handed_in.manifest["files"]]
    assert sorted([*listed, MANIFEST]) == sorted(p.name for p in handed_in.folder.iterdir())
    assert [Path(p).name for p in handed_in.answer["files"]] == [*listed, MANIFEST]
    # The real town has no timetables, and its people were counted once.
    lacking = {CHOICES["gtfs"], "人口の見通し"} if handed_in.name == REAL else set()
    assert set(handed_in.manifest["not_made"]) == lacking
    assert len(listed) == len(DOCUMENTS) + len(("回覧", "地域デザイン")) + 2 * len(PAPERS_MM) + 3 + (
        handed_in.name != REAL
    )
    lacks = {name for names in handed_in.manifest["missing"].values() for name in names}
    if handed_in.name in SAMPLES:
        assert lacks == {"利用者の実績", "運賃収入の実績"}, "what nobody can know yet"
    else:
        assert {"問い合わせ先", "計画期間", "地域再生計画の名称"} <= lacks


def test_libreoffice_turns_every_word_file_into_sheets(handed_in: HandedIn, tmp_path: Path) -> None:
    files = handed_in.papers("docx")
    assert len(files) == len(DOCUMENTS)
    out = converted(tmp_path, "pdf", files)
    for file in files:
        pdf = out / f"{file.stem}.pdf"
        sheets = sheets_of(pdf)
        assert sheets
        assert list(outside_margins(sheets)) == [], file.name
        assert_type_goes_with(pdf)
        read = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        assert "�" not in read
        written = "".join(p.text for p in docx.Document(str(file)).paragraphs)
        assert without_spaces(written[:40]) in without_spaces(read)


def test_no_sheet_of_a_document_is_left_half_empty(handed_in: HandedIn, tmp_path: Path) -> None:
    """Only the last sheet, one before a picture, a table's whole row or annexes that begin anew, may end early."""
    (file,) = (f for f in handed_in.papers("docx") if f.name.startswith("地域再生計画_"))
    pdf = converted(tmp_path, "pdf", [file]) / f"{file.stem}.pdf"
    sheets = sheets_of(pdf)
    ends = [max((w.bottom for w in sheet.body), default=0.0) / sheet.high for sheet in sheets[:-1]]
    early = [number for number, end in enumerate(ends, start=1) if end < 0.5]
    pictures = [n for n, s in enumerate(sheets, start=1) if any("区域を示す図" in w.text for w in s.words)]
    assert [n for n in early if n + 1 not in pictures] == []


def test_printed_sheets_hold_their_type_and_their_number(handed_in: HandedIn) -> None:
    for file in handed_in.papers("pdf"):
        assert_type_goes_with(file)
    assert len(sheets_of(handed_in.folder / "回覧.pdf")) == 1
    design = sheets_of(handed_in.folder / "地域デザイン.pdf")
    assert len(design) == 2
    assert all(word.right <= sheet.wide and word.bottom <= sheet.high for sheet in design for word in sheet.words)


def test_maps_are_of_their_paper_and_carry_scale_north_legend_and_sources(handed_in: HandedIn) -> None:
    for paper, (wide_mm, high_mm) in PAPERS_MM.items():
        (sheet,) = sheets_of(handed_in.folder / f"地図_{paper}.pdf")
        assert (sheet.wide * MM_PER_PT, sheet.high * MM_PER_PT) == pytest.approx((wide_mm, high_mm), abs=0.5)
        said = without_spaces("".join(word.text for word in sheet.words))
        assert re.search(r"\d+(km|m)", said), "a scale bar"
        assert "北" in said
        assert "出典" in said
        assert "拠点" in said
        assert all(word.right <= sheet.wide + 1 and word.bottom <= sheet.high + 1 for word in sheet.words)


def test_figures_in_word_are_those_of_compare(handed_in: HandedIn) -> None:
    asked = ("compare", handed_in.plan, "--scenario", handed_in.scenario, "--region", handed_in.plan.parent)
    compared = {row["name"]: row for row in command(*asked)["indicators"]}
    seen = set()
    for file in handed_in.papers("docx"):
        for table in docx.Document(io.BytesIO(file.read_bytes())).tables:
            rows = [[cell.text for cell in row.cells] for row in table.rows]
            if rows[0][-1] == "現況との差":
                for name, before, after, _ in rows[1:]:
                    row = compared[name]
                    values = [
                        float("inf") if v is None else v
                        for v in (row["values"][s] for s in ("base", handed_in.scenario))
                    ]
                    assert [before, after] == ["".join(figure(v, row["unit"])) for v in values], name
                    seen.add(name)
    assert len(seen) >= 8


@pytest.mark.parametrize("handed_in", ["okuyama"], indirect=True)
def test_two_processes_write_the_same_bytes(handed_in: HandedIn, tmp_path: Path) -> None:
    one, other = handed_in.folder, tmp_path / "文書"
    hand_in(handed_in.plan, handed_in.scenario, other, **ANOTHER)
    names = sorted(p.name for p in one.iterdir())
    assert names == sorted(p.name for p in other.iterdir())
    assert {
        "地図_A4.pdf",
        "地図_A3.png",
        "地図_A3.pdf",
        "地図_A1.png",
        "地図_A1.pdf",
        "計画の図形.gpkg",
        "gtfs.zip",
    } <= set(names)
    assert [n for n in names if (one / n).read_bytes() != (other / n).read_bytes()] == []


def assert_type_goes_with(pdf: Path) -> None:
    said = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout
    rows = said.splitlines()[2:]
    assert rows, pdf.name
    assert [row for row in rows if row.split()[-5] != "yes"] == [], f"{pdf.name}: the column emb"
