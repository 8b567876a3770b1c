"""The table of a batch: a row for each region, the same bytes for the same results."""

from __future__ import annotations

import io
import json

import pandas as pd
import pyarrow.parquet as pq
import pytest

from geo.texts.messages import notice
from plan.batch.region_task import measured
from plan.batch.run import BatchOutcome
from plan.batch.settings import BatchSettings
from plan.batch.table import KEY, batch_table, parquet_bytes
from tests.small_region import write_two_towns


@pytest.fixture(scope="module")
def outcome() -> BatchOutcome:
    found = measured("sample_regions/model_chiku", BatchSettings(curve_to=2, to_year=2030).document())
    why = [notice("batch_worker_killed").as_dict()]
    return BatchOutcome(("bad", "good"), {"good": found}, (), {"bad": why})


def test_a_row_for_each_region_with_its_figures(outcome):
    table, found = batch_table(outcome).set_index("folder"), outcome.results["good"]
    assert list(table.index) == ["bad", "good"]
    assert "メモリー" in str(table.at["bad", "problem"])
    good = table.loc["good"]
    assert good["population"] == found["indicators"]["population"]
    assert good["outing_clinic_no_car"] == found["indicators"]["outing_clinic_no_car"]
    assert good["sites_2"] == ",".join(found["siting"]["rows"][1]["hubs"])
    assert good["people_2030"] == found["people"]["total"][-1]
    assert good["people_2030_low"] <= good["people_2030"] <= good["people_2030_high"]
    assert good.notna()["problem"] is False or pd.isna(good["problem"])


def test_parquet_says_what_its_columns_mean(outcome):
    content = parquet_bytes(outcome)
    assert content == parquet_bytes(outcome)
    read = pq.read_table(io.BytesIO(content))
    about = json.loads(read.schema.metadata[KEY])
    assert {i["id"] for i in about["indicators"]} <= set(read.column_names)
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(content)), batch_table(outcome), check_dtype=False)


def test_municipalities_stand_in_a_column_where_a_region_has_several(outcome, tmp_path):
    assert "municipalities" not in batch_table(outcome)
    two = measured(str(write_two_towns(tmp_path / "two")), BatchSettings().document())
    both = BatchOutcome(("good", "two"), {"two": two, **outcome.results}, (), {})
    table = pd.read_parquet(io.BytesIO(parquet_bytes(both))).set_index("folder")
    assert json.loads(str(table.at["two", "municipalities"])) == two["municipalities"]
    assert table["municipalities"].isna().to_dict() == {"good": True, "two": False}


def test_no_region_at_all_is_an_empty_table():
    assert parquet_bytes(BatchOutcome((), {}, (), {}))
