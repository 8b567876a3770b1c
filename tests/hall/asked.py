"""Asks a web app inside this process, as a phone's browser would over the network; no server runs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlencode


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    heads: dict[str, str]
    body: str


def ask(
    app: Any,
    path: str,
    fields: dict[str, Any] | None = None,
    *,
    heads: dict[str, str] | None = None,
    body: bytes | None = None,
    method: str | None = None,
) -> Reply:
    """Ask for a page, or send a form."""
    content = body if body is not None else urlencode(fields, doseq=True).encode() if fields is not None else b""
    given = {"host": "hall", "content-length": str(len(content)), **(heads or {})}
    scope = {
        "type": "http", "http_version": "1.1", "scheme": "http", "query_string": path.partition("?")[2].encode(),
        "method": method or ("GET" if fields is None and body is None else "POST"), "path": unquote(path.partition("?")[0]),
        "raw_path": path.encode(), "headers": [(k.encode(), v.encode()) for k, v in given.items()], "client": ("192.0.2.7", 1),
        "server": ("hall", 80),
    }  # fmt: skip
    # A thread of its own: a browser driven earlier in this process leaves its event loop running in the tests' thread.
    with ThreadPoolExecutor(max_workers=1) as one:
        return one.submit(lambda: asyncio.run(_asked(app, scope, content))).result()


async def _asked(app: Any, scope: dict[str, Any], content: bytes) -> Reply:
    told: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    await app(scope, receive, send)
    pieces: Sequence[bytes] = [m.get("body", b"") for m in told if m["type"] == "http.response.body"]
    heads = {k.decode(): v.decode() for k, v in told[0]["headers"]}
    return Reply(told[0]["status"], heads, b"".join(pieces).decode("utf-8", "replace"))
