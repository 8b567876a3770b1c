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


FIVE = [f"{a}-{a + 4}歳" for a in range(0, 85, 5)] + ["85歳以上"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        # Five-year classes without sexes: one person in each.
        (FIVE, {"pop_0_14": "3", "pop_15_64": "10", "pop_65_over": "5", "pop_75_over": "3"}),
        # Up to 80 and over, by sex.
        (
            [f"{a}-{a + 4}歳の{s}" for s in ("男性", "女性") for a in range(0, 80, 5)] + ["80歳以上の男性", "80歳以上の女性"],
            {"pop_0_14": "6", "pop_15_64": "20", "pop_65_over": "8", "pop_75_over": "4"},
        ),
        # Ten-year classes cross 15 and 65: only 75 and over cannot be told either.
        ([f"{a}～{a + 9}歳" for a in range(0, 80, 10)] + ["80歳以上"], {}),
        (["0～14歳の男", "0～14歳の女", "15～64歳の男", "15～64歳の女", "65～74歳の男", "65～74歳の女", "75歳以上の男", "75歳以上の女"],
         {"pop_0_14": "2", "pop_15_64": "2", "pop_65_over": "4", "pop_75_over": "2"}),
        # A hole at 70 to 74, and men alone: nothing is made up.
        ([h for h in FIVE if h != "70-74歳"], {"pop_0_14": "3", "pop_15_64": "10", "pop_75_over": "3"}),
        ([f"{h}の男性" for h in FIVE], {}),
    ],
)  # fmt: skip
def test_groups_are_added_up_from_the_classes_that_are_there(headers: list[str], expected: dict[str, str]) -> None:
    layer = layer_of({"地域名": ["東"], **{h: ["1"] for h in headers}})
    done, matched = with_ages(layer, {"name": "地域名"})
    found = {c: str(done.table[matched[c]].iloc[0]) for c in matched if c.startswith("pop_")}
    assert found == expected
    assert [n.code for n in done.notices] == (["ages_from_classes"] if expected else [])


def test_a_group_that_the_table_states_is_not_added_up_again() -> None:
    layer = layer_of({"地域名": ["東"], "65歳以上": ["9"], **{h: ["1"] for h in FIVE}})
    done, matched = with_ages(layer, {"name": "地域名", "pop_65_over": "65歳以上"})
    assert matched["pop_65_over"] == "65歳以上"
    assert str(done.table[matched["pop_75_over"]].iloc[0]) == "3"
