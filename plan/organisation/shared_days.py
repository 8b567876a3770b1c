"""Services shared between hubs by weekday (集落ネットワーク圏): where each is on which day, and which hubs are core ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.files.columns import WEEKDAYS
from geo.reference.categories import CATEGORIES
from plan.scenario.scenario import Hub, Scenario

GRADE_NAMES: Mapping[str, str] = MappingProxyType(
    {"": "決めていない", "core": "基幹の拠点（基幹集落）", "branch": "基幹の拠点から支える拠点"}
)
DAY_NAMES: Mapping[str, str] = MappingProxyType(dict(zip(WEEKDAYS, "月火水木金土日", strict=True)))


@dataclass(frozen=True)
class SharedService:
    """A service at a hub with its days.

    Parameters
    ----------
    hub_id, hub_name, category
        Where, and which.
    days
        Of the week; empty where none are set (it is taken to be there whenever its facility is open).
    """

    hub_id: str
    hub_name: str
    category: str
    days: tuple[str, ...]


def shared_services(scenario: Scenario) -> tuple[SharedService, ...]:
    """List the services of the hubs' facilities with their days, by category in the order of screens, then by hub."""
    return tuple(
        SharedService(hub.id, hub.name, category, hub.days_of(category))
        for category in CATEGORIES
        for hub in scenario.hubs
        if any(f.category == category for f in hub.facilities)
    )


def days_at_hubs(scenario: Scenario | None) -> dict[str, str]:
    """Write for each hub by its id which of its services are there on some days alone; hubs without such are left out.

    Examples
    --------
    >>> from plan.scenario.scenario import Hub, HubFacility
    >>> clinic = HubFacility("medical", "診療所", "new", days=("tue", "fri"))
    >>> days_at_hubs(Scenario("s1", "案", hubs=(Hub("h1", "下", 35.0, 137.0, facilities=(clinic,)),)))
    {'h1': '医療 火・金'}
    """
    told: dict[str, list[str]] = {}
    for service in shared_services(scenario) if scenario is not None else ():
        if service.days:
            told.setdefault(service.hub_id, []).append(f"{CATEGORIES[service.category]} {days_named(service.days)}")
    return {hub_id: "　".join(texts) for hub_id, texts in told.items()}


def days_named(days: Iterable[str]) -> str:
    """Write days of the week as people do.

    Examples
    --------
    >>> days_named(("tue", "fri"))
    '火・金'
    """
    return "・".join(DAY_NAMES[day] for day in days)


def service_at(hub: Hub, category: str) -> str:
    """Name a service of a hub with its days, where it is there on some alone.

    Examples
    --------
    >>> from plan.scenario.scenario import HubFacility
    >>> clinic = HubFacility("medical", "診療所", "new", days=("tue", "fri"))
    >>> service_at(Hub("h1", "下", 35.0, 137.0, facilities=(clinic,)), "medical")
    '医療（火・金）'
    """
    days = hub.days_of(category)
    return f"{CATEGORIES[category]}（{days_named(days)}）" if days else CATEGORIES[category]


def clashes(scenario: Scenario) -> tuple[str, ...]:
    """Say which services are named for two hubs on one day, and which days nobody has: one team can't be in two places."""
    by_category: dict[str, list[SharedService]] = {}
    for service in shared_services(scenario):
        if service.days:
            by_category.setdefault(service.category, []).append(service)
    told = []
    for category, services in by_category.items():
        for day in WEEKDAYS:
            at = [s.hub_name for s in services if day in s.days]
            if len(at) > 1:
                told.append(f"{CATEGORIES[category]}は、{DAY_NAMES[day]}曜に {'と'.join(at)} の両方にあります")
    return tuple(told)


def branches_without_core(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of branch hubs while no hub is a core one."""
    if any(hub.grade == "core" for hub in scenario.hubs):
        return ()
    return tuple(hub.name for hub in scenario.hubs if hub.grade == "branch")
