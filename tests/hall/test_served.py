"""The hall as its own process over HTTP: the ready line, killed in the middle and started again, a port that is taken."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from geo.reference import reference_table
from hall.facilitator.meetings import meetings, meetings_folder
from hall.meeting.control import set_state
from hall.meeting.store import opened_meeting
from plan.file.plan_file import plan_bytes
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan

ROOT = Path(__file__).parents[2]


class Process:
    """A hall that is served."""

    def __init__(self, home: Path, port: int, *, named: bool = True) -> None:
        self.port, self.meeting = port, home / "m.sqlite"
        plan = home / "a.plan.json"
        if not plan.exists():
            one, _ = add_scenario(Plan("model_chiku", "f"), "案1")
            plan.write_bytes(plan_bytes(add_scenario(one, "案2")[0]))
        line = ["hall", str(plan), "--scenario", "s1", "--region", "sample_regions/model_chiku"]
        line += ["--address", "127.0.0.1", "--port", str(port), *(["--meeting", str(self.meeting)] if named else [])]
        self.process = subprocess.Popen(
            [sys.executable, "cli.py", *line],
            cwd=ROOT,
            env={**os.environ, "KYOTEN_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> dict:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        return json.loads(line)

    def end(self) -> str:
        self.process.kill()
        return self.process.communicate()[1]

    def ask(self, path: str, fields: dict | None = None, **heads: str) -> tuple[int, dict[str, str], str]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        form = {"Content-Type": "application/x-www-form-urlencoded"} if fields is not None else {}
        body = urlencode(fields) if fields is not None else None
        link.request("GET" if fields is None else "POST", path, body, {**form, **heads})
        reply = link.getresponse()
        found = reply.status, dict(reply.getheaders()), reply.read().decode("utf-8", "replace")
        link.close()
        return found

    def raw(self, target: str) -> tuple[int, str]:
        """Ask for a path as it stands: a client that tidies paths up would hide the tricks."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as link:
            link.sendall(f"GET {target} HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n".encode())
            reply = b"".join(iter(lambda: link.recv(65_536), b"")).decode("utf-8", "replace")
        return int(reply.split(" ", 2)[1]), reply


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as other:
        return int(other.getsockname()[1])


@pytest.mark.slow
def test_what_was_accepted_survives_a_kill_and_the_meeting_goes_on(tmp_path):
    first = Process(tmp_path, free_port())
    told = first.ready()
    assert told["urls"] == [f"http://127.0.0.1:{first.port}/"]
    assert re.fullmatch("[0-9]{6}", told["code"])
    cookie = first.ask("/join", {"code": told["code"]})[1]["set-cookie"].partition(";")[0]
    page = first.ask("/about/village", Cookie=cookie)[2]
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found
    with opened_meeting(first.meeting) as store:
        (guess,) = (q.number for q in store.questions() if q.kind == "guess")
        set_state(store, guess, "open")
    sent = {"token": found[1], "person": 1, "question": guess}
    heads = {"Cookie": cookie, "Accept": "application/json"}
    for sequence in (1, 2):
        reply = first.ask("/answer", {**sent, "sequence": sequence, "number": sequence}, **heads)
        assert json.loads(reply[2])["outcome"] == "accepted"
    assert first.ask("/answer", {"x": "y" * 20_000}, **heads)[0] == 413
    assert first.ask("/answer", {**sent, "sequence": 3, "number": 3}, Origin="http://evil", **heads)[0] == 403
    first.end()
    again = Process(tmp_path, first.port)
    assert again.ready() == told
    outcomes = [
        json.loads(again.ask("/answer", {**sent, "sequence": n, "number": n}, **heads)[2])["outcome"] for n in (2, 3)
    ]
    assert outcomes == ["known", "accepted"]
    again.process.terminate()
    assert "Traceback" not in again.process.communicate()[1]
    with opened_meeting(first.meeting) as store:
        assert [(a.sequence, a.content["number"]) for a in store.answers()] == [(1, 1), (2, 2), (3, 3)]


def test_a_port_that_is_taken_is_said_and_the_meeting_lies_where_the_page_looks(tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        refused = Process(tmp_path, int(other.getsockname()[1]), named=False)
        answer, told = refused.process.communicate(timeout=120)
    assert (answer, refused.process.returncode) == ("", 1)
    assert "--port" in told
    monkeypatch.setenv("KYOTEN_HOME", str(tmp_path))
    assert len(meetings(meetings_folder(ROOT / "sample_regions" / "model_chiku"))) == 1


TRICKS = (
    "/{}",
    "//{}",
    "/../{}",
    "/web/../../{}",
    "/web/..%2f..%2f{}",
    "/web/%2e%2e/%2e%2e/{}",
    "/map/..\\..\\{}",
    "/map/....//....//{}",
    "/web/phone.css/../../{}",
    "/web/phone.css%00{}",
    "/j/../{}",
    "/file:///{}",
    "http://127.0.0.1:8501/{}",
)


@pytest.mark.slow
def test_a_crawler_with_tricks_finds_the_hall_and_nothing_else(tmp_path):
    hall = Process(tmp_path, free_port())
    try:
        crawl(hall, hall.ready(), tmp_path)
    finally:
        hall.end()


def crawl(hall: Process, told: dict, home: Path) -> None:
    region = ROOT / "sample_regions" / "model_chiku"
    secrets = [
        (region / "region.toml").read_text(encoding="utf-8")[:60],
        "fingerprint",
        "streamlit",
        "[tool.",
        "SQLite format",
    ]
    # Few enough not to be refused for their number: what is refused proves nothing.
    files = [region / "region.toml", region / "villages.csv", home / "a.plan.json", hall.meeting, ROOT / "app.py"]
    assert [path for path in files if not path.is_file()] == []
    names = {path.name for path in files} | {str(path)[1:] for path in files}
    names |= {"pyproject.toml", ".streamlit/config.toml", "_stcore/health", "hubs", "component/x/index.html"}
    assert len(names) * len(TRICKS) < reference_table("hall")["stranger_requests_a_minute"].value
    for name in sorted(names):
        for trick in TRICKS:
            target = trick.format(name.replace(" ", "%20"))
            status, reply = hall.raw(target)
            assert status in (303, 400, 404), target
            assert [secret for secret in secrets if secret in reply] == [], target
    # What is linked is there, and is all of the hall's own: nothing is named that leads out of it.
    cookie = hall.ask("/join", {"code": told["code"]})[1]["set-cookie"].partition(";")[0]
    waiting, seen = ["/", "/now", "/about/village", "/map/ground.json"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        status, _, body = hall.ask(path, Cookie=cookie)
        assert status in (200, 303, 405), path
        assert [secret for secret in secrets if secret in body] == [], path
        waiting += re.findall(r'(?:href|src|action)="(/[^"]*)"', body)
        assert re.findall(r'(?:href|src|action)="(?!/|data:)[^"]*"', body) == [], path
    assert {"/web/phone.css", "/person"} <= seen
