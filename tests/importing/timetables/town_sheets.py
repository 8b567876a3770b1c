"""Twelve timetables as towns make them, each with its key of right answers; towns, lines and stops are invented.

A sheet is written row by row, cells between bars. ``t:7:10`` is a time of day of Excel, ``f:0.5`` a bare fraction of a day, ``d:7:10`` a date
with a time, ``n:1205`` a number, ``p:`` two bars; everything else is text. Merged cells stand beside, as ``B1:D1``.

A call of the key is 「停留所 時刻」; 「停留所 -」 is a call of which no time can be believed; 「停留所 7:10/7:15」 arrives and leaves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

_DAY_MIN = 24 * 60


@dataclass(frozen=True)
class KeyTrip:
    """A trip of the key: line, direction (上り and 帰り 1, 下り and 行き 0, none ""), days and calls."""

    line: str
    direction: str
    days: str
    calls: str
    notes: str = ""


@dataclass(frozen=True)
class Grid:
    """A sheet: name, rows, merged cells."""

    rows: str
    name: str = "Sheet1"
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class TownSheet:
    """A file, its right trips, and the places at which something must be said: code, sheet, row, column."""

    file: str
    sheets: tuple[Grid, ...]
    trips: tuple[KeyTrip, ...]
    said: tuple[tuple[str, str, int, str], ...] = ()
    passing: int = 0
    legends: Mapping[str, str] = field(default_factory=dict)


def cells_of_row(row: str) -> list[str]:
    """The cells between bars."""
    return [c.strip() for c in row.split("|")]


def write_rows(path: Path, sheets: Sequence[Grid]) -> Path:
    """Write sheets as a workbook, or the one sheet as CSV (cp932 where the name says so)."""
    if path.suffix == ".csv":
        lines = [",".join(cells_of_row(row)) for row in sheets[0].rows.strip("\n").split("\n")]
        path.write_bytes("\r\n".join(lines).encode("cp932" if "sjis" in path.stem else "utf-8-sig"))
        return path
    with xlsxwriter.Workbook(path) as book:
        clock = book.add_format({"num_format": "h:mm"})
        dated = book.add_format({"num_format": "yyyy/m/d h:mm"})
        for grid in sheets:
            sheet = book.add_worksheet(grid.name)
            rows = [cells_of_row(row) for row in grid.rows.strip("\n").split("\n")]
            for place in grid.merged:
                top, left, bottom, right = _corners(place)
                sheet.merge_range(top, left, bottom, right, "")
            for y, row in enumerate(rows):
                for x, cell in enumerate(row):
                    kind, text = (cell[0], cell[2:]) if re.match(r"[tfdnp]:", cell) else ("", cell)
                    if kind == "t":
                        sheet.write_number(y, x, _minutes(text) / _DAY_MIN, clock)
                    elif kind == "d":
                        sheet.write_number(
                            y,
                            x,
                            46113 + _minutes(text) / _DAY_MIN,
                            dated,
                        )
                    elif kind in ("f", "n"):
                        sheet.write_number(y, x, float(text))
                    elif text or kind:
                        sheet.write_string(y, x, text or "||")
    return path


def _corners(place: str) -> tuple[int, int, int, int]:
    found = re.fullmatch(r"([A-Z])(\d+):([A-Z])(\d+)", place)
    assert found is not None
    left, top, right, bottom = found.groups()
    return int(top) - 1, ord(left) - 65, int(bottom) - 1, ord(right) - 65


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


_WEEK, _ENDS, _ALL = "月火水木金（祝日を除く）", "土日祝", "月火水木金土日"

_PLAIN = TownSheet(
    "北谷線.xlsx",
    (
        Grid(
            """
北谷線　平日ダイヤ（令和8年4月1日改正）
停留所名|1便|2便|3便
栃沢役場前|t:7:10|9:05|t:12:00
栃沢診療所|t:7:15|レ|p:
三つ橋|t:7:22|9:16|｜
北谷集会所|t:7:30|9:24|12:19
""",
        ),
    ),
    (
        KeyTrip("北谷線", "", _WEEK, "栃沢役場前 7:10、栃沢診療所 7:15、三つ橋 7:22、北谷集会所 7:30"),
        KeyTrip("北谷線", "", _WEEK, "栃沢役場前 9:05、三つ橋 9:16、北谷集会所 9:24"),
        KeyTrip("北谷線", "", _WEEK, "栃沢役場前 12:00、北谷集会所 12:19"),
    ),
    passing=3,
)

_BESIDE = TownSheet(
    "東浦線時刻表.xlsx",
    (
        Grid(
            """
