"""Drivers' working time against 改善基準告示 (from 2024-04-01): a day, the days of a week, unbroken driving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.reference import reference_table

Outcome = Literal["warned", "failed"]
_HOUR_S, _MINUTE_S, _DAYS = 3600, 60, 7


@dataclass(frozen=True)
class Limits:
    """The limits in seconds; see geo/reference/driver_hours.toml for each with its source."""

    usual_s: float
    most_s: float
    long_s: float
    long_per_week: int
    rest_least_s: float
    rest_aim_s: float
    driving_day_s: float
    driving_week_s: float
    unbroken_s: float
    break_least_s: float
    break_total_s: float
    week_s: float
    year_s: float
    work_days: int
    before_s: float
    after_s: float

    @classmethod
    def reference(cls) -> Limits:
        """Read them from the reference table."""
        known = {key: row.value for key, row in reference_table("driver_hours").items()}
        return cls(
            usual_s=known["duty_usual_h"] * _HOUR_S,
            most_s=known["duty_most_h"] * _HOUR_S,
            long_s=known["duty_long_h"] * _HOUR_S,
            long_per_week=int(known["duty_long_per_week"]),
            rest_least_s=known["rest_least_h"] * _HOUR_S,
            rest_aim_s=known["rest_aim_h"] * _HOUR_S,
            driving_day_s=known["driving_day_h"] * _HOUR_S,
            driving_week_s=known["driving_week_h"] * _HOUR_S,
            unbroken_s=known["driving_unbroken_h"] * _HOUR_S,
            break_least_s=known["break_least_min"] * _MINUTE_S,
            break_total_s=known["break_total_min"] * _MINUTE_S,
            week_s=known["duty_week_h"] * _HOUR_S,
            year_s=known["duty_year_h"] * _HOUR_S,
            work_days=int(known["work_days_week"]),
            before_s=known["roll_call_before_min"] * _MINUTE_S,
            after_s=known["roll_call_after_min"] * _MINUTE_S,
        )


@dataclass(frozen=True)
class Duty:
    """One driver's day.

    Parameters
    ----------
    id
        For people.
    driven_s
        Spells at the wheel in order, as (start, end) in seconds past midnight; empty drives included.
    before_s, after_s
        Roll call and inspection before the first and after the last spell, which belong to the duty.
    """

    id: str
    driven_s: tuple[tuple[float, float], ...]
    before_s: float
    after_s: float

    @property
    def start_s(self) -> float:
        """When the duty begins, roll call included."""
        return self.driven_s[0][0] - self.before_s

    @property
    def end_s(self) -> float:
        """When the duty ends, roll call included."""
        return self.driven_s[-1][1] + self.after_s

    @property
    def length_s(self) -> float:
        """拘束時間: from roll call to roll call, breaks included."""
        return self.end_s - self.start_s

    @property
    def driving_s(self) -> float:
        """Time at the wheel."""
        return sum(end - start for start, end in self.driven_s)


@dataclass(frozen=True)
class DutyFinding:
    """What a duty or a week runs against.

    Parameters
    ----------
    rule
        Its key.
    outcome
        ``warned`` (allowed within limits, or to be avoided) or ``failed`` (not allowed).
    message
        Japanese: which, how much, against what.
    """

    rule: str
    outcome: Outcome
    message: str


def hours_text(seconds: float) -> str:
    """Say a length of time: 13時間01分."""
    minutes = round(seconds / _MINUTE_S)
    return f"{minutes // 60}時間{minutes % 60:02d}分"


def duty_findings(duty: Duty, limits: Limits) -> tuple[DutyFinding, ...]:
    """Hold one day of a driver against the limits of a day.

    Parameters
    ----------
    duty
        The day.
    limits
        `Limits.reference` or a town's own.

    Returns
    -------
    tuple of DutyFinding
        Empty where all is in order.

    Examples
    --------
    >>> limits = Limits.reference()
    >>> day = lambda hours, minutes: Duty("1", ((0.0, 3600.0), ((hours * 60 + minutes) * 60 - 5400.0, (hours * 60 + minutes) * 60 - 1800.0)), 1200, 600)
    >>> [[f.outcome for f in duty_findings(day(13, extra), limits)] for extra in (0, 1, 121)]
    [[], ['warned'], ['failed']]
    """
    found: list[DutyFinding] = []
    length = f"{duty.id}の拘束時間は {hours_text(duty.length_s)}（点呼を含む）"
    if duty.length_s > limits.most_s:
        found.append(
            DutyFinding(
                "duty_most",
                "failed",
                f"{length}で、上限の {hours_text(limits.most_s)}を超えています。二人に分けてください",
            )
        )
    elif duty.length_s > limits.usual_s:
        found.append(
            DutyFinding("duty_usual", "warned", f"{length}で、基準の {hours_text(limits.usual_s)}を超えています")
        )
    if duty.driving_s > limits.driving_day_s:
        text = f"{duty.id}の運転時間は {hours_text(duty.driving_s)}で、二日平均の上限 {hours_text(limits.driving_day_s)}を超えています"
        found.append(DutyFinding("driving_day", "warned", f"{text}。次の日を短くしてください"))
    longest = longest_unbroken_s(duty.driven_s, limits)
    if longest > limits.unbroken_s:
        text = f"{duty.id}は、{hours_text(limits.break_least_s)}以上の休憩を合わせて {hours_text(limits.break_total_s)}取る前に"
        found.append(
            DutyFinding(
                "driving_unbroken",
                "failed",
                f"{text}、続けて {hours_text(longest)}運転しています（上限 {hours_text(limits.unbroken_s)}）。便の間をあけてください",
            )
        )
    return tuple(found)


def longest_unbroken_s(driven_s: Sequence[tuple[float, float]], limits: Limits) -> float:
    """Longest time at the wheel before breaks of enough length add up (連続運転時間)."""
    longest = driving = rested = 0.0
    for number, (start, end) in enumerate(driven_s):
        if number:
            pause = start - driven_s[number - 1][1]
            rested += pause if pause >= limits.break_least_s else 0.0
            if rested >= limits.break_total_s:
                driving = rested = 0.0
        driving += end - start
        longest = max(longest, driving)
    return longest


def week_findings(driver: str, days: Mapping[int, Duty], limits: Limits) -> tuple[DutyFinding, ...]:
    """Hold a driver's week, repeated all year, against the limits of weeks and years.

    Parameters
    ----------
    driver
        For people.
    days
        Duty by weekday, 0 for Monday.
    limits
        `Limits.reference` or a town's own.

    Returns
    -------
    tuple of DutyFinding
        Of weeks and rests only; days are `duty_findings`'s.
    """
    found: list[DutyFinding] = []
    total_s = sum(d.length_s for d in days.values())
    if total_s > week_limit_s(limits):
        most = f"年 {limits.year_s / _HOUR_S:,.0f}時間、一週 {limits.week_s / _HOUR_S:,.0f}時間"
        text = f"{driver}の一週の拘束時間は {hours_text(total_s)}で、上限（{most}）を超えます"
        found.append(DutyFinding("duty_week", "failed", f"{text}。もう一人と分けてください"))
    if len(days) > limits.work_days:
        found.append(DutyFinding("work_days", "failed", f"{driver}に休みの日がありません。もう一人と分けてください"))
    driving_s = sum(d.driving_s for d in days.values())
    if driving_s > limits.driving_week_s:
        text = f"{driver}の一週の運転時間は {hours_text(driving_s)}で、四週平均の上限 {hours_text(limits.driving_week_s)}を超えます"
        found.append(DutyFinding("driving_week", "failed", f"{text}。もう一人と分けてください"))
    driven = [days[day].driving_s if day in days else 0.0 for day in range(_DAYS)]
    for day in sorted(days):
        pairs_s = [driven[day - 1] + driven[day], driven[day] + driven[(day + 1) % _DAYS]]
        if min(pairs_s) > 2 * limits.driving_day_s:
            most = hours_text(limits.driving_day_s)
            text = f"{driver}の{'月火水木金土日'[day]}曜の運転時間は、前の日との平均も次の日との平均も、一日 {most}を超えます"
            found.append(DutyFinding("driving_two_days", "failed", f"{text}。もう一人と分けてください"))
            break
    long = sum(d.length_s > limits.long_s for d in days.values())
    if long > limits.long_per_week:
        text = f"{driver}は拘束 {hours_text(limits.long_s)}を超える日が週 {long} 回あります"
        found.append(DutyFinding("duty_long", "failed", f"{text}（{limits.long_per_week} 回まで）"))
    for day, rest_s in rests_s(days):
        if rest_s < limits.rest_least_s:
            text = f"{driver}の{'月火水木金土日'[day]}曜の後の休息は {hours_text(rest_s)}で、下限の {hours_text(limits.rest_least_s)}に足りません"
            found.append(DutyFinding("rest_least", "failed", text))
        elif rest_s < limits.rest_aim_s:
            text = f"{driver}の{'月火水木金土日'[day]}曜の後の休息は {hours_text(rest_s)}で、目標の {hours_text(limits.rest_aim_s)}より短くなっています"
            found.append(DutyFinding("rest_aim", "warned", text))
    return tuple(found)


def week_limit_s(limits: Limits) -> float:
    """Longest week that can be repeated all year: 65 hours, or what a 52nd of the yearly limit leaves."""
    return min(limits.week_s, limits.year_s / 52)


def rests_s(days: Mapping[int, Duty]) -> list[tuple[int, float]]:
    """Rest after each day of a repeated week, where the next day is worked too: (weekday, seconds)."""
    day_s = 24 * _HOUR_S
    return [
        (day, day_s + days[(day + 1) % _DAYS].start_s - days[day].end_s)
        for day in sorted(days)
        if (day + 1) % _DAYS in days
    ]


def drivers_for_week(week: Mapping[int, Sequence[Duty]], limits: Limits) -> tuple[Mapping[int, Duty], ...]:
    """Share the duties of a week, repeated all year, among drivers so that none runs against a limit of weeks or rests.

    Parameters
    ----------
    week
        Duties by weekday, 0 for Monday.
    limits
        `Limits.reference` or a town's own.

    Returns
    -------
    tuple of mapping
        The duty of each driver by weekday. Duties go to the first driver who can take them, the longest first, so the number of
        drivers is enough, and at least `fewest_drivers`; a duty that breaks a limit by itself gets a driver of its own.

    Examples
    --------
    Twelve hours on six days are 72 hours, which one driver may not work.

    >>> limits = Limits.reference()
    >>> twelve = Duty("1", ((0.0, 3600.0), (37800.0, 41400.0)), 1200.0, 600.0)
    >>> twelve.length_s / 3600, len(drivers_for_week({day: [twelve] for day in range(6)}, limits))
    (12.0, 2)
    """
    drivers: list[dict[int, Duty]] = []
    duties = [(day, duty) for day, of_day in sorted(week.items()) for duty in of_day]
    for day, duty in sorted(duties, key=lambda d: (-d[1].length_s, d[0], d[1].id)):
        for mine in drivers:
            failed = [f for f in week_findings("", {**mine, day: duty}, limits) if f.outcome == "failed"]
            if day not in mine and not failed:
                mine[day] = duty
                break
        else:
            drivers.append({day: duty})
    return tuple(dict(sorted(mine.items())) for mine in drivers)


def fewest_drivers(week: Mapping[int, Sequence[Duty]], limits: Limits) -> int:
    """Bound the drivers from below: those of the fullest day, and what hours, driving and days off allow each."""
    duties = [duty for of_day in week.values() for duty in of_day]
    if not duties:
        return 0
    bounds = (
        max(len(of_day) for of_day in week.values()),
        sum(d.length_s for d in duties) / week_limit_s(limits),
        sum(d.driving_s for d in duties) / limits.driving_week_s,
        len(duties) / limits.work_days,
    )
    return max(int(-(-bound // 1)) for bound in bounds)


def split_duties(name: str, spells: Sequence[tuple[float, float]], limits: Limits) -> tuple[Duty, ...]:
    """Split a vehicle's day into the fewest duties within the usual limit, changing drivers between its runs.

    Parameters
    ----------
    name
        Of the vehicle's day, for people.
    spells
        At the wheel, in order.
    limits
        Give the usual limit and the roll calls.

    Returns
    -------
    tuple of Duty
        Each as long as the limit allows, which gives the fewest; a single run longer than the limit stands alone.
    """
    parts: list[list[tuple[float, float]]] = []
    for spell in spells:
        whole_s = spell[1] - (parts[-1][0][0] if parts else spell[0]) + limits.before_s + limits.after_s
        if parts and whole_s <= limits.usual_s:
            parts[-1].append(spell)
        else:
            parts.append([spell])
    names = [name] if len(parts) == 1 else [f"{name}の{n}人目" for n in range(1, len(parts) + 1)]
    return tuple(
        Duty(text, tuple(part), limits.before_s, limits.after_s) for text, part in zip(names, parts, strict=True)
    )
