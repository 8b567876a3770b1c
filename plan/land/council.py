"""Who must sit in the council (地域再生協議会) that agrees on a land-use plan, as the geometry of the plan decides it."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from geo.reference.law import article
from geo.region.zone_index import Layer, wider_than
from plan.land.conversion import M2_PER_A, farmland_to_convert_m2, plots
from plan.land.land import Land

GOVERNOR, FARM_BOARD, FARM_BODY = (
    "都道府県知事",
    "農業委員会（置かれていない町では市町村長）",
    "都道府県機構（農業会議）",
)
COOPERATIVE, IMPROVEMENT = "農業協同組合", "土地改良区"


@dataclass(frozen=True)
class Member:
    """A member of the council.

    Parameters
    ----------
    member
        Who, in Japanese.
    because
        Why, in Japanese.
    law
        The article that asks for it.
    word
        By which the member is found in a list that people wrote.
    """

    member: str
    because: str
    law: str
    word: str

    def as_dict(self) -> dict[str, str]:
        """Return it with the keys of the command line's JSON."""
        return {"member": self.member, "because": self.because, "law": self.law}


def council(land: Land) -> tuple[Member, ...]:
    """Return who must sit in the council beside those whom the municipality chooses.

    Parameters
    ----------
    land
        What the scenario proposes; without a hub area or sphere there is no land-use plan and no council for it.

    Notes
    -----
    地域再生法第17条の17第2項 (governor, agricultural committee) and the order's article 1: the prefecture's body where more
    than 30 a of farmland is converted, the cooperative and land improvement districts where a hub area meets a 農用地区域, and
    the land improvement districts in whose ground it lies. What the data do not show is noted by rules H9 and H10.
    """
    if not any(h.drawn for h in land.hubs) and not land.spheres:
        return ()
    always, order = article("council").citation, article("council_order").citation
    members = [
        Member(GOVERNOR, "土地利用計画をつくるときは、いつも加えます", always, "知事"),
        Member(FARM_BOARD, "土地利用計画をつくるときは、いつも加えます", always, "農業委員会"),
    ]
    converted_a = farmland_to_convert_m2(plots(land)) / M2_PER_A
    limit_a = land.effective.assumptions["land_council_conversion_a"]
    if converted_a > limit_a:
        because = f"転用する農地が {converted_a:,.1f}a で、{limit_a:g}a を超えるため"
        members.append(Member(FARM_BODY, because, order, "機構"))
    zoned, improved = hubs_in_farmland_zone(land), hubs_in_improvement(land)
    if zoned:
        because = f"地域再生拠点区域（{'、'.join(zoned)}）に農用地区域が入るため"
        members.append(Member(COOPERATIVE, because, order, "農業協同組合"))
    if zoned or improved:
        what = "に農用地区域が入るため" if zoned else "が土地改良区の地区にかかるため"
        because = f"地域再生拠点区域（{'、'.join(dict.fromkeys([*zoned, *improved]))}）{what}"
        members.append(Member(IMPROVEMENT, because, order, "土地改良区"))
    return tuple(members)


def hubs_in_farmland_zone(land: Land) -> list[str]:
    """Name the hubs whose area meets a 農用地区域 by more than the tolerance."""
    return _hubs_in(land, land.zone_index.farmland_zone)


def hubs_in_improvement(land: Land) -> list[str]:
    """Name the hubs whose area meets the ground of a 土地改良区 by more than the tolerance."""
    return _hubs_in(land, land.zone_index.improvement)


def _hubs_in(land: Land, layer: Layer | None) -> list[str]:
    if layer is None:
        return []
    tolerance_m = land.effective.assumptions["land_tolerance_m"]
    return [h.name for h in land.hubs if not shapely.is_empty(wider_than(layer.within(h.area), tolerance_m))]