東浦線（月曜日～土曜日）
行き||||帰り
停留所|便名|||停留所|便名
|1|2||　|1|2
東浦港|6:50|13:10||みどり台駅|8:00|17:30
鳥越|7:02|13:22||鳥越|8:13|17:43
みどり台駅|7:15|13:35||東浦港|8:25|||
""",
            merged=("A2:C2", "E2:G2", "A3:A4", "B3:C3", "E3:E4", "F3:G3"),
        ),
    ),
    (
        KeyTrip("東浦線", "0", "月火水木金土", "東浦港 6:50、鳥越 7:02、みどり台駅 7:15"),
        KeyTrip("東浦線", "0", "月火水木金土", "東浦港 13:10、鳥越 13:22、みどり台駅 13:35"),
        KeyTrip("東浦線", "1", "月火水木金土", "みどり台駅 8:00、鳥越 8:13、東浦港 8:25"),
        KeyTrip("東浦線", "1", "月火水木金土", "みどり台駅 17:30、鳥越 17:43"),
    ),
)

_BELOW = TownSheet(
    "sjis_福原コミュニティバス.csv",
    (
        Grid(
            """
福原コミュニティバス時刻表,,,
【毎日運行】
上り|||
停留所|第１便|第２便|第３便
福原温泉|0630|1005|1640
柿の木|0638||1648
福原駅|0650|1020|1700

下り|||
停留所|第１便|第２便|第３便
福原駅|715|1110|1805
柿の木|727|↓|1817
福原温泉|735|1126|1825
""",
        ),
    ),
    (
        KeyTrip("福原コミュニティバス", "1", _ALL, "福原温泉 6:30、柿の木 6:38、福原駅 6:50"),
        KeyTrip("福原コミュニティバス", "1", _ALL, "福原温泉 10:05、福原駅 10:20"),
        KeyTrip("福原コミュニティバス", "1", _ALL, "福原温泉 16:40、柿の木 16:48、福原駅 17:00"),
        KeyTrip("福原コミュニティバス", "0", _ALL, "福原駅 7:15、柿の木 7:27、福原温泉 7:35"),
        KeyTrip("福原コミュニティバス", "0", _ALL, "福原駅 11:10、福原温泉 11:26"),
        KeyTrip("福原コミュニティバス", "0", _ALL, "福原駅 18:05、柿の木 18:17、福原温泉 18:25"),
    ),
    passing=1,
)

_ACROSS = TownSheet(
    "南郷巡回線.xlsx",
    (
        Grid(
            """
南郷巡回線
便|運行日|南郷支所|みのり保育園|桜が丘|南郷病院
1便|月・水・金|8:30|8:36|8:41|8:50
2便|毎週火曜日|10:00||10:11|10:20
3便|平日|14:15|14:21|-|14:35
""",
        ),
    ),
    (
        KeyTrip("南郷巡回線", "", "月水金", "南郷支所 8:30、みのり保育園 8:36、桜が丘 8:41、南郷病院 8:50"),
        KeyTrip("南郷巡回線", "", "火", "南郷支所 10:00、桜が丘 10:11、南郷病院 10:20"),
        KeyTrip("南郷巡回線", "", _WEEK, "南郷支所 14:15、みのり保育園 14:21、南郷病院 14:35"),
    ),
    passing=1,
)

_MERGED = TownSheet(
    "湯ノ沢線.xlsx",
    (
        Grid(
            """
|湯ノ沢線
|平日|||土日祝
停留所|1便|2便|3便|1便|2便
湯ノ沢口|f:0.3125|f:0.5|f:0.75|f:0.375|f:0.625
大滝|f:0.3194444444|f:0.5069444444||f:0.3819444444|f:0.6319444444
湯ノ沢小学校|f:0.3298611111|f:0.5173611111|f:0.7673611111|f:0.3923611111|f:0.6423611111
""",
            merged=("B1:F1", "B2:D2", "E2:F2"),
        ),
    ),
    (
        KeyTrip("湯ノ沢線", "", _WEEK, "湯ノ沢口 7:30、大滝 7:40、湯ノ沢小学校 7:55"),
        KeyTrip("湯ノ沢線", "", _WEEK, "湯ノ沢口 12:00、大滝 12:10、湯ノ沢小学校 12:25"),
        KeyTrip("湯ノ沢線", "", _WEEK, "湯ノ沢口 18:00、湯ノ沢小学校 18:25"),
        KeyTrip("湯ノ沢線", "", _ENDS, "湯ノ沢口 9:00、大滝 9:10、湯ノ沢小学校 9:25"),
        KeyTrip("湯ノ沢線", "", _ENDS, "湯ノ沢口 15:00、大滝 15:10、湯ノ沢小学校 15:25"),
    ),
)

_NOTES = TownSheet(
    "夜行便.xlsx",
    (
        Grid(
            """
