"""Dask: a cluster of this machine alone, a scheduler started by hand, and what is left when its parts are killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from distributed import Client
from distributed.scheduler import KilledWorker

import plan.batch.cluster
from geo.texts.errors import RequestError
from plan.batch.cluster import HERE, ClusterChoice, answer_of, results
from plan.batch.kept_results import KeptResults
from plan.batch.region_task import measured
from plan.batch.run import run_batch
from plan.batch.settings import BatchSettings, computed_by
from tests.plan.batch.copies import copied

ROOT = Path(__file__).resolve().parents[3]
ASKED = BatchSettings()
LONGEST_S = 60


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return [copied(tmp_path / name) for name in "abcdefg"]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """A scheduler and two workers, as somebody would start them by hand; the scheduler's address lies in a file."""
    file = tmp_path / "scheduler.json"
    local = ["--host", HERE, "--no-dashboard"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def start(what: str, *words: str) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(file), *local, *words]
        return subprocess.Popen(line, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)

    parts = {"scheduler": start("scheduler", "--port", "0")}
    until = time.monotonic() + LONGEST_S
    while not file.is_file() and time.monotonic() < until:
        time.sleep(0.05)
    parts |= {name: start("worker", "--no-nanny", "--nthreads", "1", "--name", name) for name in ("one", "two")}
    yield parts
    for part in parts.values():
        part.kill()
        part.wait()


@pytest.fixture
def secret(tmp_path: Path) -> tuple[str, str]:
    """A certificate that vouches for itself, and its key."""
    files = str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")
    kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=kyoten"]
    line = ["openssl", "req", *kind, "-out", files[0], "-keyout", files[1]]
    subprocess.run(line, check=True, capture_output=True)
    return files


def test_a_scheduler_is_talked_to_in_cipher_by_those_it_trusts_alone(folders, secret, tmp_path):
    cert, key = secret
    file = tmp_path / "scheduler.json"
    trusted = ["--tls-ca-file", cert, "--tls-cert", cert, "--tls-key", key, "--no-dashboard", "--host", f"tls://{HERE}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def start(what: str, *words: str) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(file), *trusted, *words]
        return subprocess.Popen(line, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)

    parts = [start("scheduler", "--port", "0"), start("worker", "--no-nanny", "--nthreads", "1")]
    try:
        until = time.monotonic() + LONGEST_S
        while not file.is_file() and time.monotonic() < until:
            time.sleep(0.05)
        address = address_of(tmp_path)
        assert address.startswith("tls://")
        choice = ClusterChoice(scheduler=address, tls_ca=cert, tls_cert=cert, tls_key=key)
        ((name, found),) = results(choice, {"a": folders[0]}, ASKED.document())
        assert (name, found["region"]["id"]) == ("a", "model_chiku")
        for stranger in (
            ClusterChoice(scheduler=address),
            ClusterChoice(scheduler=address.replace("tls://", "tcp://")),
        ):
            with pytest.raises(RequestError) as refused:
                list(results(stranger, {"a": folders[0]}, ASKED.document()))
            assert [n.code for n in refused.value.notices] == ["batch_scheduler_unreachable"]
    finally:
        for part in parts:
            part.kill()
            part.wait()


def address_of(tmp_path: Path) -> str:
    return str(json.loads((tmp_path / "scheduler.json").read_text())["address"])


def test_killed_workers_and_schedulers_lose_nothing_that_was_finished(folders, started, tmp_path):
    store = KeptResults.beside(tmp_path / "o.parquet")
    came = 0

    def measure(todo, settings):
        nonlocal came
        for name, found in results(ClusterChoice(scheduler=address_of(tmp_path)), todo, settings):
            yield name, found
            came += 1
            if came == 1:
                started["one"].kill()
            if came == 3:
                started["scheduler"].kill()

    first = run_batch(folders, ASKED, store, measure, lambda step: None)
    assert len(first.finished) >= 3
    assert {n["code"] for why in first.failed.values() for n in why} == {"batch_scheduler_lost"}

    asked: list[str] = []

    def here(todo, settings):
        asked.extend(todo)
        return ((name, measured(str(folder), settings)) for name, folder in todo.items())

    second = run_batch(folders, ASKED, store, here, lambda step: None)
    assert asked == list(first.failed)
    assert second.kept == first.finished
    assert not second.failed


def listening() -> set[tuple[int, str, int]]:
    """What waits to be reached, of this process and all that it started: process, address, port."""
    own = psutil.Process()
    sockets = [(p.pid, s) for p in (own, *own.children(recursive=True)) for s in p.net_connections("inet")]
    return {(pid, s.laddr.ip, s.laddr.port) for pid, s in sockets if s.status == psutil.CONN_LISTEN}


def test_the_own_cluster_is_reached_from_this_machine_alone(folders):
    before = listening()  # a browser of other tests may be there
    with closing(results(ClusterChoice(workers=1), {"a": folders[0]}, ASKED.document())) as coming:
        name, found = next(coming)
        assert (name, found["region"]["id"]) == ("a", "model_chiku")
        assert {address for _, address, _ in listening() - before} == {HERE}


@pytest.mark.parametrize(
    "address",
    ["nonsense://127.0.0.1:1", "tls://127.0.0.1:1", "tcp://127.0.0.1:1"],
    ids=["no such kind", "no certificate", "nobody there"],
)
def test_a_scheduler_that_is_not_there_is_named_and_nothing_is_left_open(address, monkeypatch):
    monkeypatch.setattr(plan.batch.cluster, "_CONNECT_S", 0.2)
    before = set(threading.enumerate())
    with pytest.raises(RequestError) as refused:
        next(results(ClusterChoice(scheduler=address), {"a": Path("r")}, {}))
    assert [n.code for n in refused.value.notices] == ["batch_scheduler_unreachable"]
    # What the garbage collector closes, it closes while it likes: in the midst of the next client's start, which never ends then.
    assert {client.status for client in Client._instances} <= {"closed"}
    assert [t.name for t in set(threading.enumerate()) - before if t.name == "IO loop"] == []


def test_nothing_to_count_starts_nothing():
    assert list(results(ClusterChoice(scheduler="tcp://127.0.0.1:1"), {}, {})) == []


@pytest.mark.parametrize(
    ("status", "found", "code"),
    [
        ("finished", {"code": "of another version"}, "batch_code_differs"),
        ("error", (KilledWorker, KilledWorker.__new__(KilledWorker), None), "batch_worker_killed"),
        ("error", (ZeroDivisionError, ZeroDivisionError("x"), None), "batch_region_broken"),
        ("cancelled", CancelledError("a"), "batch_scheduler_lost"),
    ],
)
def test_what_went_wrong_is_said(status, found, code):
    assert [n["code"] for n in answer_of(status, found)["notices"]] == [code]


def test_a_result_of_the_same_version_is_taken():
    found = {"code": computed_by(), "made_of": "x"}
    assert answer_of("finished", found) == found
