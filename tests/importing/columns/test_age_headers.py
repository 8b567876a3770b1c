"""Ages by sex are told by their headers, however they are written; classes above 85 are added up."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.region.tables.villages import FIVE_YEARS
from importing.columns.age_headers import AgeClass, age_class, with_ages
from tests.importing.hand_made_layers import layer_of
from tests.importing.register_tables import OLDEST, expected, invented, spelt


@pytest.mark.parametrize(
    ("header", "sex", "low", "high"),
    [
        ("0-4歳の男性", "m", 0, 4),
        ("０～４歳女", "f", 0, 4),
        ("男_65～69歳", "m", 65, 69),
        ("女性 80〜84歳", "f", 80, 84),
        ("85歳以上の女性", "f", 85, inf),
        ("男性100歳以上", "m", 100, inf),
        ("90-94歳の男性", "m", 90, 94),
        ("0-14歳の男性", "m", 0, 14),
        ("男／0-4", "m", 0, 4),
        ("女7歳", "f", 7, 7),
        ("0-4歳", "", 0, 4),
        ("0～4", "", 0, 4),
        ("15歳未満", "", 0, 14),
        ("95歳～", "", 95, inf),
    ],
)
def test_headers(header: str, sex: str, low: int, high: float) -> None:
    assert age_class(header) == AgeClass(header, sex, low, high)


@pytest.mark.parametrize(
    "header",
    ["男性", "男女0-4歳", "町名0-4", "人口2020", "65歳以上のいる世帯", "平均年齢45.3歳", "2020-2025", "男1-3便"],
)
def test_what_is_no_class(header: str) -> None:
    assert age_class(header) is None


def test_numbered_keys_are_the_five_year_classes_where_all_36_stand() -> None:
    keys = {f"{sex}{n}": [str(n)] for n in range(1, 19) for sex in ("man", "woman")}
    layer, matched = with_ages(
        layer_of({"regionName": ["東"], "totalPopulation": ["342"], **keys}), {"population": "totalPopulation"}
    )
    assert (matched["m_00_04"], matched["f_85_over"], matched["m_40_44"]) == ("man1", "woman18", "man9")
    del keys["woman18"]
    assert with_ages(layer_of({"regionName": ["東"], **keys}), {})[1] == {}
    assert layer.notices == ()


def test_codes_of_statistics_are_read_by_their_labels() -> None:
    """The census's small areas close at 75: the groups are taken, the five-year classes are not made up."""
    spans = [(a, a + 4) for a in range(0, 75, 5)]
    labels = {"T001": "総数、年齢「不詳」含む"}
    for k, (sex, (low, high)) in enumerate([(s, c) for s in ("男", "女") for c in spans], start=2):
        labels[f"T{k:03d}"] = f"{sex}{low}～{high}歳"
    labels |= {"T900": "男75歳以上", "T901": "女75歳以上", "T902": "総数75歳以上"}
    table = {"KEY_CODE": ["1"], **{code: ["2"] for code in labels}} | {"T001": ["70"], "T902": ["4"]}
    layer, matched = with_ages(replace(layer_of(table), labels=labels), {"village_id": "KEY_CODE"})
    row = {c: str(layer.table[matched[c]].iloc[0]) for c in matched if c != "village_id"}
    assert row == {"pop_0_14": "12", "pop_15_64": "40", "pop_65_over": "12", "pop_75_over": "4", "population": "70"}
    assert [n.code for n in layer.notices] == ["ages_open_early", "ages_from_classes", "import_columns_used"]


@settings(max_examples=30)
@given(seed=st.integers(0, 50), cuts=st.sets(st.integers(1, 120), max_size=30), data=st.data())
def test_any_classes_that_reach_the_borders_add_up(seed: int, cuts: set[int], data: st.DataObject) -> None:
    """Single years cut anywhere beside the borders of the five-year classes, in any order, with groups repeated beside them."""
    people = invented(seed)["上町"]
    borders = sorted({*range(0, 90, 5), *(c for c in cuts if c <= OLDEST)})
    classes: list[tuple[int, int | None]] = [
        *zip(borders, [b - 1 for b in borders[1:]], strict=False),
        (borders[-1], None),
    ]
    repeated: list[tuple[int, int | None]] = [(0, 14), (15, 64), (65, None)]
    chosen = data.draw(st.permutations([*classes, *repeated]))
    style = data.draw(st.integers(0, 4))
    head = {
        f"{word}{spelt(*c, style if c[0] != c[1] else 0)}": [
            str(sum(people[sex][c[0] : None if c[1] is None else c[1] + 1]))
        ]
        for word, sex in (("男", "m"), ("女", "f"))
        for c in dict.fromkeys(chosen)
    }
    layer, matched = with_ages(layer_of({"集落名": ["上町"], **head}), {"name": "集落名"})
    found = {c: int(layer.table[matched[c]].iloc[0]) for c in expected({"上町": people}, "上町")}
    assert found == expected({"上町": people}, "上町")
    assert int(layer.table[matched["population"]].iloc[0]) == sum(map(sum, people.values()))


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
    assert layer.table[matched["m_85_over"]].tolist() == ["X"]
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
    layer = layer_of({"地域名": ["東"], "人口": ["9"], **{h: ["1"] for h in headers}})
    done, matched = with_ages(layer, {"name": "地域名", "population": "人口"})
    found = {c: str(done.table[matched[c]].iloc[0]) for c in matched if c.startswith("pop_")}
    assert found == expected
    codes = [n.code for n in done.notices]
    assert [c for c in codes if c != "ages_open_early"] == (["ages_from_classes"] if expected else [])
    assert ("ages_open_early" in codes) == ("80歳以上の男性" in headers)


def test_a_group_that_the_table_states_is_not_added_up_again() -> None:
    layer = layer_of({"地域名": ["東"], "65歳以上": ["9"], **{h: ["1"] for h in FIVE}})
    done, matched = with_ages(layer, {"name": "地域名", "pop_65_over": "65歳以上"})
    assert matched["pop_65_over"] == "65歳以上"
    assert str(done.table[matched["pop_75_over"]].iloc[0]) == "3"
