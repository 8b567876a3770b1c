"""Figures in words: 1,234人, 23分, 78% — the same on every screen and paper."""

from __future__ import annotations

import datetime
import math
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.texts.clock import HOUR_S, MINUTE_S, clock
from plan.shown_values import (
    FEW,
    FEW_TEXT,
    FORECAST,
    MONEY,
    PEOPLE,
    SHARE,
    TEN_THOUSAND_YEN,
    decimals_of,
    half_up,
    is_few,
    is_large_amount,
    people_unit,
    percent,
    shown,
    shown_difference,
)

if TYPE_CHECKING:
    from geo.region.region import Region

NO_WAY = "行けません"
SAME = "変わらず"
"""What is said of a difference of figures that are read alike."""
UNKNOWN = "不明"
_LESS_THAN = "%未満"
_INVENTED = "架空の地域"

_DAYS = "月火水木金土日"
_EVERY_DAY, _FROM_MONDAY_TO_FRIDAY = 0b1111111, 0b0011111

SERVICE_KIND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "fixed": "定時定路線",
        "on_demand": "予約制乗合（デマンド）",
        "paid_private": "自家用有償旅客運送",
        "taxi_voucher": "タクシー券",
        "mobile": "移動サービス（巡回）",
    }
)
COST_BASIS_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "vehicle_year": "車両1台1年あたりの委託料",
        "vehicle_hour": "拘束1時間あたりの委託料",
        "vehicle_km": "走行1kmあたりの委託料",
        "own": "直営（積み上げ）",
    }
)
OTHER_RUN_NAMES: Mapping[str, str] = MappingProxyType(
    {"school": "スクールバス", "patient": "患者輸送", "day_care": "通所の送迎", "other": "ほかの運行"}
)
CONSIGNMENT_NAMES: Mapping[str, str] = MappingProxyType(
    {"parcel": "宅配の荷物", "produce": "農産物", "meal": "配食", "other": "ほかの荷物"}
)


def persons(value: float, year: int | None) -> str:
    """Write a number of people: counted ones whole, those of a year after the base year in tens, few of them as 「10人未満」.

    Parameters
    ----------
    value
        Persons; 0 where the answer is nobody at all. A village's own is written by `plan.reach.evaluation.Evaluation.people_texts`.
    year
        Whose people they are; None for the base year, and for people who were counted.

    Examples
    --------
    >>> persons(1234.6, None), persons(1234.6, 2045), persons(3.2, 2045), persons(0.0, 2045)
    ('1,235人', '1,230人', '10人未満', '0人')
    """
    return "".join(figure(value, people_unit(year)))


def forecast_persons(value: float) -> str:
    """Write people of a forecast: in tens, few of them as 「10人未満」, nobody told apart from few.

    Examples
    --------
    >>> forecast_persons(38.4), forecast_persons(3.2), forecast_persons(0.0)
    ('40人', '10人未満', '10人未満')
    """
    if not math.isfinite(value):
        return UNKNOWN
    return FEW_TEXT if value < FEW else f"{half_up(value / FEW) * FEW:,.0f}人"


def population_year(region: Region) -> str:
    """Say of which year a region's people are: 「2020年」, 「2045年（推計）」."""
    return f"{region.base_year}年{'' if region.today is None else '（推計）'}"


def sources_line(region: Region) -> str:
    """Say where what is shown comes from, and what its reader must know of the data."""
    names = "、".join(dict.fromkeys(f"{s.name}（{s.year}）" if s.year else s.name for s in region.sources))
    # A note of its own often says so, too, and better.
    unsaid = region.fictional and not any(note.startswith(_INVENTED) for note in region.notes)
    told = [*([f"{_INVENTED}です。"] if unsaid else []), *([f"出典：{names}"] if names else []), *region.notes]
    return "　".join(told)


def year_in_file_name(region: Region) -> str:
    """Return what a file's name says of the year: nothing for the base year."""
    return "" if region.today is None else f"_{region.base_year}年の人口"


def minutes(value: float) -> str:
    """Write minutes; infinite is no way."""
    return f"{half_up(value):,.0f}分" if math.isfinite(value) else NO_WAY


def share(value: float) -> str:
    """Write a share of 0 to 1 as per cent; 100% is everybody."""
    return "".join(figure(value, SHARE))


