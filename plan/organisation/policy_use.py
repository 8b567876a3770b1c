"""The wheel of policies (各種施策との連携): which fields the plan uses, and by what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.reference.organisation import legal_forms, policy_fields, related_plan_kinds
from plan.applied import EffectiveScenario
from plan.scenario.carriers.organisation import Organisation
from plan.scenario.scenario import Scenario

_BY_CATEGORY = {
    "care": "care", "childcare": "childcare", "education": "school", "shopping": "commerce", "community": "welfare",
}  # fmt: skip
"""Fields that a service gathered at a hub touches."""
_PLAN_OF = {"compact": "city", "public_buildings": "public_buildings", "disaster": "disaster"}
"""Fields that one of the related plans touches."""


@dataclass(frozen=True)
class PolicyUse:
    """A field of policy.

    Parameters
    ----------
    field, name
        Its id and name.
    by
        What in the plan uses it, in words; empty where nothing does.
    """

    field: str
    name: str
    by: tuple[str, ...]


def policies_used(effective: EffectiveScenario) -> tuple[PolicyUse, ...]:
    """Tell for each field of the wheel by what the plan uses it; the present uses none.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> any(use.by for use in policies_used(apply(read_region("sample_regions/model_chiku"))))
    False
    """
    found: dict[str, list[str]] = {field: [] for field in policy_fields()}
    if effective.scenario is not None:
        for field, by in _uses(effective, effective.scenario):
            if field in found and by not in found[field]:
                found[field].append(by)
    return tuple(PolicyUse(field, name, tuple(found[field])) for field, name in policy_fields().items())


def _uses(effective: EffectiveScenario, scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield from _of_hubs(effective)
    yield from (("transport", service.name) for service in scenario.services)
    yield from (("farming", area.name or "農用地等保全利用区域") for area in scenario.conservation_areas)
    if scenario.future.settlers:
        yield "settling", "移住世帯"
    if any(kpi.targets for kpi in scenario.procedure.kpis):
        yield "regional", "目標（KPI）のある計画"
    for related in scenario.procedure.related_plans:
        named = related.name or related_plan_kinds().get(related.kind, related.kind)
        yield from ((field, named) for field, kind in _PLAN_OF.items() if related.kind == kind)
    yield from _of_organisation(scenario.organisation)


def _of_hubs(effective: EffectiveScenario) -> Iterator[tuple[str, str]]:
    for name, services, site_id in effective.hubs[["name", "services", "site_id"]].itertuples(index=False, name=None):
        yield from ((_BY_CATEGORY[c], f"拠点「{name}」") for c in services if c in _BY_CATEGORY)
        if site_id in effective.region.sites.index:
            site = effective.region.sites.loc[site_id]
            if isinstance(site["reuse_of"], str) and site["reuse_of"]:
                yield "idle_assets", f"{site['name']}の活用"


def _of_organisation(organisation: Organisation) -> Iterator[tuple[str, str]]:
    for building in organisation.buildings:
        yield "public_buildings", f"「{building.name or building.place_id}」への集約"
    for form in (organisation.legal_form, organisation.executing_legal_form):
        if form.startswith("npo"):
            yield "npo", legal_forms()[form].name if form in legal_forms() else form
    for activity in organisation.activities:
        yield from ((field, activity.name) for field in activity.fields)
