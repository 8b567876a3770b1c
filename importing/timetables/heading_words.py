"""Words above, beside and below the times of a timetable: the line, the direction, the trip, and what is no stop."""

from __future__ import annotations

import re
import unicodedata

from importing.cells.counts import plain
from importing.timetables.cell_times import cell_says, legend_of, notes_of
from importing.timetables.day_words import is_only_days

STOP_HEADERS = frozenset(
    map(
        plain,
        ("停留所", "停留所名", "停留所名称", "停留場", "停留場名", "バス停", "バス停名", "バス停留所", "バス停留所名", "のりば", "乗り場", "乗降場所",
         "駅名", "駅", "停車場", "停車地", "標柱名", "場所", "stop", "stop_name", "主な停留所"),
    )
)  # fmt: skip
"""Headers of the column of stops, as `importing.cells.counts.plain` writes them; 駅 counts as one only above other stops."""

_TRIP_HEADERS = frozenset(
    map(
        plain,
        (
            "便",
            "便名",
            "便番号",
            "便数",
            "号車",
            "No",
            "No.",
            "番号",
            "列車番号",
            "ダイヤ番号",
            "系統番号",
            "仕業",
            "順番",
            "順",
        ),
    )
)
DAY_HEADERS = frozenset(map(plain, ("運行日", "運行曜日", "曜日", "運転日", "運行する日", "ダイヤ", "運行", "区分")))
LINE_HEADERS = frozenset(map(plain, ("路線", "路線名", "系統", "系統名", "コース", "コース名", "線名")))
GOAL_HEADERS = frozenset(map(plain, ("行先", "行き先", "行先名", "方面", "終点")))
_OTHER_HEADERS = frozenset(
    map(plain, ("備考", "注", "摘要", "運賃", "料金", "距離", "キロ程", "km", "所要", "所要時間", "所要分", "分", "よみ", "読み", "よみがな", "読み仮名",
                "ふりがな", "フリガナ", "地区", "住所", "着", "発", "着発", "発着", "時刻", "発車時刻", "到着時刻", "出発", "到着", "目安"))
)  # fmt: skip
_NOT_TIMES = re.compile(r"運賃|料金|距離|キロ|km|所要|円|人数|分\)?$", re.IGNORECASE)
_TRIP = re.compile(
    r"(?:第?\d+\s*(?:便|号車|号|本目|番|回)?|[A-Za-z]?-?\d+|[①-⑳]|第[一二三四五六七八九十]+便|[一二三四五六七八九十]+便|始発|最終|終便)"
)
_OPENING = r"(?:^|(?<=[\s　【（(\[「・■□●○◆◇▼▽〔＜<『:：_]))"
_DIRECTIONS = (
    (1, re.compile(rf"{_OPENING}(?:上り|のぼり|帰り|復路|復)(?=$|[\s　便】）)\]」（(方〕＞>』:：_])")),
    (0, re.compile(rf"{_OPENING}(?:下り|くだり|行き|往き|往路|往)(?=$|[\s　便】）)\]」（(方〕＞>』:：_])")),
)
_LINE = re.compile(r"線|[^\d第]号$|号線|コース|ルート|系統|バス|タクシー|循環|巡回|便り|交通|シャトル")
_WITHOUT_BRACKETS = re.compile(r"[（(〔【\[][^）)〕】\]]*[）)〕】\]]")
_NOISE = re.compile(
    r"(?:令和|平成|R|H)?\s*(?:元|\d+)年(?:度)?(?:\s*\d+月)?(?:\s*\d+日)?|\d+月\d+日|改正|現在|から|より|時刻表|運行表|ダイヤ表?|運行|一覧表?|"
    r"(?:毎日|平日|土日祝日?|休日)|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_SHEET_NAMES = re.compile(r"(?:sheet|シート|table)\s*\d*|\d+|時刻表?|表\d*", re.IGNORECASE)


def direction_of(text: str) -> int | None:
    """Return 0 for 行き, 往路 and 下り, 1 for 帰り, 復路 and 上り; None where a text says nothing of it.

    Examples
    --------
    >>> [direction_of(w) for w in ("【往路】", "上り（役場方面）", "帰り", "役場行き", "福原線 下り")]
    [0, 1, 1, None, 0]
    """
    return next((way for way, pattern in _DIRECTIONS if pattern.search(text)), None)


def goal_of(text: str) -> str:
    """Return where a trip goes by its heading (役場行き, 駅方面); empty where it does not say.

    Examples
    --------
    >>> goal_of("役場行き"), goal_of("駅前方面"), goal_of("行き"), goal_of("1便")
    ('役場', '駅前方面', '', '')
    """
    match = re.search(r"([^\s（(【→⇒]+?)(?:行き?|ゆき)(?=$|[\s）)】])", text)
    if match is not None and direction_of(text) is None:
        return match[1]
    match = re.search(r"([^\s（(【]+方面)", text)
    return match[1] if match is not None else ""


def line_of(text: str) -> str:
    """Return the name of a line in a title; empty where there is none.

    Examples
    --------
    >>> line_of("北谷線　平日ダイヤ（令和8年4月1日改正）"), line_of("福原コミュニティバス時刻表"), line_of("やまびこ号"), line_of("1便"), line_of("平日")
    ('北谷線', '福原コミュニティバス', 'やまびこ号', '', '')
    """
    if legend_of(text)[1]:
        return ""
    bare = _NOISE.sub(" ", _WITHOUT_BRACKETS.sub(" ", text))
    for part in bare.replace("_", " ").split():
        if (
            _LINE.search(part)
            and not is_heading_word(part)
            and plain(part) not in STOP_HEADERS
            and not part.endswith(("行", "行き"))
        ):
            return part
    return ""


def line_of_names(sheet: str, stem: str) -> str:
    """Name a line after its sheet or its file, where no title names it."""
    if (found := line_of(sheet)) or (found := line_of(stem)):
        return found
    names = [n for n in (sheet, stem) if n and not _SHEET_NAMES.fullmatch(n) and not is_heading_word(n)]
    bare = [" ".join(_NOISE.sub(" ", n.replace("_", " ")).split()) for n in names]
    return next(filter(None, bare), stem)


def is_trip_word(text: str) -> bool:
    """Return whether a text names a trip: 1便, 第2便, 3.

    Examples
    --------
    >>> [is_trip_word(w) for w in ("1便", "第２便", "3", "②2便", "1丁目")]
    [True, True, True, True, False]
    """
    bare = unicodedata.normalize("NFKC", notes_of(text)[1] or text)
    return _TRIP.fullmatch(bare.strip()) is not None


def is_heading_word(text: str) -> bool:
    """Return whether a text is a header, a trip, days or a direction, and so no stop."""
    known = plain(text)
    if known in _TRIP_HEADERS | DAY_HEADERS | LINE_HEADERS | GOAL_HEADERS | _OTHER_HEADERS or is_trip_word(text):
        return True
    bare = _WITHOUT_BRACKETS.sub("", text).strip(" 　■□●○◆◇▼▽")
    return is_only_days(text) or (direction_of(text) is not None and len(bare or text) <= 4)


def is_no_time_header(text: str) -> bool:
    """Return whether the numbers below a header are fares, distances or minutes."""
    return _NOT_TIMES.search(unicodedata.normalize("NFKC", text)) is not None


def is_stop_name(text: str) -> bool:
    """Return whether a text can be the name of a stop.

    Examples
    --------
    >>> [is_stop_name(w) for w in ("栃沢役場前", "停留所", "1便", "平日", "①：土曜は運休", "8:05", "着")]
    [True, False, False, False, False, False, False]
    """
    if not text or legend_of(text)[1] or plain(text) in STOP_HEADERS - {plain("駅")}:
        return False
    if is_heading_word(text):
        return False
    return cell_says(text).kind == "words" and any(c.isalpha() for c in text)
