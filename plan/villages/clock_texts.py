"""When to leave home for who must be there by a time, and when one is home who leaves after a time, in words."""

from __future__ import annotations

from plan.figure_texts import time_of_day
from plan.villages.day import VillageDay


def arrive_by_text(day: VillageDay, by_s: int) -> str:
    """Say when to leave home to be there by a time of day (s): the last ride that is in time.

    Examples
    --------
    >>> import datetime
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> from plan.villages.day import village_day
    >>> m = evaluate(apply(read_region("sample_regions/okuyama")))
    >>> day = village_day(m, "v001", str(m.effective.hubs.index[0]), "office", datetime.date(2020, 4, 7))
    >>> arrive_by_text(day, 0).startswith("0:00 までに")
    True
    """
    by = time_of_day(by_s)
    in_time = [(leave, arrive) for leave, arrive in day.out if arrive <= by_s]
    if in_time:
        leave, arrive = max(in_time)
        return f"{by} までに着くには {time_of_day(leave)} に出ます（{time_of_day(arrive)} 着）。"
    if day.out:
        return f"{by} までに着くバスはありません。いちばん早くて {time_of_day(min(a for _, a in day.out))} に着きます。"
    return f"{by} までに着くバスはありません。"


def leave_after_text(day: VillageDay, from_s: int) -> str:
    """Say when one is home who can leave from a time of day (s) on: the first ride after it."""
    after = time_of_day(from_s)
    later = [(home, depart) for depart, home in day.home if depart >= from_s]
    if later:
        home, depart = min(later)
        return f"{after} に用が済むと {time_of_day(depart)} 発、{time_of_day(home)} に家に着きます。"
    if day.home:
        return f"{after} より後に帰るバスはありません。最後は {time_of_day(max(d for d, _ in day.home))} に出ます。"
    return f"{after} より後に帰るバスはありません。"
