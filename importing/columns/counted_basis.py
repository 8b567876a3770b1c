"""What a table of people counts, as its own words say it: 国勢調査 or 住民基本台帳, with foreigners or without, and of which date.

Nothing is assumed: what no word says stays unsaid, and words that contradict each other say nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from importing.cells.cells import cells_of
from importing.cells.counts import plain
from importing.cells.written_periods import period_in
from importing.cells.years import year_of
from importing.columns.kinds import DATE_HEADERS
from importing.files.layers import Layer

KINDS = {"census": "国勢調査", "register": "住民基本台帳"}
FOREIGNERS = {"yes": "外国人を含む", "no": "外国人を含まない"}
_KIND_WORDS = {"census": re.compile(r"国勢調査|国調"), "register": re.compile(r"住民基本台帳|住基|住民登録")}
_WITHOUT = re.compile(
    r"日本人(?:のみ|だけ|住民)|外国人(?:住民|人口)?(?:を|は|の)?(?:除く|除き|除いた|含まない|含みません|含まず|含めない)"
)
_WITH = re.compile(
    r"外国人(?:住民|人口)?(?:を|も)?(?:含む|含み|含めた|含んだ|加えた)|日本人(?:及び|および|と|・|\+|＋)外国人"
)
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)")
_WRITTEN = re.compile(
    r"(?:令和|平成|昭和|[RHS]|(?:19|20))\s*\.?\s*(?:元|\d{1,2})\s*(?:年度?|[./-])\s*\d{1,2}\s*(?:月|[./-])\s*(?:\d{1,2}日?)?"
)
_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])?(0[1-9]|[12]\d|3[01])?(?!\d)")
_ERA_DIGITS = re.compile(r"(?<![A-Za-z])([RrHh])(\d{1,2})(?!\d)")
_ERA_SIX = re.compile(r"(?<![A-Za-z])([RrHh])(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?(?!\d)")
_MONTHS, _DAYS = 12, 31


@dataclass(frozen=True)
class CountedBasis:
    """What was counted.

    Parameters
    ----------
    kind
        ``census`` or ``register``; empty where nothing says.
    foreigners
        ``yes`` or ``no``; empty where nothing says.
    because
        The words that said it, as they stand.
    """

    kind: str = ""
    foreigners: str = ""
    because: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """In Japanese; empty where nothing is known."""
        return "・".join(w for w in (KINDS.get(self.kind, ""), FOREIGNERS.get(self.foreigners, "")) if w)


def basis_in(*texts: str) -> CountedBasis:
    """Tell what was counted from the words of a title, headers and the name of a file.

    Examples
    --------
    >>> basis_in("年齢別人口（住民基本台帳、外国人を含む）").label
    '住民基本台帳・外国人を含む'
    >>> basis_in("国勢調査と住民基本台帳の比較"), basis_in("人口統計").label
    (CountedBasis(kind='', foreigners='', because=()), '')
    """
    words = [unicodedata.normalize("NFKC", t) for t in texts]
    kinds = {k: m[0] for k, pattern in _KIND_WORDS.items() for t in words if (m := pattern.search(t)) is not None}
    foreign = {k: m[0] for k, p in (("no", _WITHOUT), ("yes", _WITH)) for t in words if (m := p.search(t)) is not None}
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    foreigners = next(iter(foreign)) if len(foreign) == 1 else ""
    because = tuple(w for k, w in (kinds | foreign).items() if k in (kind, foreigners))
    return CountedBasis(kind, foreigners, because)


def basis_of(layer: Layer) -> CountedBasis:
    """Tell what a table counts from its name, the text above it and its headers."""
    headers = [str(h) for h in layer.table.columns]
    return basis_in(layer.file, layer.preamble, *headers, *layer.labels.values())


def date_of(text: str) -> str:
    """Read a cell as a date: 2018-11-01, 2018-11 or 2018; empty where it is none.

    Examples
    --------
    >>> [date_of(t) for t in ("11/1/2018", "令和5年11月1日", "2020", "R5.4.1", "東町")]
    ['2018-11-01', '2023-11-01', '2020', '2023-04-01', '']
    """
    text = unicodedata.normalize("NFKC", text).strip()
    turned = _MONTH_FIRST.fullmatch(text)
    if turned is not None:
        first, second = int(turned[1]), int(turned[2])
        month, day = (first, second) if first <= _MONTHS else (second, first)
        return f"{turned[3]}-{month:02d}-{day:02d}" if month <= _MONTHS and day <= _DAYS else turned[3]
    period = period_in(text)
    if period is not None:
        return period.removeprefix("FY")
    year = year_of(text)
    return "" if year is None else f"{year}"


def date_within(text: str) -> str:
    """Find the one date that a title or a file's name holds among other words; empty where it holds none or several.

    Examples
    --------
    >>> [date_within(t) for t in ("0066_201811.xlsx", "年齢別人口（令和5年4月1日現在）", "jinko_20240401", "R5年齢別.csv", "人口.csv")]
    ['2018-11', '2023-04-01', '2024-04-01', '2023', '']
    """
    text = unicodedata.normalize("NFKC", text)
    written = {d for m in _WRITTEN.findall(text) if (d := date_of("".join(m.split()).rstrip("./-")))}
    six = {date_of(f"{era.upper()}{int(y)}.{m}" + (f".{d}" if d else "")) for era, y, m, d in _ERA_SIX.findall(text)}
    digits = {"-".join(p for p in found if p) for found in _DIGITS.findall(text)}
    years = {f"{y}" for y in (year_of(w) for w in re.findall(r"(?:令和|平成|昭和)\s*(?:元|\d{1,2})\s*年", text)) if y}
    eras = {f"{y}" for era, n in _ERA_DIGITS.findall(text) if (y := year_of(f"{era.upper()}{n}")) is not None}
    for found in (written, six, digits, years, eras):
        known = {f for f in found if f}
        if known:
            return known.pop() if len(known) == 1 else ""
    return ""


def count_date(layer: Layer) -> str:
    """Tell of which date a table's people are: by its column of dates, the text above it, or the name of the file; empty where nothing does.

    Notes
    -----
    A column with several dates tells none: its rows are told apart by `importing.layers.counted_once.once_by_date`.
    """
    known = {plain(d) for d in DATE_HEADERS}
    for header in layer.table.columns:
        if plain(str(header)) in known:
            dates = {date_of(c) for c in cells_of(layer.table[header])}
            return dates.pop() if len(dates) == 1 else ""
    return next((d for line in layer.preamble.split("\n") if (d := date_within(line))), "") or date_within(
        layer.file.rpartition(".")[0]
    )