def yen(value: float) -> str:
    """Write an amount of money: 963円, 1,240万円 from 100,000 yen on."""
    return "".join(figure(value, MONEY)) if math.isfinite(value) else UNKNOWN


def time_of_day(time_s: float) -> str:
    """Write a time of day as people say it, in whole minutes; past midnight as the next day's.

    Examples
    --------
    >>> time_of_day(28320), time_of_day(90600)
    ('7:52', '翌日 1:10')
    """
    day, rest_s = divmod(time_s, 24 * HOUR_S)
    return f"{'翌日 ' if day else ''}{clock(rest_s)}"


def day_of_week(date: datetime.date) -> str:
    """Return the kanji of a date's day of the week.

    Examples
    --------
    >>> day_of_week(datetime.date(2020, 4, 7))
    '火'
    """
    return _DAYS[date.weekday()]


def days_text(bits: int) -> str:
    """Name days of the week, a bit each with Monday the first: 「毎日」, 「平日」, 「火・木」; empty for none.

    Examples
    --------
    >>> days_text(0b1111111), days_text(0b0011111), days_text(0b0001010), days_text(0)
    ('毎日', '平日', '火・木', '')
    """
    whole = {_EVERY_DAY: "毎日", _FROM_MONDAY_TO_FRIDAY: "平日"}
    return whole.get(bits) or "・".join(name for i, name in enumerate(_DAYS) if bits >> i & 1)


def day_in_year(date: datetime.date) -> str:
    """Write a day without its year: 「4月7日（火）」.

    Examples
    --------
    >>> day_in_year(datetime.date(2020, 4, 7))
    '4月7日（火）'
    """
    return f"{date.month}月{date.day}日（{day_of_week(date)}）"


def moment(at_s: float, now_s: float | None = None) -> str:
    """Write a moment (seconds since 1970) by this machine's clock: 「11月28日 8:44」, 「8:44」 on the day of `now_s`."""
    at = time.localtime(at_s)
    written = clock(at.tm_hour * HOUR_S + at.tm_min * MINUTE_S)
    is_today = now_s is not None and time.localtime(now_s)[:3] == at[:3]
    return written if is_today else f"{at.tm_mon}月{at.tm_mday}日 {written}"


def figure(value: float, unit: str) -> tuple[str, str]:
    """Split a value with its unit into the digits and the words behind them; shares become per cent, large amounts of money 万円.

    Examples
    --------
    >>> figure(0.416, SHARE), figure(12_404_000.0, "円/年"), figure(963.0, "円")
    (('42', '%'), ('1,240', '万円/年'), ('963', '円'))
    """
    if not math.isfinite(value):
        return (NO_WAY, "") if unit == "分" else (UNKNOWN, "")
    if unit == SHARE:
        seen = percent(value)
        return ("1", _LESS_THAN) if value > 0 and not seen else (f"{seen:,.0f}", "%")
    if is_few(value, unit):
        return f"{FEW}", FEW_TEXT.removeprefix(f"{FEW}")
    seen = shown(value, unit)
    if is_large_amount(value, unit):
        return f"{seen / TEN_THOUSAND_YEN:,.0f}", f"万{unit}"
    return f"{seen:,.{decimals_of(unit)}f}", PEOPLE if unit == FORECAST else unit


def difference(value: float, baseline: float, unit: str) -> str:
    """Say a difference to the present in words: 「840人 増」, the difference of the two as they are read.

    Empty where one of the two is infinite: the figure itself then says what changed.
    """
    if not (math.isfinite(value) and math.isfinite(baseline)):
        return ""
    if figure(value, unit) == figure(baseline, unit):
        return SAME
    change = shown_difference(value, baseline, unit)
    way = "増" if value > baseline else "減"
    points = "ポイント" if unit == SHARE else PEOPLE if unit == FORECAST else unit
    if unit == FORECAST and not change:
        return f"{FEW_TEXT} {way}"
    if change and is_large_amount(max(abs(value), abs(baseline)), unit) and not change % TEN_THOUSAND_YEN:
        return f"{abs(change) / TEN_THOUSAND_YEN:,.0f}万{unit} {way}"
    # Nobody, and fewer than one in two hundred: read differently, and no whole point apart.
    return f"{abs(change):,.{decimals_of(unit)}f}{points} {way}" if change else f"1{points}未満 {way}"
