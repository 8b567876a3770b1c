"""Which counts of a region are put beside each other, and in how much detail."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.region.tables.villages import FIVE_YEARS
from geo.texts.errors import RequestError
from plan.future.counts.kinds import Basis, CountUsed, counts_of, counts_used

AGES = [f"{sex}_{name}" for sex in "mf" for name in FIVE_YEARS]


def villages(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({"population": [36.0, 72.0], **columns}, index=pd.Index(["v1", "v2"], name="village_id"))


def population(*rows: dict[str, object]) -> pd.DataFrame:
    whole = [
        {"kind": "census", "source": "調査", **row, "village_id": village, "total": total}
        for row in rows
        for village, total in (("v1", 40.0), ("v2", 80.0))
    ]
    return pd.DataFrame(whole)


def years(table: pd.DataFrame) -> list[int]:
    return sorted(int(y) for y in table["year"].unique())


def test_the_finest_detail_that_two_counts_share_is_used() -> None:
    aged = dict.fromkeys(AGES, 1.0)
    five, _ = counts_of(villages(**aged), population({"year": 2015, **aged}, {"year": 2010}), 2020)
    assert years(five) == [2015, 2020]
    assert set(five["sex"]) == {"f", "m"}
    assert len(five) == 2 * 2 * 36
    broad = {"pop_0_14": 4.0, "pop_15_64": 16.0, "pop_65_over": 16.0}
    groups, _ = counts_of(villages(**aged, **broad), population({"year": 2015, **broad}), 2020)
    assert sorted(groups["age_from"].unique()) == [0, 15, 65]
    totals, _ = counts_of(villages(**aged), population({"year": 2015}), 2020)
    assert totals["persons"].tolist() == [40.0, 80.0, 36.0, 72.0]


def test_projections_are_no_counts_and_one_count_says_what_it_needs() -> None:
    with pytest.raises(RequestError, match="2020年の一時点だけ"):
        counts_of(villages(), population({"year": 2015, "kind": "projection"}), 2020)
    with pytest.raises(RequestError, match="2020年の一時点だけ"):
        counts_of(villages(), None, 2020)


def test_a_count_of_the_base_year_comes_before_villages_csv() -> None:
    table, _ = counts_of(villages(), population({"year": 2015}, {"year": 2020}), 2020)
    assert table[table["year"] == 2020]["persons"].tolist() == [40.0, 80.0]


def test_what_is_used_is_told_with_kind_date_and_foreigners() -> None:
    stated = {"count_kind": "register", "foreigners": "yes"}
    three = population(
        {"year": 2010, "count_kind": "census"}, {"year": 2015, **stated, "date": "2015-10-01"},
        {"year": 2020, **stated, "date": "2020-10-01", "source": "台帳"},
    )  # fmt: skip
    register = Basis("register", "yes")
    assert counts_used(villages(), three, 2020) == [
        CountUsed(2015, register, "2015-10-01", "調査", 2), CountUsed(2020, register, "2020-10-01", "台帳", 2),
    ]  # fmt: skip
    assert [one.year for one in counts_used(villages(), three, 2020, across_kinds=True)] == [2010, 2015, 2020]
    # The table of villages is the count of the base year, and does not say what it is.
    assert counts_used(villages(), population({"year": 2015}), 2020)[-1] == CountUsed(2020, Basis(), "", "", 2)


def test_a_ratio_across_kinds_is_refused_unless_asked_for() -> None:
    two = population({"year": 2015, "count_kind": "register"}, {"year": 2020, "count_kind": "census"})
    with pytest.raises(RequestError, match="種別が違う") as caught:
        counts_of(villages(), two, 2020)
    assert "国勢調査" in str(caught.value)
    assert "2015年（住民基本台帳）" in str(caught.value)
    assert years(counts_of(villages(), two, 2020, across_kinds=True)[0]) == [2015, 2020]
    three = population(
        *({"year": y, "count_kind": b} for y, b in ((2010, "census"), (2015, "register"), (2020, "census")))
    )
    kept, notices = counts_of(villages(), three, 2020)
    assert years(kept) == [2010, 2020]
    assert [n.code for n in notices] == ["counts_of_other_kind"]


def test_foreigners_are_part_of_the_kind_and_silence_goes_with_any() -> None:
    assert not Basis("register", "yes").goes_with(Basis("register", "no"))
    assert Basis("register", "yes").goes_with(Basis("register"))
    assert Basis("census").goes_with(Basis())
    assert not Basis("census").goes_with(Basis("register"))
    assert Basis("register", "no").label == "住民基本台帳・外国人を含まない"


def test_of_two_sources_of_one_year_the_fitting_one_counts_once() -> None:
    rows = population(
        {"year": 2015, "count_kind": "census", "source": "あ"},
        {"year": 2015, "count_kind": "register", "source": "い"},
        {"year": 2020, "count_kind": "census"},
    )
    table, _ = counts_of(villages(), rows, 2020)
    assert len(table) == 4


def test_totals_take_their_trend_from_recent_counts() -> None:
    table, _ = counts_of(villages(), population({"year": 1975}, {"year": 2005}, {"year": 2010}), 2020)
    assert years(table) == [2005, 2010, 2020]
    old, _ = counts_of(villages(), population({"year": 1960}, {"year": 1975}), 2020)
    assert years(old) == [1975, 2020]
