"""A timetable is no table of riders, and numbers under headers that nobody knows are none either: both are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.texts.errors import RequestError
from importing import import_files
from importing.office_tables.clock_times import clock_columns, is_timetable
from importing.recognise.recognise import recognise

ROUND = "左回り,,,,\n,,第1便,,第2便\n駅,,10:18,,14:35\n役場,4,10:22,4,14:39\n病院,2,10:24,2,14:41\n学校,1,10:25,1,14:42\n温泉,2,10:27,2,14:44\n"
TIMETABLES = {
    "巡回バス_令和5年度.csv": ROUND,
    "令和6年度_時刻表.csv": "停留所,1便,2便\n駅前,7:30,9:00\n役場,7:35,9:05\n",
    "R5.csv": "停留所名,所要分,発\n駅前,0,8時05分\n役場,4,8時09分\n",
    "2023年度.csv": "便,駅前,役場,病院\n1,7:30,7:35,7:41\n2,9:00,9:05,9:11\n",
    "バス_令和5年度.csv": "乗車,降車\n10:18,10:22\n14:35,14:39\n",
    "令和4年度.csv": "路線名,停留所,時刻１,時刻２\n本線,駅前,７：３０,９：００\n本線,役場,７：３５,９：０５\n",
}
NAMELESS = {
    "令和5年度.csv": "い,ろ,は\nえ,1,2\nお,3,4\n",
    "R5_1.csv": "a,b\n1,2\n3,4\n",
    "2023年度_x.csv": "番号,値\n1,20\n2,30\n",
}


@pytest.mark.parametrize("name", TIMETABLES)
def test_a_timetable_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TIMETABLES[name], encoding="utf-8")
    with pytest.raises(RequestError) as caught:
        import_files("riders", [path], tmp_path / "r")
    assert "riders_timetable" in {n.code for n in caught.value.notices}
    assert not (tmp_path / "r" / "boardings.csv").exists()


@pytest.mark.parametrize("name", NAMELESS)
def test_numbers_without_a_known_header_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(NAMELESS[name], encoding="utf-8")
    with pytest.raises(RequestError) as caught:
        import_files("riders", [path], tmp_path / "r")
    assert {"riders_no_heading", "import_column_unguessed", "import_nothing_left"} & {
        n.code for n in caught.value.notices
    }
    assert not (tmp_path / "r" / "boardings.csv").exists()


@pytest.mark.parametrize("name", ["巡回バス_令和5年度.csv", "令和6年度_時刻表.csv", "2023年度.csv"])
def test_a_dropped_timetable_is_told_as_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TIMETABLES[name], encoding="utf-8")
    (found,) = recognise([path], tmp_path / "unpacked")
    assert (found.kind, found.confidence) == ("timetable", "likely")
    assert "時刻表" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "年月,路線,発時刻,乗車人数\n2023-04,本線,7:30,12\n2023-04,本線,9:00,8\n",
        "便,4月,5月,6月\n7:30,12,10,8\n9:00,3,4,5\n",
        "年月,本線,支線\n2023-04,12,4\n2023-05,10,5\n",
    ],
)
def test_riders_by_departure_are_riders(tmp_path: Path, text: str) -> None:
    path = tmp_path / "乗車人数_令和5年度.csv"
    path.write_text(text, encoding="utf-8")
    assert import_files("riders", [path], tmp_path / "r").rows_kept >= 2


def test_columns_of_times_are_counted() -> None:
    assert clock_columns([]) == 0
    assert clock_columns([("7:30", "あ"), ("", "9:00")]) == 2
    assert not is_timetable([("7:30", "12")], counted=True)
    assert is_timetable([("7:30", "12")], counted=False)
