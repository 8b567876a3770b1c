"""Figures that stand in the files are those that `diagnose`, `compare` and `project` give by the same names, after the one rounding."""

from __future__ import annotations

import io
import json

import docx
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from cli import cli
from plan.documents.catalogue import DOCUMENTS
from plan.figure_texts import difference, figure, persons
from plan.indicators.registry import INDICATORS
from reports.documents.book import report_workbook
from reports.documents.page_alone import page_alone
from reports.documents.word import word_bytes
from tests.plan.documents.written_up import CHOSEN, FOLDER, written_up

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


def test_the_page_alone_tells_the_same_figures(compared: dict[str, dict]) -> None:
    page = page_alone(written_up()).decode()
    units = {known.unit for known in INDICATORS}
    for name in ("車のない人", "人口"):
        row = compared[name]
        assert row["unit"] in units
        for value in row["values"].values():
            assert "".join(figure(value, row["unit"])) in page
