"""The answer to a planner's question of siting, with the keys of the command line's JSON."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from geo.reference import reference_table
from geo.texts.errors import RequestError
from network.population.assignment import nearest
from network.population.equity import equity, gainers_and_losers
from network.siting.alternatives import alternatives, curve
from network.siting.answer import Siting
from network.transit.rider_settings import BusQuestion
from plan.applied import EffectiveScenario
from plan.reach.destinations import bus_minutes_to_places, minutes_to_places
from plan.shown_values import half_up
from plan.siting.request import Prepared, SitingRequest


def own_minutes(prepared: Prepared, answer: Siting) -> pd.Series:
    """Return every village's minutes to its own hub; infinite where it has none."""
    minutes = prepared.question.minutes
    columns = {str(place): minutes[place].to_numpy(dtype=np.float64) for place in minutes.columns}
    hubs = [answer.assignment.get(str(village)) for village in minutes.index]
    ways = [np.inf if hub is None else float(columns[hub][row]) for row, hub in enumerate(hubs)]
    return pd.Series(ways, index=minutes.index, dtype="float64")


def answer_document(
    effective: EffectiveScenario, request: SitingRequest, prepared: Prepared, answer: Siting
) -> dict[str, Any]:
    """Describe a set of hubs: value and bound, what each hub is for, who is far, who gains and loses.

    Parameters
    ----------
    effective, request, prepared
        What was asked.
    answer
        From `network.siting.solver.solve`.
    """
    ways, people = own_minutes(prepared, answer), prepared.counted
    limit = request.within_min if request.within_min is not None else effective.assumptions["daily_min"]
    names = prepared.places["name"]
    before = minutes_today(effective, request)
    document: dict[str, Any] = {
        "objective": answer.objective,
        "hubs": list(answer.hubs),
        "value": answer.value,
        "bound": answer.bound,
        "gap": answer.gap,
        "seconds": answer.seconds,
        "assignment": dict(answer.assignment),
        "unreached": list(answer.unreached),
        "covered_population": float(people[ways <= limit].sum()),
        "covered_within_min": limit,
        "scenario": effective.scenario_id,
        "mode": "bus" if request.objective == "outings" else request.mode,
        "names": {i: str(names[i]) for i in answer.hubs},
        "hub_rows": _hub_rows(effective, prepared, answer, ways),
        "equity": _equity(effective, ways, people),
        "equity_today": None if before is None else _equity(effective, before, people),
        "covered_today": None if before is None else float(people[before <= limit].sum()),
        **_changes(before, ways),
    }
    if answer.by_year:
        document["by_year"] = {year: dict(figures) for year, figures in answer.by_year.items()}
    return document


def siting_document(
    effective: EffectiveScenario,
    request: SitingRequest,
    prepared: Prepared,
    answer: Siting,
    *,
    curve_to: int | None = None,
) -> dict[str, Any]:
    """Describe an answer together with other good sets and, where asked for, the curve over the number of hubs.

    Parameters
    ----------
    effective, request, prepared
        What was asked.
    answer
        From `network.siting.solver.solve`.
    curve_to
        Also solve for 1 to so many hubs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.siting.request import prepared as gathered
    >>> today, asked = apply(read_region("sample_regions/model_chiku")), SitingRequest("total_time", hubs=1)
    >>> ready = gathered(today, asked)
    >>> found = siting_document(today, asked, ready, ready.question.answer())
    >>> len(found["hubs"]), found["gap"], len(found["alternatives"])
    (1, 0.0, 3)
    """
    names = prepared.places["name"]
    others = alternatives(prepared.question, answer, int(reference_table("siting")["alternatives"].value))
    document = answer_document(effective, request, prepared, answer)
    document["alternatives"] = [{"hubs": list(a.hubs), "value": a.value, "bound": a.bound} for a in others]
    document["names"] = {i: str(names[i]) for i in sorted({i for a in (answer, *others) for i in a.hubs})}
    if curve_to is not None:
        drawn = curve(prepared.question, range(1, curve_to + 1))
        rows = [
            {"number": n, "hubs": list(a.hubs), "value": a.value, "bound": a.bound, "unreached": list(a.unreached)}
            for n, a in sorted(drawn.answers.items())
        ]
        document["curve"] = {"rows": rows, "knee": drawn.knee}
    return document


def _equity(effective: EffectiveScenario, ways: pd.Series, people: pd.Series) -> dict[str, Any]:
    shares = equity(ways, people, [effective.assumptions["daily_min"], effective.assumptions["far_min"]])
    return {
        "mean_min": shares.mean_min,
        "worst_village": shares.worst_village,
        "worst_min": shares.worst_min,
        "gini": shares.gini,
        "beyond": [{"minutes": minutes, "population": persons} for minutes, persons in shares.beyond.items()],
        "unreached_population": shares.unreached_persons,
    }


def _hub_rows(
    effective: EffectiveScenario, prepared: Prepared, answer: Siting, ways: pd.Series
) -> list[dict[str, Any]]:
    """Say what each hub is for: its villages, its people, how far they come."""
    villages = effective.region.villages
    rows = []
    for hub in answer.hubs:
        own = [v for v in villages.index if answer.assignment.get(str(v)) == hub]
        persons = float(prepared.counted[own].sum())
        rows.append(
            {
                "hub": hub,
                "name": str(prepared.places.at[hub, "name"]),
                "villages": [str(v) for v in own],
                "population": persons,
                "mean_min": float((ways[own] * prepared.counted[own]).sum() / persons) if persons else None,
                "worst_min": float(ways[own].max()) if own else None,
            }
        )
    return rows


def minutes_today(effective: EffectiveScenario, request: SitingRequest) -> pd.Series | None:
    """Return the minutes to the nearest hub that there is now; None where there is no hub, or no bus to count them by."""
    if effective.hubs.empty or request.objective == "outings":
        return None
    ids = list(effective.hubs.index)
    if request.mode != "bus":
        return nearest(minutes_to_places(effective, ids, request.mode))["minutes"]
    try:
        by_bus, _ = bus_minutes_to_places(effective, ids, BusQuestion())
    except RequestError:
        return None
    return nearest(by_bus)["minutes"]


def _changes(before: pd.Series | None, ways: pd.Series) -> dict[str, Any]:
    """Say for whom the way to a hub becomes shorter or longer; nothing where there is no hub now."""
    if before is None:
        return {"gainers": [], "losers": []}
    least = reference_table("standards")["felt_change_min"].value
    found = gainers_and_losers(before.map(half_up), ways.map(half_up), least)  # of the minutes that are read
    return {
        side: [
            {"village_id": str(v), "minutes": by, "before_min": before_min, "after_min": after_min}
            for v, by, before_min, after_min in zip(
                changes.index,
                changes.tolist(),
                before[changes.index].tolist(),
                ways[changes.index].tolist(),
                strict=True,
            )
        ]
        for side, changes in zip(("gainers", "losers"), found, strict=True)
    }
