"""A search in the background: what it finds, in which order, and that it ends when asked, refused or forgotten."""

from __future__ import annotations

import gc
import itertools
import threading
from dataclasses import replace

import pytest

from geo.region.region import read_region
from network.siting.alternatives import alternatives, curve
from plan.applied import EffectiveScenario, apply
from plan.siting.request import SitingRequest, prepared
from plan.siting.run import ENDS, STAGES, SitingState, Stage, _Board, start


@pytest.fixture(scope="module")
def sanson() -> EffectiveScenario:
    return apply(read_region("sample_regions/sanson"))


def test_it_finds_what_the_functions_find(sanson):
    request = SitingRequest("total_time", hubs=3)
    found = start(sanson, request, 4).wait()
    question = prepared(sanson, request).question
    best = question.answer()
    assert (found.stage, found.quick, found.share_done) == ("done", False, 1.0)
    assert found.best is not None
    assert (found.best.hubs, found.best.value, found.best.gap) == (best.hubs, best.value, 0)
    drawn = curve(question, range(1, 5))
    assert {n: a.value for n, a in found.by_number.items()} == {n: a.value for n, a in drawn.answers.items()}
    assert found.knee == drawn.knee
    assert [a.hubs for a in found.others] == [a.hubs for a in alternatives(question, best, 3)]


def test_the_stages_come_in_order_and_the_share_done_only_grows(sanson, monkeypatch):
    seen: list[SitingState] = []
    put = _Board.put

    def heard(self, **changes):
        put(self, **changes)
        seen.append(self.state)

    monkeypatch.setattr(_Board, "put", heard)
    start(sanson, SitingRequest("coverage", hubs=2, within_min=10), 3).wait()
    stages = [stage for stage, _ in itertools.groupby(state.stage for state in seen)]
    assert stages == ["gather", "quick", "prove", "curve", "others", "done"]
    shares = [state.share_done for state in seen]
    assert shares == sorted(shares)
    quick = next(state for state in seen if state.best is not None)
    assert quick.quick
    assert quick.prepared is not None


def test_regret_over_the_years_of_the_population(sanson):
    found = start(sanson, SitingRequest("least_regret", hubs=2, years=(2020, 2050)), 2).wait()
    assert found.best is not None
    assert set(found.best.by_year) == {"2020", "2050"}
    assert sorted(found.by_number) == [1, 2]
    assert found.knee is None


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (SitingRequest("total_time", hubs=99), "候補地が足りません"),
        (SitingRequest("fewest", within_min=3), "3分以内に着ける候補地がありません"),
        (
            SitingRequest("total_time", hubs=1, forbidden=tuple(f"s{i:02d}" for i in range(1, 27))),
            "すべて除かれています",
        ),
        (SitingRequest("total_time", hubs=1, fixed=("nowhere",)), "nowhere"),
    ],
)
def test_what_is_impossible_is_refused_with_the_reason(sanson, request_, text):
    found = start(sanson, request_, 3).wait()
    assert found.stage == "refused"
    assert found.best is None
    assert text in "".join(n.message for n in found.notices)


def test_numbers_that_the_conditions_do_not_allow_are_no_points_of_the_curve(sanson):
    found = start(sanson, SitingRequest("total_time", hubs=3, fixed=("s02", "s09")), 4).wait()
    assert sorted(found.by_number) == [2, 3, 4]


def test_progress_moves_at_every_moment_and_never_passes_its_stage() -> None:
    """At 0 s nothing of a stage is done, after 10 s half of what is ahead, after 20 s three quarters."""
    ahead: dict[Stage, float] = {"gather": 0.05, "quick": 0.05, "prove": 0.25, "curve": 0.45, "others": 0.2}
    begins: dict[Stage, float] = {"gather": 0.0, "quick": 0.05, "prove": 0.1, "curve": 0.35, "others": 0.8}
    for stage, before in begins.items():
        state = SitingState(stage=stage, started_s=95.0, stage_started_s=100.0, share_done=before)
        shares = [state.share_at(100.0 + s) for s in range(200)]
        assert shares[0] == before
        assert shares[10] == pytest.approx(before + ahead[stage] / 2, abs=1e-5)
        assert shares[20] == pytest.approx(before + ahead[stage] * 3 / 4, abs=1e-5)
        assert all(later > sooner for sooner, later in itertools.pairwise(shares))
        assert shares[-1] < before + ahead[stage]
        assert [state.seconds_at(100.0), state.seconds_at(195.0)] == [5.0, 100.0]
    done = SitingState(stage="done", seconds=7.0, share_done=1.0)
    assert (done.share_at(1e6), done.seconds_at(1e6)) == (1.0, 7.0)


def test_it_ends_by_itself_when_it_has_taken_as_long_as_it_may(sanson, monkeypatch):
    made = _Board.__init__

    def hurried(self):
        made(self)
        self._limit_s = 0.0

    monkeypatch.setattr(_Board, "__init__", hurried)
    found = start(sanson, SitingRequest("total_time", hubs=3), 8).wait(60)
    assert found.stage == "done"
    assert found.best is not None
    assert (found.by_number, found.others) == ({}, ())
    assert [n.code for n in found.notices] == ["siting_time_over"]


def test_it_stops_when_asked_and_keeps_what_it_has(sanson, monkeypatch):
    reached, go_on = threading.Event(), threading.Event()
    enter = _Board.enter

    def held(self, stage, part=0.0):
        enter(self, stage, part)
        if stage == "curve":
            reached.set()
            assert go_on.wait(30)

    monkeypatch.setattr(_Board, "enter", held)
    run = start(sanson, SitingRequest("total_time", hubs=3), 8)
    assert reached.wait(60)
    assert run.state.running
    run.stop()
    go_on.set()
    found = run.wait()
    assert found.stage == "stopped"
    assert found.best is not None
    assert not found.quick
    assert found.others == ()


def test_a_run_that_nobody_holds_stops(sanson, monkeypatch):
    boards: list[_Board] = []
    reached, go_on = threading.Event(), threading.Event()
    enter = _Board.enter

    def held(self, stage, part=0.0):
        boards.append(self)
        enter(self, stage, part)
        if stage == "quick":
            reached.set()
            assert go_on.wait(30)

    monkeypatch.setattr(_Board, "enter", held)
    run = start(sanson, SitingRequest("total_time", hubs=3), 8)
    assert reached.wait(60)
    thread = run._job._thread
    del run
    gc.collect()
    assert boards[0].stop.asked
    go_on.set()
    thread.join(60)
    assert not thread.is_alive()
    assert boards[0].state.stage == "stopped"


def test_every_end_is_a_stage_with_words():
    assert set(ENDS) < set(STAGES)
    assert all(STAGES.values())
    assert SitingState().running
    assert not replace(SitingState(), stage="stopped").running
