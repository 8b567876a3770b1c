"""Stretches of road that are the only way for somebody: the wider, the more people; one of them may stand out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from layers.style.colours import NO_VALUE, SEQUENTIAL, Classes, Measure, Swatch
from layers.style.map_part import DEGREE_DECIMALS, Part
from plan.figure_texts import persons
from plan.reach.isolated import Stretch

DEPENDING = Measure(
    "depending",
    "一本だけが頼りの区間の数",
    "区間",
    Classes(
        breaks=(1, 2, 4),
        swatches=(
            Swatch("別の道もある", SEQUENTIAL[0]),
            Swatch("1区間", SEQUENTIAL[2]),
            Swatch("2〜3区間", SEQUENTIAL[4]),
            Swatch("4区間以上", SEQUENTIAL[6]),
        ),
        missing=Swatch("今は行けない", NO_VALUE, hatched=True),
        upper_closed=False,
    ),
)
"""How many stretches a village depends on, any of which cuts it off."""

_WIDEST_PX, _NARROWEST_PX = 9.0, 2.5


def isolation(stretches: Sequence[Stretch], chosen: int | None = None, *, year: int | None) -> Part:
    """Draw the stretches whose loss cuts people off.

    Parameters
    ----------
    stretches
        From `plan.reach.isolated.isolation`.
    chosen
        Position of the one that stands out, with its people in a box.
    year
        Whose people they are; None for the base year.
    """
    most = max((stretch.persons for stretch in stretches), default=1.0)
    lines = [
        {"edges": [list(edge) for edge in stretch.edges], "width": round(_width(stretch.persons, most), 1)}
        for stretch in stretches
    ]
    label = None
    if chosen is not None:
        one = stretches[chosen]
        place = [round(one.lat, DEGREE_DECIMALS), round(one.lon, DEGREE_DECIMALS)]
        label = {"place": place, "text": f"切れると {persons(one.persons, year)}"}
    return Part("isolation", {"lines": lines, "chosen": chosen, "label": label})


def _width(people: float, most: float) -> float:
    return _NARROWEST_PX + (_WIDEST_PX - _NARROWEST_PX) * math.sqrt(people / most)
