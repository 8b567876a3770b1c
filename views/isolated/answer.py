"""The four big figures of the page 道が切れたら."""

from __future__ import annotations

from plan.figure_texts import figure, persons, share
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import TARGETS, Isolation, Target
from plan.shown_values import people_unit
from views.figures import Figure


def isolation_figures(found: Isolation, current: Evaluation, target: Target) -> list[Figure]:
    """Make the four big figures: who depends on one road, how many stretches, the worst of them, who is cut off now."""
    to, year = TARGETS[target], current.effective.year
    unit = people_unit(year)
    whole = float(current.effective.region.villages["population"].sum())
    worst = found.stretches[0].persons if found.stretches else 0.0
    depending = f"一本の道だけが頼りの人（{share(found.persons_depending / whole if whole else 0.0)}）"
    return [
        Figure(
            depending, *figure(found.persons_depending, unit),
            help=f"どこか一か所で道が切れると、どの{to}にも車で行けなくなる集落の人の数です。",
        ),
        Figure(
            "頼りの区間の数", f"{len(found.stretches):,}", "区間",
            help="どこで切れても同じ集落が行けなくなる、ひと続きの道を一区間とします。",
        ),
        Figure("一区間で行けなくなる人（最多）", *figure(worst, unit), help="いちばん多い区間が切れたときの人の数です。"),
        Figure(
            f"今、閉じた道で{to}へ行けない人", *figure(found.persons_cut_now, unit),
            help=f"すべての道が通れれば行けるのに、閉じた道のために行けない人です。道のデータではじめから行けない人 "
            f"{persons(found.persons_without, year)}は数えていません。",
        ),
    ]  # fmt: skip
