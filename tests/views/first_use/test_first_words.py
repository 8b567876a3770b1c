"""Words stand on a page before the app's own scripts are there, and go with the first thing that is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from tests.browser import ROOT
from views.first_use.first_words import WAITING, FirstWords, with_words

FRAME = b'<html lang="en"><noscript>You need it</noscript><div id="root"></div></html>'


def answered(
    parts: list[bytes], *, accept: bytes, method: str = "GET"
) -> tuple[dict[bytes, bytes], bytes, list[bytes]]:
    """What a browser gets, and which heads the app behind was asked with."""
    sent: list[dict[str, Any]] = []
    asked: list[bytes] = []

    async def app(scope: Any, receive: Any, send: Callable[..., Any]) -> None:
        asked.extend(name for name, _ in scope["headers"])
        length = str(sum(map(len, parts))).encode()
        heads = [(b"content-length", length), (b"etag", b"x"), (b"cache-control", b"no-cache")]
        await send({"type": "http.response.start", "status": 200, "headers": heads})
        for number, part in enumerate(parts):
            await send({"type": "http.response.body", "body": part, "more_body": number + 1 < len(parts)})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "headers": [(b"accept", accept), (b"accept-encoding", b"gzip")]}
    running = FirstWords(app)(scope, None, send)  # type: ignore[arg-type]
    with pytest.raises(StopIteration):
        running.send(None)  # nothing in it waits
    return dict(sent[0]["headers"]), b"".join(m["body"] for m in sent[1:]), asked


def test_the_frame_of_the_app_comes_with_words_and_its_true_length() -> None:
    heads, body, asked = answered([FRAME[:20], FRAME[20:]], accept=b"text/html,*/*")
    assert body == with_words(FRAME)
    assert WAITING.read_bytes() in body
    assert b'lang="ja"' in body
    assert b"You need it" not in body
    assert heads == {b"content-length": str(len(body)).encode(), b"cache-control": b"no-cache"}
    assert b"accept-encoding" not in asked, "packed, it could not be written into"


@pytest.mark.parametrize(("accept", "method", "body"), [(b"*/*", "GET", FRAME), (b"text/html", "HEAD", FRAME), (b"text/html", "GET", b"ok")])  # fmt: skip
def test_everything_else_is_as_it_was(accept: bytes, method: str, body: bytes) -> None:
    heads, got, _ = answered([body], accept=accept, method=method)
    assert (got, heads[b"etag"], heads[b"content-length"]) == (body, b"x", str(len(body)).encode())


@pytest.mark.browser
def test_a_browser_shows_them_while_the_scripts_are_on_their_way(
    serve_app: Callable[..., str], browser: Browser, tmp_path: Any
) -> None:
    address = serve_app(ROOT / "app.py", KYOTEN_HOME=str(tmp_path))
    with urlopen(Request(address + "/future", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})) as answer:
        assert "用意しています" in answer.read().decode()
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ja-JP").new_page()
    page.route("**/static/js/*.js", lambda _: None)  # they never come
    page.goto(f"{address}/future", wait_until="commit")
    page.get_by_text("用意しています").wait_for(timeout=30_000)
    assert page.evaluate("document.documentElement.lang") == "ja"
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    page.get_by_test_id("answer").wait_for(timeout=90_000)
    assert page.locator(".ky-waiting:visible").count() == 0
    page.context.close()
