"""A dropped timetable is told as one; opening hours, lists and counts are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from importing.recognise.recognise import recognise
from tests.importing.timetables.town_sheets import SHEETS, TownSheet, write_rows


@pytest.mark.parametrize("sheet", SHEETS, ids=[s.file for s in SHEETS])
def test_a_dropped_timetable_is_told_as_one(sheet: TownSheet, tmp_path: Path) -> None:
    (found,) = recognise([write_rows(tmp_path / sheet.file, sheet.sheets)], tmp_path / "unpacked")
    assert (found.kind, found.confidence) == ("timetable", "likely")
    assert f"便 {len(sheet.trips)} " in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "施設名,開館時間,閉館時間\n図書館,9:00,17:00\n公民館,9:00,17:00\n資料館,9:00,17:00\n",
        "地区,面積,人数\n東,120,130\n西,240,210\n南,250,300\n",
        "名前,緯度,経度\n東,33.1,135.1\n西,33.2,135.2\n",
    ],
)
def test_other_tables_are_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text(text, encoding="utf-8")
    (found,) = recognise([path], tmp_path / "unpacked")
    assert found.kind != "timetable"
