"""Where the plan file differs from the value types: the rule is in `plan.file.codec`, this is the list of its exceptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from shapely import Polygon

from network.services.bus_service import BusService, ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import Pause, ServiceCalendar
from network.services.consignment import Consignment
from network.services.service_terms import CostTerms, Depot, GuaranteedTransfer, OtherRun, Voucher
from plan.file import values
from plan.file.entry_error import EntryError
from plan.scenario.budget import Budget, BudgetItem, CommunityBusiness, GrantAnswer, GrantShare, Loan, UsedSupport
from plan.scenario.buildings import Building, BuildingUse
from plan.scenario.carriers.agreements import Decision, Record, RelatedPlan
from plan.scenario.carriers.marks import Mark
from plan.scenario.carriers.organisation import Activity, Income, Organisation, StepDocument
from plan.scenario.drawn_areas import ConservationArea, HubArea, Sphere, rounded
from plan.scenario.future import Member, Settlers, Threshold
from plan.scenario.procedure import AreaMap, DraftTexts, Kpi, Procedure, headings
from plan.scenario.scenario import FacilityEdit, Hub, HubFacility, Plan, RoadEdit, Scenario
from plan.scenario.works import Works

Key = str | tuple[str, ...]
"""Where an attribute stands: a key, (part, key) inside a part that has no value type of its own, or () for a shape whose own
members stand among the others."""


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Spelling:
    """How one attribute is read and written where its type does not say it.

    Parameters
    ----------
    read, write
        From JSON's value and to it; None leaves it to the type.
    kind
        What the file holds, in words for `docs/plan_file.md`.
    """

    read: Callable[[Any], Any] | None = None
    write: Callable[[Any], Any] | None = None
    kind: str = ""


@dataclass(frozen=True)
class Form:
    """How a value type is written where that differs from the rule.

    Parameters
    ----------
    keys
        Keys of attributes that are called otherwise in the file.
    always
        Optional attributes that are written even when they say nothing: those of the first files.
    required
        Attributes that the file must give although the code has a value for them.
    absent
        JSON's value that is read where the file does not give an attribute that the code asks for.
    no_null
        Attributes besides lists and tables for which null is an error and not the same as nothing.
    spellings
        Attributes that are read or written in a way of their own.
    amounts
        Whether whole numbers are written as such (200, not 200.0).
    title
        The place of such a value by its name, and whether it says it all.
    named_by_owner
        Whether what the value itself refuses is reported at the place of what holds it.
    blank
        Whether a value that says nothing is written as an empty object.
    bare
        The attribute that a bare value stands for where the file has no object.
    constants
        Keys that say what it is and are the same in all of them; they may be missing.
    told_first
        Attributes whose problems are reported before any other; after them come parts that hold more than a value, then values.
    """

    keys: Mapping[str, Key] = field(default_factory=_nothing)
    always: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    absent: Mapping[str, Any] = field(default_factory=_nothing)
    no_null: tuple[str, ...] = ()
    spellings: Mapping[str, Spelling] = field(default_factory=_nothing)
    amounts: bool = False
    title: Callable[[str, EntryError], EntryError] | None = None
    named_by_owner: bool = False
    blank: bool = False
    bare: str = ""
    constants: Mapping[str, str] = field(default_factory=_nothing)
    told_first: tuple[str, ...] = ()


def _of_scenario(name: str, problem: EntryError) -> EntryError:
    return problem.within(f"案「{name}」")


def _of_service(name: str, problem: EntryError) -> EntryError:
    return problem.under(f"（{name}）")


def _shown(value: object) -> bool:
    try:
        return values.yes_or_no(value)
    except EntryError as problem:
        raise EntryError("entry_map_signs", of_owner=True) from problem


def _service_area(value: Any) -> Polygon:
    """Take a value as the area of a service."""
    shape = values.members(value)
    if isinstance(shape.get("type"), str) and shape.get("coordinates") == []:
        return Polygon()  # a shape without ground, which GeoJSON (RFC 7946, 3.1) allows: kept, and taken as none
    drawn = values.polygon(shape)
    try:
        rounded(drawn)
    except ValueError as problem:
        raise EntryError.refused(problem) from problem
    return drawn


_DAY = Spelling(values.day_or_year, lambda day: day or None, "日付、年月か年")
_SHOWN = Spelling(_shown)

FORMS: Mapping[type, Form] = MappingProxyType(
    {
        Plan: Form(
            keys={"region_id": ("region", "id"), "region_fingerprint": ("region", "fingerprint")},
            required=("scenarios",),
            spellings={"last_numbers": Spelling(values.last_numbers)},
            named_by_owner=True,
            told_first=("last_numbers", "region_id", "region_fingerprint"),
        ),
        Scenario: Form(
            always=(
                "facilities", "roads", "services", "assumptions", "spheres", "conservation_areas", "procedure", "organisation",
                "budget",
            ),
            required=("based_on", "hubs"),
            no_null=("procedure", "assumptions"),
            title=_of_scenario,
            told_first=(
                "name", "hubs", "conservation_areas", "spheres", "facilities", "roads", "services", "dropped_routes", "id",
                "based_on", "assumptions", "procedure", "future", "organisation", "budget",
            ),
        ),
        Hub: Form(always=("site_id", "services", "facilities", "areas"), told_first=("areas",)),
        HubFacility: Form(
            always=("facility_id",),
            absent={"category": "", "name": "", "status": ""},
            told_first=("category", "name", "status", "facility_id"),
        ),
        Works: Form(
            keys={"starts": "from", "ends": "to"},
            always=("builder", "plot", "land_m2", "farmland_m2", "starts", "ends"),
            named_by_owner=True,
            told_first=("builder",),
        ),
        HubArea: Form(keys={"shape": ()}, told_first=("id",)),
        ConservationArea: Form(keys={"shape": "area"}, absent={"name": ""}, told_first=("id", "name")),
        Sphere: Form(always=("villages", "area")),
        FacilityEdit: Form(always=("lat", "lon"), told_first=("lat", "lon")),
        RoadEdit: Form(always=("reason",), told_first=("edges",)),
        Procedure: Form(
            keys={
                "starts": ("period", "from"),
                "ends": ("period", "to"),
                "held_on": ("council", "held_on"),
                "members": ("council", "members"),
            },
            always=("starts", "ends", "kpis", "held_on", "members", "published_on"),
            spellings=dict.fromkeys(("starts", "ends", "held_on", "published_on"), _DAY),
            blank=True,
            told_first=("kpis",),
        ),
        Kpi: Form(
            always=("base", "base_year", "targets"),
            spellings={"base_year": Spelling(values.rounded_down)},
            told_first=("targets", "base_year"),
        ),
        DraftTexts: Form(spellings=dict.fromkeys(headings("days"), _DAY), blank=True),
        Settlers: Form(keys={"from_year": "from"}, amounts=True),
        Organisation: Form(spellings=dict.fromkeys(("founded_on", "designated_on"), _DAY), amounts=True, blank=True),
        Activity: Form(amounts=True),
        Income: Form(amounts=True),
        StepDocument: Form(spellings={"dated": _DAY}),
        Decision: Form(spellings={"decided_on": _DAY}),
        Building: Form(amounts=True),
        BuildingUse: Form(amounts=True),
        RelatedPlan: Form(keys={"starts": "from", "ends": "to"}, spellings=dict.fromkeys(("starts", "ends"), _DAY)),
        Record: Form(spellings={"held_on": _DAY}, amounts=True),
        Mark: Form(
            keys={
                "shape": "geometry",
                **{name: ("properties", name) for name in ("kind", "colour", "words", "sheet_id")},
            },
            constants={"type": "Feature"},
        ),
        Member: Form(always=("persons",), amounts=True),
        Threshold: Form(always=("measure",), amounts=True, bare="least"),
        Budget: Form(blank=True),
        BudgetItem: Form(keys={"from_year": "from", "to_year": "to"}, amounts=True),
        GrantShare: Form(amounts=True),
        CommunityBusiness: Form(keys={"from_year": "from", "to_year": "to"}, amounts=True),
        Loan: Form(amounts=True),
        GrantAnswer: Form(always=("answer",)),
        UsedSupport: Form(amounts=True),
        AreaMap: Form(absent={"scale": None, "north": None}, always=("landmarks",), spellings={"scale": _SHOWN, "north": _SHOWN}),
        BusService: Form(
            always=("stops", "geometry", "calendar", "trips", "vehicle", "fare_yen", "area", "slots_s"),
            spellings={"area": Spelling(_service_area)},
            amounts=True,
            title=_of_service,
            told_first=("name",),
        ),
        ServiceStop: Form(told_first=("lat", "lon")),
        ServiceTrip: Form(absent={"times_s": []}),
        Vehicle: Form(
            keys={"vehicle_class": "class"},
            always=("vehicle_class", "seats", "wheelchair", "freight_kg"),
            spellings={"wheelchair": Spelling(values.wheelchairs)},
            amounts=True,
            told_first=("seats", "wheelchair"),
        ),
        ServiceCalendar: Form(
            keys={"first": "from", "last": "to", "excepted": "except"},
            always=("days", "first", "last", "excepted", "only"),
            told_first=("pauses", "first", "last", "excepted", "only", "also"),
        ),
        Pause: Form(keys={"first": "from", "last": "to"}),
        GuaranteedTransfer: Form(always=("wait_min",), amounts=True),
        OtherRun: Form(always=("km",), amounts=True),
        Consignment: Form(always=("yen",), required=("ready_s", "due_s"), amounts=True),
        Depot: Form(absent={"name": ""}),
        CostTerms: Form(always=("yen", "contract"), required=("basis",), amounts=True, told_first=("basis", "contract")),
        Voucher: Form(always=("used_share",), amounts=True),
    }
)  # fmt: skip


def form_of(cls: type) -> Form:
    """Return the form of a value type, or of what it is a kind of."""
    return next((FORMS[base] for base in cls.__mro__ if base in FORMS), Form())
