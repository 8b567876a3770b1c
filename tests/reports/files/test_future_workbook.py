"""The workbook: unrounded persons by village, year, sex and age, the band, method and sources; the same bytes again."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from geo.region.region import read_region
from plan.future.shown.outlook import outlook_of
from plan.scenario.future import Future, Settlers
from reports.files.future_workbook import future_tables, future_workbook

CHIKU = Path(__file__).resolve().parents[3] / "sample_regions" / "model_chiku"


@pytest.fixture(scope="module")
def projection():
    return outlook_of(read_region(CHIKU), Future(settlers=(Settlers("family", 2.0),))).projection


def test_sheets_hold_unrounded_persons(projection):
    region = read_region(CHIKU)
    sheets = future_tables(region, projection, "案1")
    assert list(sheets) == ["集落と年", "幅", "男女と年齢", "移住", "方法と出典"]
    totals = sheets["集落と年"]
    assert totals["集落"].tolist() == [*region.villages["name"], "合計"]
    assert totals["2050年"].iloc[-1] == pytest.approx(projection.totals[2050].sum())
    assert totals["2050年"].iloc[0] != round(totals["2050年"].iloc[0], -1)
    people = sheets["男女と年齢"]
    assert people["人"].sum() == pytest.approx(projection.people["persons"].sum())
    assert set(people["男女"]) == {"女", "男"}
    band = sheets["幅"]
    assert len(band) == len(projection.years) * (len(region.villages) + 1)
    assert (band["下の端"] <= band["上の端"]).all()
    assert sheets["移住"]["2050年"].sum() == pytest.approx(projection.settled[6].sum())
    method = dict(sheets["方法と出典"].itertuples(index=False, name=None))
    assert method["案"] == "案1"


def test_the_same_figures_are_the_same_file(projection):
    region = read_region(CHIKU)
    made = future_workbook(region, projection, "案1")
    assert made == future_workbook(region, projection, "案1")
    read = pd.read_excel(io.BytesIO(made), sheet_name="集落と年", engine="calamine")
    assert read["2050年"].iloc[-1] == pytest.approx(projection.totals[2050].sum())
