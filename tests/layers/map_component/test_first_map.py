"""The first map of a session: it tells that it is drawn, and is waited for no longer than asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import streamlit as st
from starlette.applications import Starlette

from layers.map_component import first_map as module
from layers.map_component.first_map import ADDRESS, FirstMap, first_map, route
from tests.hall.asked import ask

LONG_S = 30.0


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """Let the session be a table of our own, and the server one that nobody asked for an address yet."""
    held: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", held)
    module._route.cache_clear()
    module._waited_for.cache_clear()
    yield held
    module._route.cache_clear()
    module._waited_for.cache_clear()


def test_a_map_that_nobody_hears_tells_nothing_and_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    first = first_map()
    assert first.token is None
    monkeypatch.setattr(first.drawn, "wait", lambda _: pytest.fail("nobody tells"))
    first.wait(LONG_S)
    assert first.is_over
    assert first_map() is first


def test_the_map_that_tells_ends_the_waiting_and_no_other_does() -> None:
    server = Starlette(routes=[route()])
    first = first_map()
    assert ask(server, f"{ADDRESS}/somebody-else", {}).status == 204
    assert not first.drawn.is_set()
    waiting = threading.Thread(target=first.wait, args=(LONG_S,))
    waiting.start()
    assert ask(server, f"{ADDRESS}/{first.token}", {}).status == 204
    waiting.join(LONG_S / 2)
    assert not waiting.is_alive()
    assert first.is_over


def test_it_is_forgotten_once_it_was_waited_for(session: dict[str, object]) -> None:
    route()
    first = first_map()
    assert list(module._waited_for()) == [first.token]
    first.wait(0.0)
    assert module._waited_for() == {}
    session.clear()
    assert first_map().token not in (None, first.token)


def test_nobody_waits_longer_than_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    never = FirstMap("token")
    monkeypatch.setattr(never.drawn, "wait", waits.append)
    never.wait(1.5)
    assert waits == [1.5]
