"""A set of hubs that a search found becomes a scenario (案) of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from plan.reach.reach import places_of
from plan.scenario.edits import add_hub, add_scenario, duplicate_scenario, remove_hub, rename_scenario
from plan.scenario.scenario import BASE, Plan


def adopt(
    plan: Plan,
    scenario_id: str,
    name: str,
    places: pd.DataFrame,
    hubs: Sequence[str],
    *,
    taken_ids: Collection[str] = (),
) -> tuple[Plan, str]:
    """Add a scenario with a set of hubs; roads, facilities and assumptions are those of the scenario that was searched on.

    Parameters
    ----------
    plan
        Stays as it is.
    scenario_id
        What the search was made on; ``base`` for the present.
    name
        Of the new scenario; one that is taken gets a number.
    places
        Index id; name, lat, lon.
    hubs
        Ids of places. A hub of the scenario that is among them stays what it is.
    taken_ids
        Ids of the region that a hub must not bear.

    Returns
    -------
    Plan, str
        The plan and the new scenario's id.

    Raises
    ------
    KeyError
        When a place is not in `places`.

    Examples
    --------
    >>> places = pd.DataFrame({"name": ["旧役場"], "lat": [35.0], "lon": [135.0]}, index=["s01"])
    >>> plan, new = adopt(Plan("r", "0"), "base", "候補の組合せ", places, ["s01"])
    >>> [(h.name, h.site_id) for h in plan.scenario(new).hubs]
    [('旧役場', 's01')]
    """
    if scenario_id == BASE:
        plan, new = add_scenario(plan, name)
    else:
        plan, new = duplicate_scenario(plan, scenario_id)
        plan = rename_scenario(plan, new, name)
        for hub in plan.scenario(new).hubs:
            if hub.id not in hubs:
                plan = remove_hub(plan, new, hub.id)
    kept = {hub.id for hub in plan.scenario(new).hubs}
    for place_id, (lat, lon) in zip(hubs, places_of(places.loc[list(hubs)]), strict=True):
        if place_id not in kept:
            title = str(places.at[place_id, "name"])
            plan, _ = add_hub(plan, new, lat, lon, name=title, site_id=place_id, taken_ids=taken_ids)
    return plan, new
