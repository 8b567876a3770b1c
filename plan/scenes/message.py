"""The one message of a scene: its caption, or a sentence in people and names of places, and at most two big figures."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

import pandas as pd

from geo.texts.errors import RequestError
from plan.figure_texts import day_in_year, figure, minutes, persons, share
from plan.future.shown.outlook import outlook_of
from plan.future.shown.region_figures import region_figures
from plan.outings.best_outings import best_outings
from plan.overview.comparison import changes, gainers, losers
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import TARGETS, Target, isolation, targets_on_offer
from plan.reach.travel_modes import mode_label
from plan.scenario.scenes import Scene
from plan.scenes.bus_runs import bus_runs
from plan.scenes.layers import Layer, layer_of
from plan.scenes.only_ways import isolation_sentence
from plan.scenes.what_if import listed
from plan.shown_values import SHARE, people_unit

NO_BUS = "バスの時刻表がデータにないので、お見せできません。"
NO_MEETING = "集まりはまだ始まっていません。「会場」で始めると、ここに出ます。"
_PURPOSE = "errands"


@dataclass(frozen=True)
class BigFigure:
    """A figure that is read from the back of a hall: what it is, its digits, its unit."""

    name: str
    digits: str
    unit: str


@dataclass(frozen=True)
class Message:
    """What stands over the map.

    Parameters
    ----------
    title
        Whose picture it is: the scenario, and what is shown.
    text
        The one sentence.
    figures
        At most two.
    """

    title: str
    text: str
    figures: tuple[BigFigure, ...] = ()


_Said = tuple[str, tuple[BigFigure, ...]]


def scene_message(scene: Scene, current: Evaluation, baseline: Evaluation) -> Message:
    """Return what stands over the map of a scene.

    Parameters
    ----------
    scene
        Its caption is the sentence where it has one; figures are those of its layer.
    current, baseline
        The scenario that it shows, and the present; with the people of the scene's year.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> m = evaluate(apply(read_region("sample_regions/model_chiku")))
    >>> scene_message(Scene("g1", "base", layer="people"), m, m).text
    '812人が、6の集落に住んでいます。'
    """
    layer = layer_of(scene.layer)
    title = f"{current.effective.scenario_name}　{layer.name}"
    text, figures = _SAYS[layer.kind](layer, current, baseline)
    if layer.kind == "outings" and scene.purpose:
        text, figures = _outings(current, scene.purpose)
    return Message(title, scene.caption or text, figures)


def _people(layer: Layer, current: Evaluation, baseline: Evaluation) -> _Said:
    del layer, baseline
    villages = current.effective.region.villages
    total, lived_in = float(villages["population"].sum()), int((villages["population"] > 0).sum())
    year = current.effective.year
    figures = (BigFigure("人口", *figure(total, people_unit(year))),)
    where = f"{lived_in}の集落" if lived_in == len(villages) else f"{len(villages)}集落のうち{lived_in}"
    return f"{persons(total, year)}が、{where}に住んでいます。", figures


def _ageing(layer: Layer, current: Evaluation, baseline: Evaluation) -> _Said:
    villages = current.effective.region.villages
    del layer, baseline
    if "pop_65_over" not in villages:
        return "年齢ごとの人口がないので、高齢化率は分かりません。", ()
    old, total = float(villages["pop_65_over"].sum()), float(villages["population"].sum())
    part = old / total if total else float("nan")
    return f"65歳以上の人は {persons(old, current.effective.year)}です。", (
        BigFigure("65歳以上の割合", *figure(part, SHARE)),
    )


def _time(layer: Layer, current: Evaluation, baseline: Evaluation) -> _Said:
    del baseline
    if layer.mode == "bus" and usual_day_of(current.effective) is None:
        return NO_BUS, ()
    limit = current.effective.assumptions["daily_min"]
    is_service = layer.kind == "service"
    if not is_service and current.effective.hubs.empty:
        return "拠点はまだありません。", ()
    asked = current.service_coverage(layer.detail, layer.mode) if is_service else current.hub_coverage(layer.mode)
    minutes_of = (
        current.service_minutes(layer.detail, layer.mode) if is_service else current.nearest_hub(layer.mode)["minutes"]
    )
    near = asked.within[limit]
    place = layer.name.split("まで", maxsplit=1)[0]
    figures = (
        BigFigure("行ける人", *figure(near, people_unit(current.effective.year))),
        BigFigure("住民のうち", *figure(asked.share_within(limit), SHARE)),
    )
    far = _names(current, minutes_of > limit)
    beyond = f"遠いのは {listed(far)}。" if far else "遠い集落はありません。"
    return (
        f"{mode_label(layer.mode)}{minutes(limit)}以内に{place}へ行けるのは {persons(near, current.effective.year)}。{beyond}",
        figures,
    )


def _names(current: Evaluation, chosen: pd.Series) -> tuple[str, ...]:
    villages = current.effective.region.villages
    rows = villages[chosen.to_numpy(dtype=bool) & (villages["population"] > 0).to_numpy()]
    return tuple(map(str, rows.sort_values("population", ascending=False, kind="stable")["name"]))


def _outings(current: Evaluation, purpose: str) -> _Said:
    day = usual_day_of(current.effective)
    if day is None:
        return NO_BUS, ()
    to = [str(i) for i in current.effective.hubs.index] if purpose == _PURPOSE else None
    found = best_outings(current, purpose, day, to=to, weekly=False)
    without = found.people["no_car"]
    stay = _names(current, (found.villages["outings"] == 0) & ~found.villages["on_foot"])
    cannot = f"行って帰れないのは {listed(stay)}。" if stay else "どの集落からも行って帰れます。"
    figures = (
        BigFigure("行って帰れる人", *figure(found.people["population"], people_unit(current.effective.year))),
        BigFigure("うち車のない人", *figure(without, people_unit(current.effective.year))),
    )
    return (
        f"{day_in_year(day)}、バスか徒歩で「{found.purpose.name}」をして帰れるのは {persons(found.people['population'], current.effective.year)}。{cannot}",
        figures,
    )


def _difference(layer: Layer, current: Evaluation, baseline: Evaluation) -> _Said:
    if layer.mode == "bus" and any(usual_day_of(m.effective) is None for m in (current, baseline)):
        return NO_BUS, ()
    table = changes(baseline, current, layer.mode)
    felt = current.effective.assumptions["felt_change_min"]
    nearer, farther = gainers(table, felt), losers(table, felt)
    parts = [
        f"{word}のは {listed(tuple(map(str, rows['name'])))}。"
        for word, rows in (("近くなる", nearer), ("遠くなる", farther))
        if len(rows)
    ]
    figures = (
        BigFigure("近くなる人", *figure(float(nearer["population"].sum()), people_unit(current.effective.year))),
        BigFigure("遠くなる人", *figure(float(farther["population"].sum()), people_unit(current.effective.year))),
    )
    return f"{mode_label(layer.mode)}拠点へ、{''.join(parts) or '現況と変わりません。'}", figures


def _runs(layer: Layer, current: Evaluation, baseline: Evaluation) -> _Said:
    del layer, baseline
    day: datetime.date | None = usual_day_of(current.effective)
    if day is None:
        return NO_BUS, ()
    runs = current.memo(("bus_runs", day), lambda: bus_runs(current.effective, day))
    new = sum(run.is_new for run in runs)
    figures = (BigFigure("走るバス", *figure(float(len(runs)), "便")),)
    return f"{day_in_year(day)}のバスです。{f'この案の便は {new}便。' if new else ''}", figures


def _years(layer: Layer, current: Evaluation, baseline: Evaluation) -> _Said:
    del layer, baseline
    effective, scenario = current.effective, current.effective.scenario
    try:
        outlook = outlook_of(effective.region.as_read, None if scenario is None else scenario.future)
    except RequestError as problem:
        return problem.notices[0].message, ()
    years = [outlook.base_year, outlook.projection.years[-1]]
    now, then = (region_figures(outlook.projection, year) for year in years)
    text = f"{now.year}年の {now.people:,}人は、{then.year}年に {then.people:,}人の見込みです。"
    known = then.ageing is not None and now.ageing is not None
    more = f"65歳以上は {share(now.ageing or 0)}から {share(then.ageing or 0)}へ。" if known else ""
    return text + more, (BigFigure(f"{then.year}年の人口", f"{then.people:,}", "人"),)


def _land(layer: Layer, current: Evaluation, baseline: Evaluation) -> _Said:
    del layer, baseline
    scenario = current.effective.scenario
    spheres = () if scenario is None else scenario.spheres
    villages = current.effective.region.villages["population"]
    inside = float(sum(villages.get(v, 0) for s in spheres for v in s.villages))
    if not spheres:
        return "集落生活圏は、まだ描かれていません。", ()
    return f"{len(spheres)}つの集落生活圏に {persons(inside, current.effective.year)}が住みます（素案）。", (
        BigFigure("圏域の人", *figure(inside, people_unit(current.effective.year))),
    )


def _isolated(layer: Layer, current: Evaluation, baseline: Evaluation) -> _Said:
    del baseline
    target = cast("Target", layer.detail)
    places = targets_on_offer(current.effective).get(target)
    if places is None:
        return f"{TARGETS[target]}がないので、道が切れたときを調べられません。", ()
    found, unit = isolation(current.effective, places), people_unit(current.effective.year)
    return isolation_sentence(found, current, target), (
        BigFigure("一本の道だけが頼りの人", *figure(found.persons_depending, unit)),
        BigFigure("頼りの区間", f"{len(found.stretches):,}", "区間"),
    )


def _of_meeting(layer: Layer, current: Evaluation, baseline: Evaluation) -> _Said:
    del layer, current, baseline
    return NO_MEETING, ()


_SAYS: Mapping[str, Callable[[Layer, Evaluation, Evaluation], _Said]] = MappingProxyType(
    {
        "villages": _people,
        "people": _people,
        "ageing": _ageing,
        "time": _time,
        "service": _time,
        "outings": lambda _, current, __: _outings(current, _PURPOSE),
        "difference": _difference,
        "swipe": _difference,
        "twin": _difference,
        "runs": _runs,
        "years": _years,
        "land": _land,
        "isolated": _isolated,
        "join": _of_meeting,
        "answers": _of_meeting,
    }
)
