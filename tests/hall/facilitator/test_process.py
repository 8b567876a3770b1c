"""The hall's process as the app starts and stops it; what stands in the way is said in words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
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


STARTER = """
import sys, time
from pathlib import Path
from hall.facilitator.process import start_hall
from plan.scenario.scenario import Plan
found = start_hall(Path(sys.argv[1]), Plan("model_chiku", "f"), "base", Path(sys.argv[2]), "127.0.0.1")
print(found.urls[0], flush=True)
time.sleep(300)
"""


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5):
            return True
    except (URLError, OSError):
        return False


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_hall_is_left_when_what_started_it_is_gone_and_the_meeting_goes_on(tmp_path, monkeypatch, how):
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path))
    meeting = tmp_path / "m.sqlite"
    line = [sys.executable, "-c", STARTER, str(REGION), str(meeting)]
    with subprocess.Popen(line, cwd=REGION.parents[1], stdout=subprocess.PIPE, text=True) as app:
        assert app.stdout is not None
        url = app.stdout.readline().strip()
        assert answers(url)
        os.kill(app.pid, how)
        app.wait(timeout=10)
    end_s = time.monotonic() + 20
    while answers(url) and time.monotonic() < end_s:
        time.sleep(0.1)
    assert not answers(url)
    again = start_hall(REGION, Plan("model_chiku", "f"), "base", meeting, "127.0.0.1")
    with opened_meeting(meeting) as store:
        assert (again.urls[0], again.code) == (url, store.about("code"))  # phones find it where it was
    again.stop()
