"""Sexes on sheets of their own and years over their ages come out as they were published."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import xlsxwriter

from geo.region.tables.villages import FIVE_YEARS
from importing import import_files
from tests.importing.people.test_municipal_projections import CLASSES, PLACES, YEARS, kept, town, truth

TITLE = "『日本の地域別将来推計人口（令和5（2023）年推計）』男女・年齢（5歳）階級別"
SHEETS = {"総数": "mf", "男": "m", "女": "f"}
People = dict[tuple[str, int, str], list[int]]


def beside(people: People, name: str) -> list[list[object]]:
    """Municipalities below each other, the years beside each other, each over its ages."""
    upper: list[object] = ["", "", ""]
    lower: list[object] = ["コード", "都道府県", "市区町村"]
    for year in YEARS:
        upper += [f"{year}年", *[""] * 20]
        lower += ["総数", *CLASSES]
    rows: list[list[object]] = [[TITLE], [f"{name}（人）"], upper, lower]
    for code, about in PLACES.items():
        row: list[object] = [int(code), about[1], about[2] or about[1]]
        for year in YEARS:
            row += with_total(people, code, year, SHEETS[name])
        rows.append(row)
    return rows


def below(people: People, name: str) -> list[list[object]]:
    """A row for each municipality and year."""
    rows: list[list[object]] = [[TITLE], ["コード", "都道府県", "市区町村", "年", "総数", *CLASSES]]
    for code, about in PLACES.items():
        rows += [
            [int(code), about[1], about[2] or about[1], f"{year}年", *with_total(people, code, year, SHEETS[name])]
            for year in YEARS
        ]
    return rows


def with_total(people: People, code: str, year: int, sexes: str) -> list[object]:
    counts = [sum(people[code, year, sex][k] for sex in sexes) for k in range(20)]
    return [sum(counts), *counts]


@pytest.mark.parametrize("layout", [beside, below])
@pytest.mark.parametrize("names", [("総数", "男", "女"), ("男", "女", "総数")])
def test_a_sheet_for_each_sex(layout, names, tmp_path: Path) -> None:
    people, region = truth(3), town(tmp_path)
    path = tmp_path / "kekkahyo.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in names:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(layout(people, name)):
                sheet.write_row(number, 0, row)
    report = import_files("projections", [path], region)
    frame = kept(region)
    assert set(frame["source"]) == {"社人研『日本の地域別将来推計人口』（令和5（2023）年推計）"}
    assert frame["year"].tolist() == list(YEARS)
    for row in frame.to_dict("records"):
        own = {sex: people["48901", int(row["year"]), sex] for sex in "mf"}
        assert row["total"] == sum(map(sum, own.values()))
        for sex, counts in own.items():
            assert [row[f"{sex}_{age}"] for age in FIVE_YEARS] == [*counts[:17], sum(counts[17:])]
    assert "layer_chosen" not in {n.code for n in report.notices}


def test_years_over_ages_in_one_table(tmp_path: Path) -> None:
    people, region = truth(4), town(tmp_path)
    path = tmp_path / "kekkahyo.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(beside(people, "総数"))
    import_files("projections", [path], region)
    frame = kept(region)
    assert frame["total"].tolist() == [sum(sum(people["48901", y, s]) for s in "mf") for y in YEARS]


def test_sheets_of_other_names_stay_as_they_were(tmp_path: Path) -> None:
    region = town(tmp_path)
    path = tmp_path / "vision.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("人口")
        for number, row in enumerate([["年", "総人口"], ["2020年", 30], ["2025年", 20]]):
            sheet.write_row(number, 0, row)
        book.add_worksheet("女").write_row(0, 0, ["覚え書き"])
    report = import_files("projections", [path], region)
    assert kept(region)["total"].tolist() == [30, 20]
    assert "layer_chosen" in {n.code for n in report.notices}
