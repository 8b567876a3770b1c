"""What is said of roads that are somebody's only way: a sentence for the page and the wall, and the name of a stretch."""

from __future__ import annotations

from plan.figure_texts import persons, share
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import NO_NAME, TARGETS, Isolation, Stretch, Target


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
