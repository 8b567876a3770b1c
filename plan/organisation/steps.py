"""The four steps (四つのステップ): taken by what the plan gives where that can be reckoned, else by a dated document."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from geo.reference import reference_table
from plan.applied import EffectiveScenario
from plan.figure_texts import persons, yen
from plan.finance.of_scenario import first_sales
from plan.outings.evaluation import people_with_outing
from plan.reach.evaluation import Evaluation
from plan.scenario.carriers.organisation import Organisation, Step, StepDocument
from plan.scenario.scenario import Scenario

Ticked = Literal["", "plan", "document"]

STEP_NAMES: Mapping[Step, str] = MappingProxyType(
    {
        "design": "① 意識の喚起（地域デザイン）",
        "body": "② 体制の確立（地域運営組織）",
        "services": "③ 生活サービスの維持・確保",
        "work": "④ 仕事・収入の確保",
    }
)
_PURPOSE = "errands"


@dataclass(frozen=True)
class StepState:
    """How far a step is taken.

    Parameters
    ----------
    step
        Which.
    ticked
        ``plan`` (the plan itself shows it), ``document`` (a dated document does), or empty.
    why
        What ticks it, or what is missing, in words.
    document
        The document that was named, if any.
    """

    step: Step
    ticked: Ticked
    why: str
    document: StepDocument | None

    @property
    def name(self) -> str:
        """The step's name, with its number."""
        return STEP_NAMES[self.step]


def four_steps(
    evaluation: Evaluation, baseline: Evaluation, organisation: Organisation, *, written: Scenario | None = None
) -> tuple[StepState, ...]:
    """Tell of each step whether it is taken, and why.

    Parameters
    ----------
    evaluation, baseline
        Of the scenario, and of the present.
    organisation
        Of the scenario.
    written
        The scenario with its budget, where the evaluation is of one without it (`plan.organisation.edits`).

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.reach.evaluation import evaluation_of
    >>> present = evaluation_of(read_region("sample_regions/model_chiku"))
    >>> [state.ticked for state in four_steps(present, present, Organisation())]
    ['', '', '', '']
    """
    work = _work(organisation, evaluation.effective, written)
    shown = {"services": _services(evaluation, baseline), "work": work}
    states = []
    for step in STEP_NAMES:
        document = organisation.document_of(step)
        given, why = shown.get(step, (False, ""))
        if given:
            states.append(StepState(step, "plan", why, document))
        elif document is not None:
            states.append(StepState(step, "document", f"{document.dated}「{document.document}」による", document))
        else:
            asks = f"{why}。" if why else ""
            states.append(StepState(step, "", f"{asks}日付と文書の名前を書くと、済んだことになります", None))
    return tuple(states)


def _services(evaluation: Evaluation, baseline: Evaluation) -> tuple[bool, str]:
    """Tell whether a hub gathers enough and people without a car come and get home, no fewer than at present."""
    if evaluation.effective.is_baseline:
        return False, "案がありません"
    least, year = int(reference_table("organisation")["step_services"].value), evaluation.effective.year
    most = max((len(set(services)) for services in evaluation.effective.hubs["services"]), default=0)
    if most < least:
        return False, f"{least}種類以上の生活サービスを集めた拠点がありません（今は最大 {most}種類）"
    there, before = (people_with_outing(m, _PURPOSE, "no_car", weekly=True) for m in (evaluation, baseline))
    if not math.isfinite(there):
        return False, "バスの時刻表がないので、行って帰れる人を数えられません"
    if there <= 0:
        return False, "車のない人で、拠点へ行って用を済ませて帰れる人がいません"
    if math.isfinite(before) and there < before:
        return (
            False,
            f"車のない人で行って帰れる人が、現況（{persons(before, year)}）より少ない {persons(there, year)} です",
        )
    among = persons(float(evaluation.weights["no_car"].sum()), year)
    return (
        True,
        f"{most}種類のサービスを集めた拠点へ、車のない人 {among} のうち {persons(there, year)} が、週に一日は行って帰れます",
    )


def _work(organisation: Organisation, effective: EffectiveScenario, written: Scenario | None) -> tuple[bool, str]:
    """Tell whether there is a community business with sales: as the budget reckons them, else as the organisation states them."""
    scenario = written or effective.scenario
    planned = () if scenario is None else scenario.budget.businesses
    sales = first_sales(effective, scenario)
    if sales is not None:
        year, sold_yen = sales
        return (
            True,
            f"{_named([b.name for b in planned])}で、{year}年度に {yen(sold_yen)} を売り上げる見込みです（試算）",
        )
    businesses = [a.name for a in organisation.activities if a.kind == "business"]
    if not businesses and not planned:
        return False, "コミュニティビジネスの活動がありません"
    sales_yen = sum(i.yen_a_year or 0.0 for i in organisation.incomes if i.kind == "sales")
    if not businesses or sales_yen <= 0:
        return False, "コミュニティビジネスの売上が書かれていません"
    return True, f"{_named(businesses)}で、年 {yen(sales_yen)} を売り上げます"


def _named(businesses: Sequence[str]) -> str:
    return f"「{businesses[0]}」" + (f"など {len(businesses)}つの事業" if len(businesses) > 1 else "")
