"""What a hall is shown: scenes in their order, and the series of evenings for which they are made."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.texts.errors import ValueRefusedError
from plan.scenario.carriers.agreements import Question

Stage = Literal["survey", "issues", "vision", "roles"]
"""集落点検, 課題, 将来像, 役割: what an evening is about."""

_LARGEST_ZOOM = 24.0


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class View:
    """Where a map looks.

    Parameters
    ----------
    lat, lon
        Its middle in degrees, kept to 6 decimals.
    zoom
        As web maps count it, kept to 2 decimals.
    unknown_fields
        Unknown fields of the plan file, kept as they are.

    Examples
    --------
    >>> View(35.12345678, 137.0, 12.3456)
    View(lat=35.123457, lon=137.0, zoom=12.35)
    """

    lat: float
    lon: float
    zoom: float
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse what is no place and no zoom."""
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueRefusedError("place_impossible", lat=self.lat, lon=self.lon)
        if not (math.isfinite(self.zoom) and 0 <= self.zoom <= _LARGEST_ZOOM):
            raise ValueRefusedError("scene_zoom_impossible", value=self.zoom)
        object.__setattr__(self, "lat", round(float(self.lat), 6))
        object.__setattr__(self, "lon", round(float(self.lon), 6))
        object.__setattr__(self, "zoom", round(float(self.zoom), 2))


@dataclass(frozen=True)
class Scene:
    """What is shown on the wall at one time: a scenario on a map, with one message.

    Parameters
    ----------
    id
        Permanent.
    scenario
        Id of the scenario, or ``base``; it may have been deleted since.
    view
        Where the map looks; None for the whole town.
    page
        Address of the page from which it was taken, or empty.
    layer
        What the map shows (`plan.scenes.layers.layer_of`); empty for the villages alone.
    year
        Whose people are counted; None for the base year.
    purpose
        What people are on their way for, or empty.
    spotlight
        Id of the village, hub or bus service that the light falls on, or empty.
    caption
        The one message; empty: the screen makes it from the figures.
    notes
        What the presenter alone sees.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    id: str
    scenario: str
    view: View | None = None
    page: str = ""
    layer: str = ""
    year: int | None = None
    purpose: str = ""
    spotlight: str = ""
    caption: str = ""
    notes: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a scene without id or scenario."""
        if not self.id or not self.scenario:
            raise ValueRefusedError("scene_without_id")


@dataclass(frozen=True)
class Evening:
    """One evening of a series with residents.

    Parameters
    ----------
    title
        What it is called.
    stage
        What it is about.
    scenes
        Ids of the scenes that are shown, in their order; some may have been removed since.
    questions
        That are asked.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    title: str
    stage: Stage
    scenes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse unknown stages and evenings without a title."""
        if self.stage not in ("survey", "issues", "vision", "roles"):
            raise ValueRefusedError("organisation_choice_unknown", value=self.stage)
        if not self.title.strip():
            raise ValueRefusedError("organisation_entry_without_name")
