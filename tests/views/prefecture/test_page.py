"""都道府県: regions of a batch's table are ranked, counted by municipality, and opened."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa

from tests.plan.batch.test_prefecture import written, written_of_two_towns
from tests.views.table import Table


def opened(file: Path | str) -> Table:
    table = Table().go("prefecture")
    table.app.text_input(key="prefecture_file").set_value(str(file))
    return table.run()


def as_read(table: Table) -> str:
    """The value of the first region as it is written."""
    shown = pa.ipc.open_stream(table.app.dataframe[0].proto.arrow_data.styler.display_values).read_pandas()
    return str(shown["value"].iloc[0])


def test_without_a_table_it_says_what_it_needs(samples):
    table = Table().go("prefecture")
    assert "表の場所" in table.answer
    assert "kyoten batch" in table.app.code[0].value


def test_a_file_that_is_none_is_named(samples, tmp_path):
    assert "none.parquet" in opened(tmp_path / "none.parquet").text


def test_regions_are_ranked_and_one_is_opened(samples, tmp_path):
    file = written(tmp_path)
    table = opened(file)
    assert table.answer == "1地域を比べます。数えられなかった地域が1あります。"
    assert table.frame(column="rank")["name"].tolist() == ["椿原地区"]
    assert table.frame(column="hubs")["regions"].tolist() == [1]
    assert "municipality" not in table.frame(column="hubs"), "regions of one municipality have no names of several"
    assert table.frame(column="problem")["folder"].tolist() == ["bad"]
    table.app.selectbox(key="prefecture_by").set_value("hub_near_car")
    table.run().app.checkbox(key="prefecture_share").check()
    assert re.fullmatch(r"\d{1,3}%", as_read(table.run()))
    table.app.checkbox(key="prefecture_share").uncheck()
    assert re.fullmatch(r"[\d,]+人", as_read(table.run()))
    table.app.session_state["prefecture_table"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    assert str(table.app.selectbox(key="prefecture_region").value).endswith("model_chiku")
    table.press("prefecture-open")
    assert table.work.folder.name == "model_chiku"


def test_a_region_of_several_municipalities_counts_in_each(samples, tmp_path):
    table = opened(written_of_two_towns(tmp_path))
    assert table.frame(column="hubs")["municipality"].tolist() == ["上町", "下町"]
    assert any("いくつかの市町村" in c.value for c in table.app.caption)
