"""将来 where people were counted once: it says what is needed, and shows those who were counted and the surveys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import views.opening
from geo.reference.national_statistics import national_survey
from tests.views.small_region import write_small_region
from tests.views.table import Table
from views.future.survey import VILLAGE


@pytest.fixture
def once(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    write_small_region(tmp_path / "samples" / "tanima")
    (tmp_path / "samples" / "tanima" / "population.csv").unlink()
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", tmp_path / "samples")
    return Table().go("future")


def test_it_says_what_is_needed_and_draws_those_who_were_counted(once: Table) -> None:
    assert "推計できません" in once.answer
    assert once.app.button(key="future-bring-people").label == "データで前の人口を加える"
    (drawn,) = once.app.get("component_instance")
    state = json.loads(drawn.proto.json_args)["feature_group"]
    assert '"title":"人口"' in state


def test_answers_of_the_survey_are_entered_all_the_same(once: Table) -> None:
    village, problem = str(once.app.selectbox(key=VILLAGE.key).value), national_survey("problems").ids[0]
    once.app.multiselect(key=f"future_survey_problems_{village}").set_value([problem])
    once.run().press("future_survey_put")
    assert once.plan.checklist.problems_of(village) == (problem,)
