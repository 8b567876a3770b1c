"""The answer of the page 道が切れたら in a sentence, and its four big figures."""

from __future__ import annotations

from plan.figure_texts import figure, persons, share
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import NO_NAME, TARGETS, Isolation, Stretch, Target
from plan.shown_values import people_unit
from views.figures import Figure


def stretch_text(stretch: Stretch) -> str:
    """Name a stretch: 「桑之瀬線（A〜B）」, 「A〜B の間の道」, 「A のそばの道」."""
    between = "〜".join(stretch.between)
    if stretch.road != NO_NAME:
        return f"{stretch.road}（{between}）"
    return f"{between} の間の道" if len(stretch.between) > 1 else f"{between} のそばの道"


def isolation_sentence(found: Isolation, current: Evaluation, target: Target) -> str:
    """Answer the page's question."""
    to, year = TARGETS[target], current.effective.year
    cut = ""
    if found.cut_now:
        cut = (
            f"閉じた道のために、今 {len(found.cut_now)}集落 {persons(found.persons_cut_now, year)}が{to}へ行けません。"
        )
    if found.depending.isna().all() and not found.cut_now:
        return f"道のデータでは、はじめからどの集落も{to}へ車で行けません。道のデータを確かめてください。"
    if not found.stretches:
        return f"{cut}どの道が一本切れても、{to}へ車で行けなくなる人はいません。"
    worst = found.stretches[0]
    whole = float(current.effective.region.villages["population"].sum())
    return (
        f"{cut}{to}への道が一本しかない区間を通る人は {persons(found.persons_depending, year)}"
        f"（{share(found.persons_depending / whole)}）。いちばん多いのは{stretch_text(worst)}で、"
        f"切れると {len(worst.villages)}集落 {persons(worst.persons, year)}が行けなくなります。"
    )


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
