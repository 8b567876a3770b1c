"""Work beside the page: it ends when asked, or when nobody holds it, and past a point no more."""

from __future__ import annotations

import functools
import gc
import threading

from plan.background import BackgroundJob, StopSign


def until_asked(sign: StopSign) -> None:
    for _ in range(600):
        if sign.asked:
            return
        threading.Event().wait(0.05)


def test_a_job_runs_until_it_is_asked_to_stop() -> None:
    sign = StopSign()
    job = BackgroundJob(lambda: until_asked(sign), sign, name="test-job")
    assert job.running
    assert any(t.name == "test-job" and t.daemon for t in threading.enumerate())
    job.wait(0.05)
    assert job.running
    job.stop()
    job.wait(20)
    assert (job.running, sign.asked) == (False, True)


def test_a_job_that_nobody_holds_is_asked_to_stop() -> None:
    sign, done = StopSign(), threading.Event()

    def work() -> None:
        until_asked(sign)
        done.set()

    job = BackgroundJob(work, sign, name="test-job")
    assert not sign.asked
    del job
    gc.collect()
    assert sign.asked
    assert done.wait(20)


def test_a_job_that_holds_itself_goes_on() -> None:
    sign, go_on, done = StopSign(), threading.Event(), threading.Event()
    found: list[bool] = []

    def work(held: list[BackgroundJob]) -> None:
        assert go_on.wait(20)
        found.append(sign.asked)
        assert held
        done.set()

    held: list[BackgroundJob] = []
    held.append(BackgroundJob(functools.partial(work, held), sign, name="test-job"))
    del held
    gc.collect()
    go_on.set()
    assert done.wait(20)
    assert found == [False]


def test_past_a_point_a_wish_comes_too_late() -> None:
    late, early = StopSign(), StopSign()
    assert late.pass_by()
    late.ask()
    assert not late.asked
    early.ask()
    assert (early.pass_by(), early.asked) == (False, True)
    early.ask()
    assert early.asked
