"""The answer of the route page in a sentence, and the figures that move while a service is drawn."""

from __future__ import annotations

from plan.best_outings import BestOutings, best_outings
from plan.bus_days import usual_day_of
from plan.measures import Measures
from plan.service_day_counts import day_counts
from plan.words import day_in_year, difference, persons, share
from views.figures import Figure
from views.map_parts import chosen_outing
from views.routes_state import chosen_service

Found = tuple[BestOutings, BestOutings | None]
"""The outings of the scenario, and of the present where it has buses."""


def outings_of_both(now: Measures, base: Measures) -> Found | None:
    """Count the outings of the scenario and of the present, once for all of the page; None where no bus ever runs."""
    if usual_day_of(now.applied) is None:
        return None
    purpose, date = chosen_outing(now)
    before = best_outings(base, purpose, date) if usual_day_of(base.applied) is not None else None
    return best_outings(now, purpose, date), before


def route_sentence(now: Measures, found: Found | None) -> str:
    """Answer who can go out and be home again by the buses of the scenario."""
    if found is None:
        return "まだバスが走っていません。「新しい路線」を押して、地図に停留所を置いてください。"
    after, before = found
    people, part = after.people["no_car"], after.shares(now.weights)["no_car"]
    words = f"{day_in_year(after.date)}に、バスか歩いて「{after.purpose.name}」に行って帰れる車のない人は {persons(people)}（{share(part)}）。"
    if before is None:
        return words
    change = people - before.people["no_car"]
    more = (
        "現況と変わりません。"
        if abs(change) < 0.5
        else f"現況より{persons(abs(change))}{'増えます' if change > 0 else '減ります'}。"
    )
    return words + more


def route_figures(now: Measures, found: Found | None) -> list[Figure]:
    """Make the figures: people without a car with an outing; trips and km of the service's day; days a year."""
    figures = []
    if found is not None:
        after, before = found
        people = after.people["no_car"]
        was = before.people["no_car"] if before is not None else 0.0
        change = difference(people, was, "人")
        better = None if change == "変わらず" else people > was
        figures.append(Figure("行って帰れる車のない人", f"{people:,.0f}", "人", change, better, "住まいで数えます。"))
    own = chosen_service()
    if own is not None:
        counts = day_counts(own, now.applied.region.base_year)
        figures += [
            Figure("この路線の便", f"{counts.trips}", "便/日", help="走る日の、行きと帰りの便の数です。"),
            Figure("走る距離", f"{counts.km:,.0f}", "km/日", help="便として走る道のりの合計です。回送は入りません。"),
            Figure("走る日", f"{counts.days_per_year}", "日/年", help="4月1日からの一年で数えます。"),
        ]
    return figures
