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
from tests.small_region import write_two_towns


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


def test_municipalities_have_a_sheet_where_a_region_has_several(outcome, tmp_path):
    assert "市町村" not in batch_tables(outcome)
    two = measured(str(write_two_towns(tmp_path / "two")), BatchSettings().document())
    sheet = batch_tables(BatchOutcome(("good", "two"), {"two": two, **outcome.results}, (), {}))["市町村"]
    assert sheet[["フォルダー", "市町村", "集落", "人口（人）"]].to_numpy().tolist() == [
        ["two", "上町", 2, 150], ["two", "下町", 5, 65],
    ]  # fmt: skip
    assert sheet["車で15分以内に拠点へ行ける住民（人）"].sum() == two["indicators"]["hub_near_car"]


def test_no_region_at_all_is_a_workbook_too():
    assert batch_workbook(BatchOutcome((), {}, (), {}))
