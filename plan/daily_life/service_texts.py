"""What is said of services and schools in the years to come: rounded as forecasts are, never more certain than the band."""

from __future__ import annotations

from collections.abc import Sequence

from plan.daily_life.viability import Ending, ServiceFuture
from plan.figure_texts import forecast_persons
from plan.future.school_rolls import Roll
from plan.scenario.future import Measure
from plan.shown_values import FEW, FEW_TEXT, half_up

MEASURE_NAMES: dict[Measure, str] = {"people": "圏内の人数", "users": "1日の利用者", "sales": "1年の売上"}
"""What operators count, as screens name it."""

_UNJUDGED = {
    "no_threshold": "続けるのに要る数が入っていないので、判定していません",
    "outside": "町の外の施設です。ほかの町の人も使うので、判定していません",
    "today_unknown": "今の利用者や売上が分からないので、判定していません",
    "nobody": "この移動手段と時間では、通える人がいません",
}


def measured_text(value: float, measure: Measure) -> str:
    """Write what an operator counts.

    Examples
    --------
    >>> measured_text(42.4, "users"), measured_text(12_345_678, "sales"), measured_text(256, "people")
    ('42人/日', '1,235万円/年', '260人')
    """
    if measure == "people":
        return forecast_persons(value)
    return f"{half_up(value):,.0f}人/日" if measure == "users" else f"{half_up(value / 10_000):,.0f}万円/年"


def ending_text(service: ServiceFuture) -> str:
    """Say when a service falls below what it needs, or why that is not judged."""
    if service.ending is None:
        return _UNJUDGED[service.unjudged]
    return span_text(service.ending, service.people.years[-1])


def span_text(ending: Ending, last_year: int) -> str:
    """Say in which years a threshold is passed.

    Examples
    --------
    >>> span_text(Ending(2031, 2036, 2043), 2050)
    '2031〜2043年のあいだに下回る見込みです（中ほどでは2036年）'
    >>> span_text(Ending(2041, None, None), 2050)
    '2041年からは下回るかもしれません（中ほどでは2050年まで下回りません）'
    """
    if ending.below_today:
        return "今すでに下回っています"
    if ending.earliest is None:
        return f"{last_year}年まで下回らない見込みです"
    if ending.middle is None:
        return f"{ending.earliest}年からは下回るかもしれません（中ほどでは{last_year}年まで下回りません）"
    if ending.latest is None:
        return f"{ending.earliest}年からは下回るかもしれません（中ほどでは{ending.middle}年。幅の上の端では{last_year}年まで下回りません）"
    span = f"{ending.earliest}〜{ending.latest}年のあいだ" if ending.latest > ending.earliest else f"{ending.latest}年"
    return f"{span}に下回る見込みです（中ほどでは{ending.middle}年）"


def told_pupils(rolls: Sequence[Roll]) -> dict[int, float]:
    """Return the pupils of each year that are told, whole: years with fewer than ten are left out.

    Examples
    --------
    >>> told_pupils([Roll("primary", 2025, (5.2,) * 6, ()), Roll("primary", 2030, (1.2,) * 6, ())])
    {2025: 31.0}
    """
    return {roll.year: half_up(sum(roll.pupils)) for roll in rolls if not sum(roll.pupils) < FEW}


def pupils_text(roll: Roll) -> str:
    """Write how many pupils there are: whole, few as such.

    Examples
    --------
    >>> pupils_text(Roll("primary", 2030, (5.0,) * 6, ())), pupils_text(Roll("primary", 2030, (1.2,) * 6, ()))
    ('30人', '10人未満')
    """
    total = sum(roll.pupils)
    return FEW_TEXT if total < FEW else f"{half_up(total):,.0f}人"
