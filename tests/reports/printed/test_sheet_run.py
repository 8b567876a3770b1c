"""All sheets in the background: one file at the end, counted on the way, stopped when asked."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.carriers.checklist import Checklist
from plan.villages.sheet import groups_of
from reports.printed import sheet_run
from reports.printed.sheet_run import start_sheets
from reports.printed.village_sheet import village_page


@pytest.fixture(scope="module")
def today() -> Evaluation:
    return evaluate(apply(read_region(Path("sample_regions/model_chiku"))))


def test_it_ends_in_a_file_with_a_page_for_each(today: Evaluation) -> None:
    run = start_sheets(today, "village")
    found = run.wait(120)
    count = len(groups_of(today, by="village"))
    assert (found.stage, found.done, found.total, found.share) == ("done", count, count, 1.0)
    assert found.pdf is not None
    assert found.pdf.count(b"/Type /Page ") == count
    assert run.about == (today.effective.region.fingerprint, "village", Checklist())


def test_it_stops_when_asked_and_hands_over_nothing(today: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    reached, go_on = threading.Event(), threading.Event()
    drawn = village_page

    def held(sheet, evaluation):
        reached.set()
        assert go_on.wait(30)
        return drawn(sheet, evaluation)

    monkeypatch.setattr(sheet_run, "village_page", held)
    run = start_sheets(today, "village")
    assert reached.wait(60)
    run.stop()
    go_on.set()
    found = run.wait(60)
    assert (found.stage, found.pdf) == ("stopped", None)
    assert found.done < found.total


def test_a_fault_ends_it_with_a_notice(today: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)

    def broken(sheet, evaluation):
        raise ZeroDivisionError

    monkeypatch.setattr(sheet_run, "village_page", broken)
    found = start_sheets(today, "village").wait(60)
    assert (found.stage, [n.code for n in found.notices]) == ("refused", ["sheets_broken"])
