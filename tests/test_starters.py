"""Starters are written as the machines read them that a double click opens them on."""

from __future__ import annotations

from pathlib import Path

STARTERS = Path(__file__).resolve().parents[1] / "starters"


def test_windows_reads_lines_that_end_as_its_own_do() -> None:
    for name in ("kyoten.bat", "kyoten.vbs"):
        content = (STARTERS / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n") > 0


def test_the_shell_reads_plain_lines_and_may_run_the_file() -> None:
    shell = STARTERS / "kyoten.command"
    assert b"\r" not in shell.read_bytes()
    assert shell.stat().st_mode & 0o111


def test_each_runs_the_command_that_opens_the_screens() -> None:
    for name in ("kyoten.bat", "kyoten.command"):
        text = (STARTERS / name).read_text(encoding="utf-8")
        assert "cli.py" in text
        assert " run" in text
