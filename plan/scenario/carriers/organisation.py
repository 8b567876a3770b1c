"""The community organisation (地域運営組織) of a scenario: its form, activities, incomes, people, and what was decided where."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.texts.errors import ValueRefusedError
from plan.scenario.buildings import Building
from plan.scenario.carriers.agreements import Decision

OrganisationForm = Literal["", "integrated", "separated"]
ActivityKind = Literal["life", "business"]
IncomeKind = Literal["grant", "dues", "user_fee", "commission", "sales", "other"]
Step = Literal["design", "body", "services", "work"]
ConditionState = Literal["", "under_way", "done"]


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


def _is_amount(value: float | None) -> bool:
    return value is None or (math.isfinite(value) and value >= 0)


@dataclass(frozen=True)
class Activity:
    """Something that the organisation does.

    Parameters
    ----------
    name
        As residents call it.
    kind
        ``life`` (生活サービス) or ``business`` (コミュニティビジネス).
    fields
        Ids of the fields of policy that it touches (`geo.reference.organisation`).
    done_by
        Who does it.
    hours_a_week
        Hours of work that it asks of residents, drivers apart; None while unknown.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    name: str
    kind: ActivityKind = "life"
    fields: tuple[str, ...] = ()
    done_by: str = ""
    hours_a_week: float | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse what is no activity."""
        if not self.name.strip():
            raise ValueRefusedError("organisation_entry_without_name")
        if self.kind not in ("life", "business"):
            raise ValueRefusedError("organisation_choice_unknown", value=self.kind)
        if not _is_amount(self.hours_a_week):
            raise ValueRefusedError("organisation_amount_impossible", value=self.hours_a_week)


@dataclass(frozen=True)
class Income:
    """Money that the organisation gets in a year.

    Parameters
    ----------
    kind
        ``grant`` (補助金), ``dues`` (会費), ``user_fee`` (利用料), ``commission`` (委託料), ``sales`` (売上) or ``other``.
    name
        Where it comes from.
    yen_a_year
        None while unknown.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    kind: IncomeKind
    name: str = ""
    yen_a_year: float | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse unknown kinds and amounts below nothing."""
        if self.kind not in ("grant", "dues", "user_fee", "commission", "sales", "other"):
            raise ValueRefusedError("organisation_choice_unknown", value=self.kind)
        if not _is_amount(self.yen_a_year):
            raise ValueRefusedError("organisation_amount_impossible", value=self.yen_a_year)


@dataclass(frozen=True)
class StepDocument:
    """The document by which a step counts as taken.

    Parameters
    ----------
    step
        ``design`` ①, ``body`` ②, ``services`` ③ or ``work`` ④.
    dated
        Its day, month or year; empty while unknown.
    document
        What it is called.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    step: Step
    dated: str = ""
    document: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse unknown steps."""
        if self.step not in ("design", "body", "services", "work"):
            raise ValueRefusedError("organisation_choice_unknown", value=self.step)


@dataclass(frozen=True)
class ConditionNote:
    """How far one of the conditions is met that hold an organisation.

    Parameters
    ----------
    condition
        Its id (`geo.reference.organisation`).
    state
        ``done``, ``under_way``, or empty while nothing is done.
    note
        By what, in words.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    condition: str
    state: ConditionState = ""
    note: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse unknown states."""
        if self.state not in ("", "under_way", "done"):
            raise ValueRefusedError("organisation_choice_unknown", value=self.state)


@dataclass(frozen=True)
class Organisation:
    """The community organisation of a scenario, and what it keeps.

    Parameters
    ----------
    name
        Empty while there is none.
    form
        ``integrated`` (一体型), ``separated`` (分離型), or empty while open.
    legal_form, executing_legal_form
        Ids of `geo.reference.organisation`; the second is that of the executing body of a separated one.
    executing_body
        Name of the executing body of a separated one.
    founded_on, designated_on
        When it was founded, and when the town designated it 地域再生推進法人; a day, month or year, empty while not.
    base
        Where it works from: the id of a hub, or any words.
    members, staff, volunteers
        Persons; None while unknown.
    activities, incomes, steps, conditions, decisions, buildings
        What it does, lives on and has settled; the residents' own design (地域デザイン); public buildings put together.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    name: str = ""
    form: OrganisationForm = ""
    legal_form: str = ""
    executing_body: str = ""
    executing_legal_form: str = ""
    founded_on: str = ""
    designated_on: str = ""
    base: str = ""
    members: float | None = None
    staff: float | None = None
    volunteers: float | None = None
    activities: tuple[Activity, ...] = ()
    incomes: tuple[Income, ...] = ()
    steps: tuple[StepDocument, ...] = ()
    conditions: tuple[ConditionNote, ...] = ()
    decisions: tuple[Decision, ...] = ()
    buildings: tuple[Building, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse unknown forms and persons below nothing."""
        if self.form not in ("", "integrated", "separated"):
            raise ValueRefusedError("organisation_choice_unknown", value=self.form)
        for persons in (self.members, self.staff, self.volunteers):
            if not _is_amount(persons):
                raise ValueRefusedError("organisation_amount_impossible", value=persons)

    def document_of(self, step: Step) -> StepDocument | None:
        """Find the document of a step that has a date and a name."""
        return next((d for d in self.steps if d.step == step and d.dated.strip() and d.document.strip()), None)

    @property
    def is_given(self) -> bool:
        """Return whether anything is given at all."""
        return self != Organisation()
