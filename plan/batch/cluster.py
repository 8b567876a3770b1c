"""Dask at work: a cluster of this machine's own, or a scheduler that runs elsewhere. The only module that knows Dask."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dask
from distributed import Client, LocalCluster, as_completed
from distributed.scheduler import KilledWorker
from distributed.security import Security

from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.batch.region_task import measured
from plan.batch.settings import computed_by

HERE = "127.0.0.1"
"""Where a cluster of this machine's own listens: nobody else reaches it."""

_CONNECT_S = 10


@dataclass(frozen=True)
class ClusterChoice:
    """Where the regions are counted.

    Parameters
    ----------
    scheduler
        Address of a scheduler that runs, such as ``tcp://127.0.0.1:8786``; empty for a cluster of this machine's own.
    workers
        Processes of the own cluster; None: one for each core.
    memory_mb
        What each of these may take; None: that of `geo/reference/batch.toml`.
    tls_ca, tls_cert, tls_key
        Files with which a scheduler is talked to in cipher; empty for none.
    """

    scheduler: str = ""
    workers: int | None = None
    memory_mb: float | None = None
    tls_ca: str = ""
    tls_cert: str = ""
    tls_key: str = ""


def results(
    choice: ClusterChoice, folders: Mapping[str, Path], settings: Mapping[str, Any]
) -> Generator[tuple[str, dict[str, Any]]]:
    """Measure regions, and give each result as soon as it is there.

    Parameters
    ----------
    choice
        Where.
    folders
        Of the regions, by the name under which their results are given; on every machine of the cluster they lie at the same place.
    settings
        As `plan.batch.settings.BatchSettings.document` returns them.

    Yields
    ------
    str, dict
        A name with what `plan.batch.region_task.measured` returned; with ``notices`` alone where the region could not be measured.

    Raises
    ------
    geo.texts.errors.RequestError
        When the scheduler cannot be reached.
    """
    if not folders:
        return
    with _connected(choice, len(folders)) as client:
        asked = {
            client.submit(measured, str(folder.resolve()), dict(settings), key=f"region-{at}-{name}", pure=False): name
            for at, (name, folder) in enumerate(folders.items())
        }
        for future, found in as_completed(list(asked), with_results=True, raise_errors=False):
            yield asked[future], answer_of(future.status, found)
            # What has been handed over need not stay in a worker's memory.
            future.release()


@contextlib.contextmanager
def _connected(choice: ClusterChoice, tasks: int) -> Iterator[Client]:
    if choice.scheduler:
        with _quiet(), _client_of(choice) as client:
            yield client
        return
    values = reference_table("batch")
    memory_mb = values["memory_mb"].value if choice.memory_mb is None else choice.memory_mb
    terms = {
        "logging": {"distributed": "critical"},
        # A worker holds one region at a time: where it is killed, no other is suspected with it.
        "distributed.scheduler.worker-saturation": 1.0,
        "distributed.scheduler.allowed-failures": int(values["retries"].value),
    }
    with (
        _quiet(),
        tempfile.TemporaryDirectory(prefix="kyoten-batch-", ignore_cleanup_errors=True) as scratch,
        dask.config.set(terms),
        LocalCluster(
            host=HERE,
            n_workers=min(choice.workers or os.cpu_count() or 1, tasks),
            threads_per_worker=1,
            memory_limit=int(memory_mb * 2**20),
            dashboard_address=f"{HERE}:0",
            worker_dashboard_address=f"{HERE}:0",
            scheduler_kwargs={"dashboard": False},
            local_directory=scratch,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own log, traces of lost connections included, from who reads the progress: what went wrong is in the notices."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


class _ClosedIfAlone(Client):
    """A client that is closed at once where it finds no scheduler.

    The garbage collector would close it at any moment, in the midst of another client's start as well, and both need the same lock.
    """

    def start(self, **kwargs: Any) -> None:
        with contextlib.ExitStack() as undoing:
            undoing.callback(self._loop_runner.stop)
            undoing.callback(self.close)
            super().start(**kwargs)  # type: ignore[no-untyped-call]
            undoing.pop_all()


@contextlib.contextmanager
def _client_of(choice: ClusterChoice) -> Iterator[Client]:
    try:
        security = None
        if choice.tls_ca or choice.tls_cert or choice.tls_key:
            security = Security(
                tls_ca_file=choice.tls_ca or None,
                tls_client_cert=choice.tls_cert or None,
                tls_client_key=choice.tls_key or None,
                require_encryption=True,
            )
        client = _ClosedIfAlone(choice.scheduler, timeout=_CONNECT_S, security=security)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, RuntimeError) as problem:
        reason = f"{type(problem).__name__}：{problem}"
        raise RequestError(notice("batch_scheduler_unreachable", address=choice.scheduler, reason=reason)) from problem
    with client:
        yield client


def answer_of(status: str, found: Any) -> dict[str, Any]:
    """Return what Dask gave back as a region's result, or why there is none.

    Parameters
    ----------
    status
        Of Dask's future.
    found
        Its result; kind, error and trace where it failed; an error where it was lost.
    """
    if status == "finished":
        same: bool = found["code"] == computed_by()
        return dict(found) if same else _refused(notice("batch_code_differs"))
    problem = found[1] if isinstance(found, tuple) else found
    if isinstance(problem, KilledWorker):
        return _refused(notice("batch_worker_killed"))
    if isinstance(problem, CancelledError):
        return _refused(notice("batch_scheduler_lost"))
    return _refused(notice("batch_region_broken", reason=f"{type(problem).__name__}：{problem}"))


def _refused(why: Notice) -> dict[str, Any]:
    return {"notices": [why.as_dict()]}
