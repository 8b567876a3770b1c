"""Ages are read however they are spelt, and nothing else is taken for one."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing.cells.written_ages import ages_in, ages_of, is_all_ages, is_made_date, is_unknown_age

DASHES = "-‐–—―−ー~〜～－"


@given(
    low=st.integers(0, 100),
    width=st.integers(1, 20),
    dash=st.sampled_from(DASHES),
    unit=st.sampled_from(["", "歳", "才", " 歳"]),
)
def test_spans_in_any_spelling(low: int, width: int, dash: str, unit: str) -> None:
    assert ages_of(f"{low}{dash}{low + width}{unit}") == (low, low + width)
    assert ages_of(f"{low}{unit} {dash} {low + width}{unit}") == (low, low + width)
    wide = f"{low}{dash}{low + width}{unit}".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert ages_of(wide) == (low, low + width)


@given(low=st.integers(0, 110), end=st.sampled_from(["歳以上", "以上", "歳～", "～", "+", "才以上", "-"]))
def test_open_classes_in_any_spelling(low: int, end: str) -> None:
    assert ages_of(f"{low}{end}") == (low, inf)


@pytest.mark.parametrize(
    ("cell", "ages"),
    [
        ("0", (0, 0)), ("満5歳", (5, 5)), ("15歳未満", (0, 14)), ("60歳超", (61, inf)), ("2024-05-09", (5, 9)), ("10月14日", (10, 14)),
        ("2024-06-09", None), ("9-5", None), ("200", None), ("総数", None), ("不詳", None), ("東町1-4", None), ("1丁目", None), ("", None),
        ("65歳以上人口", None), ("-5", None), ("1.5", None),
    ],
)  # fmt: skip
def test_cells(cell: str, ages: tuple[int, float] | None) -> None:
    assert ages_of(cell) == ages


def test_words_beside_ages() -> None:
    assert ages_in("人口（65歳以上）") == (65, inf)
    assert [is_all_ages(w) for w in ("総 数", "計", "0～4歳", "東")] == [True, True, False, False]
    assert [is_unknown_age(w) for w in ("年齢不詳", "不明", "90歳")] == [True, True, False]
    assert [is_made_date(w) for w in ("2024-10-14", "5月9日", "5-9", "2024-04-01")] == [True, True, False, False]
