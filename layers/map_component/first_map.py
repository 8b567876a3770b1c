"""When a session's first map is drawn: the browser tells it, so that what stands beside the map need not come before it."""

from __future__ import annotations

import functools
import secrets
import threading
from dataclasses import dataclass, field

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ADDRESS = "/kyoten/drawn"
"""Where a map tells that it is drawn; layers/web/kyoten.js has it, too."""
_KEY = "first_map"


@dataclass
class FirstMap:
    """The first map of a session.

    Parameters
    ----------
    token
        What the map tells when it is drawn; None where nobody would hear it.
    drawn
        Set when the map has told it.
    is_over
        Whether it has been waited for.
    """

    token: str | None
    drawn: threading.Event = field(default_factory=threading.Event)
    is_over: bool = False

    def wait(self, most_s: float) -> None:
        """Wait until the map is drawn, at most so many seconds, and not at all where nobody would hear it; then it is over."""
        if self.token is not None:
            self.drawn.wait(most_s)
            _waited_for().pop(self.token, None)
        self.is_over = True


def first_map() -> FirstMap:
    """Return the first map of this session."""
    if _KEY not in st.session_state:
        made = FirstMap(secrets.token_urlsafe(12) if _route.cache_info().currsize else None)
        if made.token is not None:
            _waited_for()[made.token] = made.drawn
        st.session_state[_KEY] = made
    held: FirstMap = st.session_state[_KEY]
    return held


@functools.cache
def _route() -> Route:
    async def told(request: Request) -> Response:
        drawn = _waited_for().get(request.path_params["token"])
        if drawn is not None:
            drawn.set()
        return Response(status_code=204)

    return Route(f"{ADDRESS}/{{token}}", told, methods=["POST"])


def route() -> Route:
    """Return the address at which this server hears that a map is drawn; maps tell it from the moment on that this was asked for."""
    return _route()


@functools.cache
def _waited_for() -> dict[str, threading.Event]:
    """Return the maps that are waited for, by token, of all sessions; one whose session went away before it was waited for stays."""
    return {}
