"""What is chosen on the page 将来, and what its tabs are given to tell about."""

from __future__ import annotations

from dataclasses import dataclass

from plan.future.shown.outlook import Outlook
from plan.future.shown.places import Place, PlaceKind, kinds_on_offer, places_of_kind
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import BASE
from views import session
from views.widget_state import Widget

YEAR: Widget[int | None] = Widget("future_year", None)
"""The year that is shown; the map's slider reports it."""

COLOUR = Widget("future_colour", "change")
KIND: Widget[PlaceKind] = Widget("future_place_kind", "all")
PLACE = Widget("future_place", "")
MET = Widget("future_met", "")
ACROSS = Widget("future_across_kinds", False)


@dataclass(frozen=True)
class FutureView:
    """What the tabs beside the map tell about.

    Parameters
    ----------
    evaluation
        Of the scenario in work.
    outlook
        Its future.
    year
        That is shown.
    """

    evaluation: Evaluation
    outlook: Outlook
    year: int

    @property
    def can_edit(self) -> bool:
        """Whether there is a scenario that edits go into."""
        return self.evaluation.effective.scenario_id != BASE


def shown_year(outlook: Outlook) -> int:
    """Return the year that is shown: the chosen one where it is projected."""
    chosen = YEAR.value
    return chosen if chosen in outlook.projection.years else outlook.first_shown_year


def chosen_kind(evaluation: Evaluation) -> PlaceKind:
    """Return by what villages are put together, as far as this scenario offers it."""
    return KIND.value if KIND.value in kinds_on_offer(evaluation) else "all"


def chosen_place(evaluation: Evaluation) -> tuple[Place, list[Place]]:
    """Return the place that is looked at, and all of its kind; among villages the selected one."""
    kind = chosen_kind(evaluation)
    offered = places_of_kind(evaluation, kind)
    wanted = session.selected_village() if kind == "village" else PLACE.value
    return next((place for place in offered if place.id == wanted), offered[0]), offered