港町線
毎日
停留所|1便|②2便|3便
港町|7:00|①12:00|23:50
波止場|7:08※|12:08|24:02
灯台下|7:15|12:15|24:10

① 8月13日から15日は運休します
②：冬季（12月～3月）は運休
※予約があるときだけ停まります
""",
        ),
    ),
    (
        KeyTrip("港町線", "", _ALL, "港町 7:00、波止場 7:08、灯台下 7:15", "※"),
        KeyTrip("港町線", "", _ALL, "港町 12:00、波止場 12:08、灯台下 12:15", "①②"),
        KeyTrip("港町線", "", _ALL, "港町 23:50、波止場 24:02、灯台下 24:10"),
    ),
    said=(
        ("timetable_note", "Sheet1", 3, "C列"),
        ("timetable_note", "Sheet1", 4, "C列"),
        ("timetable_note", "Sheet1", 5, "B列"),
    ),
    legends={
        "①": "8月13日から15日は運休します",
        "②": "冬季（12月～3月）は運休",
        "※": "予約があるときだけ停まります",
    },
)

_SCHOOL = TownSheet(
    "かわべり線.xlsx",
    (
        Grid(
            """
かわべり線 帰り
停留所|1便|2便|3便|4便
かわべり小学校|15:10|15:10|16:00|17:30
河原|15:18|15:20|16:08|17:38
上かわべり|15:25|15:30|16:15|17:45
運行日|学校登校日|学校休業日|毎日|平日
""",
        ),
    ),
    (
        KeyTrip("かわべり線", "1", "？学校登校日", "かわべり小学校 15:10、河原 15:18、上かわべり 15:25"),
        KeyTrip("かわべり線", "1", "？学校休業日", "かわべり小学校 15:10、河原 15:20、上かわべり 15:30"),
        KeyTrip("かわべり線", "1", _ALL, "かわべり小学校 16:00、河原 16:08、上かわべり 16:15"),
        KeyTrip("かわべり線", "1", _WEEK, "かわべり小学校 17:30、河原 17:38、上かわべり 17:45"),
    ),
    said=(("timetable_days_unknown", "Sheet1", 6, "B列"), ("timetable_days_unknown", "Sheet1", 6, "C列")),
)

_LOOP = TownSheet(
    "市街地循環.xlsx",
    (
        Grid(
            """
市街地循環バス　左回り　月～土
停留所||1便|2便
みなと駅|発|d:8:00|d:10:00
あけぼの町||d:8:06|d:10:06
市民病院|着|d:8:12|d:10:12
|発|d:8:20|d:10:20
本町||d:8:27|d:10:27
みなと駅|着|d:8:35|d:10:35
""",
            merged=("A5:A6",),
        ),
    ),
    (
        KeyTrip(
            "市街地循環バス",
            "",
            "月火水木金土",
            "みなと駅 8:00、あけぼの町 8:06、市民病院 8:12/8:20、本町 8:27、みなと駅 8:35",
        ),
        KeyTrip(
            "市街地循環バス",
            "",
            "月火水木金土",
            "みなと駅 10:00、あけぼの町 10:06、市民病院 10:12/10:20、本町 10:27、みなと駅 10:35",
        ),
    ),
    said=(("timetable_stop_twice", "Sheet1", 8, "A列"),),
)

_SHEETS = TownSheet(
    "ひばり野デマンド時刻.xlsx",
    (
        Grid(
            """
ひばり野線
【往路】
バス停|1|2
ひばり野一丁目|7:40|11:40
図書館前|7:50|11:50
ひばり野駅|8:00|12:00
【復路】
バス停|1|2
ひばり野駅|9:00|15:00
図書館前|9:10|15:10
ひばり野一丁目|9:20|15:20
""",
            name="平日",
        ),
        Grid(
            """
