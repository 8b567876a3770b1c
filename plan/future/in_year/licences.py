"""Who holds a driving licence in another year: today's rates by age, or today's generations with the licences that they give back.

Women of 75 and over hold few licences today because their generation never took many; those who are 50 today hold them nearly as
often as men. Today's rates by age would count too many old women without a car in 2045, so that rates are carried on by generation
as a rule (the assumption ``licence_future_choice``), less what is given back (返納) at each age. Nobody takes a new licence from the
age ``carried_from`` on; younger people hold licences as people of their age do today.

Rates by sex and five-year age (`geo.reference`, ``licence_cohorts``) tell the change alone. The level is that of the assumptions:
of each age group, the share without a licence is multiplied by the change of that share in the municipality.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from geo.reference import reference_table
from geo.reference.assumptions import Assumptions
from geo.region.tables.villages import FIVE_YEARS
from plan.future.cohorts import FEMALE, STEP_YEARS, Floats
from plan.future.projection import Projection

LicenceMethod = Literal["by_age", "cohort"]
METHOD_NAMES: Mapping[LicenceMethod, str] = {
    "by_age": "今の年齢ごとの免許保有率のまま",
    "cohort": "今の世代の免許保有率を持ち越し、返納を引く方法",
}
_CHOICES: Mapping[float, LicenceMethod] = {1.0: "by_age", 2.0: "cohort"}
_GROUPS = {"15_64": (15, 65), "65_74": (65, 75), "75_over": (75, 200), "65_over": (65, 200)}
"""First age and first age beyond of the groups whose rates are assumptions."""
_LEAST = 1e-6
"""An assumption is more than nothing."""


def chosen_method(assumptions: Assumptions) -> LicenceMethod:
    """Return the method that the region and the scenario choose."""
    return _CHOICES[assumptions["licence_future_choice"]]


def rates_today(sexes: tuple[str, ...], ages: tuple[int, ...]) -> Floats:
    """Return the share of licence holders by sex and five-year age today; of both sexes alike where they are not told apart."""
    table = reference_table("licence_cohorts")
    rates = np.zeros((len(sexes), len(ages)))
    for s, sex in enumerate(sexes):
        kinds = ("f",) if sex.lower() in FEMALE else ("f", "m") if len(sexes) == 1 else ("m",)
        for a, age in enumerate(ages):
            names = [f"rate_{kind}_{FIVE_YEARS[min(age // STEP_YEARS, len(FIVE_YEARS) - 1)]}" for kind in kinds]
            rates[s, a] = np.mean([table[name].value if name in table else 0.0 for name in names])
    return rates


def kept_in_a_year(ages: tuple[int, ...]) -> Floats:
    """Return the share of licence holders of each age who do not give their licence back within a year."""
    table = reference_table("licence_cohorts")
    kept = np.ones(len(ages))
    for name, since in (("65_74", 65), ("75_84", 75), ("85_over", 85)):
        kept[np.array(ages) >= since] = 1.0 - table[f"returned_{name}"].value
    return kept


def carried_rates(people: Floats, sexes: tuple[str, ...], ages: tuple[int, ...]) -> Floats:
    """Carry today's rates on with the generations.

    Parameters
    ----------
    people
        Step × sex × age: persons of the municipality. They weigh those who come into the open class against those who are in it.
    sexes, ages
        The axes; ages are five-year classes, the last open.

    Returns
    -------
    numpy.ndarray
        Step × sex × age: share of licence holders; the first step is today's. Half of the five years of a step count with the
        returns of the class that is left, half with those of the class that is entered.
    """
    today, kept = rates_today(sexes, ages), kept_in_a_year(ages)
    carried = np.array(ages) >= reference_table("licence_cohorts")["carried_from"].value
    half = STEP_YEARS / 2
    rates = [today]
    for before in people[:-1]:
        held, after = rates[-1], today.copy()
        moved = held[:, :-1] * (kept[:-1] * kept[1:]) ** half
        after[:, 1:] = np.where(carried[1:], moved, today[:, 1:])
        stayed = held[:, -1] * kept[-1] ** STEP_YEARS
        weights = before[:, -2:]
        whole = weights.sum(1)
        both = np.stack([moved[:, -1], stayed], axis=1)
        mixed = np.divide((both * weights).sum(1), whole, out=both.mean(1), where=whole > 0)
        after[:, -1] = mixed
        rates.append(after)
    return np.array(rates)


def licences_in_year(projection: Projection, year: int, assumptions: Assumptions) -> dict[LicenceMethod, Assumptions]:
    """Return the assumptions with the licence rates by age group of a year, by each method.

    Where the projection knows no five-year ages, both leave the rates as they are.
    """
    if projection.method != "cohort":
        return {"by_age": assumptions, "cohort": assumptions}
    ages, municipality = projection.ages, projection.paths.sum(1)
    today = rates_today(projection.sexes, ages)
    carried = projection.between(carried_rates(municipality, projection.sexes, ages), year)
    first, people = municipality[0], projection.in_year(year).sum(0)
    found: dict[LicenceMethod, Assumptions] = {}
    for method, rates in (("by_age", today), ("cohort", carried)):
        changed = {}
        for group, (since, below) in _GROUPS.items():
            inside = [since <= age < below for age in ages]
            before, after = _without(first, today, inside), _without(people, rates, inside)
            name = f"licence_rate_{group}"
            factor = after / before if before else 1.0
            changed[name] = float(np.clip(1.0 - (1.0 - assumptions[name]) * factor, _LEAST, 1.0))
        found["by_age" if method == "by_age" else "cohort"] = assumptions.with_changes(changed)
    return found


def _without(people: Floats, rates: Floats, inside: list[bool]) -> float:
    """Return the share of the people of some ages who hold no licence."""
    whole = float(people[:, inside].sum())
    return float((people * (1.0 - rates))[:, inside].sum()) / whole if whole else 0.0
