"""The days on which a trip runs, as headings say them: 平日, 土日祝, 月・水・金, 毎週火曜, 第2・第4木曜; what cannot be known from words stays unknown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

LETTERS = "月火水木金土日"
_WORKDAYS = frozenset(range(5))
_EVERY = frozenset(range(7))

_ONE = rf"(?:[{LETTERS}祝](?:祭?日|曜日?)?)"
_JOIN = r"(?:[・,、･/／&\s]|及び|および|と|または|又は)*"
_TO = r"[~〜～\-－―ー]|から"
_SPAN = re.compile(rf"(?<!\d)([{LETTERS}])(?:曜日?)?\s*(?:{_TO})\s*([{LETTERS}])(?:曜日?)?(?!\d)")
_LIST = re.compile(rf"(?<!\d){_ONE}(?:{_JOIN}{_ONE})*")
_NTH = re.compile(
    rf"((?:第?\d{_JOIN})*第\d(?:{_JOIN}第?\d)*)\s*週?\s*([{LETTERS}](?:曜日?)?(?:{_JOIN}[{LETTERS}](?:曜日?)?)*)"
)
_WHOLE = re.compile(r"毎日|全日|年中無休|連日")
_WEEK = re.compile(r"平日")
_WITHOUT = re.compile(
    r"[(（〔【]([^)）〕】]*(?:除く|除き|運休|休み|休止|走りません|運行しません))[^)）〕】]*[)）〕】]|([^\s(（]*(?:を除く|は除く|除く|は運休|運休))"
)
_UNKNOWABLE = re.compile(
    r"(?:学校|小学校|中学校|高校)?(?:登校日|休校日|開校日|休業日|休業中|休業期間|授業日)|学休日?|(?:春|夏|冬|長期)休み(?:期間)?|休日|"
    r"(?:夏|冬|春|秋)(?:季|期)(?:運行|ダイヤ)?|診療日|開館日|イベント開催日|市の日|予約(?:運行|便|制)"
)
_SUFFIX = re.compile(r"(?:に|のみ|だけ|は|も)?(?:運行(?:便|日)?|運転(?:日)?|ダイヤ|時刻(?:表)?|便|用)?(?:のみ)?$")
_BRACKETS = re.compile(r"[()（）〔〕【】\[\]「」:：]")
_HOLIDAY = "祝"


@dataclass(frozen=True)
class Days:
    """On which days something runs.

    Parameters
    ----------
    weekdays
        0 Monday … 6 Sunday; none where nobody can know.
    holidays
        What holds on national holidays: ``runs``, ``rests``, or ``same`` where the words say nothing of them.
    weeks
        Which of the weekdays of a month (1 first … 5 fifth); every one where empty.
    words
        What was written where the days are not known; empty where nothing was.
    left_out
        Words of days on which it does not run, as they stand there.
    """

    weekdays: frozenset[int] = frozenset()
    holidays: Literal["runs", "rests", "same"] = "same"
    weeks: tuple[int, ...] = ()
    words: str = ""
    left_out: str = ""

    @property
    def known(self) -> bool:
        """Whether the days can be told."""
        return bool(self.weekdays) or self.holidays == "runs"

    @property
    def label(self) -> str:
        """Name of the days: 月水金, 土日祝, 月火水木金（祝日を除く）, 第2・4木; ？ before words of which nobody knows the days."""
        if not self.known:
            return f"？{self.words}"
        weeks = f"第{'・'.join(map(str, self.weeks))}" if self.weeks else ""
        letters = "".join(LETTERS[d] for d in sorted(self.weekdays))
        on_holidays = {"runs": _HOLIDAY, "rests": "（祝日を除く）", "same": ""}[self.holidays]
        return f"{weeks}{letters}{on_holidays}"


UNKNOWN = Days()


def days_in(text: str) -> Days | None:
    """Find the days in the words of a heading; None where it says nothing of days.

    Notes
    -----
    平日 are Monday to Friday without national holidays, as timetables of buses mean it. 休日 alone may or may not hold Saturdays: unknown,
    as school days are.

    Examples
    --------
    >>> [d.label for w in ("北谷線　平日ダイヤ", "土日祝", "月・水・金", "毎週火曜", "第2・第4木曜", "月～土（日祝運休）") if (d := days_in(w))]
    ['月火水木金（祝日を除く）', '土日祝', '月水金', '火', '第2・4木', '月火水木金土（祝日を除く）']
    >>> days_in("学校登校日").label, days_in("木之本線 4月1日改正"), days_in("1便")
    ('？学校登校日', None, None)
    """
    plain = unicodedata.normalize("NFKC", text)
    left_out = "、".join(filter(None, (a or b for a, b in _WITHOUT.findall(plain))))
    rests = _HOLIDAY in left_out
    rest = _WITHOUT.sub(" ", plain)
    unknowable = _UNKNOWABLE.search(rest)
    if unknowable is not None and "・休日" not in rest and "土休日" not in rest:
        return Days(words=" ".join(text.split()), left_out=left_out)
    if _WHOLE.search(rest):
        return Days(_EVERY, "rests" if rests else "same", left_out=left_out)
    if (found := _NTH.search(rest)) is not None:
        weeks = tuple(sorted({int(d) for d in re.findall(r"\d", found[1])}))
        weekdays = frozenset(LETTERS.index(c) for c in re.sub(r"曜日?", "", found[2]) if c in LETTERS)
        return Days(weekdays, "rests" if rests else "same", weeks, left_out=left_out)
    weekdays, holidays = _listed(rest)
    if _WEEK.search(rest):
        also = weekdays | _WORKDAYS
        return Days(also, "runs" if holidays else "rests", left_out=left_out)
    if not weekdays and not holidays:
        return None
    return Days(weekdays, "runs" if holidays else "rests" if rests else "same", left_out=left_out)


def _listed(text: str) -> tuple[frozenset[int], bool]:
    """Read spans and lists of weekdays that can be nothing else: several of them, 曜 behind one, or nothing besides."""
    found: set[int] = set()
    holidays = False
    for first, last in _SPAN.findall(text):
        start, end = LETTERS.index(first), LETTERS.index(last)
        found |= {(start + i) % 7 for i in range((end - start) % 7 + 1)}
    rest = _SPAN.sub(" ", text)
    for token in re.split(r"[\s()（）〔〕【】\[\]「」:：]+", rest):
        bare = _SUFFIX.sub("", token.removeprefix("毎週"))
        whole = _LIST.fullmatch(bare)
        inside = None if whole else re.search(rf"(?:毎週)?((?:[{LETTERS}]曜日?{_JOIN})+)", token)
        words = whole[0] if whole else inside[1] if inside else ""
        letters = re.sub(r"曜日?|祭日|祝祭?日", lambda m: _HOLIDAY if _HOLIDAY in m[0] else "", words)
        found |= {LETTERS.index(c) for c in letters if c in LETTERS}
        holidays = holidays or _HOLIDAY in letters
    if "土休日" in rest or "土・休日" in rest:
        return frozenset({5, 6}), True
    return frozenset(found), holidays


def is_only_days(text: str) -> bool:
    """Return whether a text names days and nothing besides.

    Examples
    --------
    >>> [is_only_days(w) for w in ("平日", "【土日祝】", "月・水・金運行", "東浦線（平日）", "木", "金山")]
    [True, True, True, False, True, False]
    """
    days = days_in(text)
    if days is None:
        return False
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", text))
    for pattern in (_WITHOUT, _UNKNOWABLE, _WHOLE, _WEEK, _NTH, _SPAN):
        bare = pattern.sub("", bare)
    bare = re.sub(rf"毎週|[{LETTERS}{_HOLIDAY}]|曜日?|日|{_JOIN}", "", bare)
    return _SUFFIX.sub("", bare.strip()) == ""
