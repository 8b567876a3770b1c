"""What was talked over and agreed: decisions of residents with their duties, related plans, records of meetings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.texts.errors import ValueRefusedError
from plan.scenario.carriers.marks import Mark

QuestionKind = Literal["pin", "choice", "ranking", "guess", "checklist", "paper"]


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Duty:
    """Who does what.

    Parameters
    ----------
    who, what
        In words.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    who: str
    what: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)


@dataclass(frozen=True)
class Decision:
    """A decision of the residents: a line of their design (地域デザイン).

    Parameters
    ----------
    what
        Was decided.
    decided_on, decided_by
        When (a day, month or year), and by whom; empty while open.
    duties
        役割分担.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    what: str
    decided_on: str = ""
    decided_by: str = ""
    duties: tuple[Duty, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a decision of nothing."""
        if not self.what.strip():
            raise ValueRefusedError("organisation_entry_without_name")


@dataclass(frozen=True)
class RelatedPlan:
    """Another plan of the town with which this one must agree.

    Parameters
    ----------
    kind
        Its id (`geo.reference.organisation`), or any words.
    name
        Its full name.
    starts, ends
        Its period, as it says it.
    agrees, must_change
        What agrees, and what must change in one of the two.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    kind: str
    name: str = ""
    starts: str = ""
    ends: str = ""
    agrees: str = ""
    must_change: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a plan that is none."""
        if not self.kind.strip():
            raise ValueRefusedError("organisation_entry_without_name")


@dataclass(frozen=True)
class Question:
    """What was asked in a meeting.

    Parameters
    ----------
    kind
        ``pin``, ``choice``, ``ranking``, ``guess``, ``checklist`` or ``paper``.
    text
        As it was put.
    options
        To choose from.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    shape
        ``line`` where a pin is a line that is drawn; empty otherwise.
    """

    kind: QuestionKind
    text: str = ""
    options: tuple[str, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    shape: str = ""

    def __post_init__(self) -> None:
        """Refuse unknown kinds and shapes."""
        if self.kind not in ("pin", "choice", "ranking", "guess", "checklist", "paper"):
            raise ValueRefusedError("organisation_choice_unknown", value=self.kind)
        if self.shape not in (("", "line") if self.kind == "pin" else ("",)):
            raise ValueRefusedError("organisation_choice_unknown", value=self.shape)


@dataclass(frozen=True)
class Remark:
    """What was said in a meeting, and what changed because of it.

    Parameters
    ----------
    said, changed
        In words; the second is empty while nothing did.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    said: str
    changed: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)


@dataclass(frozen=True)
class SceneShown:
    """What was on the wall during a meeting.

    Parameters
    ----------
    title
        What it was called then.
    scene
        Id of the scene, which may have been removed since; empty for what is none of the plan's.
    at
        Time of day at which it came on: 「19:05」; empty while unknown.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    title: str
    scene: str = ""
    at: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)


@dataclass(frozen=True)
class Record:
    """A meeting with residents.

    Parameters
    ----------
    id
        Permanent.
    held_on, place, title
        When (a day, month or year), where, and what it is called.
    scene
        Id of the scene that was on the wall while the question was open; empty for none.
    question
        That was asked; None for none.
    participants
        Persons; None while unknown.
    counts
        Of answers, by option: those of the screens and those that were counted by hand together.
    remarks
        What was said and what changed.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    counts_by_hand
        Of `counts`, what was counted from raised hands or from ballots on paper.
    by_village, by_age
        Participants by the id of their village and by their age band, as far as they said so.
    marks
        What was marked on the map.
    shown
        All that was on the wall until the answers were written down, in its order.
    meeting
        Of which meeting's which question the answers are, so that they are kept once; empty where a person wrote the record.
    """

    id: str
    held_on: str = ""
    place: str = ""
    title: str = ""
    scene: str = ""
    question: Question | None = None
    participants: float | None = None
    counts: Mapping[str, float] = field(default_factory=dict, hash=False)
    remarks: tuple[Remark, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    counts_by_hand: Mapping[str, float] = field(default_factory=dict, hash=False)
    by_village: Mapping[str, float] = field(default_factory=dict, hash=False)
    by_age: Mapping[str, float] = field(default_factory=dict, hash=False)
    marks: tuple[Mark, ...] = ()
    shown: tuple[SceneShown, ...] = ()
    meeting: str = ""

    def __post_init__(self) -> None:
        """Refuse a record without id and persons below nothing."""
        if not self.id:
            raise ValueRefusedError("organisation_entry_without_name")
        tables = {name: dict(getattr(self, name)) for name in ("counts", "counts_by_hand", "by_village", "by_age")}
        for persons in (self.participants, *(count for table in tables.values() for count in table.values())):
            if persons is not None and not (math.isfinite(persons) and persons >= 0):
                raise ValueRefusedError("organisation_amount_impossible", value=persons)
        for name, table in tables.items():
            object.__setattr__(self, name, MappingProxyType(table))
