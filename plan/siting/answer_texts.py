"""A search for hubs in words that people know: names in place of ids, what a value means for one person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from geo.reference.categories import CATEGORIES
from geo.texts.lists import told_apart
from geo.texts.notices import Notice
from network.siting.answer import Siting
from plan.applied import EffectiveScenario
from plan.figure_texts import minutes, persons
from plan.shown_values import PEOPLE
from plan.siting.reasons import HubReason
from plan.siting.request import Prepared, SitingMode

_TOKEN = re.compile(r"[^\s、。「」（）]+")
_NAMED_VILLAGES = 3

_MODE_LABELS: Mapping[SitingMode, str] = {"car": "車で", "walk": "歩いて", "bus": "バスで"}


def with_names(notices: Iterable[Notice], effective: EffectiveScenario) -> list[Notice]:
    """Put the names of villages, sites, facilities and hubs in place of their ids.

    Parameters
    ----------
    notices
        Whose messages name ids between Japanese punctuation.
    effective
        Whose places bear them.

    Examples
    --------
    >>> from geo.texts.messages import notice
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> today = apply(read_region("sample_regions/sanson"))
    >>> with_names([notice("siting_id_unknown", ids="s02、s99")], today)[0].message
    '「旧東俣小学校跡、s99」は候補地にありません。id を確かめてください。'
    """
    names = place_names(effective)
    return [
        replace(notice, message=_TOKEN.sub(lambda found: names.get(found[0], found[0]), notice.message))
        for notice in notices
    ]


def place_names(effective: EffectiveScenario) -> dict[str, str]:
    """Return the name of everything that bears an id in a scenario; villages of one name are told apart by their ids."""
    tables = (effective.region.villages, effective.region.sites, effective.facilities, effective.hubs)
    names = {str(i): str(name) for table in tables for i, name in table["name"].items()}
    return names | told_apart({str(i): str(name) for i, name in effective.region.villages["name"].items()})


def value_for_people(prepared: Prepared, answer: Siting) -> tuple[float, str]:
    """Return the value of a set in a unit that people feel, with the unit.

    Returns
    -------
    float, str
        For ``total_time`` the mean minutes of those who reach a hub, for ``worst`` minutes, for ``coverage`` and ``outings``
        persons, for ``fewest`` hubs, for ``least_regret`` person-minutes.
    """
    match answer.objective:
        case "total_time":
            counts = prepared.counted.to_dict()
            served = float(sum(counts.values()) - sum(counts[village] for village in answer.unreached))
            return (answer.value / served if served else 0.0), "分"
        case "worst":
            return answer.value, "分"
        case "coverage" | "outings":
            return answer.value, PEOPLE
        case "fewest":
            return answer.value, "か所"
    return answer.value, "人・分"


def value_in_short(prepared: Prepared, answer: Siting, year: int | None) -> str:
    """Write `value_for_people` in the few characters that a chart has room for; people as those of a year are read."""
    value, unit = value_for_people(prepared, answer)
    if unit == PEOPLE:
        return persons(value, year)
    return f"{value:.1f}分" if unit == "分" else f"{value:,.0f}{unit}"


def reason_text(reason: HubReason, effective: EffectiveScenario, mode: SitingMode, within_min: float) -> str:
    """Say in a few sentences what a hub is for and why it is in its set.

    Parameters
    ----------
    reason
        From `plan.siting.reasons.hub_reasons`.
    effective
        The scenario that was searched in: names of villages, and the year of their people.
    mode
        How people travel.
    within_min
        Limit that the reasons count by.
    """
    if not reason.persons or reason.mean_min is None or reason.worst_min is None:
        return f"{reason.near_village}の近く。ここを最寄りとする住民はいません。"
    villages, year = effective.region.villages, effective.year
    largest = "、".join(str(villages.at[v, "name"]) for v in reason.villages[:_NAMED_VILLAGES])
    more = "など" if len(reason.villages) > _NAMED_VILLAGES else "の"
    text = (
        f"{reason.near_village}の近く。{largest}{more}{len(reason.villages)}集落 {persons(reason.persons, year)}の最寄りで、"
        f"{_MODE_LABELS[mode]}平均 {minutes(reason.mean_min)}、最も遠い集落で {minutes(reason.worst_min)}。"
    )
    lost = []
    if reason.longer_min is not None:
        lost.append(f"この人たちは{_MODE_LABELS[mode]}平均 {minutes(reason.longer_min)}遠くなり")
    if reason.lost_within:
        lost.append(f"{persons(reason.lost_within, year)}が{minutes(within_min)}以内でなくなり")
    if reason.without_way:
        lost.append(f"{persons(reason.without_way, year)}がどの拠点にも行けなくなり")
    if lost:
        text += f"ここがないと、{'、'.join(lost)}ます。"
    if reason.missing:
        text += f"歩ける範囲に足りないサービス：{'、'.join(CATEGORIES[c] for c in reason.missing)}。"
    return text
