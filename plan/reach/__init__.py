"""Who reaches what: minutes by car, on foot and by bus, to hubs, services and stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.reach.evaluation import Evaluation as Evaluation
    from plan.reach.evaluation import evaluate as evaluate
    from plan.reach.travel_modes import TravelMode as TravelMode
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "Evaluation": "plan.reach.evaluation",
            "TravelMode": "plan.reach.travel_modes",
            "evaluate": "plan.reach.evaluation",
        },
    )
