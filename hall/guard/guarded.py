"""What every request goes through before a page sees it: limits of how often and how much, origin, and the heads of answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from geo.reference import reference_table
from hall.guard.limits import Limiter
from hall.guard.signing import COOKIE, client_of, comes_from_here

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    b" form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
"""Heads of every answer: nothing from elsewhere, in no frame; the referrer policy lets a form still tell its origin."""

REFUSED = {
    403: "よその頁からは送れません。",
    408: "送り終わりませんでした。",
    413: "送るものが大きすぎます。",
    429: "少し待ってください。",
}


class Guard:
    """Lets through what may be answered.

    Parameters
    ----------
    app
        What answers.
    secret
        Of the meeting: its cookies are known by it.
    clock
        Seconds that only grow.
    """

    def __init__(self, app: ASGIApp, secret: str, clock: Callable[[], float] = time.monotonic) -> None:
        limits = reference_table("hall")
        self._app, self._secret = app, secret
        self._most_bytes, self._longest_s = int(limits["body_bytes"].value), float(limits["body_s"].value)
        self._clients = Limiter(limits["client_requests_a_minute"].value, clock)
        self._strangers = Limiter(limits["stranger_requests_a_minute"].value, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        client = client_of(self._secret, cookie_parser(headers.get("cookie", "")).get(COOKIE, ""))
        scope["state"] = {"client": client}
        address = str((scope.get("client") or ("",))[0])
        fine = self._strangers.allows(address) if client is None else self._clients.allows(client)
        if not fine:
            await _refuse(send, 429)
        elif scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, _with_heads(send))
        elif not comes_from_here(headers):
            await _refuse(send, 403)
        else:
            await self._with_body(scope, receive, send)

    async def _with_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdigit() or int(told) > self._most_bytes:
            await _refuse(send, 413)
            return
        body = b""
        try:
            async with asyncio.timeout(self._longest_s):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return
                    body += message.get("body", b"")
                    if len(body) > self._most_bytes:
                        await _refuse(send, 413)
                        return
                    if not message.get("more_body", False):
                        break
        except TimeoutError:
            await _refuse(send, 408)
            return
        scope["state"]["body"] = body

        async def gone() -> Message:
            return {"type": "http.disconnect"}

        await self._app(scope, gone, _with_heads(send))


def _with_heads(send: Send) -> Send:
    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *HEADS]}
        await send(message)

    return headed


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close"), *HEADS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": REFUSED[status].encode()})
