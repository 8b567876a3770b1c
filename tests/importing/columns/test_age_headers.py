"""Ages by sex are told by their headers, however they are written; classes above 85 are added up."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.region.tables.villages import FIVE_YEARS
from importing.columns.age_headers import age_column, with_ages
from tests.importing.hand_made_layers import layer_of


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("0-4歳の男性", "m_00_04"),
        ("０～４歳女", "f_00_04"),
        ("男_65～69歳", "m_65_69"),
        ("女性 80〜84歳", "f_80_84"),
        ("85歳以上の女性", "f_85_over"),
        ("男性100歳以上", "m_85_over"),
        ("90-94歳の男性", "m_85_over"),
        ("0-4歳", None),
        ("男性", None),
        ("0-14歳の男性", None),
        ("65歳以上の女性", None),
        ("町名0-4歳", None),
        ("男女0-4歳", None),
    ],
)
def test_headers(header: str, column: str | None) -> None:
    assert age_column(header) == column


def test_classes_above_85_are_added_up() -> None:
    young = [f"{a.replace('_', '-')}歳の{s}" for s in ("男性", "女性") for a in FIVE_YEARS[:-1]]
    old = [f"{span}の{s}" for s in ("男性", "女性") for span in ("85-89歳", "90-94歳", "95歳以上")]
    layer, matched = with_ages(layer_of({h: ["2"] for h in (*young, *old)}), {})
    assert layer.table[matched["m_85_over"]].tolist() == ["6"]
    assert layer.table[matched["f_00_04"]].tolist() == ["2"]


def test_a_sum_beside_its_classes_is_not_added_to_them() -> None:
    young = [f"{a.replace('_', '-')}歳の{s}" for s in ("男性", "女性") for a in FIVE_YEARS[:-1]]
    old = [f"{span}の{s}" for s in ("男性", "女性") for span in ("85歳以上", "85-89歳", "90歳以上")]
    layer, matched = with_ages(layer_of({h: ["3"] for h in (*young, *old)}), {})
    assert layer.table[matched["m_85_over"]].tolist() == ["3"]


def test_wanting_classes_and_secrets_give_none() -> None:
    layer = layer_of({"0-4歳の男性": ["1"], "0-4歳の女性": ["1"]})
    assert with_ages(layer, {"name": "x"}) == (layer, {"name": "x"})
    young = [f"{a.replace('_', '-')}歳の{s}" for s in ("男性", "女性") for a in FIVE_YEARS[:-1]]
    old = [f"{span}の{s}" for s in ("男性", "女性") for span in ("85-89歳", "90歳以上")]
    table = {h: ["1"] for h in (*young, *old)} | {"90歳以上の男性": ["X"]}
    layer, matched = with_ages(layer_of(table), {})
    assert layer.table[matched["m_85_over"]].tolist() == [""]
    assert isinstance(layer.table, pd.DataFrame)
