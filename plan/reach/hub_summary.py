"""What each hub is for: its villages, its people, how far they come."""

from __future__ import annotations

import pandas as pd

from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TravelMode


def hub_summary(evaluation: Evaluation, mode: TravelMode) -> pd.DataFrame:
    """Describe every hub of a scenario.

    Parameters
    ----------
    evaluation
        Of the scenario.
    mode
        How people travel.

    Returns
    -------
    pandas.DataFrame
        Index hub_id; name, village_count, population (persons), mean_min (weighted by people) and worst_min of the villages
        that go there, and villages (tuple of ids). A hub that nobody goes to counts 0 with no minutes.
    """
    nearest = evaluation.nearest_hub(mode)
    people = evaluation.effective.region.villages["population"].astype(float)
    rows = []
    for hub_id, hub in evaluation.effective.hubs.iterrows():
        own = nearest.index[nearest["nearest"] == hub_id]
        minutes, weights = nearest.loc[own, "minutes"], people[own]
        total = float(weights.sum())
        rows.append(
            {
                "hub_id": hub_id,
                "name": hub["name"],
                "village_count": len(own),
                "population": total,
                "mean_min": float((minutes * weights).sum() / total) if total else None,
                "worst_min": float(minutes.max()) if len(own) else None,
                "villages": tuple(own),
            }
        )
    columns = ["hub_id", "name", "village_count", "population", "mean_min", "worst_min", "villages"]
    return pd.DataFrame(rows, columns=columns).set_index("hub_id")


def far_village(evaluation: Evaluation) -> str | None:
    """Return the village whose people together have the longest way by car to their hub; where there is no hub, the largest.

    Of equals the first by id; None where nobody lives.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> far_village(evaluate(apply(read_region("sample_regions/model_chiku"))))
    'v003'
    """
    people = evaluation.effective.region.villages["population"].astype(float).sort_index()
    if not (people > 0).any():
        return None
    minutes = evaluation.nearest_hub("car")["minutes"].reindex(people.index)
    way = (people * minutes).where(minutes < float("inf"))
    return str((people if way.isna().all() else way).idxmax())
