"""Villages year by year: the browser is given every year at once and steps through them without asking."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from layers.features.villages import villages
from layers.style.colours import AGEING, NO_VALUE, POPULATION, POPULATION_CHANGE, Measure, Swatch
from layers.style.legend import legend
from layers.style.map_part import Part
from plan.future.shown.village_years import VillageYear
from plan.shown_values import FEW

_UNTOLD = Swatch("不明・10人未満", NO_VALUE, hatched=True)
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "change": POPULATION_CHANGE,
        "ageing": replace(AGEING, classes=replace(AGEING.classes, missing=_UNTOLD)),
        "people": POPULATION,
    }
)
"""What villages can be coloured by, in the order of the page."""


def villages_by_year(
    frame: pd.DataFrame, colour: str, years: Sequence[VillageYear], *, selected: str | None = None
) -> Part:
    """Draw villages with all their years; which is shown is another part's to say (`chosen_year`).

    Parameters
    ----------
    frame
        Villages by id with columns name, lat, lon, population.
    colour
        Key of `MEASURES`.
    years
        As `plan.future.shown.village_years.village_years` returns them.
    selected
        The id of the village that is ringed.
    """
    measure = MEASURES[colour]
    known = [str(v) for v in frame.index if str(v) in years[0].people]
    frame = frame.loc[known]
    steps = [_step(measure, _values(year, colour), year, known) for year in years]
    # As large as it ever is, so that the town keeps its place while the years go by.
    largest = pd.Series([max(year.people[v].persons for year in years) for v in known], index=known, dtype=int)
    base = villages(frame.assign(population=largest), measure, _values(years[0], colour), selected=selected)
    return replace(base, data={**base.data, "years": steps})


def chosen_year(years: Sequence[VillageYear], year: int) -> Part:
    """Put the slider of years over the map, at the year that is chosen."""
    known = [one.year for one in years]
    return Part("year", {"years": known, "chosen": known.index(year)})


def _values(year: VillageYear, colour: str) -> pd.Series:
    if colour == "change":
        return year.change
    if colour == "ageing":
        return year.ageing
    return pd.Series({v: float(one.persons) for v, one in year.people.items()})


def _step(measure: Measure, values: pd.Series, year: VillageYear, known: list[str]) -> dict[str, list[object]]:
    numbers = values.reindex(known).to_numpy(dtype=float)
    return {
        "people": [year.people[v].persons for v in known],
        "peopleTexts": [year.people[v].text for v in known],
        "class": measure.classes.classify(numbers).tolist(),
        "labels": [_label(measure, n, few=year.people[v].few) for v, n in zip(known, _rounded(numbers), strict=True)],
    }


def _rounded(numbers: NDArray[np.float64]) -> list[float | None]:
    """Round halves away from zero; None where there is no number."""
    whole = np.sign(numbers) * np.floor(np.abs(numbers) + 0.5)
    return [None if value != value else value + 0.0 for value in whole.tolist()]


@functools.lru_cache(maxsize=4096)
def _label(measure: Measure, value: float | None, *, few: bool) -> str:
    """Write a rounded value; the people of a village stand beside its name already."""
    if measure is POPULATION or (measure is POPULATION_CHANGE and few):
        return ""
    if value is None or measure is not POPULATION_CHANGE:
        return measure.label(float("nan") if value is None else value)
    return f"{abs(value):,.0f}%{'減' if value < 0 else '増'}" if value else "変わらず"


def legend_of_years(colour: str, years: Sequence[VillageYear], *, symbols: Sequence[str]) -> Part:
    """Explain the map, with the villages and people of each class in every year."""
    measure = MEASURES[colour]
    by_year = [_counts(measure, _values(year, colour), year) for year in years]
    explained = legend(measure, symbols=symbols)
    # A class that no year needs is left out, as the legend leaves it out of one year.
    needed = any(counts[-1][0] for counts in by_year)
    swatches = measure.classes.all_swatches if needed else measure.classes.swatches
    rows = [
        {
            "label": swatch.label, "colour": swatch.colour, "hatched": swatch.hatched,
            "byYear": [[counts[i][0], counts[i][1]] for counts in by_year],
        }
        for i, swatch in enumerate(swatches)
    ]  # fmt: skip
    return replace(explained, data={**explained.data, "rows": rows})


def _counts(measure: Measure, values: pd.Series, year: VillageYear) -> list[tuple[int, str]]:
    """Count villages by class, and write their people as the villages' own figures add up."""
    codes = measure.classes.classify(values.to_numpy(dtype=float))
    people = pd.Series([year.people[str(v)].tens for v in values.index])
    found = []
    for code in range(len(measure.classes.all_swatches)):
        inside = codes == code
        persons = int(people[inside].sum())
        found.append((int(inside.sum()), f"{persons:,}人" if persons else f"{FEW}人未満"))
    return found
