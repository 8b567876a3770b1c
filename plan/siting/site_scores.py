"""Candidate sites scored before any search: six measures, weights that people set, a ranking that says why."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.reference import reference_table
from geo.reference.categories import CATEGORIES
from geo.region.land.zones import ZONES
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.applied import EffectiveScenario
from plan.reach.destinations import destinations
from plan.siting.request import candidate_ids
from plan.siting.site_facts import SiteFacts, site_facts

HIGHEST_WEIGHT = 5
"""Where the sliders end."""

_STRONG = 0.5
"""Points from which on a measure speaks for a site."""


@dataclass(frozen=True)
class Criterion:
    """A measure of candidate sites.

    Parameters
    ----------
    id
        Permanent; `weight_<id>` of the reference table is its first weight.
    name, unit, definition
        Japanese; `{…}` stands for a value of the reference table.
    source
        Of the data.
    missing
        Why it may not be usable, said in Japanese.
    value
        What is measured; None where it is not known.
    points
        0 to 1 of the facts; None where the measure cannot be taken.
    reason
        The fact in words, for and against.
    """

    id: str
    name: str
    unit: str
    definition: str
    source: str
    missing: str
    value: Callable[[SiteFacts], float | None]
    points: Callable[[SiteFacts], float | None]
    reason: Callable[[SiteFacts], str]

    @property
    def first_weight(self) -> float:
        """The weight that a planner starts from."""
        return _reference(f"weight_{self.id}")

    def full_definition(self) -> str:
        """The definition with the values of the reference table."""
        values = {key: f"{value.value:g}" for key, value in reference_table("site_scores").items()}
        return self.definition.format_map(values)


def _reference(key: str) -> float:
    return reference_table("site_scores")[key].value


def _bus_count(facts: SiteFacts) -> float | None:
    return None if facts.bus_lines is None else float(len(facts.bus_lines))


def _bus_points(facts: SiteFacts) -> float | None:
    return None if facts.bus_lines is None else min(1.0, len(facts.bus_lines) / _reference("bus_lines_full"))


_HAZARD_TEXTS = {"landslide": "土砂災害", "flood": "浸水", "house_collapse": "家屋倒壊", "tsunami": "津波"}


def _hazard_points(facts: SiteFacts) -> float | None:
    if facts.hazard_share is None:
        return None
    worst = any("特別警戒" in name or name == ZONES["house_collapse"] for name in facts.hazards)
    return 0.0 if worst else 1.0 - facts.hazard_share


def _snow_points(facts: SiteFacts) -> float | None:
    return None if facts.snow_m is None else float(facts.snow_m <= _reference("snow_reach_m"))


def _service_text(facts: SiteFacts) -> str:
    reach = f"歩いて{_reference('reach_m'):g}m以内に"
    if not facts.services:
        return f"{reach}サービスがない"
    return f"{reach}{len(facts.services)}種類（{'、'.join(CATEGORIES[c] for c in facts.services)}）"


def _public_text(facts: SiteFacts) -> str:
    if facts.public is None:
        return "所有者の記載がない"
    return f"{'公有地' if facts.public else '民有地'}（{facts.owner}）"


def _reuse_text(facts: SiteFacts) -> str:
    return f"空いた建物を生かせる（{facts.kind}）" if facts.reused else f"空いた建物ではない（{facts.kind}）"


def _hazard_text(facts: SiteFacts) -> str:
    if not facts.hazards:
        # Only of layers that the region has can it be said that the site is clear of them.
        return f"{'・'.join(_HAZARD_TEXTS[layer] for layer in facts.hazard_layers)}の区域にかからない"
    share, zones = facts.hazard_share or 0.0, "・".join(facts.hazards)
    if share >= _STRONG:
        return f"敷地の{share:.0%}が災害の区域（{zones}）"
    return f"災害の区域にかかるのは敷地の{'1%未満' if share < 0.005 else f'{share:.0%}'}（{zones}）"


def _bus_text(facts: SiteFacts) -> str:
    reach = f"歩いて{_reference('reach_m'):g}m以内に"
    if not facts.bus_lines:
        return f"{reach}バスの路線がない"
    return f"{reach}バス{len(facts.bus_lines)}路線"


def _snow_text(facts: SiteFacts) -> str:
    near = facts.snow_m is not None and facts.snow_m <= _reference("snow_reach_m")
    return "除雪する道に面する" if near else f"除雪する道が{_reference('snow_reach_m'):g}m以内にない"


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "services", "近くのサービス", "種類",
        "歩いて{reach_m}m以内（道のり）に、開いている施設があるサービスの種類の数。{services_full}種類以上で満点",
        "facilities.csv と道", "施設のデータがありません", lambda f: float(len(f.services)),
        lambda f: min(1.0, len(f.services) / _reference("services_full")), _service_text,
    ),
    Criterion(
        "public", "公有地", "該当",
        "所有者が国・都道府県・市町村など公の団体なら満点。所有者の記載がない所は0点",
        "sites.csv の owner", "所有者の記載が一つもありません", lambda f: None if f.public is None else float(f.public),
        lambda f: float(bool(f.public)), _public_text,
    ),
    Criterion(
        "reuse", "空いた建物の再利用", "該当",
        "廃校、旧役場、空き店舗、空き家、空き公共施設、工場跡、または再利用する施設の記載がある所なら満点",
        "sites.csv の kind と reuse_of", "候補地の種類がありません", lambda f: float(f.reused),
        lambda f: float(f.reused), _reuse_text,
    ),
    Criterion(
        "hazard", "災害の区域にかからない", "割合",
        "敷地（面積が等しい円とみなす。面積がなければ点）のうち、土砂災害警戒区域・浸水想定区域・家屋倒壊等氾濫想定区域・津波浸水想定"
        "（データのあるもの）にかかる割合を1から引いたもの。土砂災害特別警戒区域か家屋倒壊等氾濫想定区域に少しでもかかれば0点",
        "zones/landslide、zones/flood、zones/house_collapse、zones/tsunami", "災害の区域のデータがありません", lambda f: f.hazard_share, _hazard_points,
        _hazard_text,
    ),
    Criterion(
        "bus", "バスの路線", "路線",
        "歩いて{reach_m}m以内（道のり）の停留所に、ふだんの日に停まる路線の数。{bus_lines_full}路線以上で満点",
        "gtfs/（なければ bus_stops.csv）", "バスの路線のデータがありません", _bus_count, _bus_points, _bus_text,
    ),
    Criterion(
        "snow", "除雪する道", "m",
        "除雪する道までの直線の距離。{snow_reach_m}m以内なら満点、遠ければ0点",
        "snow_roads.geojson", "除雪する道のデータがありません", lambda f: f.snow_m, _snow_points, _snow_text,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class SiteScore:
    """The score of a candidate site.

    Parameters
    ----------
    facts
        What is known of it.
    rank
        1 for the best; sites with the same score share a rank.
    score
        0 to 100.
    points
        0 to 1 by measure, only those that are used.
    strong, weak
        In words, what speaks for it and against it, the weightiest first.
    """

    facts: SiteFacts
    rank: int
    score: float
    points: Mapping[str, float]
    strong: tuple[str, ...]
    weak: tuple[str, ...]

    @property
    def why(self) -> str:
        """The reasons in one line."""
        good = "、".join(self.strong)
        bad = f"{'。' if good else ''}弱い所：{'、'.join(self.weak)}" if self.weak else ""
        return f"{good}{bad}"


def first_weights() -> dict[str, float]:
    """Return the weights that a planner starts from, by measure."""
    return {criterion.id: criterion.first_weight for criterion in CRITERIA}


def scored(effective: EffectiveScenario, places: pd.DataFrame) -> list[SiteFacts]:
    """Gather what the measures need, for `ranking`; the walk is that of the reference table."""
    return site_facts(effective, places, _reference("reach_m"))


def usable(facts: Sequence[SiteFacts]) -> tuple[list[Criterion], list[Notice]]:
    """Return which measures the region's data allow, and why others are left out."""
    used, notices = [], []
    for criterion in CRITERIA:
        known = any(criterion.points(f) is not None for f in facts)
        if criterion.id == "public":
            known = any(f.public is not None for f in facts)
        if known:
            used.append(criterion)
        else:
            notices.append(notice("score_criterion_unused", name=criterion.name, reason=criterion.missing))
    return used, notices


