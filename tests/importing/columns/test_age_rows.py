"""Rows by age or sex become one row a place; what is not kept is counted and named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.texts.errors import RequestError
from importing.columns.age_rows import widened
from tests.importing.hand_made_layers import layer_of

NAMED = {"name": "町名"}


def test_a_table_of_places_stays_as_it_is() -> None:
    layer = layer_of({"町名": ["東", "西"], "人口": ["3", "4"], "区分": ["1", "2"]})
    assert widened(layer, NAMED) == (layer, NAMED)
    no_places = layer_of({"年齢": ["0～4歳", "5～9歳"], "男": ["1", "2"], "女": ["1", "2"]})
    assert widened(no_places, {}) == (no_places, {})


def test_totals_unknown_ages_and_remarks_are_told_apart() -> None:
    layer = layer_of(
        {
            "町名": ["東"] * 5,
            "年齢": ["総数", "0～4歳", "5歳以上", "年齢不詳", "うち要支援"],
            "男": ["6", "1", "3", "2", "1"],
            "女": ["4", "-", "4", "0", "1"],
            "計": ["10", "1", "7", "2", "2"],
        }
    )
    wide, matched = widened(layer, NAMED)
    assert matched == {"name": "町名", "population": "人口（計）"}
    row = wide.table.iloc[0].to_dict()
    assert row == {
        "町名": "東", "人口（計）": "10", "男0～4歳": "1", "女0～4歳": "0", "計0～4歳": "1", "男5歳以上": "3", "女5歳以上": "4", "計5歳以上": "7",
    }  # fmt: skip
    told = {n.code: n.message for n in wide.notices}
    assert set(told) == {"age_rows_unknown", "age_rows_unread", "age_rows_widened"}
    assert "2人" in told["age_rows_unknown"]
    assert "うち要支援" in told["age_rows_unread"]


def test_ages_that_a_spreadsheet_made_dates_of() -> None:
    layer = layer_of(
        {"町名": ["東"] * 3, "年齢": ["0-4", "2024-05-09", "2024-10-14"], "男": ["1"] * 3, "女": ["2"] * 3}
    )
    wide, _ = widened(layer, NAMED)
    assert {"男5～9歳", "女10～14歳"} <= set(wide.table.columns)
    assert "age_rows_dates" in {n.code for n in wide.notices}


def test_columns_that_are_the_same_in_all_rows_stay_and_others_are_named() -> None:
    layer = layer_of(
        {
            "町名": ["東", "東"],
            "性別": ["男", "女"],
            "0～4歳": ["1", "2"],
            "世帯数": ["5", ""],
            "率": ["0.1", "0.2"],
            "緯度": ["36", "36"],
        }
    )
    wide, _ = widened(layer, NAMED)
    assert wide.table.iloc[0].to_dict() == {"町名": "東", "世帯数": "5", "緯度": "36", "男0～4歳": "1", "女0～4歳": "2"}
    assert "率" in next(n.message for n in wide.notices if n.code == "age_rows_columns_left")


def test_the_same_class_twice_is_refused_by_name() -> None:
    layer = layer_of(
        {"町名": ["東", "東", "東"], "年齢": ["0～4歳", "0-4", "5歳以上"], "男": ["1"] * 3, "女": ["1"] * 3}
    )
    with pytest.raises(RequestError, match="東"):
        widened(layer, NAMED)


def test_dates_keep_the_rows_of_a_place_apart() -> None:
    layer = layer_of(
        {
            "調査年月日": ["2020-10-01"] * 2 + ["2025-10-01"] * 2,
            "町名": ["東"] * 4,
            "年齢": ["0～4歳", "5歳以上"] * 2,
            "男": ["1", "2", "3", "4"],
            "女": ["5", "6", "7", "8"],
        }
    )
    wide, _ = widened(layer, NAMED)
    assert wide.table[["調査年月日", "男0～4歳", "女5歳以上"]].to_numpy().tolist() == [
        ["2020-10-01", "1", "6"],
        ["2025-10-01", "3", "8"],
    ]


@settings(max_examples=40)
@given(
    counts=st.lists(st.tuples(st.sampled_from(["東", "西", "南"]), st.integers(0, 20), st.integers(0, 9), st.integers(0, 9)), min_size=3,
                    max_size=40, unique_by=lambda row: row[:2])
)  # fmt: skip
def test_nobody_is_lost_on_the_way(counts: list[tuple[str, int, int, int]]) -> None:
    """The sum over the wide table is the sum over the long one, place by place."""
    layer = layer_of(
        {
            "町名": [place for place, *_ in counts],
            "年齢": [f"{age}歳" for _, age, *_ in counts],
            "男": [str(m) for *_, m, _ in counts],
            "女": [str(f) for *_, f in counts],
        }
    )
    if len({age for _, age, *_ in counts}) < 2:
        return
    wide, _ = widened(layer, NAMED)
    for _, row in wide.table.iterrows():
        got = sum(int(v) for h, v in row.items() if h != "町名" and v)
        assert got == sum(m + f for place, _, m, f in counts if place == row["町名"])
    assert set(wide.table["町名"]) == {place for place, *_ in counts}
