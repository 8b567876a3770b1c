"""What people go out for: clinic, shopping, office, school, errands, with times and stays that a planner may change."""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.files.columns import WEEKDAYS
from geo.reference.assumptions import Assumptions, known_assumptions
from network.outings.visit import Visit


@dataclass(frozen=True)
class _Kind:
    """What the numbers of a purpose do not say."""

    name: str
    categories: tuple[str, ...]
    walk: str = "walk_older_m_per_min"
    capped: bool = True
    by_hours: bool = True


PURPOSES: Mapping[str, _Kind] = {
    "clinic": _Kind("通院", ("medical",)),
    "shopping": _Kind("買物", ("shopping",)),
    "office": _Kind("窓口の用事", ("government",)),
    "school": _Kind("通学", ("education",), walk="walk_children_m_per_min", capped=False, by_hours=False),
    "errands": _Kind("用事まとめ", ("medical", "shopping", "finance")),
}
"""Purposes by name; their numbers stand in geo/reference/purposes.toml."""

NOT_OF_PURPOSE: Mapping[str, tuple[str, ...]] = {
    "medical": ("歯科", "薬局", "接骨", "鍼灸"),
    "shopping": ("薬局", "ホームセンター", "資材", "自動販売機"),
}
"""Words in a facility's kind or name that keep it from serving a purpose: a dentist is no clinic, a pharmacy no grocer."""

_DAY_S = 24 * 3600

SCHOOL_HOME = ("school_home_early_hhmm", "school_home_usual_hhmm", "school_home_late_hhmm")
"""Assumptions that say from when children go home."""


@dataclass(frozen=True)
class Purpose:
    """One purpose with the numbers that hold in a scenario.

    Parameters
    ----------
    id, name
        Word in code and on screen.
    categories
        Services that it needs, all of them.
    visit
        When it can be done where nothing is known of the place.
    days_a_week
        Days from Monday on which it can be done where the days of the place are not known.
    walk_m_per_min
        Walking speed of those who go.
    by_hours
        Whether a place's hours narrow it. A school's do not: children come before lessons begin.
    home_from_s
        Times from which people may leave, where there are several (school); empty otherwise.
    """

    id: str
    name: str
    categories: tuple[str, ...]
    visit: Visit
    days_a_week: float
    walk_m_per_min: float
    by_hours: bool = True
    home_from_s: tuple[int, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Return whether the scenario's numbers leave time for a visit at all."""
        visit = self.visit
        begin_s = max(visit.arrive_from_s, visit.opens_s)
        return visit.arrive_from_s <= visit.arrive_by_s and begin_s + visit.stay_s <= visit.closes_s

    def on(self, date: datetime.date) -> bool:
        """Return whether it can be done on a date, by the day of the week."""
        return date.weekday() < self.days_a_week


def purpose(name: str, assumptions: Assumptions) -> Purpose:
    """Return a purpose with the numbers of a scenario.

    Raises
    ------
    KeyError
        When there is no purpose of that name.

    Examples
    --------
    >>> clinic = purpose("clinic", Assumptions())
    >>> clinic.name, clinic.visit.stay_s // 60, clinic.visit.arrive_by_s // 3600
    ('通院', 90, 11)
    """
    kind = PURPOSES[name]

    def time_s(what: str, otherwise: float) -> float:
        key = f"{name}_{what}_hhmm"
        return assumptions.time_s(key) if key in known_assumptions() else otherwise

    stay = f"{name}_stay_min"
    home_from_s = tuple(assumptions.time_s(key) for key in SCHOOL_HOME) if name == "school" else ()
    visit = Visit(
        stay_s=assumptions[stay] * 60 if stay in known_assumptions() else 0,
        arrive_from_s=time_s("arrive_from", 0),
        arrive_by_s=time_s("arrive_by", math.inf),
        opens_s=time_s("opens", 0),
        closes_s=time_s("closes", math.inf),
        home_from_s=min(home_from_s, default=0),
        away_max_s=assumptions["away_max_min"] * 60 if kind.capped else math.inf,
    )
    walk, days = assumptions[kind.walk], assumptions[f"{name}_days_a_week"]
    return Purpose(name, kind.name, kind.categories, visit, days, walk, kind.by_hours, home_from_s)


def serves(category: str, text: str) -> bool:
    """Return whether a facility of a category serves it as purposes mean it: no dentist for a clinic.

    Parameters
    ----------
    category
        One of a purpose's categories.
    text
        The facility's name and kind.

    Examples
    --------
    >>> serves("medical", "山口診療所"), serves("medical", "山口歯科医院")
    (True, False)
    """
    return not any(word in text for word in NOT_OF_PURPOSE.get(category, ()))


@dataclass(frozen=True)
class Place:
    """What is known of a place that serves a purpose.

    Parameters
    ----------
    category
        Its service.
    opens, closes
        Times of day as HH:MM.
    days
        Days of the week as ``mon,wed``.
    """

    category: str
    opens: str | None = None
    closes: str | None = None
    days: str | None = None


def visits_on(what: Purpose, places: Sequence[Place], date: datetime.date) -> tuple[Visit, ...]:
    """Return the visits that a purpose allows on a date at a destination, narrowed by what is known of the places there.

    Parameters
    ----------
    what
        The purpose.
    places
        Those at the destination that serve it; none where none is known.
    date
        The day.

    Returns
    -------
    tuple of Visit
        One for each place that is open then; the purpose's own where no place is known; none when all are closed.

    Notes
    -----
    Known days narrow the purpose's, and so do hours but for school. A place that opens only after the purpose's latest arrival (a clinic of
    afternoons) sets its own: whoever can stay long enough by its closing is in time. Errands need a place of each
    category that is known there to be open on the day, within the hours in which the stay may lie.

    Examples
    --------
    >>> clinic = purpose("clinic", Assumptions())
    >>> afternoons = Place("medical", opens="13:30", closes="16:00", days="tue,fri")
    >>> visits_on(clinic, [afternoons], datetime.date(2026, 4, 6))
    ()
    >>> visit = visits_on(clinic, [afternoons], datetime.date(2026, 4, 7))[0]
    >>> visit.opens_s / 3600, visit.closes_s / 3600, visit.arrive_by_s
    (13.5, 16.0, inf)
    """
    if not what.on(date):
        return ()
    if not places:
        return (what.visit,)
    day = WEEKDAYS[date.weekday()]
    is_open = [place for place in places if place.days is None or day in place.days.split(",")]
    if not what.by_hours:
        return (what.visit,) if is_open else ()
    if len(what.categories) == 1:
        return tuple(_narrowed(what.visit, place) for place in is_open)
    last_s = what.visit.arrive_by_s + what.visit.stay_s
    usable = set()
    for place in is_open:
        narrowed = _narrowed(what.visit, place)
        if narrowed.opens_s < min(narrowed.closes_s, last_s):
            usable.add(place.category)
    return (what.visit,) if {place.category for place in places} <= usable else ()


def _narrowed(visit: Visit, place: Place) -> Visit:
    opens_s = max(visit.opens_s, _clock_s(place.opens)) if place.opens else visit.opens_s
    closes_s = visit.closes_s
    if place.closes:
        past_midnight = place.opens is not None and _clock_s(place.closes) <= _clock_s(place.opens)
        closes_s = min(closes_s, _clock_s(place.closes) + (_DAY_S if past_midnight else 0))
    arrive_by_s = visit.arrive_by_s if opens_s < visit.arrive_by_s else math.inf
    return dataclasses.replace(visit, opens_s=opens_s, closes_s=closes_s, arrive_by_s=arrive_by_s)


def _clock_s(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 3600 + int(minute) * 60
