"""Outings to the place that serves each village best, for one purpose on one day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.texts.notices import Notice
from network.outings.outings import NONE_S
from network.outings.purposes import Purpose
from plan.figure_texts import time_of_day
from plan.outings.evaluation import OutingAnswer, outings_to, purpose_named
from plan.reach.evaluation import Evaluation

_TIMES = ("leave_s", "arrive_s", "stay_s", "depart_s", "home_s", "away_s", "last_home_s")
_ROUND_TRIP = ("leave_s", "arrive_s", "depart_s", "home_s")


@dataclass(frozen=True, eq=False)
class BestOutings:
    """The outings of every village for a purpose, each to the place that serves it best.

    Parameters
    ----------
    purpose, date
        What for, and when.
    villages
        Index village_id; place_id and place (None where nothing serves the purpose), on_foot (open and within walking reach),
        outings by bus (whole numbers), the times of the best round trip and the last departure home in seconds (-1 for none),
        and days_per_week with an outing there.
    people
        Persons by group who have an outing to at least one of the places, counted where they live.
    closed
        Names of the places where it cannot be done on that day.
    notices
        What else a reader must know.
    """

    purpose: Purpose
    date: datetime.date
    villages: pd.DataFrame
    people: dict[str, float]
    closed: tuple[str, ...]
    notices: tuple[Notice, ...]

    @property
    def colours(self) -> pd.Series:
        """What colours a village: its outings, infinite on foot, NaN where nothing serves the purpose."""
        counts = self.villages["outings"].astype(float).where(self.villages["place_id"].notna())
        return counts.mask(self.villages["on_foot"], float("inf"))

    def shares(self, weights: pd.DataFrame) -> dict[str, float]:
        """Share of each group that has an outing, 0 to 1; NaN where nobody belongs to it."""
        return {g: n / total if (total := float(weights[g].sum())) else float("nan") for g, n in self.people.items()}

    def left_out(self, villages: pd.DataFrame) -> pd.Series:
        """People of the villages that have no outing and cannot walk there; villages without people are passed over."""
        none = (self.villages["outings"] == 0) & ~self.villages["on_foot"]
        return villages.loc[none & (villages["population"] > 0), "population"]

    def on_foot(self, villages: pd.DataFrame) -> pd.Series:
        """People of the villages that walk there; villages without people are passed over."""
        return villages.loc[self.villages["on_foot"] & (villages["population"] > 0), "population"]


def best_outings(
    evaluation: Evaluation,
    purpose_name: str,
    date: datetime.date,
    *,
    to: Sequence[str] | None = None,
    weekly: bool = True,
) -> BestOutings:
    """Count the outings of every village to the place that serves it best.

    Parameters
    ----------
    evaluation
        Of a scenario.
    purpose_name
        One of `network.outings.purposes.PURPOSES`.
    date
        The day.
    to
        Ids of the places that count; all that serve the purpose where not given.
    weekly
        Whether the week's other days are counted too (``days_per_week``): who asks for colours and people alone need not wait.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such purpose or place, or the region has no timetable.

    Notes
    -----
    Best is what one walks to; then where most outings lead; then the least time away; then the most days a week; then the
    place that stands first in the region's files.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.bus_days import usual_day
    >>> from plan.reach.evaluation import evaluate
    >>> region = read_region("sample_regions/sanson")
    >>> found = best_outings(evaluate(apply(region)), "clinic", usual_day(region))
    >>> len(found.villages) == len(region.villages), found.villages["place"].nunique() > 1
    (True, True)
    """
    asked = ("best_outings", purpose_name, date, tuple(to) if to is not None else None, weekly)
    return evaluation.memo(asked, lambda: _best_outings(evaluation, purpose_name, date, to, weekly=weekly))


def _best_outings(
    evaluation: Evaluation, purpose_name: str, date: datetime.date, to: Sequence[str] | None, *, weekly: bool
) -> BestOutings:
    what = purpose_named(purpose_name, evaluation.effective)
    ids = to if to is not None else [p.id for p in evaluation.purpose_places.destinations(what)]
    answers = [outings_to(evaluation, i, purpose_name, date, weekly=weekly) for i in ids]
    homes = np.zeros(len(evaluation.people.frame), dtype=bool)
    for answer in answers:
        homes |= answer.homes
    people = {g: float(evaluation.weights[g].to_numpy()[homes].sum()) for g in map(str, evaluation.weights)}
    closed = tuple(a.place_name for a in answers if any(n.code == "outing_place_closed" for n in a.notices))
    notices = tuple(dict.fromkeys(n for a in answers for n in a.notices if n.code != "outing_place_closed"))
    return BestOutings(what, date, _best(evaluation.effective.region.villages.index, answers), people, closed, notices)


def _best(index: pd.Index, answers: Sequence[OutingAnswer]) -> pd.DataFrame:
    if not answers:
        counts = dict.fromkeys(("outings", "days_per_week"), 0)
        times = dict.fromkeys(_TIMES, NONE_S)
        return pd.DataFrame({"place_id": None, "place": None, "on_foot": False, **counts, **times}, index=index)
    tables = [
        a.villages.assign(
            place_id=a.place_id, place=a.place_name, on_foot=a.villages["walk"] & a.villages["has_outing"]
        )
        for a in answers
    ]

    def of_all(column: str) -> np.ndarray:
        return np.array([table[column].to_numpy() for table in tables])

    far = np.where(of_all("outings") > 0, of_all("away_s"), np.iinfo(np.int64).max)
    # The last key counts first; equals keep the order of the places.
    order = np.lexsort((-of_all("days_per_week"), far, -of_all("outings"), ~of_all("on_foot")), axis=0)[0]
    rows = {c: of_all(c)[order, np.arange(len(index))] for c in ("place_id", "place", "on_foot", "outings", *_TIMES)}
    return pd.DataFrame({**rows, "days_per_week": of_all("days_per_week")[order, np.arange(len(index))]}, index=index)


def outing_table(found: BestOutings, villages: pd.DataFrame) -> pd.DataFrame:
    """Write the outings of villages as words for a list, those without one first.

    Parameters
    ----------
    found
        The outings.
    villages
        Index village_id; name and population.

    Returns
    -------
    pandas.DataFrame
        Index village_id of villages with people; name, population, count, times, stay, days, last and place.
    """
    rows = found.villages.join(villages[["name", "population"]])
    rows = rows[rows["population"] > 0].assign(rank=found.colours.fillna(-1))
    rows = rows.sort_values(["rank", "population"], ascending=[True, False], kind="stable")
    some = rows["outings"] > 0
    walks = rows["on_foot"]
    written = pd.DataFrame({"name": rows["name"], "population": rows["population"].astype(float)})
    written["count"] = [
        "歩いて" if on_foot else f"{count}通り" if count else "なし"
        for on_foot, count in zip(walks, rows["outings"], strict=True)
    ]
    written["times"] = [
        round_trip_text(*times) if there else _why_none(on_foot=on_foot, last_home_s=last)
        for there, on_foot, last, *times in zip(
            some, walks, rows["last_home_s"], *(rows[c] for c in _ROUND_TRIP), strict=True
        )
    ]
    written["stay"] = [f"{stay // 60}分" if there else "" for there, stay in zip(some, rows["stay_s"], strict=True)]
    written["days"] = [f"{days}日" for days in rows["days_per_week"]]
    written["last"] = [time_of_day(last) if last != NONE_S else "" for last in rows["last_home_s"]]
    useful = some | walks | (rows["days_per_week"] > 0)
    written["place"] = rows["place"].where(useful, "")
    return written


def _why_none(*, on_foot: bool, last_home_s: int) -> str:
    """Say why a village has no round trip by bus, as far as its rides home tell."""
    if on_foot:
        return ""
    return "帰れるバスがない" if last_home_s == NONE_S else "時間が合わない"


def round_trip_text(leave_s: int, arrive_s: int, depart_s: int, home_s: int) -> str:
    """Write a round trip: 「8:05→8:30…13:00→13:25」.

    Examples
    --------
    >>> round_trip_text(29100, 30600, 46800, 48300)
    '8:05→8:30…13:00→13:25'
    """
    return f"{time_of_day(leave_s)}→{time_of_day(arrive_s)}…{time_of_day(depart_s)}→{time_of_day(home_s)}"
