"""What is chosen on the page 将来, and what its tabs are given to tell about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan.future.shown.outlook import Outlook
from plan.future.shown.places import KIND_NAMES, PlaceKind, kinds_on_offer, places_of_kind
from plan.future.shown.village_years import VillageYear, village_year
from plan.reach.evaluation import Evaluation
from views import session
from views.widget_state import Widget

COLOUR = Widget("future_colour", "change")
KIND: Widget[PlaceKind] = Widget("future_place_kind", "all")
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
    def years(self) -> tuple[VillageYear, ...]:
        """The villages in every year of the slider: each step of the projection, and the shown year."""
        steps = self.outlook.years
        if any(one.year == self.year for one in steps):
            return steps
        return tuple(sorted((*steps, village_year(self.outlook.projection, self.year)), key=lambda one: one.year))

    @property
    def can_edit(self) -> bool:
        """Whether there is a scenario that edits go into."""
        return not self.evaluation.effective.is_baseline


def shown_year(outlook: Outlook) -> int:
    """Return the year that is shown: the one that every page counts, where it is projected; until one is chosen, a year to come."""
    work = session.opened()
    if work.year is None:
        return outlook.base_year if work.year_was_chosen else outlook.first_shown_year
    return work.year if outlook.base_year <= work.year <= outlook.projection.to_year else outlook.first_shown_year


def choose_shown_year(year: int) -> None:
    """Count the people of a year on every page from now on; up to the base year, those who were counted."""
    session.choose_year(year if year > session.region().base_year else None)


def chosen_kind(evaluation: Evaluation) -> PlaceKind:
    """Return by what villages are put together, as far as this scenario offers it."""
    return KIND.value if KIND.value in kinds_on_offer(evaluation) else "all"


def place_widget(kind: PlaceKind) -> Widget[str]:
    """Return the widget that keeps which place of a kind is looked at."""
    return Widget(f"future_place_{kind}", "")


def targets(evaluation: Evaluation) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return where settlers may go, by key: the words, and the villages (none: all of them)."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {"all": ("すべての集落", ())}
    for kind in kinds_on_offer(evaluation):
        if kind in ("sphere", "district", "village"):
            for place in places_of_kind(evaluation, kind):
                if place.id:
                    words = f"{KIND_NAMES[kind]} {place.name}"
                    found[f"{kind} {place.id}"] = (words, place.villages)
    return found


def target_keys(villages: Sequence[str], offered: Mapping[str, tuple[str, tuple[str, ...]]]) -> list[str]:
    """Return which of the `targets` are just these villages together: the one that is, else each village; none for all of them."""
    if not villages:
        return []
    same = next((key for key, (_, inside) in offered.items() if set(inside) == set(villages)), None)
    return [f"village {v}" for v in villages if f"village {v}" in offered] if same is None else [same]
