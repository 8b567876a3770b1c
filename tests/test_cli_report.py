"""`report` on the command line: the files, their manifest, and the keys of the contract."""

from __future__ import annotations

import json
from pathlib import Path

import docx

from plan.documents.material import MEETINGS
from tests.plan.documents.written_up import CHOSEN, FOLDER
from tests.reports.documents.test_page_alone import content_of
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


def test_documents_of_a_later_year_count_its_people_and_say_it(tmp_path: Path) -> None:
    plan = Path("sample_regions/model_chiku/example.plan.json")
    found = document(
        "report", plan, "--scenario", "c1", "--out", tmp_path / "x", "--date", "2026-11-30", "--year", 2045
    )
    assert found["year"] == 2045
    counted = document("diagnose", plan.parent, "--plan", plan, "--scenario", "c1", "--year", 2045)
    (people,) = (row["value"] for row in counted["indicators"] if row["id"] == "population")
    tens = f"{int(people / 10 + 0.5) * 10:,}人"
    page = content_of((tmp_path / "x" / "一枚で開く地図.html").read_bytes())
    at = [s["id"] for s in page["scenarios"]].index("c1")
    assert next(values[at][0] for name, _, *values in page["figures"] if name == "人口") == tens
    assert page["scenarios"][at]["name"].endswith("（2045年の人口）")
    written = docx.Document(str(tmp_path / "x" / "地域再生計画_素案.docx"))
    words = "".join(p.text for p in written.paragraphs)
    assert f"2045年（令和27年）（推計）に {tens}" in words
    assert not [n for n in found["notices"] if n["code"] == "one_count_only"], (
        "what is projected begins with what was counted"
    )


def test_an_unknown_scenario_is_said(tmp_path: Path) -> None:
    plan = FOLDER / "example.plan.json"
    assert failure("report", plan, "--scenario", "c99", "--out", tmp_path / "x") == ["scenario_not_found"]
