"""A hub that is tried at a place, and the answer in people and names: who can go there and be home again, and who cannot."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.region.region import Region
from plan.figure_texts import day_in_year, minutes, persons
from plan.outings.evaluation import outings_to
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation, evaluation_of
from plan.reach.hub_warnings import hubs_without_stop
from plan.scenario.edits import add_hub, add_scenario
from plan.scenario.scenario import BASE, Plan

TRIED_NAME = "ここに置いたら"
_MOST_NAMES = 6


@dataclass(frozen=True)
class TriedHub:
    """What a hub at a place would mean.

    Parameters
    ----------
    plan, scenario_id, hub_id
        The plan with the hub in it, which nobody has taken over; the scenario, and the hub.
    how
        How people get there, in words.
    can, cannot
        Names of the lived-in villages that get there and back, and of those that do not, those with most people first.
    can_persons, cannot_persons
        Their people.
    year
        Whose people they are; None for the base year.
    why_nobody
        Why nobody can, and what to try; empty where somebody can, or where the time by car says it.
    """

    plan: Plan
    scenario_id: str
    hub_id: str
    how: str
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    can_persons: float
    cannot_persons: float
    year: int | None = None
    why_nobody: str = ""

    @property
    def headline(self) -> str:
        """The answer in one line."""
        if not self.cannot:
            return f"ここなら、{self.how}みんな行って帰れます"
        if not self.can:
            return f"ここへは、{self.how}行って帰れる集落がありません"
        return f"ここなら、{self.how}{persons(self.can_persons, self.year)}が行って帰れます"

    @property
    def lines(self) -> tuple[str, ...]:
        """Why nobody can, where that is so; who can and who cannot, by name."""
        can = f"行って帰れる：{listed(self.can)}" if self.can else ""
        cannot = (
            f"行って帰れない：{listed(self.cannot)}（{persons(self.cannot_persons, self.year)}）" if self.cannot else ""
        )
        return tuple(line for line in (self.why_nobody, can, cannot) if line)


def listed(names: tuple[str, ...]) -> str:
    """List names as far as a screen holds them, and count the others.

    Examples
    --------
    >>> listed(("奥", "谷")), listed(tuple("一二三四五六七八"))
    ('奥、谷', '一、二、三、四、五、六 ほか2集落')
    """
    more = len(names) - _MOST_NAMES
    return "、".join(names[:_MOST_NAMES]) + (f" ほか{more}集落" if more > 0 else "")


def tried_hub(
    region: Region, plan: Plan, scenario_id: str, at: tuple[float, float], year: int | None = None
) -> TriedHub:
    """Try a hub at a place; the plan that is given stays as it is.

    Parameters
    ----------
    region, plan
        Where.
    scenario_id
        On which scenario; on the present it is tried alone.
    at
        Latitude and longitude.
    year
        Whose people are counted; None: those of the base year.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> row = region.villages.iloc[0]
    >>> found = tried_hub(region, Plan(region.id, region.fingerprint), "base", (row["lat"], row["lon"]))
    >>> row["name"] in found.can, found.plan.scenario(found.scenario_id).hubs[0].name
    (True, 'ここに置いたら')
    """
    known = {s.id for s in plan.scenarios}
    if scenario_id == BASE or scenario_id not in known:
        plan, scenario_id = add_scenario(plan, TRIED_NAME)
    taken = {str(i) for table in (region.villages, region.facilities, region.sites) for i in table.index}
    plan, hub_id = add_hub(plan, scenario_id, *at, name=TRIED_NAME, taken_ids=taken)
    current = evaluation_of(region, plan, scenario_id, year)
    how, reached = _reached(current, hub_id)
    villages = current.effective.region.villages
    people = villages["population"].astype(float)
    lived_in = villages[people > 0].sort_values("population", ascending=False, kind="stable").index
    inside = [v for v in lived_in if reached[v]]
    outside = [v for v in lived_in if not reached[v]]
    return TriedHub(
        plan, scenario_id, hub_id, how,
        tuple(str(villages.at[v, "name"]) for v in inside), tuple(str(villages.at[v, "name"]) for v in outside),
        float(people[inside].sum()), float(people[outside].sum()), year, "" if inside else _why_nobody(current, hub_id),
    )  # fmt: skip


def _reached(current: Evaluation, hub_id: str) -> tuple[str, pd.Series]:
    """Say how one gets to a hub, and which villages do: by bus or on foot where buses are known, else by car in time."""
    day = usual_day_of(current.effective)
    if day is not None:
        found = outings_to(current, hub_id, "errands", day, weekly=False).villages["has_outing"]
        return f"{day_in_year(day)}のバスか徒歩で", found.astype(bool)
    limit = current.effective.assumptions["daily_min"]
    return f"車で{minutes(limit)}以内に", current.hub_minutes("car")[hub_id] <= limit


def _why_nobody(current: Evaluation, hub_id: str) -> str:
    """Say what keeps everybody from a hub, and what to do: no stop beside it, or no bus to go and come back with; by car the limit tells."""
    if usual_day_of(current.effective) is None:
        return ""
    if hub_id in hubs_without_stop(current.effective):
        limit = f"{current.effective.assumptions['walk_to_stop_m']:,.0f}"
        return f"歩いて{limit}m以内に停留所がありません。停留所の近くに置くか、路線を延ばします。"
    return "停留所はありますが、その日のうちに行って帰れる便がありません。便の時刻か、置く場所を変えてみてください。"
