"""A pointer: a ring around one place, with a few words, for what is to be pressed next."""

from __future__ import annotations

from layers.style.map_part import DEGREE_DECIMALS, Part


def pointer(place: tuple[float, float], text: str) -> Part:
    """Point at a place; a press goes through to what lies there.

    Parameters
    ----------
    place
        Latitude and longitude.
    text
        What to do there.
    """
    return Part("pointer", {"place": [round(degree, DEGREE_DECIMALS) for degree in place], "text": text})
