"""Permits that what is built under a plan needs, and which of them the plan deems given or eases (17条の20 to 22)."""

from __future__ import annotations

from dataclasses import dataclass

from geo.reference.law import article
from plan.land.conversion import M2_PER_HA, Plot, farmland_to_convert_m2, plots
from plan.land.land import Building, Land

CONVERSION, ZONE_CHANGE, DEVELOPMENT = "農地転用の許可", "農用地区域からの除外", "開発許可"


@dataclass(frozen=True, eq=False)
class Permit:
    """A permit that a building needs.

    Parameters
    ----------
    permit
        Which, in Japanese.
    route
        How it is had: deemed given, eased, or the ordinary way, with the article.
    because
        Why it is needed, in Japanese.
    building
        What is built; None for what concerns the plan as a whole.
    eased
        Whether the plan eases it or deems it given.
    """

    permit: str
    route: str
    because: str
    building: Building | None
    eased: bool

    def as_dict(self) -> dict[str, object]:
        """Return it with the keys of the command line's JSON."""
        about = None if self.building is None else self.building.id
        return {"permit": self.permit, "route": self.route, "because": self.because, "id": about, "eased": self.eased}


def permits(land: Land) -> tuple[Permit, ...]:
    """List the permits that the scenario's buildings need.

    Parameters
    ----------
    land
        What the scenario proposes.

    Notes
    -----
    Only a 整備誘導施設 whose builder the plan names has its conversion of farmland deemed permitted (17条の20); the change of the
    農用地区域 (17条の21) and development in a 市街化調整区域 (17条の22) are eased for it. All else takes the ordinary way.
    """
    found = plots(land)
    listed = [p for plot in found for p in (*_farmland(land, plot), *_development(land, plot))]
    total_m2 = farmland_to_convert_m2(found)
    limit_ha = land.effective.assumptions["land_minister_conversion_ha"]
    if total_m2 / M2_PER_HA > limit_ha:
        because = f"転用する農地が合わせて {total_m2 / M2_PER_HA:,.2f}ha で、{limit_ha:g}ha を超えるため"
        listed.append(
            Permit("農林水産大臣との協議", article("conversion_consent").citation, because, None, eased=False)
        )
    return tuple(listed)


def _named_builder(plot: Plot) -> bool:
    return plot.building.works is not None and bool(plot.building.works.builder)


def _route(plot: Plot, special: str, text: str, ordinary: str) -> tuple[str, bool]:
    """Return the route: the special one for what a named builder builds under the plan, else the ordinary one and how to ease it."""
    law = article(special).citation
    if _named_builder(plot):
        return f"{text}（{law}）", True
    return f"{ordinary}。整備誘導施設として実施主体とともに計画に書けば、{text}（{law}）", False


def _farmland(land: Land, plot: Plot) -> list[Permit]:
    if plot.farmland_m2 is None or plot.farmland_m2 <= 0:
        return []
    name, size = plot.building.label, f"{plot.farmland_m2:,.0f}m²"
    ordinary = f"ふつうの許可（{article('farmland_act').citation}）"
    route, eased = _route(plot, "conversion", "許可があったものとみなされます", ordinary)
    needed = [
        Permit(CONVERSION, route, f"「{name}」の敷地に農地 {size} が入るため（{plot.how}）", plot.building, eased)
    ]
    zone = land.zone_index.farmland_zone
    if zone is not None and zone.holds(plot.building.point.x, plot.building.point.y):
        route, eased = _route(plot, "farmland_zone_change", "変更がしやすくなります", "ふつうの除外の手続き")
        needed.append(Permit(ZONE_CHANGE, route, f"「{name}」の場所が農用地区域の中にあるため", plot.building, eased))
    return needed


def _development(land: Land, plot: Plot) -> list[Permit]:
    controlled = land.zone_index.controlled
    name = plot.building.label
    if controlled is not None and controlled.holds(plot.building.point.x, plot.building.point.y):
        route, eased = _route(plot, "development", "許可の基準に合うものとして扱われます", "ふつうの許可")
        return [Permit(DEVELOPMENT, route, f"「{name}」の場所が市街化調整区域の中にあるため", plot.building, eased)]
    inside_m2, outside_m2 = (land.effective.assumptions[f"land_development{k}_m2"] for k in ("", "_outside"))
    if plot.land_m2 is None or plot.land_m2 < inside_m2:
        return []
    route = f"ふつうの許可（{article('city_planning').citation}）"
    size = f"「{name}」の敷地が {plot.land_m2:,.0f}m² で、"
    if plot.land_m2 >= outside_m2:
        because = f"{size}{outside_m2:,.0f}m² 以上のため"
    else:
        because = f"{size}{inside_m2:,.0f}m² 以上のため（都市計画区域・準都市計画区域の中の場合）"
    return [Permit(DEVELOPMENT, route, because, plot.building, eased=False)]
