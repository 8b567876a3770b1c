"""The workbook read back by another reader: totals, figures of the registry, hostile words, ages of few people."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from plan.documents.material import Material
from plan.indicators.registry import INDICATORS
from reports.documents.book import report_workbook
from tests.plan.documents.written_up import with_words, written_up


def sheets_of(found: Material) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_workbook(found)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_totals_carry_their_value_and_are_reckoned_anew() -> None:
    sheets = sheets_of(written_up())
    villages = written_up().chosen.effective.region.villages
    last, heads = sheets["集落"][-1], sheets["集落"][0]
    assert last[0] == "合計"
    assert last[heads.index("人口（人）")] == villages["population"].sum()
    with zipfile.ZipFile(io.BytesIO(report_workbook(written_up()))) as file:
        formulas = re.findall(
            r"<f>([^<]*)</f><v>", "".join(file.read(n).decode() for n in file.namelist() if "worksheets" in n)
        )
    assert formulas
    assert all(re.fullmatch(r"SUM\([A-Z]+\d+:[A-Z]+\d+\)", f) for f in formulas)
    for rows in sheets.values():
        if rows[-1][0] == "合計":
            for column, total in enumerate(rows[-1]):
                if isinstance(total, float):
                    assert total == pytest.approx(sum(r[column] for r in rows[1:-1] if isinstance(r[column], float)))


def test_every_indicator_stands_with_its_value_definition_and_source() -> None:
    found = written_up()
    rows = {row[0]: row for row in sheets_of(found)["指標"][1:]}
    assert len(rows) == len(INDICATORS)
    for known in INDICATORS:
        value = known.compute(found.chosen)
        if abs(value) < float("inf"):
            cells = [cell for cell in rows[known.filled(known.name, found.chosen)] if isinstance(cell, float)]
            assert cells[-1] == pytest.approx(value, rel=1e-12)


def test_same_bytes_and_hostile_words() -> None:
    assert report_workbook(written_up()) == report_workbook(written_up())
    found = with_words("=cmd|'/c calc'!A1")
    content = report_workbook(found)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        formulas = re.findall(
            r"<f>([^<]*)</f>", "".join(file.read(n).decode() for n in file.namelist() if "worksheets" in n)
        )
    assert not [f for f in formulas if "cmd" in f]
    assert "'=cmd" in str(sheets_of(found)["拠点"])


def test_ages_of_under_ten_people_are_kept_back() -> None:
    found = written_up()
    region = found.chosen.effective.region
    small = region.villages.copy()
    small.loc[small.index[0], "population"] = 9
    chosen = replace(found.chosen, effective=replace(found.chosen.effective, region=replace(region, villages=small)))
    table = sheets_of(replace(found, chosen=chosen))["集落"]
    at = table[0].index("65歳以上（人）")
    assert table[1][at] == "（10人未満）"
    assert isinstance(table[2][at], float)
    assert isinstance(sheets_of(replace(found, chosen=chosen, few_told=True))["集落"][1][at], float)


def test_the_town_s_account_adds_up_to_its_burden() -> None:
    found = written_up()
    total = sheets_of(found)["町の会計"][-1]
    assert total[0] == "合計"
    assert [-cell for cell in total[3:]] == list(found.ten_years.town_burden_yen)
    burden = sheets_of(found)["十年の収支"][-1]
    assert burden[1:] == list(found.ten_years.town_burden_yen)


def test_meetings_and_plans_stand_in_it() -> None:
    found = written_up()
    sheets = sheets_of(found)
    said = [row[4] for row in sheets["協議の経過"][1:]]
    assert said == [remark.said for record in found.plan.records for remark in record.remarks]
    assert {p.name for p in found.procedure.related_plans} <= {row[1] for row in sheets["関連計画"]}
