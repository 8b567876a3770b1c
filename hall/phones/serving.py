"""The hall's own process: the server for the phones, and the queue in which their answers wait for the disk."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from hall.meeting.store import NewAnswer, Outcome, Store

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_MOST_AT_ONCE = 1_000
_KEPT_OPEN_S = 15
_BYTES_OF_HEADS = 16_384


def serve_hall(app: ASGIApp, listening: socket.socket, on_ready: Callable[[], None]) -> None:
    """Serve until the process is stopped.

    Parameters
    ----------
    app
        From `hall.phones.app.Hall`.
    listening
        Where it is asked.
    on_ready
        Called once requests are answered.
    """
    import uvicorn

    class Ready(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            on_ready()

    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        interface="asgi3",
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_keep_alive=_KEPT_OPEN_S,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=_BYTES_OF_HEADS,
    )
    Ready(config).run(sockets=[listening])


class Taking:
    """A queue before the meeting's file: answers that come together are written together, each is told when it is on the disk.

    Parameters
    ----------
    store
        The meeting.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[NewAnswer, asyncio.Future[Outcome]]] = []

    async def take(self, answer: NewAnswer) -> Outcome:
        """Take an answer; what comes back is true even if the machine stops in the next moment."""
        loop = asyncio.get_running_loop()
        told: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((answer, told))
        if len(self._waiting) == 1:
            loop.call_soon(self._write)
        return await told

    def _write(self) -> None:
        batch, self._waiting = self._waiting, []
        try:
            outcomes = self._store.accept([answer for answer, _ in batch])
        except sqlite3.Error as problem:
            for _, told in batch:
                if not told.done():
                    told.set_exception(problem)
            return
        for (_, told), outcome in zip(batch, outcomes, strict=True):
            if not told.done():
                told.set_result(outcome)
