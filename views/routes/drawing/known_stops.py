"""Today's stops, at which a drawn line may call too."""

from __future__ import annotations

from network.services.bus_service import ServiceStop
from plan.reach.bus_days import buses_on, usual_day
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import BASE
from views import session


def known_stops(current: Evaluation) -> list[ServiceStop]:
    """Return the stops of today's lines on the usual day; none where there is no feed."""
    usual = usual_day(current.effective.region)
    if usual is None:
        return []
    stops = buses_on(session.evaluation(BASE).effective, usual).stops
    rows = stops[["name", "lat", "lon"]].itertuples(name=None)
    return [ServiceStop(str(i), str(name), float(lat), float(lon)) for i, name, lat, lon in rows]
