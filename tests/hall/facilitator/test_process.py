"""The hall's process as the app starts and stops it; what stands in the way is said in words."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

import pytest

from geo.texts.errors import RequestError
from hall.facilitator.process import start_hall
from hall.meeting.store import opened_meeting
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan

REGION = Path("sample_regions/model_chiku").resolve()


@pytest.mark.slow
def test_the_hall_is_started_and_stopped_and_the_meeting_stays(tmp_path, monkeypatch):
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path))
    plan, scenario = add_scenario(Plan("model_chiku", "f"), "案1")
    found = start_hall(REGION, plan, scenario, tmp_path / "m.sqlite", "127.0.0.1")
    assert found.is_running
    with urlopen(found.urls[0], timeout=30) as page:
        assert "六つの数字" in page.read().decode()
    with opened_meeting(found.meeting) as store:
        assert store.about("code") == found.code
    found.stop()
    assert not found.is_running
    assert found.meeting.is_file()


def test_a_hall_that_cannot_start_says_why(tmp_path):
    with pytest.raises(RequestError, match="電話がなくても") as refused:
        start_hall(tmp_path, Plan("r", "f"), "base", tmp_path / "m.sqlite", "127.0.0.1")
    assert "villages" in str(refused.value) or "region" in str(refused.value) or "地域" in str(refused.value)
