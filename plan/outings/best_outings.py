"""Outings to the place that serves each village best, for one purpose on one day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.texts.notices import Notice
from network.outings.outings import NONE_S
from network.outings.purposes import Purpose
from network.outings.shortfall import LACKS
from plan.figure_texts import days_text, time_of_day
from plan.outings.evaluation import OutingAnswer, outings_to, purpose_named
from plan.outings.lacking import lacking_min, lacking_text
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
        Index village_id; place_id and place (None where nothing serves the purpose), closed (on that day), on_foot (open and within walking reach),
        outings by bus (whole numbers), the times of the best round trip and the last departure home in seconds (-1 for none),
        what the nearest round trip lacks where there is none (`network.outings.shortfall.LACKS`), days_per_week with an outing
        there, and days (which: a bit each, Monday 1).
    people
        Persons by group who have an outing to at least one of the places, counted where they live.
    astray
        Residents of villages with an outing who have none from their own home; and residents who have one though their village's
        point has none. People are counted at their homes, a village's colour is its point's.
    by_day
        Residents with an outing to at least one of the places on each day of the week that was asked about.
    any_day
        Residents who have one on some day of those.
    closed
        Names of the places where it cannot be done on that day.
    notices
        What else a reader must know.
    """

    purpose: Purpose
    date: datetime.date
    villages: pd.DataFrame
    people: dict[str, float]
    astray: tuple[float, float]
    by_day: dict[datetime.date, float]
    any_day: float
    closed: tuple[str, ...]
    notices: tuple[Notice, ...]

    @property
    def best_day(self) -> datetime.date:
        """The day on which most residents have an outing; the date itself where no other has more."""
        return max(sorted(self.by_day), key=lambda day: (self.by_day[day], day == self.date), default=self.date)

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
    place for which the nearest round trip lacks least; then the one that stands first in the region's files.

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
    by_day: dict[datetime.date, NDArray[np.bool_]] = {}
    for answer in answers:
        homes |= answer.homes
        for day, there in answer.homes_by_day.items():
            by_day[day] = by_day.get(day, np.zeros_like(homes)) | there
    people = {g: float(evaluation.weights[g].to_numpy()[homes].sum()) for g in map(str, evaluation.weights)}
    residents = evaluation.weights["population"].to_numpy()
    some_day = np.any([*by_day.values()], axis=0) if by_day else homes
    closed = tuple(a.place_name for a in answers if any(n.code == "outing_place_closed" for n in a.notices))
    notices = tuple(dict.fromkeys(n for a in answers for n in a.notices if n.code != "outing_place_closed"))
    villages = _best(evaluation.effective.region.villages.index, answers)
    able = villages.index[(villages["outings"] > 0) | villages["on_foot"]]
    from_able = evaluation.effective.region.people["village_id"].isin(able).to_numpy()
    return BestOutings(
        purpose=what,
        date=date,
        villages=villages,
        people=people,
        astray=(float(residents[from_able & ~homes].sum()), float(residents[~from_able & homes].sum())),
        by_day={day: float(residents[there].sum()) for day, there in by_day.items()},
        any_day=float(residents[some_day].sum()),
        closed=closed,
        notices=notices,
    )


def _best(index: pd.Index, answers: Sequence[OutingAnswer]) -> pd.DataFrame:
    if not answers:
        counts = dict.fromkeys(("outings", "days_per_week", "days"), 0)
        times = dict.fromkeys((*_TIMES, *LACKS), NONE_S)
        return pd.DataFrame(
            {"place_id": None, "place": None, "on_foot": False, "closed": False, **counts, **times}, index=index
        )
    tables = [
        a.villages.assign(
            place_id=a.place_id,
            place=a.place_name,
            on_foot=a.villages["walk"] & a.villages["has_outing"],
            closed=any(n.code == "outing_place_closed" for n in a.notices),
        )
        for a in answers
    ]

    def of_all(column: str) -> np.ndarray:
        return np.array([table[column].to_numpy() for table in tables])

    far = np.where(of_all("outings") > 0, of_all("away_s"), np.iinfo(np.int64).max)
    lacking = np.sum([of_all(lack) for lack in LACKS], axis=0)
    lacking = np.where(lacking < 0, np.iinfo(np.int64).max, lacking)
    # The last key counts first; equals keep the order of the places.
    order = np.lexsort((lacking, -of_all("days_per_week"), far, -of_all("outings"), ~of_all("on_foot")), axis=0)[0]
    columns = ("place_id", "place", "on_foot", "closed", "outings", *_TIMES, *LACKS, "days_per_week", "days")
    return pd.DataFrame({c: of_all(c)[order, np.arange(len(index))] for c in columns}, index=index)


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
        round_trip_text(*(row[c] for c in _ROUND_TRIP))
        if row["outings"] > 0
        else ""
        if row["on_foot"]
        else why_none(row)
        for row in rows.to_dict("records")
    ]
    written["stay"] = [f"{stay // 60}分" if there else "" for there, stay in zip(some, rows["stay_s"], strict=True)]
    written["days"] = [days_in_words(*of) for of in zip(rows["days_per_week"], rows["days"], strict=True)]
    written["last"] = [time_of_day(last) if last != NONE_S else "" for last in rows["last_home_s"]]
    useful = some | walks | (rows["days_per_week"] > 0) | (rows[LACKS[0]] != NONE_S)
    written["place"] = rows["place"].where(useful, "")
    return written


def why_none(row: Mapping[Any, Any]) -> str:
    """Say why a village has no round trip by bus on the day, and by how much the nearest one fails.

    Parameters
    ----------
    row
        Of `BestOutings.villages`, of a village that neither has an outing nor walks there.
    """
    if row["closed"]:
        return "この日は休み"
    if row["last_home_s"] == NONE_S:
        return "帰れるバスがない"
    return lacking_text(lacking_min(row)) or "着いた後に帰るバスがない"


def days_in_words(days_per_week: int, days: int) -> str:
    """Write how many days a week, and which: 「2日（火・木）」.

    Examples
    --------
    >>> days_in_words(2, 0b0001010), days_in_words(7, 0b1111111), days_in_words(0, 0)
    ('2日（火・木）', '7日（毎日）', '0日')
    """
    return f"{days_per_week}日（{days_text(days)}）" if days else f"{days_per_week}日"


def round_trip_text(leave_s: int, arrive_s: int, depart_s: int, home_s: int) -> str:
    """Write a round trip: 「8:05→8:30…13:00→13:25」.

    Examples
    --------
    >>> round_trip_text(29100, 30600, 46800, 48300)
    '8:05→8:30…13:00→13:25'
    """
    return f"{time_of_day(leave_s)}→{time_of_day(arrive_s)}…{time_of_day(depart_s)}→{time_of_day(home_s)}"
