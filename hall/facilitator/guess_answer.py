"""The answer to a guess, reckoned from the plan: how many can go and be home the same day, today and in a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from network.outings.purposes import PURPOSES
from plan.figure_texts import persons
from plan.outings.evaluation import people_with_outing
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation

_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "clinic": ("診療所", "病院", "通院", "医"),
        "shopping": ("買物", "買い物", "店"),
        "office": ("窓口", "役場"),
        "school": ("学校", "通学"),
    }
)
"""By which words a question is known to ask about a purpose."""

NO_ANSWER = "バスの時刻表がデータにないので、数えられません。"


def purpose_of(asked: str) -> str:
    """Return the purpose that a question asks about, by its words; several errands in one where it names none.

    Examples
    --------
    >>> purpose_of("バスで診療所に行って帰れる人は何人ですか"), purpose_of("用をすませて帰れる人は")
    ('clinic', 'errands')
    """
    return next((p for p, words in _WORDS.items() if any(word in asked for word in words)), "errands")


def guess_answer(purpose: str, *evaluations: Evaluation) -> str:
    """Count who has an outing for a purpose, and say it in words.

    Parameters
    ----------
    purpose
        One of `network.outings.purposes.PURPOSES`.
    evaluations
        The present, and a scenario where there is one; each is told by its name.
    """
    today = evaluations[0]
    if usual_day_of(today.effective) is None:
        return NO_ANSWER
    group, who = ("pop_0_14", "14歳までの子ども") if purpose == "school" else ("no_car", "車のない人")
    if group not in today.weights:
        group, who = "population", "住民"
    told = [
        f"{m.effective.scenario_name}では {persons(people_with_outing(m, purpose, group), m.effective.year)}"
        for m in evaluations
    ]
    whole = persons(float(today.weights[group].sum()), today.effective.year)
    return f"{who} {whole}のうち、{PURPOSES[purpose].name}にバスか徒歩で行って、その日のうちに帰れる人は、{'、'.join(told)}です。"
