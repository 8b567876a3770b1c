"""The workbook of a batch: its sheets hold what the results hold, and nothing is run as a formula."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from geo.texts.messages import notice
from plan.batch.region_task import measured
from plan.batch.run import BatchOutcome
from plan.batch.settings import BatchSettings
from reports.files.batch_workbook import batch_tables, batch_workbook


@pytest.fixture(scope="module")
def outcome() -> BatchOutcome:
    found = measured("sample_regions/model_chiku", BatchSettings(curve_to=2, to_year=2030).document())
    why = [notice("batch_worker_killed").as_dict()]
    return BatchOutcome(("=bad()", "good"), {"good": found}, (), {"=bad()": why})


def test_its_sheets_hold_the_results(outcome):
    found, tables = outcome.results["good"], batch_tables(outcome)
    assert tables["地域"]["地域"].tolist() == [found["region"]["name"]]
    assert tables["指標"].iloc[0, 2:].tolist() == list(found["indicators"].values())
    assert tables["候補の組合せ"]["人×分の合計"].tolist() == [row["value"] for row in found["siting"]["rows"]]
    assert tables["将来の人口"]["年"].tolist() == found["people"]["years"]


def test_it_opens_and_a_failed_region_is_named(outcome):
    book = CalamineWorkbook.from_filelike(io.BytesIO(batch_workbook(outcome)))
    assert book.sheet_names == ["地域", "指標", "候補の組合せ", "将来の人口", "お知らせ"]
    rows = book.get_sheet_by_name("お知らせ").to_python()
    assert "'=bad()" in [row[0] for row in rows]


def test_no_region_at_all_is_a_workbook_too():
    assert batch_workbook(BatchOutcome((), {}, (), {}))
