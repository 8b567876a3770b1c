"""The steps of the guided tour: what to press on which page, and how it is known that it was pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plan.reach.hub_summary import far_village
from plan.scenario.scenario import BASE
from views import session
from views.first_use.five_steps import HUB_TAB, PAPER

HUBS, COMPARE = "", "compare"
"""Addresses of the pages on which the tour walks; 拠点 is the first page, which has none."""

PAGE_NAMES = {HUBS: "拠点", COMPARE: "比較"}

_NAV = "[data-testid='stSidebarNavLink']"
TO_PAGE = {HUBS: f"{_NAV}[href$='/']", COMPARE: f"{_NAV}[href$='/compare']"}
"""What leads to a page."""


@dataclass(frozen=True)
class Step:
    """One press.

    Parameters
    ----------
    id
        By which it is remembered.
    page
        Where it is.
    name
        What stands on the thing to press; ``{village}`` is filled in.
    before, after
        The sentence around its name.
    press
        The thing, as CSS finds it.
    seen
        What grows by the press, given the page's address.
    counts
        Whether that is a number that may be there before; else the step is over where it is seen.
    """

    id: str
    page: str
    name: str
    before: str
    after: str
    press: str
    seen: Callable[[str], int]
    counts: bool = False


def _hubs(page: str) -> int:
    del page
    scenario_id = session.scenario_id()
    return 0 if scenario_id == BASE else len(session.plan().scenario(scenario_id).hubs)


STEPS = (
    Step(
        "copy", HUBS, "③ 案を増やす", "右上の", "を押します。いまの案の写しができ、もとの案を変えずに試せます。",
        ".st-key-step-copy button", lambda _: len(session.plan().scenarios), counts=True,
    ),
    Step(
        "place", HUBS, "{village}", "地図で、名札のついた集落の丸", "を押します。そこに拠点が置かれ、人数が数え直されます。",
        ".st-key-kyoten-map-hubs", _hubs, counts=True,
    ),
    Step(
        "compare", HUBS, "④ 比べる", "上の文と右の「増減」に、だれが近くなるかが出ました。", "を押して、現況と並べます。",
        ".st-key-step-compare button", lambda page: page == COMPARE,
    ),
    Step(
        "back", COMPARE, "拠点", "左が現況、右が新しい案です。その横に、近くなる集落が名前で並びます。左のページの名前から", "を押して戻ります。",
        TO_PAGE[HUBS], lambda page: page == HUBS,
    ),
    Step(
        "paper", HUBS, "⑤ 紙に出す", "右上の", "を押します。この案を紙にするボタンが出ます。",
        ".st-key-step-paper button", lambda _: HUB_TAB.value == PAPER,
    ),
    Step(
        "print", HUBS, "この案の地図（A3）", "", "を押すと、壁に貼れる地図の PDF が保存されます。見たら「おわる」を押します。",
        ".st-key-hubs-paper-map button", lambda _: 0,
    ),
)  # fmt: skip
"""From the sample to a first hub of one's own: what it brings, and its map on paper."""


def step_of(step_id: str) -> Step | None:
    """Find a step; None where there is none of that id."""
    return next((step for step in STEPS if step.id == step_id), None)


def target() -> str | None:
    """Return the village that the tour points at: the one whose people together have the longest way to a hub."""
    return far_village(session.evaluation())
