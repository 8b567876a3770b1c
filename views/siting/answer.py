"""The answer of the page 候補を探す in a sentence, and its four big figures."""

from __future__ import annotations

from typing import Any

from plan.applied import EffectiveScenario
from plan.figure_texts import difference, figure, minutes, persons, share
from plan.reach.travel_modes import mode_label
from plan.shown_values import people_unit
from plan.siting.answer_texts import value_in_short, with_names
from plan.siting.run import SitingRun, SitingState
from reports.plain_text.siting_lines import OBJECTIVE_NAMES, proof_text
from views.figures import Figure
from views.siting.search import shown

_NAMED_HUBS = 6
_NO_REGRET = 0.5
"""Person-minutes that are none when they are written."""


def siting_sentence(
    effective: EffectiveScenario, run: SitingRun | None, state: SitingState, document: dict[str, Any] | None
) -> str:
    """Answer the page's question, or say what is going on."""
    if run is None:
        count = len(effective.region.sites)
        places = f"候補地 {count}か所から" if count else "施設の場所から"
        return (
            f"{places}、条件に合う拠点の組合せを探します。左で条件を決めて「探す」を押してください。決めるのは人です。"
        )
    if state.stage == "refused":
        return "".join(n.message for n in with_names(state.notices, effective)[:1])
    if document is None:
        return "条件に合う候補の組合せを探しています。"
    kind, number, answer = shown(state)
    assert answer is not None
    assert state.prepared is not None
    names = [str(document["names"][hub]) for hub in document["hubs"]]
    listed = "、".join(names[:_NAMED_HUBS]) + (
        f" ほか{len(names) - _NAMED_HUBS}か所" if len(names) > _NAMED_HUBS else ""
    )
    value = value_in_short(state.prepared, answer, run.effective.year)
    which = {"best": "", "number": f"（{number}か所のとき）", "other": f"（別の組合せ {number + 1}）"}[kind]
    sure = (
        "速い探し方で見つけた組合せです。"
        if kind == "best" and state.quick
        else proof_text(document, answer.objective, run.effective.year)
    )
    return (
        f"条件に合う候補の組合せ{which}は、{listed}。{OBJECTIVE_NAMES[answer.objective]}組合せで、"
        f"{_value_text(answer.objective, value, document)}。{sure}"
    )


def _value_text(objective: str, value: str, document: dict[str, Any]) -> str:
    mode = mode_label(document["mode"])
    match objective:
        case "total_time":
            return f"{mode}平均 {value}"
        case "worst":
            return f"最も遠い集落から{mode}{value}"
        case "coverage":
            return f"{mode}{minutes(document['covered_within_min'])}以内の人が {value}"
        case "outings":
            return f"行って帰れる人が {value}"
        case "fewest":
            return f"全集落が{mode}{minutes(document['covered_within_min'])}以内になる {value}"
    if document["value"] < _NO_REGRET:
        return "どの年の人口で見ても、その年だけで選んだ組合せに劣りません"
    return f"その年だけの組合せより多くかかるのは、多い年でも延べ {value}"


def siting_figures(document: dict[str, Any], year: int | None) -> list[Figure]:
    """Make the four big figures of a set: mean, within the limit, the village that is worst off, who is far; with what is now."""
    current, then = document["equity"], document["equity_today"]
    mode, limit = mode_label(document["mode"]), document["covered_within_min"]
    far = current["beyond"][-1]
    # A mean of those who have a way is no gain where fewer have one.
    as_many = then is not None and persons(then["unreached_population"], year) == persons(
        current["unreached_population"], year
    )
    people = sum(row["population"] for row in document["hub_rows"]) + current["unreached_population"]
    within = document["covered_population"]
    rows = [
        (f"{mode}拠点まで（平均）", current["mean_min"], then["mean_min"] if as_many else None, "分", "lower"),
        (f"{mode}{minutes(limit)}以内の人（{share(within / people if people else 0.0)}）", within, document["covered_today"], people_unit(year), "higher"),
        (f"いちばん遠い集落（{mode}）", current["worst_min"], then["worst_min"] if as_many else None, "分", "lower"),
        (
            f"{minutes(far['minutes'])}を超える人（行けない人 {persons(current['unreached_population'], year)}を含む）",
            far["population"], None if then is None else then["beyond"][-1]["population"], people_unit(year), "lower",
        ),
    ]  # fmt: skip
    return [_figure(*row) for row in rows]


def _figure(name: str, value: float, before: float | None, unit: str, better: str) -> Figure:
    digits, unit_text = figure(value, unit)
    change = "" if before is None else difference(value, before, unit)
    same = change in ("", "変わらず")
    good = None if same or before is None else (value > before) == (better == "higher")
    return Figure(name, digits, unit_text, change, good, "今の案の拠点との差です。")
