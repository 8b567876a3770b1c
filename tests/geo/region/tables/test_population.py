"""Other years: what was counted is read, and what is written otherwise is named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.region.tables.population import read_population

VILLAGES = pd.DataFrame({"name": ["上", "下"]}, index=pd.Index(["v1", "v2"], name="village_id"))


def read(tmp_path: Path, *lines: str):
    path = tmp_path / "population.csv"
    path.write_text(
        "\n".join(("village_id,year,kind,source,total,count_kind,date,foreigners", *lines)), encoding="utf-8"
    )
    return read_population(path, VILLAGES)


def test_what_was_counted_is_read(tmp_path: Path) -> None:
    table, notices = read(
        tmp_path, "v1,2015,census,国勢調査,10,census,2015-10-01,yes", "v2,2015,census,台帳,9,register,,"
    )
    assert notices == []
    assert table is not None
    assert table["count_kind"].tolist() == ["census", "register"]
    assert table["date"].fillna("").tolist() == ["2015-10-01", ""]
    assert table["foreigners"].fillna("").tolist() == ["yes", ""]


def test_another_word_is_named_and_taken_as_empty(tmp_path: Path) -> None:
    table, notices = read(tmp_path, "v1,2015,census,国勢調査,10,国勢調査,,maybe")
    assert table is not None
    assert table["count_kind"].fillna("").tolist() == [""]
    assert sorted(n.field or "" for n in notices) == ["count_kind", "foreigners"]
