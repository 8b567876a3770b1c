"""What the server does before anybody comes: it loads what the first page computes with, while the browser is still starting."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import importlib
import socket
from collections.abc import AsyncIterator

from plan.background import BackgroundJob, StopSign

FIRST_LOADED = ("geopandas", "folium", "plan.applied", "plan.outings.best_outings", "plan.overview.diagnosis", "plan.villages.day")  # fmt: skip
"""What takes longest to load of all that the first page needs, none of it of the screen: that waits for the page itself."""

_BEFORE_FIRST_TRY_S, _BETWEEN_TRIES_S = 0.3, 0.1

_UNCOLLECTED = 20_000
"""So many objects more may there be before Python looks for cycles among the new ones; by itself it looks after 700."""


def prepare() -> None:
    """Begin to load, beside the server's own start; called once, by the server.

    What a region and its pages are made of stays as long as the server does. To look for cycles in it again and again while it
    is made took a fifth of the processor's time to the first map, so that is done seldom from now on.
    """
    gc.set_threshold(_UNCOLLECTED, *gc.get_threshold()[1:])
    _loading()


def wait() -> None:
    """Wait for what is being loaded, so that no two threads load the same modules; at once where nothing is."""
    if _begun():
        _loading().wait()


@contextlib.asynccontextmanager
async def served(_app: object) -> AsyncIterator[None]:
    """Open the user's browser once the server answers: Streamlit does that only for apps that add nothing to its answers."""
    from streamlit import config

    loop, ended = asyncio.get_running_loop(), asyncio.Event()

    def attempt() -> None:
        if ended.is_set():
            return
        if _answers(int(config.get_option("server.port"))):
            _open_browser()
        else:
            loop.call_later(_BETWEEN_TRIES_S, attempt)

    if not config.get_option("server.headless"):
        # A port that is taken ends this server before the first try, and another one is begun.
        loop.call_later(_BEFORE_FIRST_TRY_S, attempt)
    yield
    ended.set()


def _open_browser() -> None:
    from streamlit import cli_util, config
    from streamlit.web.server import server_util

    named = config.is_manually_set("browser.serverAddress")
    cli_util.open_browser(server_util.get_url(config.get_option("browser.serverAddress") if named else "localhost"))


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("localhost", port), timeout=_BETWEEN_TRIES_S).close()
    except OSError:
        return False
    return True


@functools.cache
def keep() -> None:
    """Tell Python that what has been made by now stays, once the first page is there.

    Streamlit has all garbage collected after every run of a page, and would look through every module and table each time. Where
    no server has prepared anything, as in tests, nothing is told.
    """
    if _begun():
        gc.freeze()


@functools.cache
def _loading() -> BackgroundJob:
    return BackgroundJob(_load, StopSign(), name="kyoten-warm-start")


def _begun() -> bool:
    return _loading.cache_info().currsize > 0


def _load() -> None:
    for name in FIRST_LOADED:
        importlib.import_module(name)
