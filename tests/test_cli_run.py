"""kyoten run: which port it takes, what it hands to Streamlit, and what it says; the served app itself is tested installed."""

from __future__ import annotations

import gc
import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from commands import serving

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The lines of the programs that were started, none of them really."""
    lines: list[list[str]] = []
    monkeypatch.setattr("sys.argv", sys.argv)
    monkeypatch.setattr("runpy.run_module", lambda name, **_: lines.append([name, *sys.argv]))
    return lines


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.create_server(("localhost", 0)) as other:
        yield other.getsockname()[1]


def test_the_screens_are_served_on_the_port_that_is_asked_for(started):
    with socket.create_server(("localhost", 0)) as other:
        port = other.getsockname()[1]
    result = CliRunner().invoke(cli.cli, ["run", "--port", str(port), "--json"])
    assert (result.exit_code, json.loads(result.stdout)["urls"]) == (0, [f"http://localhost:{port}"])
    ((module, program, command, script, *options),) = started
    assert (module, program, command, Path(script)) == ("streamlit", "streamlit", "run", ROOT / "app.py")
    assert f"--server.port={port}" in options


def test_screens_collect_their_garbage_as_python_does_by_itself(started):
    usual = gc.get_threshold()
    try:
        gc.set_threshold(usual[0] + 1)
        CliRunner().invoke(cli.cli, ["run"])
        assert gc.get_threshold() == usual
    finally:
        gc.set_threshold(*usual)
    assert started


def test_a_port_that_is_taken_is_said(started, taken):
    result = CliRunner().invoke(cli.cli, ["run", "--port", str(taken), "--json"])
    (notice,) = json.loads(result.stdout)["notices"]
    assert (result.exit_code, notice["code"]) == (1, "port_taken")
    assert str(taken) in notice["message"]
    assert started == []


def test_without_a_port_the_next_free_one_is_taken(started, taken, monkeypatch):
    monkeypatch.setattr(serving, "FIRST_PORT", taken)
    monkeypatch.setattr(serving, "LAST_PORT", taken + 50)
    result = CliRunner().invoke(cli.cli, ["run"])
    assert result.exit_code == 0
    (line,) = started
    (port,) = [int(o.removeprefix("--server.port=")) for o in line if o.startswith("--server.port=")]
    assert taken < port <= taken + 50
    assert f"http://localhost:{port}" in result.stdout


def test_no_free_port_is_said(started, taken, monkeypatch):
    monkeypatch.setattr(serving, "FIRST_PORT", taken)
    monkeypatch.setattr(serving, "LAST_PORT", taken)
    result = CliRunner().invoke(cli.cli, ["run"])
    assert result.exit_code == 1
    assert "--port" in result.stderr
    assert started == []
