"""What is known of community organisations: legal forms with their law, conditions, policy fields, examples of the briefing."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from geo.reference import Confidence

ConditionGroup = Literal[
    "basic", "founding", "incorporation", "people", "money", "know_how", "town", "prefecture", "national"
]
MayRun = Literal["yes", "no", "unsure"]

GROUP_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "basic": "基本の要素",
        "founding": "設立の条件",
        "incorporation": "法人化",
        "people": "人材",
        "money": "資金",
        "know_how": "ノウハウ",
        "town": "市町村の役割",
        "prefecture": "都道府県の役割",
        "national": "国の役割",
    }
)
"""What holds an organisation, in the order of the briefing's meeting of experts (有識者会議)."""


@dataclass(frozen=True)
class LegalForm:
    """A legal form that an organisation may take.

    Parameters
    ----------
    name, law
        Its name and the law that it rests on.
    founders, formation, profit, liability, tax
        Founding members, approval or registration, whether profit may be distributed, who is liable, taxes; in words.
    transport, transport_note
        Whether it may run 自家用有償旅客運送, and what is to be looked at.
    note
        What else is to be known.
    source, date
        Where it comes from, and the year in which that was looked at.
    confidence
        ``read``, ``likely`` or ``unsure``: the last two are shown as 要確認.
    """

    name: str
    law: str
    founders: str
    formation: str
    profit: str
    liability: str
    tax: str
    transport: MayRun
    transport_note: str
    note: str
    source: str
    date: str
    confidence: Confidence

    @property
    def to_be_confirmed(self) -> bool:
        """Return whether 要確認 stands beside it."""
        return self.confidence != "read"


@dataclass(frozen=True)
class Condition:
    """One of the conditions that hold an organisation: its group and what it asks."""

    group: ConditionGroup
    name: str


@dataclass(frozen=True)
class Example:
    """An organisation of the briefing's figure, which assigns none of them to a type in a way that can be read."""

    name: str
    municipality: str
    activities: str
    legal_form: str


@dataclass(frozen=True)
class Reuse:
    """What a kind of site becomes in the briefing; ``words`` are looked for in kinds and names of sites."""

    kind: str
    becomes: str
    words: tuple[str, ...]


@functools.cache
def _content(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def legal_forms() -> Mapping[str, LegalForm]:
    """Return the legal forms by id, in the order of screens.

    Examples
    --------
    >>> legal_forms()["workers"].founders
    '3人以上'
    """
    return MappingProxyType({key: LegalForm(**entry) for key, entry in _content("legal_forms").items()})


@functools.cache
def conditions() -> Mapping[str, Condition]:
    """Return the conditions by id, in the order of screens."""
    entries = _content("organisation_lists")["held_by"]
    return MappingProxyType({key: Condition(**entry) for key, entry in entries.items()})


def policy_fields() -> Mapping[str, str]:
    """Return the names of the fields of policy in the briefing's wheel, by id."""
    return _names("policy_fields")


def related_plan_kinds() -> Mapping[str, str]:
    """Return the kinds of the town's other plans, by id."""
    return _names("related_plans")


@functools.cache
def _names(table: str) -> Mapping[str, str]:
    return MappingProxyType({key: entry["name"] for key, entry in _content("organisation_lists")[table].items()})


@functools.cache
def examples() -> tuple[Example, ...]:
    """Return the organisations of the briefing's figure."""
    return tuple(Example(**entry) for entry in _content("organisation_lists")["examples"])


@functools.cache
def reuses() -> tuple[Reuse, ...]:
    """Return what kinds of sites become in the briefing."""
    entries = _content("organisation_lists")["reuse"]
    return tuple(Reuse(entry["kind"], entry["becomes"], tuple(entry["words"])) for entry in entries)


def main_activities() -> tuple[str, ...]:
    """Return the main activities of organisations in the briefing (2016)."""
    return tuple(_content("organisation_lists")["main_activities"]["names"])


def main_incomes() -> tuple[str, ...]:
    """Return the kinds of the main incomes of organisations in the briefing (2016)."""
    return tuple(_content("organisation_lists")["main_incomes"]["kinds"])
