"""Answers of villages beside the nation: counted one by one, edits that can be undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.reference.national_statistics import national_survey
from plan.scenario.carriers.checklist import Checklist
from plan.scenario.history import History
from plan.scenario.scenario import Plan
from plan.villages.problems import answer_hubs, answer_problems, answer_when, problem_names, problem_rows

IDS = national_survey("problems").ids


def test_nobody_answered_is_no_share() -> None:
    rows = problem_rows(Checklist())
    assert len(rows) == 23
    assert all(row.share is None and not row.villages for row in rows)


@given(st.dictionaries(st.sampled_from(["v1", "v2", "v3", "gone"]), st.sets(st.sampled_from(IDS))))
def test_shares_are_counted_one_by_one(answers: dict[str, set[str]]) -> None:
    checklist = Checklist()
    for village, chosen in answers.items():
        checklist = checklist.answered(village, tuple(sorted(chosen)))
    here = {"v1", "v2", "v3"}
    counted = [chosen for village, chosen in answers.items() if village in here]
    for row in problem_rows(checklist, here):
        naming = sum(row.item.id in chosen for chosen in counted)
        assert (len(row.villages), row.answered) == (naming, len(counted))
        assert row.share == (100 * naming / len(counted) if counted else None)


def test_edits_leave_the_plan_before_as_it_was() -> None:
    before = Plan("r", "f")
    plan = answer_when(
        answer_hubs(answer_problems(before, "v1", ("jobs",)), "planned", ("community",)), " 2026-11 ", "区長会"
    )
    assert before.checklist == Checklist()
    assert (plan.checklist.hub_status, plan.checklist.hub_activities) == ("planned", ("community",))
    assert (plan.checklist.held_on, plan.checklist.source) == ("2026-11", "区長会")
    assert History(before).doing(plan).undone().present == before


def test_a_problem_that_the_survey_does_not_know_is_named_by_itself() -> None:
    assert problem_names(("雪下ろし", "shops")) == ["商店・スーパー等の閉鎖", "雪下ろし"]
