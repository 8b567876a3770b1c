"""Answers as they come from a phone: each is checked against its question before it is kept."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from geo.reference import reference_table
from geo.texts.errors import ValueRefusedError
from hall.meeting.questions import HallKind, HallQuestion

DECIMALS = 6
_NO_WRITING = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""Signs that steer a printer or turn the direction of writing around."""

Fields = Mapping[str, Sequence[str]]
"""The fields of a form: each with what was entered, in order."""


@dataclass(frozen=True)
class Ground:
    """Where marks may lie.

    Parameters
    ----------
    south, west, north, east
        Degrees.
    villages
        Latitude and longitude of each village by its id: a mark may be put at a village without a map.
    """

    south: float
    west: float
    north: float
    east: float
    villages: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))

    def holds(self, lat: float, lon: float) -> bool:
        """Return whether a place lies in it; what is no number lies nowhere."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def checked_answer(question: HallQuestion, fields: Fields, ground: Ground) -> tuple[dict[str, Any], str]:
    """Check an answer.

    Parameters
    ----------
    question
        Which is answered.
    fields
        ``option`` (several), ``rank-N`` (the place of the N-th option), ``number``, ``lat`` and ``lon``, ``village``,
        ``path`` (``lat,lon;lat,lon``) and ``words``, as the kind of question needs them.
    ground
        Where marks may lie.

    Returns
    -------
    tuple of dict and str
        What is kept, as plain values, and the words.

    Raises
    ------
    ValueRefusedError
        When it is no answer to this question.
    """
    return _CHECKS[question.kind](question, fields, ground), cleaned(_first(fields, "words"))


def cleaned(words: str) -> str:
    r"""Return words without signs that are no writing.

    Raises
    ------
    ValueRefusedError
        When they are too long.

    Examples
    --------
    >>> cleaned(" 冬が\r\n困る ")
    '冬が 困る'
    """
    kept = _NO_WRITING.sub(" ", words).strip()
    most = int(reference_table("hall")["words_letters"].value)
    if len(kept) > most:
        raise ValueRefusedError("hall_words_too_long", most=most)
    return kept


def _first(fields: Fields, name: str) -> str:
    return fields[name][0] if fields.get(name) else ""


def _one_option(question: HallQuestion, fields: Fields) -> str:
    chosen = _first(fields, "option")
    if chosen not in question.options:
        raise ValueRefusedError("hall_option_missing")
    return chosen


def _pin(question: HallQuestion, fields: Fields, ground: Ground) -> dict[str, Any]:
    kind = _one_option(question, fields)
    village = _first(fields, "village")
    if not _first(fields, "lat") and village in ground.villages:
        lat, lon = ground.villages[village]
        return {"kind": kind, "lat": round(lat, DECIMALS), "lon": round(lon, DECIMALS), "village": village}
    lat, lon = _place(_first(fields, "lat"), _first(fields, "lon"), ground)
    return {"kind": kind, "lat": lat, "lon": lon}


def _line(question: HallQuestion, fields: Fields, ground: Ground) -> dict[str, Any]:
    kind = _one_option(question, fields)
    corners = [corner.partition(",") for corner in _first(fields, "path").split(";") if corner]
    most = int(reference_table("hall")["line_points"].value)
    path = [_place(lat, lon, ground) for lat, _, lon in corners[: most + 1]]
    if len(set(path)) < 2 or len(path) > most:
        raise ValueRefusedError("hall_line_wrong", most=most)
    return {"kind": kind, "path": [list(place) for place in path]}


def _place(lat: str, lon: str, ground: Ground) -> tuple[float, float]:
    try:
        found = float(lat), float(lon)
    except ValueError:
        raise ValueRefusedError("hall_place_missing") from None
    if not ground.holds(*found):
        raise ValueRefusedError("hall_place_missing")
    return round(found[0], DECIMALS), round(found[1], DECIMALS)


def _chosen(question: HallQuestion, fields: Fields, _: Ground) -> dict[str, Any]:
    given = fields.get("option", ())
    if any(option not in question.options for option in given):
        raise ValueRefusedError("hall_option_missing")
    return {"options": [option for option in question.options if option in given]}


def _ranking(question: HallQuestion, fields: Fields, _: Ground) -> dict[str, Any]:
    places: dict[int, str] = {}
    for position, option in enumerate(question.options):
        entered = _first(fields, f"rank-{position}")
        if not entered:
            continue
        if not (entered.isascii() and entered.isdigit()) or not 1 <= int(entered[:4]) <= len(question.options):
            raise ValueRefusedError("hall_rank_wrong")
        if int(entered) in places:
            raise ValueRefusedError("hall_rank_twice", rank=int(entered))
        places[int(entered)] = option
    if not places:
        raise ValueRefusedError("hall_rank_wrong")
    return {"order": [places[rank] for rank in sorted(places)]}


def _guess(_: HallQuestion, fields: Fields, __: Ground) -> dict[str, Any]:
    # Full-width digits are what a Japanese keyboard gives first.
    entered = _first(fields, "number").translate(_HALF_WIDTH).strip()
    most = int(reference_table("hall")["guess_most"].value)
    if not re.fullmatch("[0-9]{1,9}", entered) or int(entered) > most:
        raise ValueRefusedError("hall_number_wrong", most=f"{most:,}")
    return {"number": int(entered)}


_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_CHECKS: Mapping[HallKind, Callable[[HallQuestion, Fields, Ground], dict[str, Any]]] = MappingProxyType(
    {"pin": _pin, "line": _line, "choice": _chosen, "checklist": _chosen, "ranking": _ranking, "guess": _guess}
)


def checked_count(value: float) -> float:
    """Return a number of people that somebody counted by hand.

    Raises
    ------
    ValueRefusedError
        When nobody can have counted it.
    """
    if not (math.isfinite(value) and value >= 0):
        raise ValueRefusedError("organisation_amount_impossible", value=value)
    return float(round(value))
