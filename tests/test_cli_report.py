"""`report` on the command line: the files, their manifest, and the keys of the contract."""

from __future__ import annotations

import json
from pathlib import Path

import docx

from plan.documents.material import MEETINGS
from tests.plan.documents.written_up import CHOSEN, FOLDER
from tests.test_cli import document, failure


def test_everything_is_written_and_named(tmp_path: Path) -> None:
    plan = FOLDER / "example.plan.json"
    given = ("--scenario", CHOSEN, "--date", "2026-11-30", "--meeting", "statutory")
    found = document("report", plan, *given, "--out", tmp_path / "文書")
    assert {"files", "steps", "supports", "budget", "notices"} <= set(found)
    assert all(Path(name).is_file() for name in found["files"])
    manifest = json.loads((tmp_path / "文書" / "目録.json").read_text())
    assert len(manifest["files"]) == len(found["files"]) - 1
    (paper,) = (name for name in found["files"] if "会議資料" in name)
    assert MEETINGS["statutory"] in "".join(p.text for p in docx.Document(paper).paragraphs)


def test_an_unknown_scenario_is_said(tmp_path: Path) -> None:
    plan = FOLDER / "example.plan.json"
    assert failure("report", plan, "--scenario", "c99", "--out", tmp_path / "x") == ["scenario_not_found"]
