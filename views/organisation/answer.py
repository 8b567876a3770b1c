"""The answer of the page 運営・資金, and what its tabs share: the scenario as it is reckoned."""

from __future__ import annotations

from geo.texts.lists import short_list
from plan.organisation.edits import without_words
from plan.organisation.steps import StepState, four_steps
from plan.reach.evaluation import Evaluation, evaluation_of
from plan.scenario.carriers.organisation import Organisation
from plan.scenario.scenario import BASE, Scenario
from views import session


def scenario() -> Scenario:
    """Return the scenario in work."""
    return session.plan().scenario(session.scenario_id())


def organisation() -> Organisation:
    """Return its organisation."""
    return scenario().organisation


def reckoned() -> Evaluation:
    """Measure the scenario in work, with the people of the base year, without its words: what is reckoned stays known while names are written."""
    return evaluation_of(session.region(), without_words(session.plan()), session.scenario_id())


def steps() -> tuple[StepState, ...]:
    """Tell of the four steps of the scenario in work."""
    return four_steps(reckoned(), session.evaluation_of_today(BASE), organisation(), written=scenario())


def organisation_answer() -> str:
    """Say who carries the plan and which steps are taken."""
    name = organisation().name
    carrier = f"「{name}」が担います。" if name else "担う組織がまだ書かれていません。"
    states = steps()
    taken = [s.name.partition(" ")[0] for s in states if s.ticked]
    left = [s.name.partition("（")[0] for s in states if not s.ticked]
    if not taken:
        return f"{carrier}四つのステップは、どれもまだです。"
    if not left:
        return f"{carrier}四つのステップは、すべて済んでいます。"
    rest = f"残りは {short_list(left)} です。"
    return f"{carrier}四つのステップのうち {len(taken)}つ（{''.join(taken)}）が済んでいます。{rest}"