def ranking(facts: Sequence[SiteFacts], weights: Mapping[str, float]) -> list[SiteScore]:
    """Rank candidate sites by the weighted mean of their points, and say why.

    Parameters
    ----------
    facts
        From `scored`.
    weights
        0 or more by measure; those that are not named keep their first weight.

    Returns
    -------
    list of SiteScore
        The best first, equal ones by id.

    Raises
    ------
    geo.texts.errors.RequestError
        For a measure that nobody knows, a weight below 0, or no weight at all.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> today = apply(read_region("sample_regions/model_chiku"))
    >>> best = ranking(scored(today, today.region.sites), {"public": 0})[0]
    >>> best.rank, 0 <= best.score <= 100, best.why != ""
    (1, True, True)
    """
    chosen = {**first_weights(), **weights}
    _refuse(chosen)
    used = [criterion for criterion in usable(facts)[0] if chosen[criterion.id] > 0]
    whole = sum(chosen[criterion.id] for criterion in used)
    if facts and not whole:
        raise RequestError(notice("score_weights_none"))
    rows = [_scored(site, used, chosen, whole) for site in facts]
    rows.sort(key=lambda row: (-row.score, row.facts.id))
    ranked: list[SiteScore] = []
    for place, row in enumerate(rows, start=1):
        rank = ranked[-1].rank if ranked and ranked[-1].score == row.score else place
        ranked.append(SiteScore(row.facts, rank, row.score, row.points, row.strong, row.weak))
    return ranked


