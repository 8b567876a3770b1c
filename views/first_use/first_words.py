"""What a browser shows while the app's own scripts are still on their way: words in place of a white page.

On a busy machine seconds pass from the first answer of the server to the first line of a page; what stands in the frame that
Streamlit sends until then is put into it here, and the same words stand on the page until it has its answer (`app.py`).
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.middleware import Middleware

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

WAITING = Path(__file__).parents[1] / "web" / "waiting.html"
"""The words, with their own style."""
_ROOT = b'<div id="root"></div>'
"""Into this Streamlit draws; what stands in it goes with the first thing that is drawn."""
_LANGUAGE = (b'<html lang="en">', b'<html lang="ja">')
_WITHOUT_SCRIPTS = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
_NEEDS_SCRIPTS = (
    "<noscript><p>この画面を使うには、ブラウザーの設定で JavaScript を使えるようにしてください。</p></noscript>"
)
_OF_THE_FILE = frozenset({b"content-length", b"etag", b"last-modified"})
"""What a head says of the file as Streamlit has it."""


@functools.cache
def _words() -> bytes:
    return WAITING.read_bytes()


def with_words(page: bytes) -> bytes:
    """Put the words into the frame of the app, and let it speak Japanese; any other page stays as it is.

    Examples
    --------
    >>> b"ky-waiting" in with_words(b'<html lang="en"><body><div id="root"></div></body></html>')
    True
    >>> with_words(b"<p>404</p>")
    b'<p>404</p>'
    """
    if _ROOT not in page:
        return page
    spoken = _WITHOUT_SCRIPTS.sub(_NEEDS_SCRIPTS.encode(), page).replace(*_LANGUAGE, 1)
    return spoken.replace(_ROOT, _ROOT.replace(b"></", b">" + _words() + b"</"), 1)


class FirstWords:
    """Answers who opens a page with the app's frame, words in it.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request be answered; a page is gathered whole and sent on with the words."""
        if not _opens_a_page(scope):
            await self._app(scope, receive, send)
            return
        # Packed, it could not be written into.
        heads = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: list[Message] = []
        parts: list[bytes] = []

        async def gathered(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.append(message)
                return
            parts.append(message.get("body", b""))
            if message.get("more_body", False):
                return
            page = b"".join(parts)
            changed = with_words(page)
            head = start[0]
            if changed is not page:
                kept = [(name, value) for name, value in head["headers"] if name.lower() not in _OF_THE_FILE]
                head = {**head, "headers": [*kept, (b"content-length", str(len(changed)).encode("ascii"))]}
            await send(head)
            await send({"type": "http.response.body", "body": changed})

        await self._app({**scope, "headers": heads}, receive, gathered)


def _opens_a_page(scope: Scope) -> bool:
    """Return whether somebody opens an address in a browser: other requests are answered as they are, piece by piece."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


FIRST_WORDS = Middleware(FirstWords)
"""What the server puts around the app."""
