"""Figures that stand in the files are those that `diagnose`, `compare` and `project` give by the same names, after the one rounding."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from cli import cli
from plan.documents.answer import report_answer
from plan.documents.blocks import Points
from plan.documents.catalogue import CIRCULAR, DOCUMENTS, PRINTED
from plan.figure_texts import difference, figure, persons
from plan.finance.account_table import BURDEN
from reports.documents.book import report_workbook
from reports.documents.bundle import bundle
from reports.documents.page_alone import page_alone
from reports.documents.word import word_bytes
from tests.plan.documents.written_up import CHOSEN, FOLDER, written_up
from tests.reports.documents.test_page_alone import content_of

PLAN = FOLDER / "example.plan.json"


def told(*asked: str) -> dict:
    """What a command prints as JSON, computed by itself."""
    found = CliRunner().invoke(cli, [*asked, "--json"])
    assert found.exit_code in (0, 1), found.output
    return json.loads(found.stdout)


@pytest.fixture(scope="module")
def compared() -> dict[str, dict]:
    """Every indicator of `compare` by its name, with the values of the present and of the chosen scenario."""
    document = told("compare", str(PLAN), "--scenario", CHOSEN)
    return {row["name"]: row for row in document["indicators"]}


def tables_of_word() -> list[list[list[str]]]:
    """Every table of every Word file, as another reader reads it."""
    found = []
    for known in DOCUMENTS:
        file = docx.Document(io.BytesIO(word_bytes(known.write(written_up()))))
        found += [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]
    return found


def test_tables_of_indicators_in_word_are_those_of_compare(compared: dict[str, dict]) -> None:
    seen = set()
    for table in tables_of_word():
        if table[0][-1] != "現況との差":
            continue
        for name, before, after, change in table[1:]:
            row = compared[name]
            base, chosen = (row["values"][s] for s in ("base", CHOSEN))
            values = [float("inf") if v is None else v for v in (base, chosen)]
            assert [before, after] == ["".join(figure(v, row["unit"])) for v in values], name
            assert change in (difference(values[1], values[0], row["unit"]), ""), name
            seen.add(name)
    assert len(seen) >= 8


def told_of(row: dict, scenario: str) -> str:
    """An indicator's value as it is read, from the command's own number."""
    value = row["values"][scenario]
    return "".join(figure(float("inf") if value is None else value, row["unit"]))


def test_every_other_row_of_word_that_begins_with_an_indicator_holds_its_value(compared: dict[str, dict]) -> None:
    seen = set()
    for table in tables_of_word():
        if (
            table[0][-1] == "現況との差" or table[0][1] == "基準の値"
        ):  # the first is held above; bases are what people wrote
            continue
        for name, *cells in table[1:]:
            if name in compared:
                assert cells[0] == told_of(compared[name], CHOSEN), (table[0], name)
                seen.add(name)
    assert len(seen) >= 8


def test_points_that_name_an_indicator_hold_its_value(compared: dict[str, dict]) -> None:
    found = 0
    for known in (*DOCUMENTS, *PRINTED):
        for block in known.write(written_up()).blocks:
            for item in block.items if isinstance(block, Points) else ():
                name, _, value = item.partition("：")
                if name in compared:
                    base, chosen = (told_of(compared[name], s) for s in ("base", CHOSEN))
                    assert value in (base, f"{base} → {chosen}"), item
                    found += 1
    assert found >= 4


def test_the_circular_on_paper_tells_the_same(compared: dict[str, dict], tmp_path: Path) -> None:
    (made,) = bundle(written_up()).made(["circular"])
    (tmp_path / "a.pdf").write_bytes(made.content)
    said = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    )
    words = "".join(said.stdout.split())
    points = [i for b in CIRCULAR.write(written_up()).blocks if isinstance(b, Points) for i in b.items if "→" in i]
    assert points
    for item in points:
        row = compared[item.partition("：")[0]]
        assert "".join(f"{row['name']}：{told_of(row, 'base')}→{told_of(row, CHOSEN)}".split()) in words


def test_diagnose_gives_what_the_workbook_holds() -> None:
    document = told("diagnose", str(FOLDER), "--plan", str(PLAN), "--scenario", CHOSEN)
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_workbook(written_up())))
    rows = {row[0]: row for row in book.get_sheet_by_name("指標").to_python()}
    for known in document["indicators"]:
        if known["value"] is not None:
            numbers = [cell for cell in rows[known["name"]] if isinstance(cell, float)]
            assert numbers[-1] == pytest.approx(known["value"], abs=1e-6), known["name"]


def test_people_of_coming_years_are_those_of_project() -> None:
    (table,) = {tuple(map(tuple, t)) for t in tables_of_word() if t[0][0] == "年" and t[0][1] == "人口"}
    years = [int(row[0].partition("年")[0]) for row in table[1:]]
    document = told("project", str(FOLDER), "--plan", str(PLAN), "--scenario", CHOSEN, "--to", str(years[-1]))
    by_year = dict(zip(document["years"], zip(document["total"], document["band"], strict=True), strict=True))
    for year, (_, people, band) in zip(years, table[1:], strict=True):
        total, (low, high) = by_year[year]
        counted = year == years[0]
        assert people == persons(total, None if counted else year)
        assert band == ("" if counted else f"{persons(low, year)}〜{persons(high, year)}")


def test_the_page_alone_tells_the_same_figures_of_every_scenario(compared: dict[str, dict]) -> None:
    told_there = content_of(page_alone(written_up()))
    ids = [s["id"] for s in told_there["scenarios"]]
    every = {
        row["name"]: row for row in told("compare", str(PLAN), "--scenario", "c1", "--scenario", CHOSEN)["indicators"]
    }
    assert len(told_there["figures"]) >= 8
    for name, _, *values in told_there["figures"]:
        for scenario, (value, *_) in zip(ids, values, strict=True):
            assert value == told_of(every[name], scenario), name


def test_money_of_the_workbook_is_that_of_the_command(tmp_path: Path) -> None:
    answered = report_answer(written_up())["budget"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_workbook(written_up())))
    rows = {row[0]: row[1:] for row in book.get_sheet_by_name("十年の収支").to_python()}
    assert rows[BURDEN] == pytest.approx(answered["town_burden_yen"])
