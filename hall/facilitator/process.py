"""Starts and stops the hall's own process; the app that starts it can never be reached through it, and it never outlives the app."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.file.plan_file import plan_bytes
from plan.scenario.scenario import Plan
from plan.workspace.atomic_write import write_atomically

CLI = Path(__file__).resolve().parents[2] / "cli.py"
_LONGEST_START_S = 120.0
_LOOK_AGAIN_S = 0.1


@dataclass
class HallProcess:
    """A hall that is served.

    Parameters
    ----------
    meeting
        File of its meeting.
    urls, code
        What phones need to come in.
    process
        Of the operating system.
    """

    meeting: Path
    urls: tuple[str, ...]
    code: str
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def is_running(self) -> bool:
        """Whether it still answers."""
        return self.process.poll() is None

    def stop(self) -> None:
        """Stop it; what was answered stays in the meeting's file."""
        self.process.terminate()
        try:
            self.process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()


def start_hall(region_folder: Path, plan: Plan, scenario_id: str, meeting: Path, address: str) -> HallProcess:
    """Start the hall and wait until phones may come.

    Parameters
    ----------
    region_folder
        Of the region.
    plan, scenario_id
        What the hall looks at: a copy lies beside the meeting.
    meeting
        Its file, new or begun.
    address
        On which it listens; ``0.0.0.0`` for the local network.

    Raises
    ------
    geo.texts.errors.RequestError
        When it does not start, in the words in which it says so.
    """
    copy, said = meeting.with_suffix(".plan.json"), meeting.with_suffix(".line.json")
    write_atomically(copy, plan_bytes(plan))
    line = ["hall", str(copy), "--scenario", scenario_id, "--region", str(region_folder), "--json"]
    # It says its one line into a file, and holds the end of a pipe into which nothing is ever written: the system closes
    # that pipe when the app is gone, however it ended, and the hall ends with it.
    with said.open("wb") as answer:
        process = subprocess.Popen(
            [sys.executable, str(CLI), *line, "--meeting", str(meeting), "--address", address, "--until-app-ends"],
            stdin=subprocess.PIPE,
            stdout=answer,
            stderr=subprocess.DEVNULL,
        )
    told = _line(process, said)
    if "code" in told:
        return HallProcess(meeting, tuple(told["urls"]), str(told["code"]), process)
    process.kill()
    process.communicate()
    words = "".join(str(one["message"]) for one in told.get("notices", []))
    raise RequestError(notice("hall_not_started", reason=words or "答えがありません"))


def _line(process: subprocess.Popen[bytes], said: Path) -> dict[str, Any]:
    """Read the line that says that it is ready, or why it cannot be; nothing where it takes too long."""
    end_s = time.monotonic() + _LONGEST_START_S
    while time.monotonic() < end_s:
        ended = process.poll() is not None
        content = said.read_bytes()
        if content.endswith(b"\n"):
            found: dict[str, Any] = json.loads(content)
            return found
        if ended:
            break
        time.sleep(_LOOK_AGAIN_S)
    return {}


def end_with_the_app() -> None:
    """Let this process end when the one that started it does, even where that was killed: its pipe has an end then."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="app", daemon=True).start()
