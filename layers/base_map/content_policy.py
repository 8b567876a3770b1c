"""What a browser may fetch for the screens: from this server alone, and the authority's map tiles where they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

TILES = "https://cyberjapandata.gsi.go.jp"
"""Where `layers.base_map.base_map` has tiles from; written again, since the server starts without knowing any map."""
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"img-src 'self' data: blob: {TILES}",
        # Maps and charts come to the browser as scripts that their frames evaluate; none is fetched from elsewhere.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self' blob: data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
"""Sent with every answer: an outside image, script, style, font, frame or request is refused by the browser itself."""


class ContentPolicy:
    """Puts the policy into the head of every answer.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request be answered, with the policy."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], (b"content-security-policy", POLICY.encode("ascii"))]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, with_policy)


CONTENT_POLICY = Middleware(ContentPolicy)
"""What the server puts around the app."""
