"""What a region answers to the questions of the national surveys: problems by village, and what its hubs do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from geo.reference.national_statistics import national_survey
from geo.texts.errors import ValueRefusedError


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


def _known(ids: tuple[str, ...], survey: str) -> tuple[str, ...]:
    """Put ids into the order of the survey, each once; those that it does not know stay at the end, as they came."""
    order = national_survey(survey).ids
    return (*(i for i in order if i in ids), *(i for i in dict.fromkeys(ids) if i not in order))


@dataclass(frozen=True)
class VillageProblems:
    """The problems that a village named.

    Parameters
    ----------
    village_id
        Which village answered; one that answered that it has no problem has none.
    problems
        Ids of the items of the national survey ``problems``, in its order.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    village_id: str
    problems: tuple[str, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Put the problems in their order."""
        object.__setattr__(self, "problems", _known(self.problems, "problems"))


@dataclass(frozen=True)
class Checklist:
    """The answers of the region.

    Parameters
    ----------
    villages
        Villages that answered, each once.
    hub_status
        Id of an item of the national survey ``hub_status``; empty while nobody answered.
    hub_activities
        Ids of the items of the national survey ``hub_activities``.
    held_on, source
        When and where the answers were given, in words.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    villages: tuple[VillageProblems, ...] = ()
    hub_status: str = ""
    hub_activities: tuple[str, ...] = ()
    held_on: str = ""
    source: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a village that answered twice."""
        ids = [v.village_id for v in self.villages]
        twice = next((i for i in ids if ids.count(i) > 1), None)
        if twice is not None:
            raise ValueRefusedError("checklist_village_twice", id=twice)
        object.__setattr__(self, "hub_activities", _known(self.hub_activities, "hub_activities"))

    def problems_of(self, village_id: str) -> tuple[str, ...] | None:
        """Return the problems that a village named; None where it has not answered."""
        return next((v.problems for v in self.villages if v.village_id == village_id), None)

    def answered(self, village_id: str, problems: tuple[str, ...] | None) -> Checklist:
        """Return the answers with those of a village in place of its earlier ones; None takes them away."""
        new = () if problems is None else (VillageProblems(village_id, problems),)
        others = tuple(v for v in self.villages if v.village_id != village_id)
        villages = tuple(sorted((*others, *new), key=lambda v: v.village_id))
        return Checklist(villages, self.hub_status, self.hub_activities, self.held_on, self.source, self.unknown_fields)