def _refuse(weights: Mapping[str, float]) -> None:
    known = [criterion.id for criterion in CRITERIA]
    unknown = [
        notice("score_weight_unknown", name=name, known="、".join(known)) for name in weights if name not in known
    ]
    wrong = [
        notice("score_weight_wrong", name=name, value=value)
        for name, value in weights.items()
        if name in known and not (math.isfinite(value) and value >= 0)
    ]
    if unknown or wrong:
        raise RequestError(*unknown, *wrong)


def _scored(site: SiteFacts, used: Sequence[Criterion], weights: Mapping[str, float], whole: float) -> SiteScore:
    # A single site without the fact (its owner, say) has no points for it; the definition says so.
    points = {criterion.id: criterion.points(site) or 0.0 for criterion in used}
    score = round(100 * sum(weights[name] * value for name, value in points.items()) / whole, 6)
    by_gain = sorted(used, key=lambda c: -weights[c.id] * points[c.id])
    by_loss = sorted(used, key=lambda c: -weights[c.id] * (1 - points[c.id]))
    strong = tuple(c.reason(site) for c in by_gain if points[c.id] >= _STRONG)
    weak = tuple(c.reason(site) for c in by_loss if points[c.id] < _STRONG)
    return SiteScore(site, 0, score, points, strong, weak)


def scores_document(
    effective: EffectiveScenario, candidates: str, weights: Mapping[str, float]
) -> tuple[dict[str, Any], list[Notice]]:
    """Score the candidates of a region, with the keys of the command line's JSON.

    Parameters
    ----------
    effective
        What holds in the scenario.
    candidates
        As `plan.siting.request.SitingRequest.candidates`.
    weights
        As `ranking` takes them.

    Returns
    -------
    dict, list of Notice
        ``criteria`` and ``scores``; and which measures are left out.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no candidate, or for weights that `ranking` refuses.
    """
    ids = candidate_ids(effective, candidates)
    if not ids:
        raise RequestError(notice("siting_no_sites"))
    facts = scored(effective, destinations(effective, ids))
    used, notices = usable(facts)
    chosen = {**first_weights(), **weights}
    ranked = ranking(facts, weights)
    document = {
        "criteria": [
            {
                "id": c.id,
                "name": c.name,
                "unit": c.unit,
                "definition": c.full_definition(),
                "source": c.source,
                "weight": chosen[c.id],
            }
            for c in used
        ],
        "scores": [
            {
                "id": row.facts.id,
                "name": row.facts.name,
                "rank": row.rank,
                "score": row.score,
                "points": dict(row.points),
                "values": {c.id: c.value(row.facts) for c in used},
                "why": row.why,
            }
            for row in ranked
        ],
    }
    return document, notices
