"""Villages: circles whose area tells their people and whose colour tells the chosen measure."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from layers.style.colours import BUS_TIME, SPHERE, TIME, TIME_WITHOUT_HUB, Classes, Measure, Swatch
from layers.style.map_part import Part, degrees, texts
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TravelMode
from plan.shown_values import tells_ages

PLAIN = Swatch("集落", SPHERE)
"""How villages look when no measure is chosen."""


def ageing_percent(table: pd.DataFrame, *, year: int | None = None) -> pd.Series:
    """Return each village's share of people of 65 and over in per cent.

    Parameters
    ----------
    table
        The villages of a region.
    year
        Whose people they are, where it is another than the base year: of a forecast's villages with fewer than ten people no ages are told.

    Returns
    -------
    pandas.Series
        NaN where nobody lives, where ages are unknown or not told.
    """
    if "pop_65_over" not in table:
        return pd.Series(float("nan"), index=table.index)
    told = tells_ages(table["population"], counted=year is None)
    return table["pop_65_over"] / table["population"].where(told) * 100


def hub_time(mode: TravelMode, current: Evaluation) -> Measure:
    """Return the measure of minutes to the nearest hub, in words that fit where there is none yet."""
    if current.effective.hubs.empty:
        return TIME_WITHOUT_HUB
    return BUS_TIME if mode == "bus" else TIME


def villages(
    frame: pd.DataFrame,
    measure: Measure | None = None,
    values: pd.Series | None = None,
    *,
    mode: str = "",
    selected: str | None = None,
    people_texts: Mapping[str, str] | None = None,
) -> Part:
    """Draw villages as circles, coloured by a measure; those without a value are hatched grey, never left out.

    Parameters
    ----------
    frame
        Villages by id with columns name, lat, lon, population.
    measure, values
        What colours them, and its value by village id in the measure's unit; a village without one counts as NaN.
    mode
        How one travels, in words, said beside minutes: 「車で」.
    selected
        The id of the village that is ringed.
    people_texts
        How many people live in each, in words, where the numbers are a forecast.

    Raises
    ------
    ValueError
        When only one of `measure` and `values` is given.
    """
    if (measure is None) != (values is None):
        raise ValueError("a measure needs values, and values need a measure")
    swatches: tuple[Swatch, ...]
    if measure is None or values is None:
        codes, value_labels, title, swatches = [0] * len(frame), [""] * len(frame), "", (PLAIN,)
    else:
        numbers = values.reindex(frame.index).to_numpy(dtype=float)
        codes = measure.classes.classify(numbers).tolist()
        value_labels = [measure.label(number) for number in numbers.tolist()]
        title, swatches = measure.name, measure.classes.all_swatches
    told = {} if people_texts is None else {"peopleTexts": [people_texts[str(v)] for v in frame.index]}
    return Part(
        "villages",
        {
            **told,
            "ids": texts(frame.index),
            "names": texts(frame["name"]),
            "lat": degrees(frame["lat"]),
            "lon": degrees(frame["lon"]),
            "people": [int(people) for people in frame["population"]],
            "class": codes,
            "labels": value_labels,
            "title": f"{title}（{mode}）" if title and mode else title,
            "colours": [swatch.colour for swatch in swatches],
            "hatched": [position for position, swatch in enumerate(swatches) if swatch.hatched],
            "selected": selected,
        },
    )


def class_counts(classes: Classes, values: pd.Series, population: pd.Series) -> list[tuple[int, int]]:
    """Count villages and people of each class, in the order of `classes.all_swatches`; for the legend."""
    aligned = values.reindex(population.index)
    codes = classes.classify(aligned.to_numpy(dtype=float))
    size = len(classes.all_swatches)
    people = np.bincount(codes, weights=population.to_numpy(dtype=float), minlength=size)
    return list(zip(np.bincount(codes, minlength=size).tolist(), people.round().astype(int).tolist(), strict=True))


def people_counted(
    counts: list[tuple[int, int]], classes: Classes, at_homes: NDArray[np.float64], persons: NDArray[np.float64]
) -> list[tuple[int, int]]:
    """Count the people of each class where they live instead of at their village's point; villages stay as counted."""
    size = len(classes.all_swatches)
    people = np.bincount(classes.classify(at_homes), weights=persons, minlength=size)
    return [(villages, round(of)) for (villages, _), of in zip(counts, people.tolist(), strict=True)]