ひばり野線
【往路】
バス停|1
ひばり野一丁目|9:40
図書館前|9:50
ひばり野駅|10:00
【復路】
バス停|1
ひばり野駅|16:00
図書館前|16:10
ひばり野一丁目|16:20
""",
            name="土日祝日",
        ),
        Grid("この表について\n時刻は目安です。道路の混み具合で遅れます。", name="説明"),
    ),
    (
        KeyTrip("ひばり野線", "0", _WEEK, "ひばり野一丁目 7:40、図書館前 7:50、ひばり野駅 8:00"),
        KeyTrip("ひばり野線", "0", _WEEK, "ひばり野一丁目 11:40、図書館前 11:50、ひばり野駅 12:00"),
        KeyTrip("ひばり野線", "1", _WEEK, "ひばり野駅 9:00、図書館前 9:10、ひばり野一丁目 9:20"),
        KeyTrip("ひばり野線", "1", _WEEK, "ひばり野駅 15:00、図書館前 15:10、ひばり野一丁目 15:20"),
        KeyTrip("ひばり野線", "0", _ENDS, "ひばり野一丁目 9:40、図書館前 9:50、ひばり野駅 10:00"),
        KeyTrip("ひばり野線", "1", _ENDS, "ひばり野駅 16:00、図書館前 16:10、ひばり野一丁目 16:20"),
    ),
    said=(("timetable_sheet_without", "説明", 0, ""),),
)

_MIDDLE = TownSheet(
    "はやせ線.xlsx",
    (
        Grid(
            """
はやせ線 平日
下り|||停留所|上り
1便|2便||　|1便|2便
8:00|14:00||はやせ駅|7:40|13:30
8:09|14:09||早瀬橋|7:31|13:21
8:15|||奥はやせ|7:25|13:15
""",
            merged=("A2:B2", "D2:D3", "E2:F2"),
        ),
    ),
    (
        KeyTrip("はやせ線", "0", _WEEK, "はやせ駅 8:00、早瀬橋 8:09、奥はやせ 8:15"),
        KeyTrip("はやせ線", "0", _WEEK, "はやせ駅 14:00、早瀬橋 14:09"),
        KeyTrip("はやせ線", "1", _WEEK, "奥はやせ 7:25、早瀬橋 7:31、はやせ駅 7:40"),
        KeyTrip("はやせ線", "1", _WEEK, "奥はやせ 13:15、早瀬橋 13:21、はやせ駅 13:30"),
    ),
)

_WRONG = TownSheet(
    "たつみ線.xlsx",
    (
        Grid(
            """
たつみ線　毎日　行き
停留所|1便|2便|3便
辰巳本町|7:00|10:00|15:00
辰巳本町|7:03|10:03|15:03
米倉|7:50|10:08|
たつみ橋|7:15|運休|15:15
農協前|7:20|10:20頃|15:70
辰巳団地|7:30|10:30|15:30
""",
            merged=("C5:D5",),
        ),
    ),
    (
        KeyTrip(
            "たつみ線", "0", _ALL, "辰巳本町 7:00、辰巳本町 7:03、米倉 -、たつみ橋 7:15、農協前 7:20、辰巳団地 7:30"
        ),
        KeyTrip("たつみ線", "0", _ALL, "辰巳本町 10:00、辰巳本町 10:03、米倉 10:08、農協前 10:20、辰巳団地 10:30"),
        KeyTrip("たつみ線", "0", _ALL, "辰巳本町 15:00、辰巳本町 15:03、たつみ橋 15:15、辰巳団地 15:30"),
    ),
    said=(
        ("timetable_stop_twice", "Sheet1", 4, "A列"),
        ("timetable_backwards", "Sheet1", 5, "B列"),
        ("timetable_merged", "Sheet1", 5, "C列"),
        ("timetable_cell_no_time", "Sheet1", 6, "C列"),
        ("timetable_cell_rest", "Sheet1", 7, "C列"),
        ("timetable_cell_no_time", "Sheet1", 7, "D列"),
    ),
)

_DAYS = TownSheet(
    "やまびこ号.csv",
    (
        Grid(
            """
やまびこ号||||
　|所要（分）|月・水・金|毎週火曜|第2・第4木曜
起点　山彦会館||８：０５|8.05|8時05分
石切場|7|８：１２|8.12|8時12分
天狗の湯|9|８：２１|8.21|8時21分
""",
        ),
    ),
    (
        KeyTrip("やまびこ号", "", "月水金", "起点 山彦会館 8:05、石切場 8:12、天狗の湯 8:21"),
        KeyTrip("やまびこ号", "", "火", "起点 山彦会館 8:05、石切場 8:12、天狗の湯 8:21"),
        KeyTrip("やまびこ号", "", "第2・4木", "起点 山彦会館 8:05、石切場 8:12、天狗の湯 8:21"),
    ),
)

SHEETS: tuple[TownSheet, ...] = (
    _PLAIN, _BESIDE, _BELOW, _ACROSS, _MERGED, _NOTES, _SCHOOL, _LOOP, _SHEETS, _MIDDLE, _WRONG, _DAYS,
)  # fmt: skip
